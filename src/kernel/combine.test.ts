import assert from 'node:assert/strict'
import { test } from 'node:test'
import { combine } from './combine.ts'

test('calls that arrive while one is on its way travel together, each with its own answer', async () => {
  const calls: number[][] = []
  const double = combine(async (items: readonly number[]) => {
    calls.push([...items])
    await new Promise((resolve) => setTimeout(resolve, 5))
    return items.map((item) => item * 2)
  })
  const answers = await Promise.all([1, 2, 3, 4].map(double))
  assert.deepEqual(answers, [2, 4, 6, 8])
  assert.deepEqual(calls, [[1], [2, 3, 4]])
})

test('one bad item harms no other', async () => {
  const send = combine(async (items: readonly string[]) => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (items.includes('bad')) throw new Error('bad item')
    return items.map((item) => `${item} done`)
  })
  const outcomes = await Promise.allSettled(['first', 'good', 'bad', 'fine'].map(send))
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  )
})

test('a call never carries more than its limit', async () => {
  const sizes: number[] = []
  const send = combine(async (items: readonly number[]) => {
    sizes.push(items.length)
    await new Promise((resolve) => setImmediate(resolve))
    return items
  }, 3)
  await Promise.all(Array.from({ length: 10 }, (_, index) => send(index)))
  assert.ok(Math.max(...sizes) <= 3)
  assert.equal(
    sizes.reduce((a, b) => a + b),
    10,
  )
})

test('an answer of the wrong length reaches nobody as somebody else’s', async () => {
  const send = combine(async () => [])
  await assert.rejects(send('one'), /another number of items/)
})
