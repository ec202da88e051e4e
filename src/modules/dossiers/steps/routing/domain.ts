/**
 * Đường đi của hồ sơ: which steps a dossier goes through, from its definition, its answers and what came of the steps
 * before. Steps that share the word `parallel` make one stage: they begin together, and the next stage waits for all. Pure.
 */

import { holds } from '#kernel/expressions.ts'
import { outcomeName } from '#kernel/packs.ts'
import type { JsonObject } from '#kernel/types.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { type Dossier, openWork, type Step, type Work } from '../domain.ts'

type Definition = Pick<ProcedureDefinition, 'steps'>
type Routed = Pick<Dossier, 'answers' | 'channel'> & {
  readonly work: readonly Pick<Work, 'key' | 'outcome' | 'endedAt'>[]
}
type Stage = readonly Step[]

/** Chặng: one step, or those that go side by side. */
export function stagesOf({ steps }: Definition): readonly Stage[] {
  return steps.reduce<Step[][]>((stages, step) => {
    const last = stages.at(-1)
    if (last && step.parallel !== undefined && last[0]?.parallel === step.parallel) last.push(step)
    else stages.push([step])
    return stages
  }, [])
}

/** What a condition of a step may read. Of a step done twice the last outcome counts; what is `hoped` counts until then. */
function scopeOf({ answers, channel, work }: Routed, today: string, hoped: JsonObject): JsonObject {
  const ended = work.filter(({ outcome }) => outcome !== null && outcome !== 'handedBack')
  const known = Object.fromEntries(ended.map(({ key, outcome }) => [outcomeName(key), outcome]))
  const outcomes = { ...hoped, ...known }
  return { answers, channel, today, outcomes }
}

/** Where it stands: the stage of the step that began last. Work that no definition knows stands beside it. */
function standing(stages: readonly Stage[], { work }: Pick<Routed, 'work'>): number {
  const stageOf = (key: string) => stages.findIndex((stage) => stage.some((step) => step.key === key))
  return work.reduce((at, { key }) => (stageOf(key) < 0 ? at : stageOf(key)), -1)
}

/** The stages still to come, as far as is known now or `hoped`; those in which no step applies are left out. */
export function comingStages(
  definition: Definition,
  dossier: Routed,
  today: string,
  hoped: JsonObject = {},
): readonly Stage[] {
  const stages = stagesOf(definition)
  const scope = scopeOf(dossier, today, hoped)
  return stages
    .slice(standing(stages, dossier) + 1)
    .map((stage) => stage.filter(({ when }) => when === undefined || holds(when, scope)))
    .filter((stage) => stage.length > 0)
}

/** The steps that begin now: none while other work is open. */
export function nextSteps(definition: Definition, dossier: Routed, today: string): Stage {
  if (openWork(dossier).length > 0) return []
  return comingStages(definition, dossier, today)[0] ?? []
}

/** Steps that work may go back to, the latest first: done before in an earlier stage. Reception is over for good. */
export function earlierSteps(definition: Definition, dossier: Routed): readonly Step[] {
  const stages = stagesOf(definition)
  const done = new Set(dossier.work.filter(({ endedAt }) => endedAt !== null).map(({ key }) => key))
  return stages
    .slice(0, Math.max(0, standing(stages, dossier)))
    .flat()
    .filter(({ key, type }) => done.has(key) && !beyondRecall.has(type))
    .toReversed()
}

const beyondRecall: ReadonlySet<Step['type']> = new Set(['receive', 'sign', 'seal', 'number', 'return'])

/** The outcomes among which an officer chooses when ending a step; empty where there is nothing to choose. */
export function outcomesOf({ steps }: Definition, key: string): NonNullable<Step['outcomes']> {
  return steps.find((step) => step.key === key)?.outcomes ?? []
}
