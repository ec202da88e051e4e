/**
 * Luồng thực tế: which step follows which, how often, and after how long (a directly-follows graph). The time of a transition
 * runs from the completion of one step to the completion of the next, as published process maps count it. Pure.
 */

import { type LogCase, type Measure, minutesWithoutPauses, type Timing, timingOf } from '../domain.ts'

export type FlowNode = {
  readonly activity: string
  /** How often it was done or is being done, and in how many cases. */
  readonly events: number
  readonly cases: number
  /** Cases that begin and end with it. An open case has no end yet. */
  readonly starts: number
  readonly ends: number
  /** From handing over to completion, in working minutes. */
  readonly timing: Timing | undefined
  /** Mean place within the cases, from 0 to 1; drawings put steps in this order. */
  readonly place: number
}
export type FlowEdge = {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly cases: number
  readonly timing: Timing | undefined
}
export type Flow = {
  readonly cases: number
  readonly events: number
  readonly nodes: readonly FlowNode[]
  readonly edges: readonly FlowEdge[]
}

type Sums = { count: number; cases: number; last: LogCase | undefined; times: number[] }
const nothing = (): Sums => ({ count: 0, cases: 0, last: undefined, times: [] })

function add(sums: Sums, one: LogCase, minutes: number | undefined): void {
  sums.count += 1
  if (sums.last !== one) sums.cases += 1
  sums.last = one
  if (minutes !== undefined) sums.times.push(minutes)
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** Khám phá luồng of a log. One pass; cases with steps count, in whatever order they come. */
export function discoverFlow(log: readonly LogCase[], measure: Measure): Flow {
  const nodes = new Map<string, Sums & { starts: number; ends: number; places: number }>()
  const edges = new Map<string, Map<string, Sums>>()
  const node = (activity: string) =>
    entry(nodes, activity, () => ({ ...nothing(), starts: 0, ends: 0, places: 0 }))
  let [cases, events] = [0, 0]
  for (const one of log) {
    const { steps, pauses, course } = one
    if (steps.length === 0) continue
    cases += 1
    events += steps.length
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index]
      if (!step) continue
      const { activity, unit, startedAt, endedAt } = step
      const minutes =
        endedAt === null ? undefined : minutesWithoutPauses(measure, unit, [startedAt, endedAt], pauses)
      const sums = node(activity)
      add(sums, one, minutes)
      sums.places += steps.length > 1 ? index / (steps.length - 1) : 0
      const before = steps[index - 1]
      if (!before) sums.starts += 1
      else {
        const between =
          endedAt === null || before.endedAt === null
            ? undefined
            : minutesWithoutPauses(measure, unit, [before.endedAt, endedAt], pauses)
        const edge = entry(
          entry(edges, before.activity, () => new Map<string, Sums>()),
          activity,
          nothing,
        )
        add(edge, one, between)
      }
      if (index === steps.length - 1 && course !== 'open') sums.ends += 1
    }
  }
  return {
    cases,
    events,
    nodes: [...nodes]
      .map(([activity, { count, times, places, starts, ends, cases: inCases }]) => ({
        activity,
        events: count,
        cases: inCases,
        starts,
        ends,
        timing: timingOf(times),
        // Rounded, for sums of the same places in another order end in other last digits.
        place: Math.round((places / count) * 1e9) / 1e9,
      }))
      .toSorted((a, b) => a.place - b.place || b.events - a.events || compare(a.activity, b.activity)),
    edges: [...edges]
      .flatMap(([from, targets]) =>
        [...targets].map(([to, { count, times, cases: inCases }]) => ({
          from,
          to,
          count,
          cases: inCases,
          timing: timingOf(times),
        })),
      )
      .toSorted((a, b) => b.count - a.count || compare(a.from, b.from) || compare(a.to, b.to)),
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Lọc bớt đường hiếm. Every step stays, and every step stays on a way from the beginning to the end: first the commonest
 * transitions that reach each step from the beginning are kept, one a step (the tree that Prim's rule grows), and those that
 * lead each step to an end; then further transitions, the commonest first, until `share` of all passages are drawn.
 */
export function clearFlow(flow: Flow, share: number): Flow {
  const forward = grown(flow, 'forward')
  const kept = new Set([...forward, ...grown(flow, 'backward')])
  const all = flow.edges.reduce((sum, { count }) => sum + count, 0)
  let drawn = [...kept].reduce((sum, { count }) => sum + count, 0)
  for (const edge of flow.edges) {
    if (drawn >= all * share) break
    if (kept.has(edge)) continue
    kept.add(edge)
    drawn += edge.count
  }
  return { ...flow, edges: flow.edges.filter((edge) => kept.has(edge)) }
}

/** The transitions by which the commonest-first search reaches every step from where cases begin, or back from their ends. */
function grown({ nodes, edges }: Flow, direction: 'forward' | 'backward'): readonly FlowEdge[] {
  const [near, far] = direction === 'forward' ? (['from', 'to'] as const) : (['to', 'from'] as const)
  const border = direction === 'forward' ? ('starts' as const) : ('ends' as const)
  const reached = new Set(nodes.filter((node) => node[border] > 0).map(({ activity }) => activity))
  const kept: FlowEdge[] = []
  for (;;) {
    // Edges come commonest first, so the first that fits is the one.
    const next = edges.find((edge) => reached.has(edge[near]) && !reached.has(edge[far]))
    if (!next) return kept
    reached.add(next[far])
    kept.push(next)
  }
}

/** What is known of two steps from their order alone: the textbook's footprint. */
export type Relation = '→' | '←' | '∥' | '#'

export function footprintOf({ nodes, edges }: Flow): (one: string, other: string) => Relation {
  const known = new Set(nodes.map(({ activity }) => activity))
  const follows = new Set(edges.map(({ from, to }) => `${from}\0${to}`))
  return (one, other) => {
    if (!known.has(one) || !known.has(other)) return '#'
    const [there, back] = [follows.has(`${one}\0${other}`), follows.has(`${other}\0${one}`)]
    if (there) return back ? '∥' : '→'
    return back ? '←' : '#'
  }
}
