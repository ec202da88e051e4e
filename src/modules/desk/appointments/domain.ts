/** Lịch hẹn: times that can be booked, from office hours and the length of a slot. Pure. */

import { nextWorkingMoment, type WorkingCalendar, workingMinutesBetween } from '#kernel/calendar.ts'
import { type CalendarDate, dateOf, instantAt } from '#kernel/types.ts'

const minuteMs = 60_000

/** Khung giờ of a day: whole slots inside office hours, none across the break. */
export function slotsOf(calendar: WorkingCalendar, day: CalendarDate, slotMinutes: number): readonly Date[] {
  const slots: Date[] = []
  let at = nextWorkingMoment(calendar, instantAt(day))
  while (dateOf(at) === day) {
    const end = new Date(at.getTime() + slotMinutes * minuteMs)
    if (workingMinutesBetween(calendar, at, end) === slotMinutes) {
      slots.push(at)
      at = nextWorkingMoment(calendar, end)
    } else at = nextWorkingMoment(calendar, new Date(at.getTime() + minuteMs))
  }
  return slots
}

export type Slot = { readonly startsAt: Date; readonly left: number }

/** Slots still ahead, with the places left in each. */
export function freeSlots(
  slots: readonly Date[],
  taken: ReadonlyMap<number, number>,
  places: number,
  now: Date,
): readonly Slot[] {
  return slots
    .filter((startsAt) => startsAt > now)
    .map((startsAt) => ({ startsAt, left: Math.max(0, places - (taken.get(startsAt.getTime()) ?? 0)) }))
}
