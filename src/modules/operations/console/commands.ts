/** Who is on an alarm, and what people are told of it. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { officerOf } from '#kernel/policy.ts'
import * as store from '../checks/store.ts'
import { refusal } from '../domain.ts'

/** Nhận xử lý. Throws `operations.notFound`, and `alreadyTaken` with the name of who has it. */
export async function takeAlarm(context: Context, id: string): Promise<void> {
  const { personId } = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    if (!(await store.takeAlarm(tx, id, personId, context.now))) {
      const alarm = await store.findAlarm(tx, id)
      if (!alarm) throw refusal.notFound()
      throw refusal.alreadyTaken({ details: { name: alarm.takenByName ?? '' } })
    }
    await appendEvent(tx, context, 'operations.alarmTaken', { subject: id })
  })
}

/** Tells everyone. Throws `operations.notFound`, `noteNeeded`. */
export async function writeNote(context: Context, id: string, typed: string): Promise<void> {
  const { personId } = officerOf(context.actor)
  const text = typed.normalize('NFC').trim()
  if (!text) throw refusal.noteNeeded()
  await inTransaction(context, async (tx) => {
    if (!(await store.findAlarm(tx, id))) throw refusal.notFound()
    await store.insertNote(tx, { alarmId: id, at: context.now, writtenBy: personId, text })
    await appendEvent(tx, context, 'operations.noteWritten', { subject: id })
  })
}
