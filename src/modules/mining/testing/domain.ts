/** Logs for tests and benches: those of textbooks, written as their traces, and invented ones. */

import type { LogCase } from '../domain.ts'

const hour = 3_600_000

/** `a b c d ×3`: cases in which one letter or word an hour is done, each with a unit and a role of its own name. */
export function textbookLog(traces: Readonly<Record<string, number>>): readonly LogCase[] {
  return Object.entries(traces).flatMap(([trace, times]) =>
    Array.from({ length: times }, (_, index) => caseOf(trace.split(' '), { id: `${trace} ${index}` })),
  )
}

/** One step an hour, finished with the last. */
export function caseOf(activities: readonly string[], facts: Partial<LogCase> = {}): LogCase {
  const startedAt = facts.startedAt ?? 0
  const steps = activities.map((activity, index) => ({
    activity,
    unit: `U-${activity}`,
    role: `R-${activity}`,
    startedAt: startedAt + index * hour,
    takenAt: null,
    endedAt: startedAt + (index + 1) * hour,
    outcome: 'done',
  }))
  return {
    id: activities.join(' '),
    version: 1,
    startedAt,
    finishedAt: startedAt + activities.length * hour,
    dueAt: null,
    course: 'finished',
    pauses: [],
    steps,
    ...facts,
  }
}

/** Numbers from 0 to 1, the same every time. */
export function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Cases that wander through `activities` names, forward mostly, with skips and returns. */
export function wanderingLog(
  cases: number,
  length: number,
  activities: number,
  seed = 1,
): readonly LogCase[] {
  const chance = chanceFrom(seed)
  return Array.from({ length: cases }, (_, id) => {
    let at = 0
    const names = Array.from({ length: 1 + Math.floor(chance() * 2 * (length - 1)) }, () => {
      const name = `B${at}`
      at = Math.max(0, Math.min(activities - 1, at + (chance() < 0.1 ? -1 : chance() < 0.8 ? 1 : 2)))
      return name
    })
    return caseOf(names, { id: String(id), startedAt: Math.floor(chance() * 1e6) * 60_000 })
  })
}
