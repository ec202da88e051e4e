import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Asked,
  corrected,
  correctionMost,
  correctionRate,
  fallsShort,
  type Life,
  loadOf,
  noCorrection,
  queueSlope,
  rangeOf,
  timesReached,
} from './domain.ts'

const life = (left: number, more: Partial<Life> = {}): Life => ({
  entered: 0,
  left,
  isDone: true,
  load: null,
  channel: 'online',
  ...more,
})
const asked = (more: Partial<Asked> = {}): Asked => ({
  elapsed: 0,
  load: null,
  correction: noCorrection,
  minutesPerDay: 480,
  ...more,
})
/** 100, 200 … 2 000 minutes. */
const twenty = Array.from({ length: 20 }, (_, index) => life((index + 1) * 100))

test('of twenty, the second and the nineteenth are the ends: one in ten lies before, one in ten behind', () => {
  // 0,1 × 21 = 2,1 → the 2nd; 0,9 × 21 = 18,9 → the 19th.
  assert.deepEqual(rangeOf(twenty, asked()), { low: 200, high: 1900, cases: 20 })
})

test('with nineteen nothing is promised', () => {
  assert.equal(rangeOf(twenty.slice(1), asked()), undefined)
  assert.equal(rangeOf([...twenty.slice(1), life(5000, { isDone: false })], asked()), undefined)
})

test('what waits still is not taken for fast: the table counts it as long as it has waited', () => {
  // Four: done after 1 and 3, one waiting since 2, one since 4. After 1: 3/4 wait. At 3 two are seen: 3/4 × 1/2 = 3/8 wait.
  const lives = [life(1), life(3), life(2, { isDone: false }), life(4, { isDone: false })]
  assert.deepEqual(timesReached(lives, 0, [0.25, 0.5, 0.625, 0.7]), [1, 3, 3, undefined])
  // Without those that wait, half would seem done after 1.
  assert.deepEqual(timesReached(lives.slice(0, 2), 0, [0.5, 1]), [1, 3])
})

test('who was old already when the window began is seen from that age on only', () => {
  // At 1 one of two is done. At 10 the old one, and the second new one at 12.
  const lives = [life(1), life(12), life(10, { entered: 5 })]
  assert.deepEqual(timesReached(lives, 0, [0.5, 0.75, 1]), [1, 10, 12])
})

test('what has passed cannot be undone: only those that took longer are compared', () => {
  // Ten lie beyond 1 000: the first of them and the tenth are the ends.
  assert.deepEqual(rangeOf(twenty, asked({ elapsed: 1000 })), { low: 1100, high: 2000, cases: 20 })
  const late = rangeOf(twenty, asked({ elapsed: 950 }))
  assert.ok(late && late.low >= 950)
  assert.equal(
    rangeOf(twenty, asked({ elapsed: 1500 })),
    undefined,
    'five beyond are too few to say anything',
  )
})

test('where the slowest still wait, no end is invented', () => {
  const waiting = Array.from({ length: 8 }, () => life(2500, { isDone: false }))
  assert.equal(rangeOf([...twenty, ...waiting], asked()), undefined, '20 of 28 are done: nine in ten are not')
})

test('dossiers of the same channel stand alone once there are sixty', () => {
  const slow = Array.from({ length: 60 }, (_, index) => life(5000 + index, { channel: 'direct' }))
  assert.equal(rangeOf([...twenty, ...slow], asked({ channel: 'direct' }))?.low, 5005)
  assert.equal(rangeOf([...twenty, ...slow.slice(1)], asked({ channel: 'direct' }))?.cases, 79)
})

test('the queue: at fifty in four weeks of twenty days, a hundred open ones are forty days of work', () => {
  assert.equal(loadOf({ open: 101, left: 50, days: 20 }), 40)
  assert.equal(loadOf({ open: 100, left: 9, days: 20 }), null, 'too few left to know the pace')
  assert.equal(loadOf({ open: 100, left: 50, days: 0 }), null)
})

test('the slope says how many days a day of queue costs, between none and one', () => {
  const queue = (slope: number) =>
    Array.from({ length: 41 }, (_, at) => life(480 * (2 + slope * at), { load: at }))
  // 41 loads from 0 to 40: 5 740 squared days. (1 × 100 + slope × 5 740) / 5 840.
  assert.equal(queueSlope(queue(0.25), 480).toFixed(4), ((100 + 0.25 * 5740) / 5840).toFixed(4))
  assert.equal(queueSlope(queue(3), 480), 1)
  assert.equal(queueSlope(queue(-0.05), 480), 0)
  assert.equal(queueSlope([], 480), 1, 'the guess, before anything is known')
})

test('more waiting than then, later than then: by the slope', () => {
  const then = Array.from({ length: 41 }, (_, at) => life(480 * (2 + at), { load: at }))
  const before = rangeOf(then, asked({ load: 20 }))
  const now = rangeOf(then, asked({ load: 30 }))
  assert.ok(before && now)
  const slope = queueSlope(then, 480)
  assert.ok(Math.abs(now.high - before.high - slope * 10 * 480) < 481, `${before.high} ${now.high}`)
  assert.ok(rangeOf(twenty, asked({ load: 10 }))?.high === 1900, 'loads that nobody counted move nothing')
})

test('a miss moves its end out by nine times what a hit moves it in', () => {
  const [miss, hit] = [corrected(noCorrection, 'later'), corrected(noCorrection, 'held')]
  assert.ok(Math.abs(miss.high - correctionRate * 0.9) < 1e-12)
  assert.ok(Math.abs(miss.low + correctionRate * 0.1) < 1e-12, 'the other end was not passed')
  assert.ok(Math.abs(hit.high + correctionRate * 0.1) < 1e-12)
  const early = corrected(noCorrection, 'earlier')
  assert.ok(early.low > 0 && early.high < 0)
})

test('whatever comes, an end is stretched to thrice or drawn to a third at most, around the middle', () => {
  let [worst, best] = [noCorrection, noCorrection]
  for (let at = 0; at < 1000; at += 1) {
    worst = corrected(worst, 'later')
    best = corrected(best, 'held')
  }
  assert.equal(worst.high, correctionMost)
  assert.equal(best.high, -correctionMost)
  // Middle of twenty: the 10th, 1 000. 1 000 + 900 × 3; 1 000 − 800 / 3.
  const range = rangeOf(twenty, asked({ correction: { low: -correctionMost, high: correctionMost } }))
  assert.deepEqual([range?.low, range?.high], [733, 3700])
})

test('chance alone is no broken promise', () => {
  assert.equal(fallsShort(15, 20), false)
  assert.equal(fallsShort(12, 20), true)
  assert.equal(fallsShort(780, 1000), false)
  assert.equal(fallsShort(770, 1000), true)
})
