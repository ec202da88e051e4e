/** Chấm điểm dự kiến: results summed by month and place, and what they teach. Pure. */

import type { CalendarDate } from '#kernel/types.ts'
import { type Counted, noScores, type Scores } from '../domain.ts'
import { type Correction, corrected, noCorrection } from '../method/domain.ts'
import { correctionKey } from '../replay/domain.ts'

/** A forecast whose last day is over. */
export type Closing = {
  readonly caseId: string
  readonly unitId: string
  readonly procedure: string
  readonly scope: string
  readonly closesOn: CalendarDate
  readonly verdict: Counted
}

export type MonthScores = Scores & {
  readonly unitId: string
  readonly procedure: string
  readonly month: CalendarDate
}

export type KeptCorrection = Correction & {
  readonly scope: string
  readonly procedure: string
  readonly results: number
}

export const monthOf = (day: CalendarDate): CalendarDate => `${day.slice(0, 7)}-01` as CalendarDate

/** One line for each unit, procedure and month. */
export function monthScores(closed: readonly Omit<Closing, 'caseId' | 'scope'>[]): readonly MonthScores[] {
  const months = new Map<string, MonthScores>()
  for (const { unitId, procedure, closesOn, verdict } of closed) {
    const month = monthOf(closesOn)
    const key = `${unitId} ${procedure} ${month}`
    const known = months.get(key) ?? { unitId, procedure, month, ...noScores }
    months.set(key, { ...known, [verdict]: known[verdict] + 1 })
  }
  return [...months.values()]
}

/** The corrections after these results, in the order in which the ranges closed. */
export function learned(
  closed: readonly Closing[],
  known: ReadonlyMap<string, KeptCorrection>,
): readonly KeptCorrection[] {
  const now = new Map<string, KeptCorrection>()
  const inOrder = closed.toSorted(
    (a, b) => a.closesOn.localeCompare(b.closesOn) || a.caseId.localeCompare(b.caseId),
  )
  for (const { scope, procedure, verdict } of inOrder) {
    const key = correctionKey(scope, procedure)
    const before = now.get(key) ?? known.get(key) ?? { scope, procedure, results: 0, ...noCorrection }
    now.set(key, { ...before, ...corrected(before, verdict), results: before.results + 1 })
  }
  return [...now.values()]
}
