/** Không hồ sơ nào bị treo: the proof for the open dossiers, and what brings one that hangs back into hands. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import type { Proof } from '#kernel/module.ts'
import { refusal } from '../domain.ts'
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

/** Đưa về danh sách chung: whoever can do the step there may take it. Throws `dossiers.notNow` when it is not open any more. */
export async function giveToPool(tx: Tx, context: Context, caseId: string, number: number): Promise<void> {
  const released = await store.releaseWork(tx, caseId, number)
  if (!released) throw refusal.notNow()
  await appendEvent(tx, context, 'dossier.released', {
    subject: caseId,
    unitId: released.unitId,
    payload: { code: released.code, step: released.stepKey, before: released.before },
  })
}

type Succession = { readonly from: string; readonly to: string }

/** Chuyển đơn vị kế thừa: the step goes into the pool of the successor, which also takes the place of the unit it was. */
export async function giveToSuccessor(
  tx: Tx,
  context: Context,
  caseId: string,
  number: number,
  { from, to }: Succession,
): Promise<void> {
  const released = await store.releaseWork(tx, caseId, number, to)
  if (!released) throw refusal.notNow()
  await store.passParties(tx, caseId, from, to)
  await appendEvent(tx, context, 'dossier.passedToSuccessor', {
    subject: caseId,
    unitId: to,
    payload: { code: released.code, step: released.stepKey, from, to },
  })
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
