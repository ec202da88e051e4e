/** Passing a dossier to the competent agency, and sending it back. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { deskLinks, handlingUnit } from '../api.ts'
import { openDossier } from '../desk/commands.ts'
import { dossierPage } from '../desk/routes.ts'
import { sendBackDossier, transferDossier } from './commands.ts'
import { TransferPage, type TransferView } from './pages.tsx'
import { findLikeUnits } from './store.ts'
import { texts } from './texts.ts'

const access = { anyPermission: ['dossier.receive', 'dossier.process', 'dossier.assign'] } as const
const path = '/lam-viec/ho-so/:code/chuyen-co-quan'
const code = Type.String({ maxLength: 80 })
const Reason = Type.Optional(Type.String({ maxLength: 2000 }))
const version = Type.Integer({ minimum: 1 })

/** Whoever passed it on may not see it any more, so the queue says that it is done. */
const done = `${deskLinks.queue()}?xong=1`

export const routes = [
  endpoint({
    method: 'GET',
    path,
    access,
    input: Type.Object({ code }),
    handle: (context, { code }) => transferPage(context, code, {}),
  }),
  endpoint({
    method: 'POST',
    path,
    access,
    input: Type.Object({ code, version, to: Type.String({ maxLength: 40 }), reason: Reason }),
    async handle(context, { code, version: expectedVersion, to, reason = '' }) {
      await transferDossier(context, { code, expectedVersion, to, reason })
      return redirect(done)
    },
    refused: (context, problem, { code }, { fields }) => {
      const typed = Object.fromEntries(
        Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
      return transferPage(context, code, typed, problem)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/lam-viec/ho-so/:code/tra-noi-chuyen',
    access,
    input: Type.Object({ code, version, step: Type.Optional(Type.Integer({ minimum: 1 })), reason: Reason }),
    async handle(context, { code, version: expectedVersion, step, reason = '' }) {
      await sendBackDossier(context, { code, expectedVersion, step, reason })
      return redirect(done)
    },
    refused: async (context, problem, { code }) =>
      dossierPage(context, { open: await openDossier(context, code), problem }, problem.status),
  }),
]

async function transferPage(
  context: Context,
  code: string,
  typed: TransferView['typed'],
  problem?: TransferView['problem'],
): Promise<Reply> {
  const open = await openDossier(context, code)
  const { dossier, definition } = open
  const units = await read(context, (tx) => findLikeUnits(tx, dossier.competentUnitId, context.today))
  const named = await handlingUnit(context, definition, dossier.answers)
  const suggested = units.find(({ id }) => id === named?.id)
  const title = `${textsFor(texts, context.language).transfer} ${dossier.code}`
  const view = { open, units, suggested, typed, problem }
  return page(context, { title }, TransferPage({ view }), problem?.status ?? 200)
}
