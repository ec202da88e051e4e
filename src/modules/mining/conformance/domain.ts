/**
 * Đúng quy trình hay không: each case beside the steps that its own version prescribes. Conditions are judged by the outcomes of
 * steps alone; where a condition reads answers of the applicant, mining does not look and takes both ways as allowed. Pure.
 */

import { expression, holds } from '#kernel/expressions.ts'
import { outcomeName, outcomesOfType } from '#kernel/packs.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { LogCase, LogStep } from '../domain.ts'
import { type Alignment, align, type PrescribedStage } from './alignment/domain.ts'

type Definition = Pick<ProcedureDefinition, 'steps'>
type Step = Definition['steps'][number]

export const deviationKinds = ['skipped', 'repeated', 'wrongOrder', 'unforeseen'] as const
export type DeviationKind = (typeof deviationKinds)[number]
export type Deviation = {
  readonly kind: DeviationKind
  readonly activity: string
  /** Place in the log of the step that differs; of a skipped one, that of the step before which it is missing. */
  readonly index: number
}

/** The stages of a definition as they bind this case. */
export function prescribedFor(definition: Definition, steps: readonly LogStep[]): readonly PrescribedStage[] {
  const outcomes = knownOutcomes(definition, steps)
  const stages: { word: string | undefined; steps: Step[] }[] = []
  for (const step of definition.steps) {
    const last = stages.at(-1)
    if (last && step.parallel !== undefined && last.word === step.parallel) last.steps.push(step)
    else stages.push({ word: step.parallel, steps: [step] })
  }
  return stages
    .map((stage) =>
      stage.steps.flatMap((step) => {
        const binding = bindingOf(step, outcomes)
        return binding === 'never' ? [] : [{ key: step.key, isOptional: binding === 'either' }]
      }),
    )
    .filter((stage) => stage.length > 0)
}

/** What came of each step by its name in conditions; `undefined` where it is not known, or was not the same every time. */
function knownOutcomes(
  { steps: prescribed }: Definition,
  steps: readonly LogStep[],
): ReadonlyMap<string, string | null | undefined> {
  return new Map(
    prescribed.map((step) => {
      const values = steps.flatMap(({ activity, outcome }) =>
        activity === step.key && outcome !== 'handedBack' ? [outcome] : [],
      )
      const [first = null, ...others] = values
      const possible = step.outcomes?.map(({ key }) => key) ?? outcomesOfType[step.type] ?? ['done']
      const isSaid = first === null || possible.includes(first)
      return [outcomeName(step.key), isSaid && others.every((one) => one === first) ? first : undefined]
    }),
  )
}

/** Filing away comes after the result was handed over, when the case is closed: whether it was done says nothing. */
function bindingOf({ when, type }: Step, outcomes: ReadonlyMap<string, string | null | undefined>) {
  if (type === 'archive') return 'either'
  if (when === undefined) return 'always'
  const names = expression(when).names.map((name) => /^outcomes\.(\w+)$/.exec(name)?.[1])
  const isKnown = names.every((name) => name !== undefined && outcomes.get(name) !== undefined)
  if (!isKnown || names.length === 0) return 'either'
  const known = Object.fromEntries([...outcomes].map(([name, outcome]) => [name, outcome ?? null]))
  return holds(when, { outcomes: known }) ? 'always' : 'never'
}

export type Checked = { readonly fitness: number; readonly deviations: readonly Deviation[] }

/** Đối chiếu một hồ sơ. One that is open or was broken off may stop anywhere. */
export function checkCase(
  { steps, course }: Pick<LogCase, 'steps' | 'course'>,
  definition: Definition,
): Checked {
  const trace = steps.map(({ activity }) => activity)
  const alignment = align(trace, prescribedFor(definition, steps), course === 'finished')
  return { fitness: alignment.fitness, deviations: deviationsIn(alignment) }
}

/** What an alignment says in words: a step both extra and missing was done out of order. */
export function deviationsIn({ moves }: Pick<Alignment, 'moves'>): readonly Deviation[] {
  const agreed = new Set(moves.flatMap(({ kind, key }) => (kind === 'both' ? [key] : [])))
  const lacking = new Set(moves.flatMap(({ kind, key }) => (kind === 'missing' ? [key] : [])))
  const displaced = new Set<string>()
  let reached = 0
  return moves.flatMap((move): readonly Deviation[] => {
    const { kind, key: activity } = move
    if (kind === 'both') {
      reached = move.index + 1
      return []
    }
    if (kind === 'extra') {
      reached = move.index + 1
      if (lacking.has(activity) && !displaced.has(activity)) {
        displaced.add(activity)
        return [{ kind: 'wrongOrder', activity, index: move.index }]
      }
      const isAgain = agreed.has(activity) || displaced.has(activity)
      return [{ kind: isAgain ? 'repeated' : 'unforeseen', activity, index: move.index }]
    }
    const isDisplaced = moves.some((one) => one.kind === 'extra' && one.key === activity)
    return isDisplaced ? [] : [{ kind: 'skipped', activity, index: reached }]
  })
}

export type DeviationCount = {
  readonly kind: DeviationKind
  readonly activity: string
  readonly count: number
  readonly cases: number
}
export type Conformance = {
  readonly cases: number
  readonly conforming: number
  /** Mean over the cases, from 0 to 1. */
  readonly fitness: number
  readonly deviations: readonly DeviationCount[]
}

/** Đối chiếu cả nhật ký; cases that went the same way under the same version are checked once. */
export function conformanceOf(
  log: readonly LogCase[],
  definitionOf: (version: number) => Definition | undefined,
): Conformance | undefined {
  const known = new Map<string, Checked>()
  const found = new Map<string, DeviationCount & { in: Set<LogCase> }>()
  let [cases, conforming, sum] = [0, 0, 0]
  for (const one of log) {
    const definition = definitionOf(one.version)
    if (!definition || one.steps.length === 0) continue
    const way = one.steps.map(({ activity, outcome }) => `${activity}\0${outcome}`).join('\n')
    const key = `${one.version} ${one.course} ${way}`
    const checked = known.get(key) ?? checkCase(one, definition)
    known.set(key, checked)
    cases += 1
    sum += checked.fitness
    if (checked.deviations.length === 0) conforming += 1
    for (const { kind, activity } of checked.deviations) {
      const name = `${kind} ${activity}`
      const before = found.get(name) ?? { kind, activity, count: 0, cases: 0, in: new Set<LogCase>() }
      found.set(name, { ...before, count: before.count + 1, in: before.in.add(one) })
    }
  }
  if (cases === 0) return undefined
  const deviations = [...found.values()]
    .map(({ in: inCases, ...one }) => ({ ...one, cases: inCases.size }))
    .toSorted((a, b) => b.cases - a.cases || (a.activity < b.activity ? -1 : 1))
  return { cases, conforming, fitness: sum / cases, deviations }
}
