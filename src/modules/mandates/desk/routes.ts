/** Papers of mandates at the desk. */

import { Type } from 'typebox'
import { endpoint, redirect } from '#kernel/web.ts'
import { mandateLinks } from '../domain.ts'
import { decidePaper, openPaper, viewDesk } from './commands.ts'
import { deskPage } from './pages.tsx'

const access = { permission: 'mandate.check' } as const
const id = Type.String({ maxLength: 40 })

export const routes = [
  endpoint({
    method: 'GET',
    path: mandateLinks.desk,
    access,
    input: Type.Object({}),
    handle: async (context) => deskPage(context, { waiting: await viewDesk(context) }),
  }),
  endpoint({
    method: 'GET',
    path: mandateLinks.deskFile(':id'),
    access,
    input: Type.Object({ id }),
    handle: async (context, input) => ({ kind: 'file', ...(await openPaper(context, input.id)) }),
  }),
  endpoint({
    method: 'POST',
    path: mandateLinks.decide(':id'),
    access,
    stepUp: { withinMinutes: 30 },
    input: Type.Object({
      id,
      act: Type.Enum(['confirm', 'refuse']),
      reason: Type.Optional(Type.String({ maxLength: 1000 })),
    }),
    async handle(context, { act, reason = '', ...input }) {
      await decidePaper(context, { id: input.id, isRight: act === 'confirm', reason })
      return redirect(mandateLinks.desk)
    },
    refused: async (context, problem) => deskPage(context, { waiting: await viewDesk(context), problem }),
  }),
]
