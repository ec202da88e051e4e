/**
 * Jobs that leave the database (messages, other systems) or wait for a time: added in the caller's transaction, they may run
 * late, twice or after a crash. Schedules recur by the clock: each run is made once, whatever the number of workers.
 */

import type { Context } from './context.ts'
import { inTransaction, read, sql, type Tx } from './db.ts'
import { addDays, dateOf, instantAt, type JsonObject } from './types.ts'

export type Job<Payload extends JsonObject = JsonObject> = {
  /** `<module>.<verb>`. */
  readonly task: `${string}.${string}`
  readonly attemptsMax: number
  run(context: Context, payload: Payload): Promise<void>
  /** Adds the job, or moves the waiting one with the same key. It is there only if the caller's transaction commits. */
  enqueue(tx: Tx, order: JobOrder<Payload>): Promise<void>
  /** What must be waiting now because open cases count on it. A job that got lost is found by comparing, and ordered again. */
  readonly expected?: (tx: Tx) => Promise<readonly ExpectedJob[]>
}

type JobOrder<Payload extends JsonObject> = {
  readonly key: string
  readonly at?: Date
  readonly payload: Payload
}
export type ExpectedJob = JobOrder<JsonObject> & {
  readonly caseId: string
  readonly since: Date
}

type JobDeclaration<Payload extends JsonObject> = Pick<
  Job<Payload>,
  'task' | 'attemptsMax' | 'run' | 'expected'
>

/** Declares a job. Its module lists it in `module.ts`; the worker runs it. */
export function job<Payload extends JsonObject>(declaration: JobDeclaration<Payload>): Job<Payload> {
  return { ...declaration, ...orderOf<Payload>(declaration) }
}

/** How a job is ordered, for code that its run stands upon and that cannot import it. The job is declared from the same. */
export function orderOf<Payload extends JsonObject>({
  task,
  attemptsMax,
}: Pick<Job, 'task' | 'attemptsMax'>): Pick<Job<Payload>, 'task' | 'attemptsMax' | 'enqueue'> {
  return {
    task,
    attemptsMax,
    async enqueue(tx, { key, at, payload }) {
      await sql`select graphile_worker.add_job(${ownTask(task)}, ${JSON.stringify(payload)}::json,
        run_at => ${at ?? null}::timestamptz, max_attempts => ${attemptsMax}::int,
        job_key => ${ownTask(`${task}:${key}`)}, job_key_mode => 'replace')`.execute(tx)
    },
  }
}

/** One queue stands beside all provinces of a database: the schema says whose a job is. */
const ownTask = (name: string) => sql<string>`(current_schema() || '/' || ${name}::text)`
/** The same name for a worker, which knows its province. */
export const taskOfProvince = (schema: string, task: string) => `${schema}/${task}`

/** Keys of a task's jobs that wait or run; one that has used up its attempts does neither. */
export async function waitingJobs(tx: Tx, task: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select substr(key, length(task_identifier) + 2) as key from graphile_worker.jobs
    where task_identifier = ${ownTask(task)} and key is not null and (attempts < max_attempts or locked_at is not null)`.execute(
    tx,
  )
  return new Set(rows.map(({ key }) => key))
}

/** Silent for so long, a worker is taken for dead; what it was at is done by another. */
const silentSecondsMax = 30
/** Why such a job is tried again; whoever died over its last attempt is given one more, so that no job kills worker after worker. */
const leftBehind = 'Tiến trình xử lý nền dừng giữa chừng'

/** Shows that a worker is at work, by the clock of the database. */
export async function tellAlive(context: Context, worker: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    await sql`insert into workers (id, seen_at) values (${worker}, clock_timestamp())
      on conflict (id) do update set seen_at = excluded.seen_at`.execute(tx)
    await sql`delete from workers where seen_at < now() - interval '1 day'`.execute(tx)
  })
}

/**
 * Lets workers have jobs again that nobody is at: of a worker that fell silent, and those of which this one could not write down how
 * they ended, because the database was away. Only those of this province, whose workers are the ones it knows. `atWork` are ids of what this one is doing. Answers how many there were.
 */
export async function freeForgottenJobs(
  context: Context,
  worker: string,
  atWork: readonly string[],
): Promise<number> {
  return inTransaction(context, async (tx) => {
    const silent = sql`now() - make_interval(secs => ${silentSecondsMax})`
    const { rows } = await sql`
      update graphile_worker._private_jobs as job set locked_at = null, locked_by = null, last_error = ${leftBehind},
        attempts = case when attempts >= max_attempts and last_error is distinct from ${leftBehind}
          then max_attempts - 1 else attempts end
      from graphile_worker._private_tasks task
      where task.id = job.task_id and starts_with(task.identifier, ${ownTask('')}) and locked_at < ${silent} and case when locked_by = ${worker} then job.id <> all(${atWork}::bigint[])
        else not exists (select from workers w where w.id = locked_by and w.seen_at >= ${silent}) end
      returning job.id`.execute(tx)
    return rows.length
  })
}

/** Work without end in the worker: begun again after a rest, at once while there is more to do. Any number of workers may be at it. */
export type Round = {
  readonly name: `${string}.${string}`
  readonly restMs: number
  /** Answers whether more is waiting. */
  run(context: Context): Promise<boolean>
}

export type Schedule = {
  /** `<module>.<verb>`. */
  readonly name: `${string}.${string}`
  /** Every full minute, every full hour, or once a day at a time of the province's clock. */
  readonly every: 'minute' | 'hour' | { readonly dayAt: `${number}:${number}` }
  /**
   * Longer than a run may ever take: then another begins it anew. Five minutes unless given. Whoever gives it reads much: statements
   * of such a run may take as long.
   */
  readonly minutesMax?: number
  /** May be begun again after a crash, so that doing it twice must do no harm. */
  run(context: Context): Promise<void>
}

const minuteMs = 60_000
const periodOf = ({ every }: Schedule): number =>
  every === 'minute' ? minuteMs : every === 'hour' ? 60 * minuteMs : 24 * 60 * minuteMs

/** The last moment at which the task was due. */
export function slotOf({ every }: Pick<Schedule, 'every'>, now: Date): Date {
  if (every === 'minute') return new Date(Math.floor(now.getTime() / minuteMs) * minuteMs)
  if (every === 'hour') return new Date(Math.floor(now.getTime() / (60 * minuteMs)) * 60 * minuteMs)
  const [hour = 0, minute = 0] = every.dayAt.split(':').map(Number)
  const today = instantAt(dateOf(now), hour * 60 + minute)
  return today <= now ? today : instantAt(addDays(dateOf(now), -1), hour * 60 + minute)
}

export type ScheduleRun = { readonly lateSeconds: number; readonly missedRuns: number }

/**
 * Runs the task if its time has come and no other worker has it. Missed runs are made good by one. A failed run is tried
 * again after a minute, and the error is kept where the operator sees it. Answers `undefined` when there was nothing to do.
 */
export async function runIfDue(context: Context, schedule: Schedule): Promise<ScheduleRun | undefined> {
  const { name } = schedule
  const claimed = await claim(context, schedule)
  if (!claimed) return undefined
  const renewing = renewLease(context, schedule)
  try {
    await runPatiently(context, schedule)
  } catch (thrown) {
    const text = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 500)
    await inTransaction(context, (tx) =>
      sql`update schedules set failures = failures + 1, last_error = ${text},
        lease_until = ${context.now}::timestamptz + interval '1 minute' where name = ${name}`.execute(tx),
    )
    throw thrown
  } finally {
    clearInterval(renewing)
  }
  await inTransaction(context, (tx) =>
    sql`update schedules set ended_at = greatest(now(), started_at), failures = 0, last_error = null
      where name = ${name}`.execute(tx),
  )
  return claimed
}

async function runPatiently(context: Context, { minutesMax, run }: Schedule): Promise<void> {
  if (minutesMax === undefined) return run(context)
  const database = context.database.patient(minutesMax)
  try {
    await run({ ...context, database })
  } finally {
    await database.close()
  }
}

/** A worker holds a run for a minute at a time, so that one that was killed is followed soon, however long the run may be. */
const [leaseMs, renewMs] = [minuteMs, 10_000]

function renewLease(context: Context, { name, minutesMax = 5 }: Schedule): NodeJS.Timeout {
  const began = performance.now()
  return setInterval(() => {
    const elapsedMs = performance.now() - began
    if (elapsedMs > minutesMax * minuteMs) return
    const until = new Date(context.now.getTime() + elapsedMs + leaseMs)
    // A renewal that fails is made up for by the next; the lease outlasts some of them.
    inTransaction(context, (tx) =>
      sql`update schedules set lease_until = ${until} where name = ${name} and started_at = ${context.now}
        and ended_at is null`.execute(tx),
    ).catch(() => undefined)
  }, renewMs).unref()
}

async function claim(context: Context, schedule: Schedule): Promise<ScheduleRun | undefined> {
  const { now } = context
  const slot = slotOf(schedule, now)
  const lease = new Date(now.getTime() + leaseMs)
  const late = Math.round((now.getTime() - slot.getTime()) / 1000)
  const period = periodOf(schedule) / 1000
  // What begins only after now was written when the clock was wrong, and would keep everybody waiting until that time comes.
  return inTransaction(context, async (tx) => {
    const { rows } = await sql<ScheduleRun>`
      insert into schedules as s (name, slot, started_at, lease_until)
      values (${schedule.name}, ${slot}, ${now}, ${lease})
      on conflict (name) do update set slot = excluded.slot, started_at = excluded.started_at, ended_at = null,
        lease_until = excluded.lease_until, late_seconds = ${late},
        missed_runs = greatest(0, round(extract(epoch from excluded.slot - s.slot) / ${period}) - 1)
      where (s.slot < excluded.slot or s.ended_at is null)
        and (s.ended_at is not null or s.lease_until <= excluded.started_at)
        or s.started_at > excluded.started_at + interval '1 minute'
      returning late_seconds as "lateSeconds", missed_runs as "missedRuns"`.execute(tx)
    return rows[0]
  })
}

export type ScheduleState = {
  readonly name: string
  readonly slot: Date
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly lateSeconds: number
  readonly missedRuns: number
  readonly failures: number
  readonly lastError: string | null
}

/** Việc định kỳ as they last ran, for the operator. */
export function scheduleStates(context: Context): Promise<readonly ScheduleState[]> {
  return read(context, async (tx) => {
    const { rows } = await sql<ScheduleState>`
      select name, slot, started_at as "startedAt", ended_at as "endedAt", late_seconds as "lateSeconds",
        missed_runs as "missedRuns", failures, last_error as "lastError" from schedules order by name`.execute(
      tx,
    )
    return rows
  })
}

const lateSecondsMax = { minute: 30, other: 300 } as const

/** A run that began well after its time, or before which others were never made: the operator is told. */
export function isLate({ every }: Pick<Schedule, 'every'>, run: ScheduleRun): boolean {
  return run.missedRuns > 0 || run.lateSeconds > lateSecondsMax[every === 'minute' ? 'minute' : 'other']
}
