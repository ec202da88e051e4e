/** Checks of working time across the files of a pack, and what a person should look at again. */

import { buildCalendar, type CalendarYear, closuresOf, hungKingsOn, tetOn } from '../calendar.ts'
import { addDays } from '../types.ts'
import { type Contents, type Located, problemAt } from './contents.ts'
import type { Problem } from './messages.ts'

/** Tables that contradict each other, and units whose hours or closures name what is not there. */
export function calendarProblems(contents: Contents): Problem[] {
  const { officeHours: hours, calendarYears: located, units } = contents
  const years = located.map(({ value }) => value)
  const [first] = located
  if (!hours || !first) return []
  const codes = new Set(units.map(({ value }) => value.code))
  const variants = new Set(Object.keys(hours.value.variants))
  const unknown = [
    ...units.flatMap((unit) => {
      const { hours: variant } = unit.value
      if (variant === undefined || variants.has(variant)) return []
      return [problemAt(unit, '/hours', `Không có giờ làm việc tên “${variant}” trong calendar/hours.json.`)]
    }),
    ...located.flatMap((year) =>
      (year.value.closures ?? []).flatMap(({ unit }, index) =>
        codes.has(unit)
          ? []
          : [problemAt(year, `/closures/${index}/unit`, `Không có cơ quan ${unit} trong gói.`)],
      ),
    ),
  ]
  if (unknown.length > 0) return unknown
  const built = [...variants].map((variant) => () => buildCalendar(hours.value, years, [], variant))
  const closed = [...codes].map((code) => () => buildCalendar(hours.value, years, closuresOf(years, code)))
  const message = [...built, ...(years.some(({ closures }) => closures?.length) ? closed : [])]
    .map(messageOf)
    .find((one) => one !== undefined)
  return message === undefined ? [] : [problemAt(yearNamed(located, message) ?? first, '/year', message)]
}

function messageOf(build: () => unknown): string | undefined {
  try {
    build()
    return undefined
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}

const yearNamed = (located: readonly Located<CalendarYear>[], message: string) =>
  located.find(({ value }) => message.includes(String(value.year)))

/** Cảnh báo: Tết and the Kings' day elsewhere than the lunar calendar of UTC+7 has them, and days nobody has confirmed. */
export function calendarWarnings({ calendarYears }: Contents): Problem[] {
  return calendarYears.flatMap((located) => {
    const { year, daysOff, makeUpDays, specialDays } = located.value
    const off = new Set(daysOff.map(({ date }) => date))
    const missing = (day: string, name: string) =>
      off.has(day)
        ? []
        : [
            problemAt(
              located,
              '/daysOff',
              `Theo âm lịch Việt Nam, ${name} ${year} là ngày ${day}; lịch của gói không nghỉ ngày này.`,
            ),
          ]
    const unsure = [...daysOff, ...makeUpDays, ...specialDays].filter(({ sure }) => sure === false)
    return [
      ...missing(tetOn(year), 'mùng 1 Tết'),
      ...missing(addDays(tetOn(year), 1), 'mùng 2 Tết'),
      ...missing(hungKingsOn(year), 'Giỗ Tổ Hùng Vương (10/3)'),
      ...(unsure.length > 0
        ? [
            problemAt(
              located,
              '/source',
              `Năm ${year} có ${unsure.length} ngày chưa đối chiếu với thông báo chính thức.`,
            ),
          ]
        : []),
    ]
  })
}
