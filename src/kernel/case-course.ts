/** The course of a case as its events alone tell it. Pure. */

import { type CaseState, mayFollow } from './cases.ts'

/** What the events of a case tell of its course, and the first step of it that the law does not know. */
export type Course = {
  readonly states: readonly CaseState[]
  readonly broken?: readonly [CaseState, CaseState]
}

/** Dựng lại: the course of a case from the states that its events tell (`payload.state`), in their order. Each begins submitted. */
export function replayStates(told: readonly CaseState[]): Course {
  const states: CaseState[] = ['registered']
  for (const state of told) {
    const before = states.at(-1) ?? 'registered'
    if (state === before) continue
    states.push(state)
    if (!mayFollow(before, state)) return { states, broken: [before, state] }
  }
  return { states }
}
