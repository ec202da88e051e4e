/** From rows to a log: what the clock and the state of a case say about its course. Pure. */

import { type ClockHistory, type WorkingCalendar, workingMinutesBetween } from '#kernel/calendar.ts'
import type { CaseState } from '#kernel/cases.ts'
import { inOrder, type LogCase, type Measure, type Stretch } from '../domain.ts'

type Millis = number

/** A case as it is read: no name, no answer, no paper of anybody. */
export type CaseRow = {
  readonly id: string
  readonly version: number
  readonly state: CaseState
  readonly openedAt: Millis
  readonly receivedAt: Millis | null
  readonly dueAt: Millis | null
  readonly endedAt: Millis | null
  readonly clock: ClockHistory
  /** Step, code of the unit, role, begun, taken where the row itself says so, ended, outcome. */
  readonly steps: readonly (readonly [
    string,
    string,
    string,
    Millis,
    Millis | null,
    Millis | null,
    string | null,
  ])[]
  /** When which step was taken. */
  readonly taken: readonly (readonly [string, Millis])[]
}

export function logCaseOf(row: CaseRow): LogCase {
  const finishedAt = finishedIn(row)
  return {
    id: row.id,
    version: row.version,
    startedAt: row.receivedAt ?? row.openedAt,
    finishedAt,
    dueAt: row.dueAt,
    course: courseOf(row),
    pauses: pausesIn(row.clock, row.endedAt),
    steps: inOrder(
      row.steps.map(([activity, unit, role, startedAt, begunAt, endedAt, outcome]) => ({
        activity,
        unit,
        role,
        startedAt,
        takenAt: begunAt ?? takenIn(row, activity, startedAt, endedAt),
        endedAt,
        outcome,
      })),
    ),
  }
}

function takenIn({ taken }: CaseRow, activity: string, from: Millis, until: Millis | null): Millis | null {
  const found = taken.find(([step, at]) => step === activity && at >= from && (until === null || at <= until))
  return found?.[1] ?? null
}

const brokenOff: ReadonlySet<CaseState> = new Set(['withdrawn', 'stopped', 'notAccepted'])

/** Đã xong: the result is there, whether or not it was fetched. */
function finishedIn({ state, clock, endedAt }: CaseRow): Millis | null {
  if (state !== 'done' && state !== 'returned') return null
  const ended = clock.findLast(({ kind }) => kind === 'ended')
  return ended ? Date.parse(ended.at) : endedAt
}

function courseOf({ state, endedAt }: CaseRow): LogCase['course'] {
  if (endedAt === null) return 'open'
  if (brokenOff.has(state)) return 'broken'
  // What another system never ended was closed when it was brought in.
  return state === 'done' || state === 'returned' ? 'finished' : 'broken'
}

/** Những quãng đồng hồ dừng: from the first cause until none is left. */
export function pausesIn(clock: ClockHistory, endedAt: Millis | null): readonly Stretch[] {
  const pauses: Stretch[] = []
  let [causes, since] = [0, 0]
  for (const { kind, at } of clock) {
    if (kind === 'paused') {
      if (causes === 0) since = Date.parse(at)
      causes += 1
    }
    if (kind === 'resumed' && causes > 0) {
      causes -= 1
      if (causes === 0) pauses.push([since, Date.parse(at)])
    }
  }
  if (causes > 0) pauses.push([since, endedAt ?? Number.MAX_SAFE_INTEGER])
  return pauses
}

/** Office hours of each unit; what lies beyond the years of its calendar cannot be counted. */
export function officeMeasure(calendarOf: (unit: string) => WorkingCalendar): Measure {
  const known = new Map<string, { calendar: WorkingCalendar; from: number; until: number }>()
  const reach = (unit: string) => {
    const found = known.get(unit)
    if (found) return found
    const calendar = calendarOf(unit)
    const from = Date.parse(calendar.days[0]?.date ?? '')
    // A day less on both sides: the province's days begin seven hours before those of UTC.
    const until = Date.parse(calendar.days.at(-1)?.date ?? '')
    const made = { calendar, from, until }
    known.set(unit, made)
    return made
  }
  return (unit, begin, end) => {
    const { calendar, from, until } = reach(unit)
    if (begin < from || end > until) return undefined
    return workingMinutesBetween(calendar, new Date(begin), new Date(end))
  }
}
