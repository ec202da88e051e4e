/**
 * Thời hạn: working calendars and deadlines, pure. A deadline is explained span by span; the law behind it is
 * docs/legal.md#clock and docs/legal.md#public-holidays.
 */

export { buildCalendar, closuresOf } from './calendar/build.ts'
export { type Due, dueAt, endOfLimit } from './calendar/due.ts'
export { explainInVietnamese } from './calendar/explain.ts'
export {
  type ClockEvent,
  type ClockHistory,
  type ClockState,
  clockUnit,
  type ExtensionCause,
  type ExtensionFault,
  extensionFault,
  foldClock,
  type PauseCause,
  stillClock,
} from './calendar/history.ts'
export { hungKingsOn, tetOn } from './calendar/lunar.ts'
export { type DayKind, type DrawnDay, drawClock } from './calendar/picture.ts'
export {
  type AnnouncedDays,
  CalendarYear,
  ClockPolicy,
  Closure,
  OfficeHours,
  PublishedSpan,
  TimeLimit,
} from './calendar/schemas.ts'
export type { ClockReason, ClockSpan } from './calendar/spans.ts'
export { explainClock, publishedSpan, type ToldClock, type ToldSpan } from './calendar/told.ts'
export { type CalendarTables, type UnitCalendars, unitCalendars } from './calendar/units.ts'
export {
  type Remaining,
  remaining,
  type TimeLeft,
  timeLeft,
  type Urgency,
  type UrgencyState,
  urgency,
} from './calendar/urgency.ts'
export {
  addWorkingMinutes,
  isWorkingDay,
  nextWorkingMoment,
  type WorkingCalendar,
  workingMinutesBetween,
} from './calendar/working-time.ts'
