/** Thu hồi bản số hóa: a scan that was wrong, or one whose paper was replaced. What was signed stays, marked as ended. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { revokeFilesOf } from '#kernel/files.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { unflagPapers } from '#modules/dossiers/api.ts'
import { type Entry, mayEnd, refusal } from '../domain.ts'
import { openForOfficer } from '../entries/commands.ts'
import * as store from '../entries/store.ts'

export type Ending = {
  readonly entry: Entry
  /** Copies of the same kind and owner in force, one of which may have taken the place. */
  readonly successors: readonly Entry[]
}

/** The copy with what may have taken its place. Throws `wallet.notFound`, `wallet.notYourCopy`, `wallet.alreadyEnded`. */
export async function openEnding(context: Context, id: string): Promise<Ending> {
  const entry = await openForOfficer(context, id, 'ending')
  return read(context, (tx) => demandEnding(tx, officerOf(context.actor), entry))
}

async function demandEnding(tx: Tx, officer: Officer, entry: Entry): Promise<Ending> {
  if (!mayEnd(officer, entry)) throw refusal.notYourCopy()
  if (entry.endedHow) throw refusal.alreadyEnded()
  return { entry, successors: await store.findSuccessors(tx, entry) }
}

export type EndCopy = {
  readonly id: string
  readonly why: 'wrongScan' | 'paperReplaced' | undefined
  readonly reason: string
  /** For a replaced paper: the copy of the new one, where it is in the wallet. */
  readonly successorId: string | undefined
}

/**
 * Thu hồi. A wrong scan is taken back and counts as no digitised paper any more; of a replaced paper the copy was right in
 * its time, and where the new one was digitised it says which. Throws `wallet.reasonNeeded`, `wallet.chooseWhy`,
 * `wallet.wrongSuccessor`, and as `openEnding`.
 */
export async function endCopy(
  context: Context,
  { id, why, reason: given, successorId }: EndCopy,
): Promise<void> {
  const officer = officerOf(context.actor)
  const reason = given.trim()
  const seen = await openForOfficer(context, id, 'ending')
  await inTransaction(context, async (tx) => {
    const { successors } = await demandEnding(tx, officer, seen)
    if (!why) throw refusal.chooseWhy()
    if (!reason) throw refusal.reasonNeeded()
    const successor = why === 'paperReplaced' && successorId ? successorId : undefined
    if (successor && !successors.some((one) => one.id === successor)) throw refusal.wrongSuccessor()
    const end = { id, why, reason, by: officer.personId, replacedBy: successor ?? null, at: context.now }
    if (!(await store.endCopy(tx, end))) throw refusal.alreadyEnded()
    await revokeFilesOf(tx, id, context.now)
    if (why === 'wrongScan') await unflagPapers(tx, id)
    await appendEvent(tx, context, successor ? 'paper.replaced' : 'paper.revoked', {
      subject: id,
      payload: { why, reason, by: successor },
    })
  })
}
