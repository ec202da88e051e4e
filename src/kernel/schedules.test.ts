import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, sql } from './db.ts'
import { isLate, job, runIfDue, type Schedule, scheduleStates, slotOf, waitingJobs } from './jobs.ts'
import { defineModule } from './module.ts'
import { freshPlatform } from './testing/database.ts'
import { startWorker } from './worker.ts'

const platform = await freshPlatform()
const system = { kind: 'system' } as const
const at = (time: string) => platform.as(system, time)
let made = 0
const counted = (name: string, every: Schedule['every']): Schedule => ({
  name: `test.${name}`,
  every,
  run: async () => void (made += 1),
})
const stateOf = async (name: string) =>
  (await scheduleStates(at('2026-03-02T08:00+07:00'))).find((one) => one.name === `test.${name}`)

test('a day’s task is due at its own time on the province’s clock, and until then it was due yesterday', () => {
  const daily = { every: { dayAt: '07:15' } } as const
  assert.deepEqual(slotOf(daily, new Date('2026-03-02T07:15+07:00')), new Date('2026-03-02T07:15+07:00'))
  assert.deepEqual(slotOf(daily, new Date('2026-03-02T07:14+07:00')), new Date('2026-03-01T07:15+07:00'))
  assert.deepEqual(slotOf({ every: 'hour' }, new Date('2026-03-02T07:59:59Z')), new Date('2026-03-02T07:00Z'))
  assert.deepEqual(
    slotOf({ every: 'minute' }, new Date('2026-03-02T07:59:59Z')),
    new Date('2026-03-02T07:59:00Z'),
  )
})

test('of ten workers at once one makes the run; the next minute is another run', async () => {
  made = 0
  const minute = counted('minute', 'minute')
  const ran = await Promise.all(
    Array.from({ length: 10 }, () => runIfDue(at('2026-03-02T08:00:03+07:00'), minute)),
  )
  assert.equal(ran.filter(Boolean).length, 1)
  assert.equal(await runIfDue(at('2026-03-02T08:00:40+07:00'), minute), undefined)
  assert.deepEqual(await runIfDue(at('2026-03-02T08:01:01+07:00'), minute), { lateSeconds: 1, missedRuns: 0 })
  assert.equal(made, 2)
})

test('after a night without a worker one run makes good the missed ones, and says that it is late', async () => {
  const hourly = counted('hourly', 'hour')
  await runIfDue(at('2026-03-02T20:00:10+07:00'), hourly)
  const ran = await runIfDue(at('2026-03-03T06:20+07:00'), hourly)
  assert.deepEqual(ran, { lateSeconds: 1200, missedRuns: 9 })
  assert.ok(ran && isLate(hourly, ran))
  assert.equal((await stateOf('hourly'))?.missedRuns, 9)
})

test('a run that fails is tried again after a minute, and its error is kept until it succeeds', async () => {
  let tries = 0
  const failing: Schedule = {
    name: 'test.failing',
    every: { dayAt: '03:00' },
    async run() {
      tries += 1
      if (tries === 1) throw new Error('Gió to quá')
    },
  }
  await assert.rejects(runIfDue(at('2026-03-02T03:00+07:00'), failing), /Gió to quá/)
  assert.equal((await stateOf('failing'))?.lastError, 'Gió to quá')
  assert.equal(await runIfDue(at('2026-03-02T03:00:30+07:00'), failing), undefined)
  assert.ok(await runIfDue(at('2026-03-02T03:01:01+07:00'), failing))
  assert.deepEqual([(await stateOf('failing'))?.lastError, tries], [null, 2])
})

test('a worker that died over a run is followed by another when its lease is over, and not before', async () => {
  const hanging: Schedule = { name: 'test.hanging', every: 'hour', minutesMax: 5, run: () => sleep(50) }
  await inTransaction(at('2026-03-02T09:00+07:00'), (tx) =>
    sql`insert into schedules (name, slot, started_at, lease_until)
      values ('test.hanging', '2026-03-02T09:00+07:00', '2026-03-02T09:00+07:00', '2026-03-02T09:05+07:00')`.execute(
      tx,
    ),
  )
  assert.equal(await runIfDue(at('2026-03-02T09:04+07:00'), hanging), undefined)
  assert.ok(await runIfDue(at('2026-03-02T09:05+07:00'), hanging))
})

test('two workers side by side make each run once, of any kind', async () => {
  made = 0
  const modules = [
    defineModule({ name: 'test', dependsOn: [], schedules: [counted('both', { dayAt: '00:00' })] }),
  ]
  const workers = await Promise.all([startWorker(platform, modules), startWorker(platform, modules)])
  await sleep(2_500)
  await Promise.all(workers.map((worker) => worker.stop()))
  assert.equal(made, 1)
})

test('a job that waits is told by its key; one that used up its attempts, or was dropped, is not', async () => {
  const waiting = job<{ n: number }>({ task: 'test.waits', attemptsMax: 3, run: async () => undefined })
  await inTransaction(at('2026-03-02T08:00+07:00'), async (tx) => {
    await waiting.enqueue(tx, { key: 'one', payload: { n: 1 } })
    await waiting.enqueue(tx, { key: 'two: with: colons', payload: { n: 2 } })
    await waiting.enqueue(tx, { key: 'spent', payload: { n: 3 } })
    await sql`update graphile_worker._private_jobs set attempts = max_attempts where key = 'demo/test.waits:spent'`.execute(
      tx,
    )
    assert.deepEqual([...(await waitingJobs(tx, 'test.waits'))].sort(), ['one', 'two: with: colons'])
  })
})
