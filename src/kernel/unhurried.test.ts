import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unhurried } from './unhurried.ts'

function round() {
  let now = 0
  const rests: number[] = []
  const piece = unhurried(
    () => now,
    async (ms) => rests.push(ms),
  )
  return { rests, work: (ms: number) => piece(async () => void (now += ms)), piece }
}

test('a piece that took long is followed by a rest three times as long, a quick one by none', async () => {
  const { rests, work } = round()
  for (const ms of [5, 100, 19, 400]) await work(ms)
  assert.deepEqual(rests, [300, 1_200])
})

test('a round rests for 25 seconds at most, however long it is', async () => {
  const { rests, work } = round()
  for (const ms of [6_000, 4_000, 4_000]) await work(ms)
  assert.deepEqual(rests, [18_000, 7_000])
})

test('what a piece answers is answered, and what it throws is thrown', async () => {
  const { piece } = round()
  assert.equal(await piece(async () => 'seen'), 'seen')
  await assert.rejects(
    piece(async () => {
      throw new Error('gone')
    }),
    /gone/,
  )
})
