import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closedBreaker } from '../domain.ts'
import { choose, sharesOf } from './domain.ts'

const now = new Date('2026-03-02T08:00+07:00')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const of = (key: string, seconds?: number, probeAt?: Date) => ({
  key,
  seconds,
  breaker: probeAt ? { failures: 5, openedAt: now, probeAt } : closedBreaker,
})

test('whoever answers sooner gets more, by the square, and nobody gets nothing', () => {
  const [quick = 0, slow = 0] = sharesOf([{ seconds: 0.1 }, { seconds: 0.2 }])
  assert.ok(Math.abs(quick + slow - 1) < 1e-9)
  assert.ok(Math.abs(quick - (0.05 + 0.9 * 0.8)) < 1e-9)
  const [, hanging = 0] = sharesOf([{ seconds: 0.1 }, { seconds: 30 }])
  assert.ok(hanging >= 0.05 && hanging < 0.051)
  assert.deepEqual(sharesOf([{ seconds: undefined }, { seconds: undefined }]), [0.5, 0.5])
  assert.deepEqual(sharesOf([{ seconds: 3 }, { seconds: undefined }]), [0.5, 0.5])
})

test('an open circuit gets nothing until it is its turn to be tried', () => {
  const keys = (chance: number, probeAt: Date) =>
    choose([of('a', 0.1), of('b', 0.1, probeAt)], now, chance)?.key
  for (const chance of [0, 0.5, 0.999]) assert.equal(keys(chance, later(5)), 'a')
  assert.equal(keys(0.999, now), 'b')
  assert.equal(keys(0.999, later(10)), 'a')
  assert.equal(keys(0.999, later(60)), 'b', 'so late says only a process whose clock is wrong')
})

test('with every circuit open the next to be tried is waited for, and with none there is none', () => {
  assert.equal(choose([of('a', 0.1, later(9)), of('b', 0.1, later(2))], now, 0)?.key, 'b')
  assert.equal(choose([], now, 0), undefined)
})
