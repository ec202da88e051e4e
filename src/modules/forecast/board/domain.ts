/** Bảng điểm của dự kiến: sums as the public sees them. Small numbers are not told. Pure. */

import type { CalendarDate } from '#kernel/types.ts'
import { addScores, noScores, promisedShare, type Scores, scoredIn } from '../domain.ts'
import { casesMin, fallsShort } from '../method/domain.ts'

export type Line = Scores & { readonly code: string; readonly name: string }

/** A line as it is shown; `null` where there are too few results. */
export type Shown = {
  readonly code: string
  readonly name: string
  readonly scored: number | null
  readonly held: number | null
  readonly earlier: number | null
  readonly later: number | null
  readonly isShort: boolean
}
export type ShownMonth = {
  readonly month: CalendarDate
  readonly held: number | null
  readonly scored: number | null
}

/** No share is told of fewer results: chance would speak, and the province's own floor stands above it. */
export const leastScored = (smallNumbers: number): number => Math.max(casesMin, smallNumbers)

export function shownLine(line: Line, least: number): Shown {
  const { code, name } = line
  const scored = scoredIn(line)
  if (scored < least)
    return { code, name, scored: null, held: null, earlier: null, later: null, isShort: false }
  const share = (count: number) => count / scored
  return {
    code,
    name,
    scored,
    held: share(line.held),
    earlier: share(line.earlier),
    later: share(line.later),
    isShort: fallsShort(line.held, scored),
  }
}

/** Those with most results first, those with too few at the end by name. */
export const shownLines = (lines: readonly Line[], least: number): readonly Shown[] =>
  lines
    .map((line) => shownLine(line, least))
    .toSorted((a, b) => (b.scored ?? 0) - (a.scored ?? 0) || a.name.localeCompare(b.name, 'vi'))

export const totalOf = (lines: readonly Scores[]): Scores => lines.reduce<Scores>(addScores, noScores)

const monthsShown = 12

/** The first day of the month, eleven months back. */
export function firstMonth(today: CalendarDate): CalendarDate {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return monthAfter(year, month - monthsShown + 1)
}

const monthAfter = (year: number, month: number): CalendarDate =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10) as CalendarDate

/** Every month of the period, without a share where there were too few. */
export function shownMonths(
  known: ReadonlyMap<string, Scores>,
  today: CalendarDate,
  least: number,
): readonly ShownMonth[] {
  const [year = 0, month = 0] = firstMonth(today).split('-').map(Number)
  return Array.from({ length: monthsShown }, (_, index) => {
    const day = monthAfter(year, month + index)
    const scores = known.get(day) ?? noScores
    const scored = scoredIn(scores)
    return {
      month: day,
      scored: scored < least ? null : scored,
      held: scored < least ? null : scores.held / scored,
    }
  })
}

export const promisedPercent = promisedShare * 100
