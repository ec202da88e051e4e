import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from './db.ts'
import { recently } from './recent.ts'

const base = Date.parse('2026-03-02T08:00+07:00')
const asker = () => {
  const database = {} as Database
  let loads = 0
  return (key: string, afterMs: number) =>
    recently({ database, now: new Date(base + afterMs) }, key, 5, async () => ++loads)
}

test('an answer is given again while it is young enough, and loaded anew afterwards', async () => {
  const ask = asker()
  assert.deepEqual([await ask('a', 0), await ask('a', 4_999), await ask('a', 5_000)], [1, 1, 2])
})

test('what nobody asks for any more does not stay in memory', async () => {
  const ask = asker()
  await ask('a', 0)
  await ask('b', 9_000)
  assert.equal(await ask('a', 1_000), 1, 'it stays for some seconds')
  await ask('c', 10_000)
  assert.equal(await ask('b', 10_000), 2, 'what is young stays')
  assert.equal(await ask('a', 1_000), 4, 'what was too old is gone')
})
