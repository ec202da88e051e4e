import assert from 'node:assert/strict'
import { test } from 'node:test'
import { elapsed } from '../domain.ts'
import { handOversOf } from '../handovers/domain.ts'
import { caseOf, wanderingLog } from '../testing/domain.ts'
import { waitsOf } from '../waiting/domain.ts'
import { latenessOf } from './domain.ts'

const hour = 3_600_000
const limit = (_version: number, activity: string) => ({ a: 60, b: 15, c: 45 })[activity]

test('late time goes to the steps by how far each went over its own limit, and so do the points', () => {
  // Three hours, due after two: an hour late. `a` kept to its limit; `b` went over by 45 minutes, `c` by 15.
  const late = caseOf(['a', 'b', 'c'], { dueAt: 2 * hour })
  const good = caseOf(['a', 'b', 'c'], { dueAt: 3 * hour })
  const found = latenessOf([late, good, good, good], elapsed, limit, 0)
  assert.deepEqual([found.cases, found.late, found.lateMinutes, found.points], [4, 1, 60, 5])
  assert.deepEqual(found.bySteps, [
    { key: 'b', cases: 1, lateMinutes: 45, points: 3.75 },
    { key: 'c', cases: 1, lateMinutes: 15, points: 1.25 },
  ])
  assert.deepEqual(
    found.byUnits.map(({ key }) => key),
    ['U-b', 'U-c'],
  )
})

test('where no step went over a limit, the time that each took decides', () => {
  const late = caseOf(['a', 'b'], { dueAt: hour })
  const { bySteps } = latenessOf([late], elapsed, () => undefined, 0)
  assert.deepEqual(
    bySteps.map(({ key, lateMinutes, points }) => [key, lateMinutes, points]),
    [
      ['a', 30, 10],
      ['b', 30, 10],
    ],
  )
})

test('an open case is late once its day is past; one broken off or without a date is not counted', () => {
  const open = caseOf(['a'], { course: 'open', finishedAt: null, dueAt: 2 * hour })
  const step = open.steps[0]
  assert.ok(step)
  const waiting = { ...open, steps: [{ ...step, endedAt: null }] }
  const log = [waiting, caseOf(['a'], { course: 'broken', dueAt: 0 }), caseOf(['a'])]
  assert.equal(latenessOf(log, elapsed, limit, hour).late, 0)
  const later = latenessOf(log, elapsed, limit, 4 * hour)
  assert.deepEqual([later.cases, later.late, later.lateMinutes, later.points], [1, 1, 120, 20])
})

test('what is shared out sums to the whole', () => {
  const log = wanderingLog(200, 6, 8).map((one, index) => ({
    ...one,
    dueAt: one.startedAt + (index % 9) * hour,
  }))
  const found = latenessOf(log, elapsed, limit, 0)
  for (const rows of [found.bySteps, found.byUnits]) {
    assert.ok(
      Math.abs(rows.reduce((sum, { lateMinutes }) => sum + lateMinutes, 0) - found.lateMinutes) < 1e-6,
    )
    assert.ok(Math.abs(rows.reduce((sum, { points }) => sum + points, 0) - found.points) < 1e-9)
  }
})

test('waiting ends when the step is taken; time in which the clock stood is neither waiting nor work', () => {
  const [first] = caseOf(['a']).steps
  assert.ok(first)
  const taken = { ...first, takenAt: hour / 4 }
  const log = [caseOf(['a'], { steps: [taken], pauses: [[hour / 2, (3 * hour) / 4]] }), caseOf(['a'])]
  const [wait] = waitsOf(log, elapsed, () => 50)
  assert.deepEqual(wait, {
    activity: 'a',
    events: 2,
    cases: 2,
    waiting: 15,
    working: 30 + 60,
    stopped: 15,
    known: 1,
    late: 1,
  })
})

test('a hand-over is a step in another unit than the one before', () => {
  const log = [caseOf(['a', 'a', 'b']), caseOf(['a', 'b', 'a'])]
  const found = handOversOf(log, elapsed, 'unit')
  assert.deepEqual(
    found.map(({ from, to, count, cases }) => [from, to, count, cases]),
    [
      ['U-a', 'U-b', 2, 2],
      ['U-b', 'U-a', 1, 1],
    ],
  )
  assert.deepEqual(found[0]?.timing, { count: 2, median: 60, mean: 60, p90: 60 })
  assert.equal(found[0]?.waiting, undefined)
})
