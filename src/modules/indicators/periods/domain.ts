/** Kỳ: the periods that indicators are read for, each a run of whole days. Pure. */

import type { Sentence } from '#kernel/errors.ts'
import { formatDate } from '#kernel/text.ts'
import { addDays, type CalendarDate, parseCalendarDate } from '#kernel/types.ts'

/** `report…` are the periods of Decree 09/2019, which end on the 14th (docs/legal.md#report-periods). */
export const periodKinds = [
  'day',
  'week',
  'tenDays',
  'month',
  'quarter',
  'halfYear',
  'nineMonths',
  'year',
  'reportMonth',
  'reportQuarter',
  'reportHalfYear',
  'reportNineMonths',
  'reportYear',
] as const
export type PeriodKind = (typeof periodKinds)[number]

/** Both days belong to it. */
export type Period = { readonly kind: PeriodKind; readonly from: CalendarDate; readonly to: CalendarDate }

const monthsOf: Partial<Record<PeriodKind, number>> = {
  month: 1,
  quarter: 3,
  halfYear: 6,
  nineMonths: 9,
  year: 12,
  reportMonth: 1,
  reportQuarter: 3,
  reportHalfYear: 6,
  reportNineMonths: 9,
  reportYear: 12,
}

const day = (text: string): CalendarDate => parseCalendarDate(text) ?? ('0001-01-01' as CalendarDate)
const pad = (number: number) => String(number).padStart(2, '0')

function monthStart(year: number, month: number): CalendarDate {
  const index = year * 12 + month - 1
  return day(`${String(Math.floor(index / 12)).padStart(4, '0')}-${pad((index % 12) + 1)}-01`)
}

/** The period of a kind in which a day lies. Nine months of a year begin on 1 January; what comes after has none. */
export function periodOf(kind: PeriodKind, on: CalendarDate): Period | undefined {
  const year = Number(on.slice(0, 4))
  const month = Number(on.slice(5, 7))
  switch (kind) {
    case 'day':
      return { kind, from: on, to: on }
    case 'week': {
      const weekday = (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7
      return { kind, from: addDays(on, -weekday), to: addDays(on, 6 - weekday) }
    }
    case 'tenDays': {
      const part = Math.min(2, Math.floor((Number(on.slice(8)) - 1) / 10))
      const from = day(`${on.slice(0, 8)}${pad(part * 10 + 1)}`)
      return { kind, from, to: part === 2 ? addDays(monthStart(year, month + 1), -1) : addDays(from, 9) }
    }
    default:
      return kind.startsWith('report')
        ? reportPeriod(kind, year, month, on)
        : calendarPeriod(kind, year, month)
  }
}

function calendarPeriod(kind: PeriodKind, year: number, month: number): Period | undefined {
  const months = monthsOf[kind] ?? 1
  const first = Math.floor((month - 1) / months) * months + 1
  // Only what lies whole in the year: there are no second nine months.
  if (first + months > 13) return undefined
  return { kind, from: monthStart(year, first), to: addDays(monthStart(year, first + months), -1) }
}

/** From the 15th before its first month to the 14th of its last: the year from 15 December to 14 December. */
function reportPeriod(kind: PeriodKind, year: number, month: number, on: CalendarDate): Period | undefined {
  const months = monthsOf[kind] ?? 1
  const after = Number(on.slice(8)) >= 15 ? 1 : 0
  const index = year * 12 + month - 1 + after
  const [inYear, named] = [Math.floor(index / 12), index % 12]
  const first = Math.floor(named / months) * months
  if (first + months > 12) return undefined
  const [start, end] = [monthStart(inYear, first), monthStart(inYear, first + months)]
  return { kind, from: day(`${start.slice(0, 8)}15`), to: addDays(day(`${end.slice(0, 8)}15`), -1) }
}

/** `month:2026-03-01`, as addresses carry it. */
export const periodKey = ({ kind, from }: Period): string => `${kind}:${from}`

/** Reads `periodKey`; any day inside the period will do. */
export function parsePeriod(text: string): Period | undefined {
  const [kind, on] = text.split(':')
  const parsed = on === undefined ? undefined : parseCalendarDate(on)
  const known = periodKinds.find((one) => one === kind)
  return known && parsed ? periodOf(known, parsed) : undefined
}

/** The one before, of the same kind. */
export const periodBefore = ({ kind, from }: Period): Period | undefined =>
  // Between one nine months and the next lies a quarter that belongs to neither.
  periodOf(kind, addDays(from, kind.endsWith('ineMonths') ? -100 : -1))

/** The last `count` periods of a kind, the oldest first, ending with this one. */
export function lastPeriods(period: Period, count: number): readonly Period[] {
  const found = [period]
  while (found.length < count) {
    const before = found[0] && periodBefore(found[0])
    if (!before) break
    found.unshift(before)
  }
  return found
}

/** As `periodName`, inside a sentence: “quý III/2026”. */
export function periodInside(period: Period): Sentence {
  const { vi, en } = periodName(period)
  const small = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`
  return { vi: small(vi), en: small(en) }
}

const roman = ['I', 'II', 'III', 'IV'] as const

/** Tên kỳ, in both languages. */
export function periodName({ kind, from, to }: Period): Sentence {
  const [first, last] = [formatDate(from), formatDate(to)]
  const [year, month] = [to.slice(0, 4), Number(to.slice(5, 7))]
  const quarter = roman[Math.ceil(month / 3) - 1] ?? ''
  const half = month <= 6 ? 1 : 2
  switch (kind) {
    case 'day':
      return { vi: `Ngày ${first}`, en: first }
    case 'week':
      return { vi: `Tuần ${first} – ${last}`, en: `Week ${first} – ${last}` }
    case 'tenDays':
      return { vi: `10 ngày ${first} – ${last}`, en: `Ten days ${first} – ${last}` }
    case 'month':
    case 'reportMonth':
      return { vi: `Tháng ${month}/${year}`, en: `Month ${month}/${year}` }
    case 'quarter':
    case 'reportQuarter':
      return { vi: `Quý ${quarter}/${year}`, en: `Quarter ${quarter}/${year}` }
    case 'halfYear':
    case 'reportHalfYear':
      return { vi: `6 tháng ${half === 1 ? 'đầu' : 'cuối'} năm ${year}`, en: `Half ${half}/${year}` }
    case 'nineMonths':
    case 'reportNineMonths':
      return { vi: `9 tháng năm ${year}`, en: `Nine months of ${year}` }
    default:
      return { vi: `Năm ${year}`, en: `Year ${year}` }
  }
}
