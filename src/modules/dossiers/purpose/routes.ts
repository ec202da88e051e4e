/** Asking what a dossier is opened for. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { textsFor } from '#kernel/text.ts'
import { isOwnPath } from '#kernel/types.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks } from '../api.ts'
import { demandVisible, statePurpose } from './commands.ts'
import { type Purpose, purposes, purposeWordsMax } from './domain.ts'
import { PurposePage, type PurposeView } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'dossier.view' } as const
const path = '/lam-viec/ho-so/:code/muc-dich'
const code = Type.String({ maxLength: 80 })
const tiep = Type.Optional(Type.String({ maxLength: 500 }))

export const routes = [
  endpoint({
    method: 'GET',
    path,
    access,
    input: Type.Object({ code, tiep }),
    handle: (context, given) => purposePage(context, { ...given, typed: {} }),
  }),
  endpoint({
    method: 'POST',
    path,
    access,
    input: Type.Object({
      code,
      tiep,
      purpose: Type.Optional(Type.Enum([...purposes] as [Purpose, ...Purpose[]])),
      words: Type.Optional(Type.String({ maxLength: purposeWordsMax })),
    }),
    async handle(context, { code: asked, tiep: next, purpose, words = '' }) {
      await statePurpose(context, { code: asked, purpose, words })
      return redirect(isOwnPath(next) ? next : deskLinks.dossier(asked))
    },
    refused: (context, problem, { code: asked, tiep: next, ...typed }) =>
      purposePage(context, { code: asked, tiep: next, typed, problem }),
  }),
]

type Asked = Pick<PurposeView, 'typed'> & {
  readonly code: string
  readonly tiep?: string | undefined
  readonly problem?: Problem
}

async function purposePage(
  context: Context,
  { code: asked, tiep: next, typed, problem }: Asked,
): Promise<Reply> {
  const known = await demandVisible(context, asked)
  const { title } = textsFor(texts, context.language)
  const view = { code: known, next, typed, problem: problem?.detail }
  return page(
    context,
    { title: `${title} ${known}`, noIndex: true },
    PurposePage({ view }),
    problem?.status ?? 200,
  )
}
