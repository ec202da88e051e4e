import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Indicator } from '#kernel/packs.ts'
import { figureOf, formulaWords, intervalOf, neededFor, wantedBy } from './domain.ts'

const indicator: Indicator = {
  code: '1',
  name: { vi: 'Diều lên đúng giờ', en: 'Kites in time' },
  plain: { vi: 'Bao nhiêu.', en: 'How many.' },
  group: 'gio',
  of: 'during.kites.up',
  per: 'upTo.kites.all',
  unit: 'percent',
  better: 'more',
  whenNothing: 'notApplicable',
  points: { most: 6, award: 'if(rate >= 0.9, points, rate * points / 0.9)' },
  legal: 'Luật Gió',
}
const counted = (up: number | null, all: number | null) =>
  new Map([
    ['during.kites.up', up],
    ['upTo.kites.all', all],
  ])

test('what the formulas read', () => {
  assert.deepEqual(wantedBy([indicator, indicator]), [
    { reading: 'during', measure: 'kites.up' },
    { reading: 'upTo', measure: 'kites.all' },
  ])
})

test('value, points and thresholds, to two decimals', () => {
  assert.deepEqual(
    [figureOf(indicator, counted(1, 3)).value, figureOf(indicator, counted(1, 3)).points],
    [33.33, 2.22],
  )
  assert.equal(figureOf(indicator, counted(9, 10)).points, 6)
  assert.equal(figureOf(indicator, counted(8999, 10_000)).points, 6)
  assert.equal(figureOf(indicator, counted(0, 10)).points, 0)
})

test('nothing, and unknown, are two things', () => {
  const nothing = figureOf(indicator, counted(0, 0))
  assert.deepEqual([nothing.state, nothing.value, nothing.points], ['nothing', null, null])
  const missing = figureOf(indicator, counted(3, null))
  assert.deepEqual([missing.state, missing.value, missing.missing], ['missing', null, ['upTo.kites.all']])
  assert.equal(figureOf({ ...indicator, whenNothing: 'none' }, counted(0, 0)).value, 0)
  assert.equal(figureOf({ ...indicator, whenNothing: 'all' }, counted(0, 0)).value, 100)
})

test('what one more point takes is the least that brings it', () => {
  for (const [up, all] of [
    [10, 100],
    [0, 7],
    [85, 100],
    [899, 1000],
    [3, 4],
  ] as const) {
    const figure = figureOf(indicator, counted(up, all))
    const needed = neededFor(figure)
    if (figure.points === 6) {
      assert.equal(needed, undefined)
      continue
    }
    assert.ok(needed)
    const goal = (figure.points ?? 0) + needed.points
    const with_ = (extra: number) => figureOf(indicator, counted(up + extra, all)).points ?? 0
    assert.ok(with_(needed.of) >= goal - 1e-9)
    assert.ok(with_(needed.of - 1) < goal)
  }
})

test('few cases, wide interval (Wilson; 8 of 10 is 0.49 to 0.94)', () => {
  const few = intervalOf(8, 10)
  assert.ok(few && Math.abs(few.from - 0.4902) < 0.001 && Math.abs(few.to - 0.9433) < 0.001)
  const many = intervalOf(800, 1000)
  assert.ok(many && many.to - many.from < 0.06)
  assert.equal(intervalOf(1, 0), undefined)
})

test('a formula in words', () => {
  const words = (name: string) => (name === 'during.kites.up' ? 'Diều lên (trong kỳ)' : undefined)
  assert.equal(
    formulaWords('during.kites.up - 2 * upTo.kites.all', words),
    'Diều lên (trong kỳ) − 2 × upTo.kites.all',
  )
})
