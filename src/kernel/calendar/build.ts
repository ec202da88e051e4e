/** From the tables of a pack to one calendar that counts quickly. */

import { addDays, assertNever, type CalendarDate, calendarDate } from '#kernel/types.ts'
import type { AnnouncedDays, CalendarYear, Closure, OfficeHours, OfficeWeek } from './schemas.ts'
import { type DayPlan, minuteMs, minutesPerDay, type Session, type WorkingCalendar } from './working-time.ts'

type Decided = Pick<DayPlan, 'sessions' | 'restReason'>
/** Office hours by weekday, Sunday first as JavaScript counts, in force from a day. */
type Week = { readonly from: string; readonly byWeekday: readonly (readonly Session[])[] }

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/**
 * Lịch làm việc của một đơn vị, from the tables of a pack. `closures` are those of the unit (see `closuresOf`),
 * `variant` names its office hours, `announced` is what was announced since, oldest first. What decides a day,
 * strongest first: the last announcement, closure, day off, special day, make-up day, weekly hours. Throws when years are missing in between or the tables contradict each other.
 */
export function buildCalendar(
  hours: OfficeHours,
  years: readonly CalendarYear[],
  closures: readonly Closure[] = [],
  variant = 'default',
  announced: readonly AnnouncedDays[] = [],
): WorkingCalendar {
  const ordered = checkedYears(years)
  const weeks = weeksOf(hours, variant)
  const decided = new Map([
    ...specialPlans(ordered, weeks),
    ...closedPlans(closures),
    ...announcedPlans(announced),
  ])
  const first = calendarDate(`${ordered[0].year}-01-01`)
  const end = `${ordered[0].year + ordered.length}-01-01`

  const perDay = hours.minutesPerWorkingDay
  const days: DayPlan[] = []
  const minutesBefore = [0]
  const worthBefore = [0]
  for (let date = first; date < end; date = addDays(date, 1)) {
    const { sessions, restReason } = decided.get(date) ?? weeklyPlan(weeks, date)
    const minutes = sessions.reduce((sum, session) => sum + session.end - session.start, 0)
    days.push({ date, sessions, minutes, restReason })
    minutesBefore.push((minutesBefore.at(-1) ?? 0) + minutes)
    worthBefore.push((worthBefore.at(-1) ?? 0) + Math.min(minutes, perDay))
  }
  const firstDay = Date.parse(first) / minuteMs / minutesPerDay
  const openFrom = openDays(days)
  return { minutesPerWorkingDay: perDay, days, firstDay, minutesBefore, worthBefore, openFrom }
}

function openDays(days: readonly DayPlan[]): readonly number[] {
  const from = Array.from({ length: days.length + 1 }, () => days.length)
  for (let day = days.length - 1; day >= 0; day--)
    from[day] = days[day]?.minutes ? day : (from[day + 1] ?? days.length)
  return from
}

/** Các đợt đóng cửa của một đơn vị that the years of a pack announce. */
export function closuresOf(years: readonly CalendarYear[], unit: string): readonly Closure[] {
  return years.flatMap((year) => year.closures ?? []).filter((closure) => closure.unit === unit)
}

function checkedYears(years: readonly CalendarYear[]): readonly [CalendarYear, ...CalendarYear[]] {
  const [first, ...rest] = years.toSorted((a, b) => a.year - b.year)
  if (!first) throw new Error('Lịch làm việc chưa có năm nào. Hãy thêm calendar/<năm>.json vào gói tỉnh.')
  rest.forEach(({ year }, index) => {
    const expected = first.year + index + 1
    if (year < expected) throw new Error(`Lịch năm ${year} bị khai hai lần.`)
    if (year > expected) {
      throw new Error(`Thiếu lịch năm ${expected}. Hãy thêm calendar/${expected}.json vào gói tỉnh.`)
    }
  })
  return [first, ...rest]
}

function weeksOf(hours: OfficeHours, variant: string): readonly Week[] {
  const chosen = hours.variants[variant]
  if (!chosen) throw new Error(`Không có giờ làm việc tên "${variant}" trong calendar/hours.json.`)
  return chosen.weeks
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map((week: OfficeWeek) => ({
      from: week.from,
      byWeekday: weekdays.map((weekday) => parseSessions(week[weekday], `${weekday}, từ ${week.from}`)),
    }))
}

function hoursOf(weeks: readonly Week[], date: CalendarDate): readonly Session[] {
  const week = weeks.findLast(({ from }) => from <= date)
  if (!week) throw new Error(`Chưa khai giờ làm việc cho ngày ${date} trong calendar/hours.json.`)
  return week.byWeekday[new Date(date).getUTCDay()] ?? []
}

function weeklyPlan(weeks: readonly Week[], date: CalendarDate): Decided {
  const sessions = hoursOf(weeks, date)
  return { sessions, restReason: sessions.length > 0 ? 'night' : 'weekend' }
}

function specialPlans(
  years: readonly CalendarYear[],
  weeks: readonly Week[],
): ReadonlyMap<CalendarDate, Decided> {
  const plans = new Map<CalendarDate, Decided>()
  const decide = (year: number, text: string, plan: Decided) => {
    const date = calendarDate(text)
    if (!text.startsWith(`${year}-`)) throw new Error(`Ngày ${text} không thuộc lịch năm ${year}.`)
    if (plans.has(date)) throw new Error(`Ngày ${text} bị khai hai lần trong lịch năm ${year}.`)
    plans.set(date, plan)
  }
  for (const { year, daysOff, specialDays, makeUpDays } of years) {
    for (const { date, name } of daysOff) decide(year, date, { sessions: [], restReason: `holiday:${name}` })
    for (const { date, name, sessions } of specialDays) {
      decide(year, date, { sessions: parseSessions(sessions, date), restReason: `halfDay:${name}` })
    }
    for (const { date, insteadOf } of makeUpDays) {
      const sessions = hoursOf(weeks, calendarDate(insteadOf))
      if (sessions.length === 0)
        throw new Error(`Ngày làm bù ${date} thay cho ngày nghỉ hằng tuần ${insteadOf}.`)
      decide(year, date, { sessions, restReason: 'night' })
    }
  }
  return plans
}

function closedPlans(closures: readonly Closure[]): ReadonlyMap<CalendarDate, Decided> {
  const plans = new Map<CalendarDate, Decided>()
  for (const { from, to = from, reason } of closures) {
    if (to < from) throw new Error(`Đợt đóng cửa "${reason}" kết thúc (${to}) trước khi bắt đầu (${from}).`)
    const last = calendarDate(to)
    for (let date = calendarDate(from); date <= last; date = addDays(date, 1)) {
      plans.set(date, { sessions: [], restReason: `closure:${reason}` })
    }
  }
  return plans
}

function announcedPlans(announced: readonly AnnouncedDays[]): ReadonlyMap<CalendarDate, Decided> {
  const plans = new Map<CalendarDate, Decided>()
  for (const { kind, fromOn, toOn, sessions, name } of announced) {
    const plan = { sessions: parseSessions(sessions, name), restReason: restOf(kind, name) }
    for (let date = calendarDate(fromOn); date <= toOn; date = addDays(date, 1)) plans.set(date, plan)
  }
  return plans
}

function restOf(kind: AnnouncedDays['kind'], name: string): DayPlan['restReason'] {
  switch (kind) {
    case 'dayOff':
      return `holiday:${name}`
    case 'closure':
      return `closure:${name}`
    case 'halfDay':
      return `halfDay:${name}`
    case 'makeUpDay':
      return 'night'
    default:
      return assertNever(kind)
  }
}

function parseSessions(texts: readonly string[], where: string): readonly Session[] {
  let previousEnd = -1
  return texts.map((text) => {
    const [start = 0, end = 0] = text.split('-').map((clock) => {
      const [hour = 0, minute = 0] = clock.split(':').map(Number)
      return hour * 60 + minute
    })
    if (start >= end || start <= previousEnd) {
      throw new Error(`Giờ làm việc sai (${where}): "${text}". Các buổi phải theo thứ tự và không chạm nhau.`)
    }
    previousEnd = end
    return { start, end }
  })
}
