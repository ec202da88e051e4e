/** Proves every minute what the modules can prove, raises an alarm for what is not well twice, and ends it by itself. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { down, type Health, type HealthCheck } from '#kernel/health.ts'
import { log } from '#kernel/web/server.ts'
import { defineNotices, notify } from '#modules/notifications/api.ts'
import { holdersOf } from '#modules/organisation/api.ts'
import { operationsLinks } from '../api.ts'
import * as store from './store.ts'

const notices = defineNotices('operations', {
  alarm: {
    subject: ['Báo động: {what}', 'Alarm: {what}'],
    body: [
      '{because}. Mở trang vận hành, nhận xử lý và làm theo hướng dẫn ở đó.',
      '{because}. Open the page of operations, take it on and follow what it says.',
    ],
  },
})

/** One bad look may be chance; the second raises the alarm. */
const looksToAlarm = 2

/** Looks at everything once, at each thing for so many seconds at most. */
export async function proveHealth(
  context: Context,
  checks: readonly HealthCheck[],
  secondsMax = 10,
): Promise<void> {
  await Promise.all(
    checks.map(async (check) => keep(context, check, await lookInTime(context, check, secondsMax))),
  )
}

/** What throws or hangs is down: that it could not be looked at is what was found. */
async function lookInTime(
  context: Context,
  { name, look }: HealthCheck,
  secondsMax: number,
): Promise<Health> {
  const over = new AbortController()
  const limit = sleep(secondsMax * 1000, undefined, { signal: over.signal }).then(() => {
    throw new Error(`No answer within ${secondsMax} seconds`)
  })
  try {
    return await Promise.race([look(context), limit])
  } catch (thrown) {
    log.warn({ check: name, err: thrown }, 'A check failed')
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    return down(`Kiểm tra không thành công: ${reason}`, `The check failed: ${reason}`)
  } finally {
    over.abort()
    await limit.catch(() => undefined)
  }
}

async function keep(context: Context, { name, title }: HealthCheck, found: Health): Promise<void> {
  const { now, today } = context
  await inTransaction(context, async (tx) => {
    const proof = await store.saveProof(tx, name, found, now)
    if (proof.state === 'well') {
      const ended = await store.endAlarm(tx, name, now)
      if (ended)
        await appendEvent(tx, context, 'operations.alarmEnded', { subject: ended, payload: { check: name } })
      return
    }
    if (proof.unwell < looksToAlarm) return
    const raised = await store.raiseAlarm(tx, proof, now)
    if (!raised) return
    await appendEvent(tx, context, 'operations.alarmRaised', {
      subject: raised,
      payload: { check: name, state: proof.state },
    })
    await notify(tx, context, [
      {
        notice: notices.alarm,
        to: await holdersOf(tx, 'operations.run', today),
        subjectId: raised,
        link: operationsLinks.console,
        facts: { what: title.vi, because: proof.because?.vi ?? '' },
      },
    ])
  })
}
