/** Ý kiến người đọc về câu trả lời đã công khai, without keeping who they are. */

import { createHmac, hkdfSync } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { actorIdOf } from '#kernel/events.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { nothingOfOthers } from '#kernel/looks.ts'
import { tell } from '../commands.ts'
import { refusal } from '../domain.ts'
import { findPetition } from '../store.ts'
import type { Verdict } from './domain.ts'
import * as store from './store.ts'

/**
 * One reader of one petition on one day: the account where somebody is signed in, else the device as far as its address and
 * browser tell it. Two marks do not say whether they are of one reader; without the key none says of whom.
 */
function markOf(context: Context, petitionId: string): string {
  const { settings, sender, today } = context
  const who = actorIdOf(context) ?? `${sender.address} ${sender.browser}`
  const key = Buffer.from(hkdfSync('sha256', settings.secretKey, '', `readers ${today}`, 32))
  return createHmac('sha256', key).update(`${petitionId} ${who}`).digest('base64url')
}

/** Cho ý kiến. `false` when this reader counted today already. Throws `petitions.notFound` for what is not public. */
export function judgeAnswer(
  context: Context,
  { code, verdict }: { readonly code: string; readonly verdict: Verdict },
): Promise<boolean> {
  nothingOfOthers(context)
  return inTransaction(context, async (tx) => {
    const petition = await findPetition(tx, code)
    if (!petition?.publishedAt) throw refusal.notFound()
    if (!(await store.insertMark(tx, markOf(context, petition.id), context.today))) return false
    await store.countVerdict(tx, petition.id, context.today, verdict)
    const reader: Context = { ...context, actor: { kind: 'visitor' } }
    await tell(tx, reader, petition, 'judged', petition.unitId, { verdict })
    return true
  })
}

/** The day is over: who counted on it is gone, how many they were stays. */
export const forgetReaders: Schedule = {
  name: 'petitions.forgetReaders',
  every: 'hour',
  run: (context) => inTransaction(context, (tx) => store.forgetMarks(tx, context.today)),
}
