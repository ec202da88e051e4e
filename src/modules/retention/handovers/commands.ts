/** Giao nộp lưu trữ lịch sử: what is due is listed, handed over on paper's own way, and recorded; the night after it ends here. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import type { RecordClass } from '#kernel/retention.ts'
import { csvTable } from '#kernel/text.ts'
import { type CalendarDate, instantAt, parseTypedDay } from '#kernel/types.ts'
import { type Catalogue, refusal } from '../domain.ts'
import { findHeld } from '../holds/store.ts'
import { slicesIn } from '../running/commands.ts'
import { areDue, type DueThing, findDue } from '../store.ts'
import * as store from './store.ts'

export type Waiting = {
  readonly one: RecordClass
  readonly things: readonly DueThing[]
  readonly before: readonly store.HandOver[]
}

/** What of a class waits for the archive now. Throws `retention.notFound`. */
export async function viewWaiting(context: Context, catalogue: Catalogue, key: string): Promise<Waiting> {
  const one = catalogue.classes.find((each) => each.key === key)
  const slices = one ? slicesIn(context, one).filter(({ ending }) => ending === 'archive') : []
  if (!one || slices.length === 0) throw refusal.notFound()
  return read(context, async (tx) => {
    const due = areDue(one, slices, context.now)
    return {
      one,
      things: await findDue(tx, one, catalogue, due, await findHeld(tx)),
      before: await store.findHandOvers(tx, key),
    }
  })
}

/** Mục lục as a table: the code by which each is found, and from when its time was counted. No names. */
export async function listWaiting(context: Context, catalogue: Catalogue, key: string): Promise<string> {
  const { things } = await viewWaiting(context, catalogue, key)
  return csvTable([
    ['Mã', 'Tính từ'],
    ...things.map(({ id, since }) => [id, since.toISOString().slice(0, 10)]),
  ])
}

type Record = {
  readonly key: string
  readonly number: string
  readonly archive: string
  readonly handedOn: string
}

/**
 * Ghi biên bản giao nộp: what waits today is in the archive. Throws `retention.notFound`, `retention.recordNeeded`,
 * `retention.notForArchive`.
 */
export async function recordHandOver(context: Context, catalogue: Catalogue, given: Record): Promise<void> {
  const { personId, title, unitName } = officerOf(context.actor)
  const { one, things } = await viewWaiting(context, catalogue, given.key)
  const [number, archive] = [given.number.trim(), given.archive.trim()]
  const handedOn: CalendarDate | undefined = parseTypedDay(given.handedOn)
  if (!number || archive.length < 3 || !handedOn || instantAt(handedOn) > context.now)
    throw refusal.recordNeeded()
  if (things.length === 0) throw refusal.notForArchive()
  const id = newId(context.now)
  await inTransaction(context, async (tx) => {
    await store.insertHandOver(tx, {
      id,
      key: one.key,
      dueUntil: context.now,
      number,
      archive,
      handedOn,
      recordedBy: personId,
      recordedTitle: `${title}, ${unitName}`,
      recordedAt: context.now,
    })
    await appendEvent(tx, context, 'records.handedOver', {
      subject: id,
      payload: { class: one.key, count: things.length, number, archive },
    })
  })
}
