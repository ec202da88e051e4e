/** The worker: runs jobs and schedules and advances reactions until it is told to stop. Any number may run; each event counts once. */

import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run, type Task, type WorkerEvents } from 'graphile-worker'
import type { Context, Platform } from './context.ts'
import {
  advance,
  type EventName,
  eventsSince,
  type Fold,
  noteFailure,
  type Passed,
  type Reaction,
} from './events.ts'
import {
  freeForgottenJobs,
  isLate,
  type Job,
  type Round,
  runIfDue,
  type Schedule,
  slotOf,
  taskOfProvince,
  tellAlive,
} from './jobs.ts'
import { timeWork } from './metrics.ts'
import type { Module } from './module.ts'
import { backgroundContext } from './platform.ts'
import { inSpan } from './traces.ts'
import { log } from './web/server.ts'

const idleMs = 500
/** A reaction that found nothing asks again by itself after so long: another worker may have died over its events. */
const quietMsMax = 5_000
/** A fold costs more to begin than for each event: it lets events gather, and figures are seconds old. */
const gatheringMs = 5_000
const restAfterFailureMs = 5_000
/** Of what comes into the log between two looks, so much is read. */
const passedMax = 500
const scheduleRestMs = 1_000
/** Between two looks at whether another worker died over a run. */
const leaseLookMs = 15_000
/** Between two signs of life, and looks at whose jobs were left behind. */
const aliveMs = 5_000

export type Worker = {
  stop(): Promise<void>
  /** Answers only if the queue of jobs ends by itself: then the process is of no use and ends too. */
  readonly broke: Promise<unknown>
}

/** Starts jobs and reactions of all modules on the platform's own pool. */
export async function startWorker(platform: Platform, modules: readonly Module[]): Promise<Worker> {
  const jobs = modules.flatMap(({ jobs = [] }) => jobs) as unknown as readonly Job[]
  const events: WorkerEvents = new EventEmitter()
  const pool = Promise.withResolvers<string>()
  events.once('pool:create', ({ workerPool }) => pool.resolve(workerPool.id))
  const atWork = new Set<string>()
  events.on('job:start', ({ job }) => atWork.add(job.id))
  events.on('job:complete', ({ job }) => atWork.delete(job.id))
  const runner = await run({
    events,
    pgPool: platform.database.pool,
    concurrency: 4,
    pollInterval: 1_000,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: quietLogger,
    taskList: tasksOf(platform, jobs),
  })
  const stopping = new AbortController()
  const worker = { id: await pool.promise, atWork }
  const watch = new LogWatch(platform)
  const loops = modules
    .flatMap(({ reactions = [] }) => reactions)
    .map((reaction) => follow(platform, reaction, watch, stopping.signal))
  const rounds = modules.flatMap(({ rounds: own = [] }) => own)
  loops.push(...rounds.map((round) => goRound(platform, round, stopping.signal)))
  loops.push(stayAlive(platform, worker, stopping.signal))
  const schedules = modules.flatMap(({ schedules: own = [] }) => own)
  loops.push(...schedules.map((schedule) => keep(platform, schedule, stopping.signal)))
  return {
    broke: new Promise((resolve) => {
      const tell = (why: unknown) => !stopping.signal.aborted && resolve(why)
      runner.promise.then(tell, tell)
    }),
    async stop() {
      stopping.abort()
      await Promise.all([runner.stop(), ...loops])
    },
  }
}

/** Only what an operator must act on; jobs that fail are told by their own errors. */
const quietLogger = new Logger(() => (level, message, meta) => {
  if (level === 'error' || level === 'warning')
    log[level === 'error' ? 'error' : 'warn']({ ...meta }, message)
})

/** The jobs of this province. Those that were ordered before jobs named their province are taken as well. */
function tasksOf(platform: Platform, jobs: readonly Job[]): Record<string, Task> {
  return Object.fromEntries(
    jobs.flatMap((job) => {
      const task = taskOf(platform, job)
      return [
        [taskOfProvince(platform.database.schema, job.task), task],
        [job.task, task],
      ]
    }),
  )
}

function taskOf(platform: Platform, { task, run: work }: Job): Task {
  return async (payload) => {
    await platform.calendars.refresh()
    await observe('job', task, () => work(backgroundContext(platform), payload as never))
  }
}

/** What comes into the log, looked at once for all reactions of this process: most of it is of no concern to most of them. */
class LogWatch {
  readonly #platform: Platform
  #last: Passed | undefined
  #look = 0
  #lookedAt = Number.NEGATIVE_INFINITY
  #looking: Promise<number> = Promise.resolve(0)
  /** The look in which an event of this name was last seen, and in which any was. */
  readonly #seen = new Map<EventName, number>()
  #seenAny = 0
  /** More came at once than was read: it may have been anything. */
  #seenMany = 0

  constructor(platform: Platform) {
    this.#platform = platform
  }

  /** Looks, unless somebody just did. Answers the number of the look. */
  look(): Promise<number> {
    if (performance.now() - this.#lookedAt >= idleMs / 2) {
      this.#lookedAt = performance.now()
      this.#looking = this.#read()
    }
    return this.#looking
  }

  /** Whether something came after a look that may concern the reaction. */
  hasNews(reaction: Reaction | Fold, since: number): boolean {
    if (this.#seenMany > since) return true
    if ('runMany' in reaction) return this.#seenAny > since
    return reaction.events.some((name) => (this.#seen.get(name) ?? 0) > since)
  }

  async #read(): Promise<number> {
    const look = ++this.#look
    try {
      const came = await eventsSince(backgroundContext(this.#platform), this.#last, passedMax)
      if (came.length > 0) this.#seenAny = look
      if (came.length === passedMax || !this.#last) this.#seenMany = look
      for (const { name } of came) this.#seen.set(name, look)
      this.#last = came[0] ?? this.#last
    } catch {
      this.#seenMany = look
    }
    return look
  }
}

/** Times a piece of work, and tells it as a trace; a reaction that found nothing is nothing to tell. */
function observe<T>(kind: Parameters<typeof timeWork>[0], name: string, work: () => Promise<T>): Promise<T> {
  return inSpan(`${kind} ${name}`, 'consumer', { 'mot_cua.work': name }, async (span) => {
    const done = await timeWork(kind, name, work)
    if (kind === 'reaction' && done === 0) span.drop()
    return done
  })
}

async function follow(
  platform: Platform,
  reaction: Reaction | Fold,
  watch: LogWatch,
  stopping: AbortSignal,
): Promise<void> {
  let quiet: { readonly look: number; readonly since: number } | undefined
  while (!stopping.aborted) {
    // Looked at before the step, so that what comes meanwhile is news.
    const look = await watch.look()
    const isQuiet =
      quiet && !watch.hasNews(reaction, quiet.look) && performance.now() - quiet.since < quietMsMax
    if (!isQuiet) quiet = undefined
    const rest = isQuiet ? idleMs : await step(platform, reaction)
    if (!isQuiet && rest === idleMs) quiet = { look, since: performance.now() }
    if (rest > 0) await sleep(rest, undefined, { signal: stopping }).catch(() => undefined)
  }
}

/** Advances once; answers how long to rest before the next look, `idleMs` when there was nothing. */
async function step(platform: Platform, reaction: Reaction | Fold): Promise<number> {
  const context = backgroundContext(platform)
  try {
    await platform.calendars.refresh()
    return restAfter(reaction, await observe('reaction', reaction.name, () => advance(context, reaction)))
  } catch (thrown) {
    log.error({ reaction: reaction.name, err: thrown })
    await noteFailure(context, reaction, thrown).catch(() => undefined)
    return restAfterFailureMs
  }
}

type AtWork = { readonly id: string; readonly atWork: ReadonlySet<string> }

/** Shows that this process is at work, and frees the jobs of those that no longer are. */
async function stayAlive(platform: Platform, { id, atWork }: AtWork, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const context = backgroundContext(platform)
    try {
      await tellAlive(context, id)
      const freed = await freeForgottenJobs(context, id, [...atWork])
      if (freed > 0) log.warn({ freed }, 'Jobs were left behind; they are done again')
    } catch (thrown) {
      log.error({ worker: id, err: thrown })
    }
    await sleep(aliveMs, undefined, { signal: stopping }).catch(() => undefined)
  }
}

async function goRound(platform: Platform, round: Round, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const rest = await round.run(backgroundContext(platform)).then(
      (isMore) => (isMore ? 0 : round.restMs),
      (thrown: unknown) => {
        log.error({ round: round.name, err: thrown })
        return restAfterFailureMs
      },
    )
    if (rest > 0) await sleep(rest, undefined, { signal: stopping }).catch(() => undefined)
  }
}

/** How long to rest, in milliseconds, after having taken so many events. What is behind does not rest. */
export function restAfter(reaction: Reaction | Fold, taken: number): number {
  if (taken === 0) return idleMs
  return 'runMany' in reaction && taken < reaction.batchSize ? gatheringMs : 0
}

/** Makes the runs of one schedule that no other worker makes. */
async function keep(platform: Platform, schedule: Schedule, stopping: AbortSignal): Promise<void> {
  let lookedFor = 0
  let lookedAt = 0
  while (!stopping.aborted) {
    const { now: moment } = backgroundContext(platform)
    const now = moment.getTime()
    const slot = slotOf(schedule, moment).getTime()
    if (slot > lookedFor || now - lookedAt > leaseLookMs) {
      lookedAt = now
      lookedFor = slot
      await runOnce(platform, schedule)
    }
    await sleep(scheduleRestMs, undefined, { signal: stopping }).catch(() => undefined)
  }
}

async function runOnce(platform: Platform, schedule: Schedule): Promise<void> {
  const { name } = schedule
  try {
    await platform.calendars.refresh()
    const timed = {
      ...schedule,
      run: (context: Context) => observe('schedule', name, () => schedule.run(context)),
    }
    const ran = await runIfDue(backgroundContext(platform), timed)
    if (ran && isLate(schedule, ran)) log.warn({ schedule: name, ...ran }, 'A recurring task ran late')
  } catch (thrown) {
    log.error({ schedule: name, err: thrown })
  }
}
