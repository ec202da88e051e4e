import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { caseOf, chanceFrom } from '../testing/domain.ts'
import { align, type PrescribedStage } from './alignment/domain.ts'
import { checkCase, conformanceOf, type DeviationKind } from './domain.ts'

/** `a b?|c d`: stages with spaces between, steps side by side with `|`, optional ones with `?`. */
const stagesOf = (text: string): readonly PrescribedStage[] =>
  text
    .split(' ')
    .map((stage) =>
      stage.split('|').map((step) => ({ key: step.replace('?', ''), isOptional: step.endsWith('?') })),
    )

/** Every way through the stages, written out: what an alignment is checked against. */
function runsOf(stages: readonly PrescribedStage[]): readonly (readonly string[])[] {
  const orders = (keys: readonly string[]): readonly (readonly string[])[] =>
    keys.length === 0
      ? [[]]
      : keys.flatMap((key) => orders(keys.filter((one) => one !== key)).map((rest) => [key, ...rest]))
  const choices = (stage: PrescribedStage): readonly (readonly string[])[] =>
    stage.reduce<readonly (readonly string[])[]>(
      (before, { key, isOptional }) =>
        before.flatMap((chosen) => (isOptional ? [chosen, [...chosen, key]] : [[...chosen, key]])),
      [[]],
    )
  return stages.reduce<readonly (readonly string[])[]>(
    (before, stage) =>
      before.flatMap((run) =>
        choices(stage).flatMap((keys) => orders(keys).map((order) => [...run, ...order])),
      ),
    [[]],
  )
}

/** Steps left out and put in between two ways: their lengths less twice what they share in order. */
function distance(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, () => 0)
  for (const key of one)
    row = other.reduce<number[]>(
      (next, name, at) => [
        ...next,
        key === name ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0),
      ],
      [0],
    )
  return one.length + other.length - 2 * (row.at(-1) ?? 0)
}

const models = ['a b c', 'a b?|c|d e', 'a? b|c d?', 'a b?|c? d|e? f', 'a b c d?|e|f']

test('an alignment costs as little as the nearest of all ways that are prescribed', () => {
  const chance = chanceFrom(3)
  for (const model of models) {
    const stages = stagesOf(model)
    const runs = runsOf(stages)
    for (let round = 0; round < 60; round += 1) {
      const trace = Array.from(
        { length: Math.floor(chance() * 8) },
        () => 'abcdefx'[Math.floor(chance() * 7)] ?? '',
      )
      const { cost, fitness, moves } = align(trace, stages, true)
      // An optional step that is left out is not missing, and every way with and without it is among the runs.
      assert.equal(cost, Math.min(...runs.map((run) => distance(trace, run))), `${model}: ${trace.join(' ')}`)
      assert.ok(fitness >= 0 && fitness <= 1)
      assert.equal(moves.filter(({ kind }) => kind !== 'both').length, cost)
      assert.deepEqual(
        moves.flatMap((move) => (move.kind === 'missing' ? [] : [move.key])),
        trace,
      )
    }
  }
})

test('a case made by the model fits wholly, and so does every beginning of it while it is open', () => {
  for (const model of models)
    for (const run of runsOf(stagesOf(model))) {
      assert.equal(align(run, stagesOf(model), true).fitness, 1)
      for (let until = 0; until <= run.length; until += 1)
        assert.equal(align(run.slice(0, until), stagesOf(model), false).cost, 0)
    }
})

// pm4py, notebooks/5_advanced_examples: the receipt log against a model that wants T06 after the confirmation.
test('a published alignment has the published fitness: one of two prescribed steps done is 2/3', () => {
  const { fitness, cost } = align(['Confirmation'], stagesOf('Confirmation T06'), true)
  assert.equal(cost, 1)
  assert.ok(Math.abs(fitness - 0.666_666_666_666_666_7) < 1e-12)
})

const named = { vi: 'Bước', en: 'Step' }
const step = (key: string, more: object = {}) => ({
  key,
  type: 'appraise',
  name: named,
  role: 'officer',
  hours: 4,
  ...more,
})
const definition = {
  steps: [
    step('nhan'),
    step('xem', {
      outcomes: [
        { key: 'tot', label: named },
        { key: 'xau', label: named },
      ],
    }),
    step('hoi', { parallel: 'y-kien' }),
    step('do', { parallel: 'y-kien' }),
    step('hop', { when: "outcomes.xem == 'xau'" }),
    step('nop', { when: 'answers.area > 5' }),
    step('ky'),
  ],
} as unknown as ProcedureDefinition

const check = (trace: string, xem = 'tot', course: 'finished' | 'open' = 'finished') => {
  const { steps } = caseOf(trace.split(' '))
  const told = steps.map((one) => (one.activity === 'xem' ? { ...one, outcome: xem } : one))
  const { fitness, deviations } = checkCase({ steps: told, course }, definition)
  return {
    fitness,
    deviations: deviations.map(({ kind, activity }): [DeviationKind, string] => [kind, activity]),
  }
}

test('steps side by side may end in any order; a condition on outcomes is judged, one on answers is left open', () => {
  for (const trace of ['nhan xem hoi do ky', 'nhan xem do hoi ky', 'nhan xem do hoi nop ky'])
    assert.deepEqual(check(trace), { fitness: 1, deviations: [] })
  assert.deepEqual(check('nhan xem hoi do ky', 'xau').deviations, [['skipped', 'hop']])
  assert.deepEqual(check('nhan xem hoi do hop ky').deviations, [['unforeseen', 'hop']])
  assert.deepEqual(check('nhan xem hoi do hop ky', 'xau').fitness, 1)
})

test('what differs is told: left out, done again, out of order, not foreseen', () => {
  assert.deepEqual(check('nhan xem hoi ky').deviations, [['skipped', 'do']])
  assert.deepEqual(
    check('nhan xem hoi do xem hoi do ky').deviations.map(([kind]) => kind),
    ['repeated', 'repeated', 'repeated'],
  )
  assert.deepEqual(check('xem nhan hoi do ky').deviations, [['wrongOrder', 'nhan']])
  assert.deepEqual(check('nhan xem hoi do mua-lan ky').deviations, [['unforeseen', 'mua-lan']])
})

test('what an open case has yet to do is not missing, but what it jumped over is', () => {
  assert.deepEqual(check('nhan xem', 'tot', 'open').deviations, [])
  assert.deepEqual(check('nhan hoi do ky', 'tot', 'open').deviations, [['skipped', 'xem']])
})

test('a step that was done twice with different outcomes leaves its conditions open', () => {
  const { steps } = caseOf(['nhan', 'xem', 'xem', 'hoi', 'do', 'hop', 'ky'])
  const told = steps.map((one, index) => ({
    ...one,
    outcome: index === 1 ? 'xau' : index === 2 ? 'tot' : 'done',
  }))
  const { deviations } = checkCase({ steps: told, course: 'finished' }, definition)
  assert.deepEqual(
    deviations.map(({ kind, activity }) => [kind, activity]),
    [['repeated', 'xem']],
  )
})

test('over a log, each case is held against its own version', () => {
  const later = { steps: definition.steps.filter(({ key }) => key !== 'do') }
  const trace = ['nhan', 'xem', 'hoi', 'ky']
  const log = [
    caseOf(trace),
    caseOf(trace, { version: 2 }),
    caseOf(trace, { version: 2 }),
    caseOf(trace, { version: 3 }),
  ]
  const found = conformanceOf(log, (version) => ({ 1: definition, 2: later })[version])
  assert.deepEqual([found?.cases, found?.conforming], [3, 2])
  assert.deepEqual(found?.deviations, [{ kind: 'skipped', activity: 'do', count: 1, cases: 1 }])
})
