/** One run: an installation, clients, whoever breaks it, and what was found afterwards, as one line of JSON. */

import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkAll, type Verdict } from './checker.ts'
import { type Operation, openDiary } from './diary.ts'
import { drive } from './driver.ts'
import { type Installation, startInstallation } from './installation.ts'
import { type Explained, explain } from './log.ts'
import { type Broken, unleash } from './nemesis.ts'
import { chancesOf, type Planned, scheduleOf } from './schedule.ts'
import { findUnfinished, type Unfinished } from './store.ts'

export type Options = {
  readonly seed: number
  readonly submissions: number
  readonly clients: number
  readonly web: number
  readonly workers: number
  readonly secondsMax: number
  /** How long what is on its way may take once nothing is broken any more. */
  readonly settleSecondsMax: number
  /** Instead of the one that follows from the seed. */
  readonly schedule?: readonly Planned[]
  /** A folder for the diary and the logs of a run; nothing is kept without it. */
  readonly keepIn?: string | undefined
  /** Hears how far it is, now and then. */
  readonly tell?: (line: string) => void
}

type Times = { readonly p50: number; readonly p99: number; readonly max: number }

export type Outcome = Verdict & {
  readonly seed: number
  readonly submissions: number
  readonly clients: number
  readonly seconds: number
  readonly invoked: number
  readonly acknowledged: number
  readonly failed: number
  readonly unknown: number
  readonly retries: number
  readonly paid: number
  readonly accepted: number
  /** Acts of a unit's system on its dossiers, of which each is there once. */
  readonly acts: number
  /** Milliseconds from the first try to submit to the receipt: of a program with its files, of a person from the last button. */
  readonly answeredMs: Times
  /** Of people, from opening the first page. */
  readonly errandMs: Times
  /** Share of those begun that were answered within 30 s of their first try. */
  readonly answeredIn30s: number
  /** Reasons for tries that came to nothing, with their number. */
  readonly reasons: Readonly<Record<string, number>>
  /** What was still on its way when the time to settle was over. */
  readonly stuck: Unfinished
  /** Milliseconds until nothing of each kind was on its way any more. */
  readonly settledMs: Partial<Unfinished>
  readonly leaked: readonly string[]
  readonly blamed: readonly Explained[]
  readonly broken: Broken
  /** Nothing lost, doubled, stuck or told, and all invariants hold. */
  readonly isGood: boolean
}

const answeredMsMax = 30_000
const tellEveryMs = 15_000

/** Tries the platform and answers what was found. Everything it starts has ended when it answers. */
export async function tryPlatform(options: Options): Promise<Outcome> {
  const { seed, clients, web, workers, keepIn } = options
  const people = Math.max(4, Math.ceil(options.submissions / 100))
  const installation = await startInstallation({ web, workers, people }, chancesOf(seed + 1))
  const diaryFile = join(installation.folder, 'diary.jsonl')
  try {
    const began = performance.now()
    const diary = openDiary(diaryFile)
    const schedule = options.schedule ?? scheduleOf(seed, Math.ceil(options.secondsMax))
    const nemesis = unleash(installation, schedule, join(installation.folder, 'faults.jsonl'))
    const untilMs = performance.now() + options.secondsMax * 1000
    const load = { url: installation.url, submissions: options.submissions, clients, people, untilMs }
    const telling = setInterval(() => {
      const done = [...diary.operations.values()].filter(({ outcome }) => outcome === 'acknowledged').length
      options.tell?.(`${done} of ${options.submissions} acknowledged`)
    }, tellEveryMs)
    const driving = await drive(installation.context(), load, diary, chancesOf(seed + 2)).finally(() =>
      clearInterval(telling),
    )
    const seconds = Math.round((performance.now() - began) / 1000)
    const broken = await nemesis.end()
    const { stuck, settledMs } = await settle(installation, options)
    const { book, ...driven } = driving
    const verdict = await checkAll(installation.context, diary, book)
    const counted = figuresOf([...diary.operations.values()])
    const holds = Object.values(verdict.invariants).every((one) => one.holds)
    const { failed, unknown } = counted
    const rest = stuck.events + stuck.jobs + stuck.leaves + stuck.messages + failed + unknown
    return {
      seed,
      submissions: options.submissions,
      clients,
      seconds,
      ...counted,
      ...driven,
      acts: [...book.values()].reduce((sum, acts) => sum + sumOf(acts), 0),
      blamed: explain(join(installation.folder, 'log'), driven.blamed),
      ...verdict,
      stuck,
      settledMs,
      broken,
      isGood:
        holds && verdict.lost + verdict.doubled + rest + driven.leaked.length + driven.blamed.length === 0,
    }
  } finally {
    if (keepIn) keep(installation, keepIn, seed)
    await installation.stop()
  }
}

function keep({ folder }: Installation, into: string, seed: number): void {
  mkdirSync(into, { recursive: true })
  for (const name of ['diary.jsonl', 'faults.jsonl', 'log'])
    try {
      copyFileSync(join(folder, name), join(into, `${seed}-${name}`))
    } catch {}
}

const sumOf = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, one) => sum + one, 0)

function timesOf(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN)
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

function figuresOf(operations: readonly Operation[]) {
  const of = (outcome: string) => operations.filter((one) => one.outcome === outcome).length
  const answered = operations.flatMap(({ answeredAt: at, invokedAt, pressedAt }) =>
    at === undefined ? [] : [{ tryMs: at - (pressedAt ?? invokedAt), errandMs: pressedAt && at - invokedAt }],
  )
  const times = answered.map(({ tryMs }) => tryMs)
  const reasons: Record<string, number> = {}
  for (const { whys } of operations) for (const why of whys) reasons[why] = (reasons[why] ?? 0) + 1
  return {
    invoked: operations.length,
    acknowledged: of('acknowledged'),
    failed: of('failed'),
    unknown: of('unknown'),
    retries: operations.reduce((sum, { whys }) => sum + whys.length, 0),
    answeredMs: timesOf(times),
    errandMs: timesOf(answered.flatMap(({ errandMs }) => errandMs ?? [])),
    answeredIn30s: times.filter((ms) => ms <= answeredMsMax).length / Math.max(1, operations.length),
    reasons,
  }
}

/** Waits until nothing is on its way any more, or the time is over. */
async function settle(
  installation: Installation,
  { settleSecondsMax, tell }: Options,
): Promise<Pick<Outcome, 'stuck' | 'settledMs'>> {
  const began = performance.now()
  let toldMs = 0
  const settledMs: { -readonly [kind in keyof Unfinished]?: number } = {}
  for (;;) {
    const stuck = await findUnfinished(installation.context()).catch(() => undefined)
    const ms = Math.round(performance.now() - began)
    const kinds = Object.entries(stuck ?? {}) as [keyof Unfinished, number][]
    for (const [kind, count] of kinds)
      if (count > 0) delete settledMs[kind]
      else settledMs[kind] ??= ms
    if (stuck && (kinds.every(([, count]) => count === 0) || ms > settleSecondsMax * 1000))
      return { stuck, settledMs }
    if (tell && ms >= toldMs + tellEveryMs) {
      tell(`still on their way: ${JSON.stringify(stuck)}`)
      toldMs = ms
    }
    await sleep(250)
  }
}
