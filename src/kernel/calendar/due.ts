/** When a limit runs out. */

import { startRun } from './limit.ts'
import type { ClockPolicy, TimeLimit } from './schemas.ts'
import { type ClockSpan, joined, spansOfRun } from './spans.ts'
import { instantOf, minuteAt, type WorkingCalendar } from './working-time.ts'

/** Hạn và cách tính: `spans` touch each other and reach from the reception to `dueAt`. */
export type Due = { readonly dueAt: Date; readonly spans: readonly ClockSpan[] }

/**
 * Thời hạn giải quyết, docs/legal.md#clock: when `limit` runs out for what was received at `receivedAt`, and why,
 * stretch by stretch. Reception outside office hours counts from the next opening; day limits are worth
 * `minutesPerWorkingDay` each; a limit in calendar days or months that ends on a day off ends when the office
 * closes on the next working day. Throws beyond the years that the calendar has data for.
 */
export function dueAt(
  calendar: WorkingCalendar,
  policy: ClockPolicy,
  limit: TimeLimit,
  receivedAt: Date,
): Due {
  const run = startRun(calendar, policy, limit, minuteAt(receivedAt))
  return { dueAt: instantOf(run.end), spans: joined(spansOfRun(calendar, run, run.received, run.end)) }
}

/** From the minute on, in office hours. */
const fromTheMinute: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: null }

/** Hạn of something that a pack gives time to; from the minute on where the pack says no more. Throws as `dueAt`. */
export const endOfLimit = (
  calendar: WorkingCalendar,
  { limit, policy }: { readonly limit: TimeLimit; readonly policy?: ClockPolicy | undefined },
  from: Date,
): Date => dueAt(calendar, policy ?? fromTheMinute, limit, from).dueAt
