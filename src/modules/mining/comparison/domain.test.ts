import assert from 'node:assert/strict'
import { test } from 'node:test'
import { elapsed } from '../domain.ts'
import { caseOf, chanceFrom } from '../testing/domain.ts'
import { compareSides } from './domain.ts'

const hour = 3_600_000
/** Finished cases of so many hours each. */
const lasting = (hours: readonly number[], facts: { version?: number; startedAt?: number }) =>
  hours.map((length) => {
    const startedAt = facts.startedAt ?? 0
    return caseOf(['a'], {
      ...facts,
      startedAt,
      finishedAt: startedAt + length * hour,
      dueAt: startedAt + 20 * hour,
    })
  })

test('the medians of both versions are compared, and a real difference has an interval beside zero', () => {
  const chance = chanceFrom(9)
  const around = (middle: number) => Array.from({ length: 80 }, () => middle + (chance() - 0.5) * 10)
  const log = [...lasting(around(30), { version: 1 }), ...lasting(around(18), { version: 2 })]
  const { before, after, difference } = compareSides(log, elapsed, { version: 2 }, 10)
  assert.deepEqual([before.cases, after.cases, before.lateShare], [80, 80, 1])
  assert.ok(difference && difference.high < 0, JSON.stringify(difference))
  assert.ok(difference.low <= difference.minutes && difference.minutes <= difference.high)
  assert.ok(Math.abs(difference.minutes - -12 * 60) < 2 * 60)
  assert.deepEqual(compareSides(log, elapsed, { version: 2 }, 10).difference, difference)
})

test('where nothing changed the interval holds zero in about 95 of 100 logs', () => {
  const chance = chanceFrom(4)
  let holding = 0
  for (let round = 0; round < 60; round += 1) {
    const hours = () => Array.from({ length: 40 }, () => 10 + chance() * 40)
    const log = [...lasting(hours(), { startedAt: 0 }), ...lasting(hours(), { startedAt: 1000 * hour })]
    const { difference } = compareSides(log, elapsed, { at: 500 * hour }, 10)
    if (difference && difference.low <= 0 && difference.high >= 0) holding += 1
  }
  assert.ok(holding >= 52, `${holding} of 60`)
})

test('of too few cases no difference is told', () => {
  const log = [...lasting([1, 2, 3], { version: 1 }), ...lasting([4, 5, 6, 7], { version: 2 })]
  const { before, after, difference } = compareSides(log, elapsed, { version: 2 }, 4)
  assert.deepEqual([before.median, after.median, difference], [120, 330, undefined])
})
