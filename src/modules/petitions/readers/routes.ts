/** Có ích, chưa rõ: open to everyone who reads a published answer. */

import { Type } from 'typebox'
import { type Endpoint, endpoint, redirect } from '#kernel/web.ts'
import { petitionLinks } from '../domain.ts'
import { judgeAnswer } from './commands.ts'
import { readerRefusal, verdictKeys } from './domain.ts'

const limit = { name: 'petitions-judge', max: 60, seconds: 600 } as const

export const readerRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/kien-nghi/:code/nguoi-doc',
    access: 'public',
    limit,
    input: Type.Object({
      code: Type.String({ maxLength: 20 }),
      verdict: Type.Optional(Type.Enum(verdictKeys)),
    }),
    async handle(context, { code, verdict }) {
      if (!verdict) throw readerRefusal.verdictNeeded()
      const isCounted = await judgeAnswer(context, { code, verdict: verdict as (typeof verdictKeys)[number] })
      return redirect(`${petitionLinks.show(code)}?doc=${isCounted ? 'moi' : 'roi'}#nguoi-doc`)
    },
  }),
]
