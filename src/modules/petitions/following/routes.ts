/** What whoever sent a petition does with it: complete it, rate its answer, find it in the account. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { endpoint, redirect } from '#kernel/web.ts'
import { petitionLinks, type Rating, ratingKeys, refusal } from '../domain.ts'
import { openOwnPetition } from '../published/commands.ts'
import { completePetition, ratePetition, viewOwnPetitions } from './commands.ts'
import { ownPage } from './own/pages.tsx'
import { ownListPage } from './pages.tsx'

const code = Type.String({ maxLength: 20 })
const ma = Type.Optional(Type.String({ maxLength: 20 }))
const limit = { name: 'petitions-act', max: 30, seconds: 600 } as const

const after = (given: string, secret: string | undefined, done: string) =>
  `${petitionLinks.show(given, secret)}${secret ? '&' : '?'}xong=${done}`

/** The petition with what was typed, and the reason of the refusal. */
async function again(
  context: Context,
  problem: Problem,
  { code: given, ma: secret, ...typed }: { code: string; ma?: string; rating?: string; words?: string },
) {
  const own = await openOwnPetition(context, { code: given, secret })
  return ownPage(context, { own, secret, problem, typed })
}

export const followingRoutes = [
  endpoint({
    method: 'POST',
    path: '/kien-nghi/:code/bo-sung',
    access: 'public',
    limit,
    input: Type.Object({ code, ma, words: Type.Optional(Type.String({ maxLength: 5000 })) }),
    async handle(context, { code: given, ma: secret, words = '' }) {
      await completePetition(context, { code: given, secret, words })
      return redirect(after(given, secret, 'bo-sung'))
    },
    refused: again,
  }),
  endpoint({
    method: 'POST',
    path: '/kien-nghi/:code/danh-gia',
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
      await ratePetition(context, { code: given, secret, rating: rating as Rating, words: remark })
      return redirect(after(given, secret, 'danh-gia'))
    },
    refused: again,
  }),
  endpoint({
    method: 'GET',
    path: petitionLinks.own,
    access: 'citizen',
    input: Type.Object({}),
    handle: async (context) => ownListPage(context, await viewOwnPetitions(context)),
  }),
]
