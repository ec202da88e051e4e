import assert from 'node:assert/strict'
import { test } from 'node:test'
import { budgetOf, burnOf, standingOf, worst } from './domain.ts'

const now = new Date('2026-03-02T08:00:00Z')
const provedAgo = (seconds: number) =>
  ({ state: 'well', provedAt: new Date(now.getTime() - seconds * 1000) }) as const

test('green is proven in the last five minutes, and what was never proved is not known', () => {
  assert.equal(standingOf(provedAgo(300), now), 'well')
  assert.equal(standingOf(provedAgo(301), now), 'unproven')
  assert.equal(standingOf(undefined, now), 'unproven')
})

test('the whole is as its gravest part; not knowing is graver than being slow', () => {
  assert.equal(worst(['well', 'degraded', 'well']), 'degraded')
  assert.equal(worst(['degraded', 'unproven']), 'unproven')
  assert.equal(worst(['unproven', 'down']), 'down')
  assert.equal(worst([]), 'unproven')
})

test('of 20 000 submissions the promise lets ten go wrong', () => {
  assert.deepEqual(budgetOf('submit', { total: 20_000, good: 20_000 }), { share: 1, left: 1 })
  assert.equal(budgetOf('submit', { total: 20_000, good: 19_995 }).left?.toFixed(6), '0.500000')
  assert.equal(budgetOf('submit', { total: 20_000, good: 19_980 }).left?.toFixed(6), '-1.000000')
  assert.deepEqual(budgetOf('submit', { total: 0, good: 0 }), { share: null, left: null })
})

test('a journey is down when an hour burns the budget of two days, slow when six hours burn that of five', () => {
  const fine = { total: 1_000, good: 1_000 }
  assert.equal(burnOf('lookUp', fine, fine), 'well')
  // 1.5 % bad, where 0.1 % are allowed.
  assert.equal(burnOf('lookUp', { total: 1_000, good: 985 }, fine), 'down')
  assert.equal(burnOf('lookUp', { total: 1_000, good: 987 }, fine), 'well')
  assert.equal(burnOf('lookUp', fine, { total: 10_000, good: 9_930 }), 'degraded')
  // Four bad ones of ten are chance.
  assert.equal(burnOf('lookUp', { total: 10, good: 6 }, { total: 10, good: 6 }), 'well')
})
