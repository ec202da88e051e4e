import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from './context.ts'
import { inTransaction, openDatabase, read, sql } from './db.ts'
import {
  freeForgottenJobs,
  isLate,
  job,
  runIfDue,
  type Schedule,
  scheduleStates,
  slotOf,
  tellAlive,
  waitingJobs,
} from './jobs.ts'
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

test('what may take minutes may ask the database for as long; nothing else may', async () => {
  const short = openDatabase({
    url: platform.url,
    schema: platform.database.schema,
    statementSecondsMax: 1,
  })
  const context = { ...at('2026-03-02T08:00+07:00'), database: short }
  const slow = {
    every: 'hour',
    run: (run: Context) => read(run, async (tx) => void (await sql`select pg_sleep(3.5)`.execute(tx))),
  } as const
  try {
    await assert.rejects(runIfDue(context, { name: 'test.slow', ...slow }), /statement timeout/)
    assert.ok(await runIfDue(context, { name: 'test.long', minutesMax: 1, ...slow }))
  } finally {
    await short.close()
  }
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

test('a run that was made when the clock was wrong keeps nobody from the next one', async () => {
  made = 0
  const minute = counted('ahead', 'minute')
  assert.ok(await runIfDue(at('2026-03-02T11:00+07:00'), minute))
  // Two clocks are never quite the same.
  assert.equal(await runIfDue(at('2026-03-02T10:59:59+07:00'), minute), undefined)
  assert.ok(await runIfDue(at('2026-03-02T08:00+07:00'), minute))
  assert.equal(await runIfDue(at('2026-03-02T08:00:30+07:00'), minute), undefined)
  assert.ok(await runIfDue(at('2026-03-02T08:01+07:00'), minute))
  assert.equal(made, 3)
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

test('jobs of a worker that fell silent are free within half a minute, as are those whose end could not be written', async () => {
  const long = job<{ n: number }>({ task: 'test.long', attemptsMax: 3, run: async () => undefined })
  const locked = (key: string, worker: string, secondsAgo: number) =>
    inTransaction(at('2026-03-02T08:00+07:00'), async (tx) => {
      await long.enqueue(tx, { key, payload: { n: 1 } })
      const { rows } = await sql<{ id: number }>`update graphile_worker._private_jobs
        set attempts = 1, locked_by = ${worker}, locked_at = clock_timestamp() - make_interval(secs => ${secondsAgo})
        where key = ${`demo/test.long:${key}`} returning id`.execute(tx)
      return String(rows[0]?.id)
    })
  const context = at('2026-03-02T08:00+07:00')
  await tellAlive(context, 'alive')
  await inTransaction(context, (tx) =>
    sql`insert into workers (id, seen_at) values ('killed', clock_timestamp() - interval '31 seconds')`.execute(
      tx,
    ),
  )
  const slow = await locked('slow', 'alive', 3_600)
  await locked('ended unwritten', 'alive', 40)
  await locked('left behind', 'killed', 40)
  await locked('of one never seen', 'unknown', 40)
  await locked('just begun', 'new', 2)
  await inTransaction(context, async (tx) => {
    await sql`select graphile_worker.add_job('other/test.long', job_key => 'other')`.execute(tx)
    await sql`update graphile_worker._private_jobs set locked_by = 'of another province',
      locked_at = clock_timestamp() - interval '1 hour' where key = 'other'`.execute(tx)
  })
  assert.equal(await freeForgottenJobs(context, 'alive', [slow]), 3)
  const { rows } = await inTransaction(context, (tx) =>
    sql<{ key: string }>`select key from graphile_worker.jobs where task_identifier = 'demo/test.long'
      and locked_at is null order by key`.execute(tx),
  )
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['demo/test.long:ended unwritten', 'demo/test.long:left behind', 'demo/test.long:of one never seen'],
  )
  assert.equal(await freeForgottenJobs(context, 'alive', [slow]), 0)
  const attemptsLeft = async () => {
    await inTransaction(context, (tx) =>
      sql`update graphile_worker._private_jobs set attempts = max_attempts, locked_by = 'unknown',
        locked_at = clock_timestamp() - interval '1 hour' where key = 'demo/test.long:left behind'`.execute(
        tx,
      ),
    )
    await freeForgottenJobs(context, 'alive', [slow])
    return inTransaction(context, async (tx) => (await waitingJobs(tx, 'test.long')).has('left behind'))
  }
  await inTransaction(context, (tx) =>
    sql`update graphile_worker._private_jobs set last_error = null where key = 'demo/test.long:left behind'`.execute(
      tx,
    ),
  )
  assert.deepEqual([await attemptsLeft(), await attemptsLeft()], [true, false])
})

test('a run is held a minute at a time, so that one who died over a long one is followed soon', async () => {
  const night = { name: 'test.night', every: 'hour', minutesMax: 60 } as const
  const hanging = { ...night, run: () => sleep(60_000, undefined, { ref: false }) }
  void runIfDue(at('2026-03-02T09:00+07:00'), hanging)
  await sleep(200)
  const again = { ...night, run: async () => undefined }
  assert.equal(await runIfDue(at('2026-03-02T09:00:59+07:00'), again), undefined)
  assert.ok(await runIfDue(at('2026-03-02T09:01:00+07:00'), again))
})
