/** Không hồ sơ nào bị treo: the proof for the open dossiers, and what brings one that hangs back into hands. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import type { Proof } from '#kernel/module.ts'
import { refusal } from '../domain.ts'
import { save } from '../steps/commands.ts'
import { type Dossier, giveTo, openWork, passToUnit, startMove, tell, type Work } from '../steps/domain.ts'
import { findDossierForUpdate } from '../steps/store.ts'
import { lacks } from './domain.ts'
import * as store from './store.ts'

export const proof: Proof = {
  lacks,
  find: async (tx, context) => [
    ...(await store.findBroken(tx)),
    ...(await store.findUnheld(tx, context)),
    ...(await store.findUnanswered(tx, context)),
    ...(await store.findUndefined(tx)),
  ],
}

type OpenStep = { readonly code: string; readonly number: number }

/** The dossier and the open step; the caller has found both in the officer's reach. Throws `dossiers.notNow`. */
async function demandOpen(tx: Tx, { code, number }: OpenStep): Promise<{ dossier: Dossier; work: Work }> {
  const dossier = await findDossierForUpdate(tx, { kind: 'system' }, code)
  const work = dossier && openWork(dossier).find((one) => one.number === number)
  if (!dossier || !work) throw refusal.notNow()
  return { dossier, work }
}

/** Đưa về danh sách chung: whoever can do the step there may take it. Throws `dossiers.notNow` when it is not open any more. */
export async function giveToPool(tx: Tx, context: Context, step: OpenStep): Promise<void> {
  const { dossier, work } = await demandOpen(tx, step)
  const released = giveTo(startMove(dossier), work.number, null)
  const told = { step: work.key, before: work.holderId }
  await save(context, tell(released, 'dossier.released', told, work.unitId), { tx })
}

/** Chuyển đơn vị kế thừa: the step goes into the pool of the successor, which also takes the place of the unit it was. */
export async function giveToSuccessor(
  tx: Tx,
  context: Context,
  step: OpenStep,
  successor: { readonly id: string; readonly path: string },
): Promise<void> {
  const { dossier, work } = await demandOpen(tx, step)
  const passed = passToUnit(startMove(dossier), work.number, successor)
  const told = { step: work.key, from: work.unitId, to: successor.id }
  await save(context, tell(passed, 'dossier.passedToSuccessor', told, successor.id), { tx })
  await store.passParties(tx, dossier.id, work.unitId, successor.id)
}

/** Thay tệp bị mất by another copy of the same paper. Answers `false` when the file is not a paper of the dossier. */
export async function replaceLostFile(
  tx: Tx,
  context: Context,
  { caseId, code }: { readonly caseId: string; readonly code: string },
  lostId: string,
  fileId: string,
): Promise<boolean> {
  if (!(await store.replaceFile(tx, caseId, lostId, fileId, context.now))) return false
  await appendEvent(tx, context, 'dossier.fileReplaced', {
    subject: caseId,
    payload: { code, lost: lostId, file: fileId },
  })
  return true
}
