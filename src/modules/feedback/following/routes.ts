/** What whoever sent a report does with it: rate it, have it opened again, find it in the account. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { type Rating, ratingKeys, refusal, reportLinks } from '../domain.ts'
import { openOwnReport } from '../published/commands.ts'
import { rateReport, reopenReport, viewOwnReports } from './commands.ts'
import { ownPage } from './own/pages.tsx'
import { ownListPage } from './pages.tsx'

const code = Type.String({ maxLength: 20 })
const ma = Type.Optional(Type.String({ maxLength: 20 }))
const limit = { name: 'feedback-act', max: 30, seconds: 600 } as const

const after = (given: string, secret: string | undefined, done: string) =>
  `${reportLinks.show(given, secret)}${secret ? '&' : '?'}xong=${done}`

/** The report with what was typed, and the reason of the refusal. */
async function again(
  context: Context,
  problem: Problem,
  { code: given, ma: secret, ...typed }: { code: string; ma?: string; rating?: string; words?: string },
) {
  const story = await openOwnReport(context, given, secret)
  return ownPage(context, { story, secret, problem, typed })
}

export const followingRoutes = [
  endpoint({
    method: 'POST',
    path: '/phan-anh/:code/danh-gia',
    access: 'public',
    limit,
    input: Type.Object({
      code,
      ma,
      rating: Type.Optional(Type.Enum(ratingKeys)),
      remark: Type.Optional(Type.String({ maxLength: 1000 })),
    }),
    async handle(context, { code: given, ma: secret, rating, remark = '' }) {
      if (!rating) throw refusal.ratingNeeded()
      await rateReport(context, { code: given, secret, rating: rating as Rating, words: remark })
      return redirect(after(given, secret, 'danh-gia'))
    },
    refused: again,
  }),
  endpoint({
    method: 'POST',
    path: '/phan-anh/:code/mo-lai',
    access: 'public',
    limit,
    input: Type.Object({ code, ma, words: Type.Optional(Type.String({ maxLength: 1000 })) }),
    async handle(context, { code: given, ma: secret, words = '' }) {
      await reopenReport(context, { code: given, secret, words })
      return redirect(after(given, secret, 'mo-lai'))
    },
    refused: again,
  }),
  endpoint({
    method: 'GET',
    path: reportLinks.own,
    access: 'citizen',
    input: Type.Object({}),
    handle: async (context) => ownListPage(context, await viewOwnReports(context)),
  }),
]
