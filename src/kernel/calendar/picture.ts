/** The days of a told clock, for drawing them: what each day was to the limit. */

import { addDays, type CalendarDate, dateOf, instantAt } from '#kernel/types.ts'
import type { ToldClock, ToldSpan } from './told.ts'
import { minuteMs } from './working-time.ts'

/**
 * What a day is to the limit: it counts, somebody is waited for, the promise was put off, it is overdue, it is a day off
 * or a weekend, the date moves over it to a working day, or it does not count yet.
 */
export type DayKind =
  | 'counted'
  | 'waiting'
  | 'extended'
  | 'late'
  | 'dayOff'
  | 'weekend'
  | 'moved'
  | 'notCounted'

export type DrawnDay = {
  readonly date: CalendarDate
  readonly kind: DayKind
  /** A second kind that filled part of the day. */
  readonly also: DayKind | null
  /** The name of the day off or closure, in Vietnamese as the tables have it. */
  readonly name: string | null
  readonly isFirst: boolean
  readonly isDue: boolean
}

const kindOf = ({ reason }: ToldSpan): DayKind | 'night' => {
  const [head] = reason.split(':')
  switch (head) {
    case 'officeHours':
    case 'calendarDays':
    case 'clockHours':
      return 'counted'
    case 'waiting':
      return 'waiting'
    case 'extended':
      return 'extended'
    case 'late':
      return 'late'
    case 'holiday':
    case 'closure':
    case 'halfDay':
      return 'dayOff'
    case 'weekend':
      return 'weekend'
    case 'movedToWorkingDay':
      return 'moved'
    case 'night':
    case 'lunch':
      return 'night'
    default:
      return 'notCounted'
  }
}

const strength: readonly DayKind[] = [
  'counted',
  'waiting',
  'extended',
  'late',
  'dayOff',
  'weekend',
  'moved',
  'notCounted',
]

/** From the day of the first event to the due date or the last event. */
export function drawClock({ spans, dueAt }: ToldClock): readonly DrawnDay[] {
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return []
  const due = dueAt && lastDayOf(dueAt)
  const end = lastDayOf(last.endAt > last.startAt ? last.endAt : new Date(last.endAt.getTime() + 1))
  const days: DrawnDay[] = []
  let index = 0
  for (let date = dateOf(first.startAt); date <= end; date = addDays(date, 1)) {
    const [from, to] = [instantAt(date), instantAt(date, 1440)]
    while (spans[index] && (spans[index]?.endAt ?? to) <= from && index < spans.length - 1) index++
    const kinds = new Set<DayKind>()
    let name: string | null = null
    for (let at = index; at < spans.length; at++) {
      const span = spans[at]
      if (!span || span.startAt >= to) break
      if (span.endAt <= from && !span.open) continue
      const kind = kindOf(span)
      if (kind !== 'night') kinds.add(kind)
      if (kind === 'dayOff') name ??= span.reason.slice(span.reason.indexOf(':') + 1)
    }
    const [kind = 'notCounted', also = null] = strength.filter((one) => kinds.has(one))
    days.push({ date, kind, also, name, isFirst: days.length === 0, isDue: date === due })
  }
  return days
}

/** The day that a moment ends: midnight belongs to the day before. */
const lastDayOf = (at: Date) => dateOf(new Date(at.getTime() - minuteMs))
