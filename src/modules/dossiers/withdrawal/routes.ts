/** Rút hồ sơ tại quầy. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks } from '../api.ts'
import { openDossier } from '../desk/commands.ts'
import { withdrawAtDesk } from './commands.ts'
import { WithdrawalPage, type WithdrawalView } from './pages.tsx'
import { texts } from './texts.ts'

const access = { permission: 'dossier.receive' } as const
const path = '/lam-viec/ho-so/:code/rut'
const code = Type.String({ maxLength: 80 })
const Line = Type.Optional(Type.String({ maxLength: 200 }))

export const routes = [
  endpoint({
    method: 'GET',
    path,
    access,
    input: Type.Object({ code }),
    handle: async (context, { code }) =>
      withdrawalPage(context, { open: await openDossier(context, code), typed: {} }),
  }),
  endpoint({
    method: 'POST',
    path,
    access,
    input: Type.Object({
      code,
      version: Type.Integer({ minimum: 1 }),
      capacity: Type.Enum(['self', 'authorised']),
      name: Line,
      identity: Line,
      authority: Line,
      reason: Type.Optional(Type.String({ maxLength: 2000 })),
      members: Type.Optional(Type.Union([code, Type.Array(code, { maxItems: 20 })])),
    }),
    async handle(context, { code, version: expectedVersion, reason = '', members = [], ...given }) {
      const { capacity, name = '', identity = '', authority = '' } = given
      const requester = { capacity, name, identity, authority }
      await withdrawAtDesk(context, { code, expectedVersion, requester, reason, members: [members].flat() })
      return redirect(`${deskLinks.dossier(code)}?xong=rut`)
    },
    refused: async (context, problem, { code }, { fields }) => {
      const typed = Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      )
      return withdrawalPage(
        context,
        { open: await openDossier(context, code), typed, problem },
        problem.status,
      )
    },
  }),
]

function withdrawalPage(context: Context, view: WithdrawalView, status = 200): Reply {
  const title = `${textsFor(texts, context.language).title} ${view.open.dossier.code}`
  return page(context, { title }, WithdrawalPage({ view }), status)
}
