/** Kỳ thống kê: years and months for which pages of figures are asked, and shares. Pure. */

import { type CalendarDate, calendarDate } from './types.ts'

export type Period = { readonly key: string; readonly from: CalendarDate; readonly until: CalendarDate }

const two = (number: number) => String(number).padStart(2, '0')

/** A year `2026` or a month `2026-03`; `until` is the first day that is no more in it. `undefined` for anything else. */
export function readPeriod(key: string): Period | undefined {
  const [, yearText, monthText] = /^(20\d\d)(?:-(0[1-9]|1[0-2]))?$/.exec(key) ?? []
  if (!yearText) return undefined
  const year = Number(yearText)
  if (!monthText)
    return { key, from: calendarDate(`${year}-01-01`), until: calendarDate(`${year + 1}-01-01`) }
  const month = Number(monthText)
  const next = month === 12 ? `${year + 1}-01` : `${year}-${two(month + 1)}`
  return { key, from: calendarDate(`${key}-01`), until: calendarDate(`${next}-01`) }
}

/** The year of today and its twelve months back, the newest first. */
export function periodKeys(today: CalendarDate): readonly string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const months = Array.from({ length: 12 }, (_, back) => {
    const at = year * 12 + month - 1 - back
    return `${Math.floor(at / 12)}-${two((at % 12) + 1)}`
  })
  return [String(year), String(year - 1), ...months]
}

/** A share of a whole; nothing of nothing is no figure. */
export const shareOf = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : part / whole
