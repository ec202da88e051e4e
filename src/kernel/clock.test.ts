import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openClock } from './clock.ts'
import { openDatabase, read, sql } from './db.ts'
import { backgroundContext } from './platform.ts'
import { freshPlatform } from './testing/database.ts'

const hourMs = 3_600_000
const from = (date: Date, other: number) => Math.abs(date.getTime() - other)

test('a clock that was set counts on, whoever moves the clock of the machine', async () => {
  const clock = openClock()
  const right = Date.now() + hourMs
  await clock.set(async () => new Date(right))
  const moved = mock.method(Date, 'now', () => 0)
  await sleep(30)
  moved.mock.restore()
  const counted = clock.now().getTime() - right
  assert.ok(counted >= 25 && counted < 5_000, `counted ${counted} ms`)
})

test('it does not jump for the time an answer takes, and an answer that took long is not believed', async () => {
  const clock = openClock()
  const before = clock.now().getTime() - performance.now()
  const later = (ms: number) => async () => new Date(Date.now() + ms)
  await clock.set(later(20))
  assert.ok(Math.abs(clock.now().getTime() - performance.now() - before) <= 1)
  await clock.set(async () => {
    await sleep(1_100)
    return new Date(0)
  })
  assert.ok(Math.abs(clock.now().getTime() - performance.now() - before) <= 1)
  await clock.set(later(500))
  assert.ok(clock.now().getTime() - performance.now() - before > 400)
})

test('a process whose machine is an hour ahead acts in the hour of the database from its first statement on', async () => {
  const platform = await freshPlatform()
  const real = Date.now
  const moved = mock.method(Date, 'now', () => real() + hourMs)
  const database = openDatabase({ url: platform.url, schema: platform.database.schema })
  try {
    assert.ok(from(database.clock.now(), real() + hourMs) < 5_000)
    const { rows } = await read({ database }, (tx) => sql<{ now: Date }>`select now()`.execute(tx))
    const theirs = rows[0]?.now.getTime() ?? 0
    const { now } = backgroundContext({ ...platform, database })
    assert.ok(from(now, theirs) < 5_000, `${now.toISOString()} is not ${new Date(theirs).toISOString()}`)
  } finally {
    moved.mock.restore()
    await database.close()
  }
})
