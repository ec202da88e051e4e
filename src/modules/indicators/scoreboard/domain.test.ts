import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Indicator } from '#kernel/packs.ts'
import type { Scored, UnitBoard } from '../board/domain.ts'
import type { UnitAt } from '../figures/domain.ts'
import { figureOf, scoreOf } from '../scoring/domain.ts'
import { asTree, dragsOf, linesOf, nearestPoints, placeOf } from './domain.ts'

const indicator: Indicator = {
  code: '1',
  name: { vi: 'Diều lên đúng giờ', en: 'Kites in time' },
  plain: { vi: 'Bao nhiêu.', en: 'How many.' },
  group: 'gio',
  of: 'during.kites.up',
  per: 'during.kites.all',
  unit: 'percent',
  better: 'more',
  whenNothing: 'notApplicable',
  points: { most: 20 },
  legal: 'Luật Gió',
}
/** Of a list: nobody's dossiers are behind it. */
const listed: Indicator = {
  ...indicator,
  code: '2',
  of: 'listed.kites.up',
  per: 'listed.kites.all',
  points: { most: 10 },
}
const set = {
  indicators: [indicator, listed],
  groups: [{ key: 'gio', name: { vi: 'Gió', en: 'Wind' }, points: 30 }],
  labels: [{ from: 0, name: { vi: 'Được', en: 'Fair' } }],
  points: 30,
}
const counted = (up: number, all: number) =>
  new Map([
    ['during.kites.up', up],
    ['during.kites.all', all],
    ['listed.kites.up', 1],
    ['listed.kites.all', 2],
  ])
const scored = (path: string, up: number, all: number): Scored => ({
  unit: { id: path, code: path, name: path, path } as UnitAt,
  level: 'commune',
  score: scoreOf(set, counted(up, all)),
  rank: null,
})
const own = scored('p', 70, 100)
const below = [scored('p.d', 55, 80), scored('p.d.a', 40, 60), scored('p.d.b', 15, 20), scored('p.e', 15, 20)]
const board = { own, below, scored: [own, ...below], trend: [] } as unknown as UnitBoard

test('lost points are shared out by whose dossiers do not count; what is counted on a list is nobody’s', () => {
  // 6 of 20 points are lost with 30 dossiers: 25 of the district (20 and 5 of its communes), 5 of the other.
  const drags = new Map(dragsOf(board).map((one) => [one.scored.unit.path, one]))
  assert.deepEqual(
    ['p.d', 'p.d.a', 'p.d.b', 'p.e'].map((path) => [drags.get(path)?.points, drags.get(path)?.most?.short]),
    [
      [5, 25],
      [4, 20],
      [1, 5],
      [1, 5],
    ],
  )
  assert.ok([...drags.values()].every(({ most }) => most?.indicator.code === '1'))
})

test('the tree has each after the one it stands under, the heaviest first', () =>
  assert.deepEqual(
    asTree(dragsOf(board)).map(({ scored: { unit }, depth }) => [unit.path, depth]),
    [
      ['p.d', 0],
      ['p.d.a', 1],
      ['p.d.b', 1],
      ['p.e', 0],
    ],
  ))

test('one more point: how many it takes, and who below has most of them', () => {
  const lines = linesOf(
    board,
    () => undefined,
    () => [],
  )
  assert.deepEqual(
    nearestPoints(lines, 3).map(({ figure, needed, worst }) => [
      figure.indicator.code,
      needed,
      worst?.unit.path,
      worst?.short,
    ]),
    [
      // Of a list nobody below has any.
      ['2', { of: 1, points: 1 }, undefined, undefined],
      ['1', { of: 5, points: 1 }, 'p.d.a', 20],
    ],
  )
})

test('places: few things leave them open, and less may be better', () => {
  const of = (up: number, all: number, one = indicator) => figureOf(one, counted(up, all))
  const many = [of(900, 1000), of(800, 1000), of(700, 1000)]
  assert.deepEqual(placeOf(many[1] ?? assert.fail(), many), { place: 2, best: 2, worst: 2, of: 3 })
  const few = [of(9, 10), of(8, 10), of(7, 10)]
  assert.deepEqual(placeOf(few[1] ?? assert.fail(), few), { place: 2, best: 1, worst: 3, of: 3 })
  const less = many.map(({ of: up, per }) => of(up ?? 0, per ?? 0, { ...indicator, better: 'less' }))
  assert.equal(placeOf(less[2] ?? assert.fail(), less)?.place, 1)
  assert.equal(placeOf(of(0, 0), few), undefined)
})
