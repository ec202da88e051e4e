/** Đóng dấu thời gian: every hour an authority outside dates the newest head, where the installation names one. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { requestStamp } from '#kernel/timestamps.ts'
import * as store from './store.ts'

/** Answers whether a head was stamped. Throws when the authority does not answer as it should; the next hour asks again. */
export async function stampHead(context: Context): Promise<boolean> {
  const { timestampUrl } = context.settings
  if (!timestampUrl) return false
  const head = await read(context, store.findUnstamped)
  if (!head) return false
  const stamp = await requestStamp(timestampUrl, Buffer.from(head.note))
  await inTransaction(context, (tx) => store.insertStamp(tx, { size: head.size, ...stamp }))
  return true
}

export const stampSchedule: Schedule = {
  name: 'ledger.stamp',
  every: 'hour',
  run: async (context) => void (await stampHead(context)),
}
