/** Cửa sổ nhìn lại: from kept durations to the lives that the method counts. Pure. */

import { type WorkingCalendar, workingMinutesBetween } from '#kernel/calendar.ts'
import type { Life } from '../method/domain.ts'
import { paceDays, windowCases, windowDays } from '../method/domain.ts'

/** What is kept of one dossier. */
export type Duration = {
  readonly receivedAt: Date
  readonly endedAt: Date | null
  /** Working minutes until `since`, or all of them. */
  readonly ran: number
  /** Since when it runs on; `null` while the applicant is waited for, and after the end. */
  readonly since: Date | null
  readonly isDone: boolean
  readonly load: number | null
  readonly channel: string
}

const dayMs = 86_400_000
export const windowFloor = (now: Date): Date => new Date(now.getTime() - windowDays * dayMs)
export const paceFloor = (now: Date): Date => new Date(now.getTime() - paceDays * dayMs)

/** From when on a group is looked at: since the oldest of the latest that finished, where there are enough of them. */
export function windowStart(latest: readonly Date[], now: Date): Date {
  const floor = windowFloor(now)
  const oldest = latest.length >= windowCases ? latest.at(-windowCases) : undefined
  return oldest && oldest > floor ? oldest : floor
}

/** The lives that were seen since the window began; whoever left before is not asked. */
export function livesOf(
  calendar: WorkingCalendar,
  durations: readonly Duration[],
  { from, now }: { readonly from: Date; readonly now: Date },
): Life[] {
  return durations.flatMap(({ receivedAt, endedAt, ran, since, isDone, load, channel }) => {
    if (endedAt && endedAt < from) return []
    const running = since && since < now ? workingMinutesBetween(calendar, since, now) : 0
    // Nothing takes no time at all: an outcome in the minute of reception is one minute's work.
    const left = Math.max(1, ran + running)
    const entered =
      receivedAt >= from ? 0 : Math.min(left, Math.max(0, workingMinutesBetween(calendar, receivedAt, from)))
    return [{ entered, left, isDone: isDone && endedAt !== null, load, channel }]
  })
}

/** Working days of the weeks over which a unit's pace is looked at. */
export const paceWorkingDays = (calendar: WorkingCalendar, now: Date): number =>
  workingMinutesBetween(calendar, paceFloor(now), now) / calendar.minutesPerWorkingDay
