/**
 * `npm run soak [-- --minutes 20 --keep folder --dossiers 600000 --web 1]`: the planning load of a province for so long, and what web and
 * worker hold meanwhile, twice a minute after their garbage is collected. A straight line goes through the second half of the heap, of
 * what is open and of the connections of the database. It fails when one surely grows, that is when the lower end of the interval which
 * holds its slope 95 of 100 times is over, and each half's slope too (what an hourly round takes once is a step): heap without code 1 MB
 * an hour, memory of the process 30 MB an hour, what is open 6 an hour; or when an answer failed, more than one in a thousand was told to
 * come again other than during such a look, or p95 of the last third is a tenth and 20 ms above that of both before it. The shorter it
 * runs, the wider the interval and the less a small leak is seen: 20 minutes see about 10 MB an hour, a night sees 1.
 */

import type { ChildProcess } from 'node:child_process'
import { parseArgs } from 'node:util'
import { type Answered, chances, isGood, isTurnedAway, msOf, play } from './province/arrivals.ts'
import type { Held } from './province/inside.ts'
import { isSubmission, mixOf, planned, planOf } from './province/mix.ts'
import { startProvince } from './province/province.ts'
import { coresOf, serveProvince, tellCores } from './province/serving.ts'
import { grows, slopeOf } from './province/slope.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    keep: { type: 'string' },
    dossiers: { type: 'string', default: '600000' },
    web: { type: 'string', default: '1' },
  },
})
const [minutes, dossiers, webCount] = [values.minutes, values.dossiers, values.web].map(Number) as [
  number,
  number,
  number,
]
const [warmingSeconds, sampleMs] = [20, 30_000]
/** To look, all garbage is collected at once, which no process does by itself: who comes then waits for that, and says nothing of us. */
const lookedMs = 2_000
/** A disk that stands still for a second has searches wait for whoever saves, by design; `bench:load` judges how it serves. */
const awayShareMax = 0.001
/** Least looks that a line goes through. */
const looksMin = 20
const perHourMax = { heapMb: 1, rssMb: 30, descriptors: 6, resources: 6, connections: 6 } as const
type Measure = keyof typeof perHourMax
type Sample = { readonly at: number; readonly of: Readonly<Record<string, number>> }

const bench = await startProvince(
  {
    dossiers,
    open: Math.round(dossiers / 20),
    eventsEach: 5,
    citizens: Math.ceil(dossiers / 3),
    officers: 1_200,
  },
  values.keep,
)
const faults: string[] = []
try {
  await run()
} finally {
  await bench.stop()
}
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
else console.log('flat')

async function run(): Promise<void> {
  const inside = new URL('./province/inside.ts', import.meta.url).href
  const serving = await serveProvince(bench, webCount, `--expose-gc --import ${inside}`)
  const chance = chances(20_00)
  const seconds = minutes * 60
  const mix = await mixOf(
    bench.context,
    serving.urls,
    chance,
    Math.ceil(planned.submissions * (warmingSeconds + seconds) * 1.1),
  )
  await play(planOf(mix, 1, warmingSeconds, chance))
  const processes = {
    ...Object.fromEntries(serving.web.map((one, n) => [`web${n + 1}`, one])),
    worker: serving.worker,
  }
  const samples: Sample[] = []
  const [before, began] = [serving.used(), performance.now()]
  const every = Math.min(sampleMs, (seconds * 1000) / (2 * looksMin))
  const looking = setInterval(() => {
    const at = (performance.now() - began) / 1000
    void look(processes).then((of) => samples.push({ at, of }))
  }, every)
  await serving.loopP99()
  const all = await play(planOf(mix, 1, seconds, chance))
  clearInterval(looking)
  console.log(
    `${minutes} min at ${planned.pages} pages and ${planned.submissions} submissions a second; cores used: ${tellCores(coresOf(before, serving.used(), (performance.now() - began) / 1000))}; loop p99 ${(await serving.loopP99()).toFixed(0)} ms`,
  )
  const isOfLook = (one: Answered) =>
    isTurnedAway(one) &&
    samples.some(({ at }) => one.at >= at * 1000 - lookedMs / 2 && one.at < at * 1000 + lookedMs)
  const { true: ofLooks = [], false: judged = [] } = Object.groupBy(all, (one) => `${isOfLook(one)}`)
  console.log(`${ofLooks.length} told to come again while all garbage was collected for a look`)
  judgeAnswers(judged, seconds * 1000)
  judgeSamples(samples.filter(({ at }) => at >= seconds / 2))
}

async function look(
  processes: Readonly<Record<string, ChildProcess>>,
): Promise<Readonly<Record<string, number>>> {
  const all: Record<string, number> = {}
  for (const [name, child] of Object.entries(processes)) {
    const held = await new Promise<Held>((resolve) => {
      const heard = (said: unknown) => {
        if (typeof said !== 'object' || said === null || !('held' in said)) return
        child.off('message', heard)
        resolve(said.held as Held)
      }
      child.on('message', heard)
      child.send('held')
    })
    for (const [measure, value] of Object.entries(held)) all[`${name} ${measure}`] = value
  }
  const { rows } = await bench.context.database.pool.query<{ name: string; count: number }>(
    "select application_name as name, count(*)::int as count from pg_stat_activity where application_name like 'mot-cua %' group by 1",
  )
  for (const { name, count } of rows) all[`${name.slice(8)} connections`] = count
  return all
}

function judgeAnswers(all: readonly Answered[], lastedMs: number): void {
  const away = all.filter(isTurnedAway)
  const failed = all.filter((one) => !isGood(one) && !isTurnedAway(one))
  const third = (from: number, list: readonly Answered[]) =>
    msOf(
      list.filter(({ at }) => at >= (lastedMs * from) / 3 && at < (lastedMs * (from + 1)) / 3),
      0.95,
    )
  for (const [name, list] of [
    ['pages', all.filter((one) => !isSubmission(one))],
    ['submissions', all.filter(isSubmission)],
  ] as const) {
    const [first, second, last] = [0, 1, 2].map((from) => third(from, list)) as [number, number, number]
    console.log(
      `${name.padEnd(12)} ${list.length}, p95 by thirds ${first.toFixed(0)}, ${second.toFixed(0)}, ${last.toFixed(0)} ms`,
    )
    const before = Math.max(first, second)
    if (last > before * 1.1 && last > before + 20)
      faults.push(`${name} became slower: ${before.toFixed(0)} to ${last.toFixed(0)} ms`)
  }
  const seconds = new Set(away.map(({ at }) => Math.floor(at / 1000)))
  console.log(
    `${away.length} told to come again otherwise, in the seconds ${[...seconds].join(', ') || 'none'}`,
  )
  if (away.length > all.length * awayShareMax)
    faults.push(`told to come again: ${away.length} of ${all.length}`)
  for (const [status, list] of Map.groupBy(failed, (one) => `${one.name} ${one.status || 'no answer'}`))
    faults.push(`${status}: ${list.length} of ${all.length}`)
}

function judgeSamples(samples: readonly Sample[]): void {
  for (const name of Object.keys(samples.at(-1)?.of ?? {})) {
    const points = samples.flatMap(({ at, of }) => (of[name] === undefined ? [] : [[at, of[name]] as const]))
    const [first, last] = [points[0]?.[1] ?? Number.NaN, points.at(-1)?.[1] ?? Number.NaN]
    const slope = slopeOf(points)
    const most: number | undefined = perHourMax[name.split(' ').at(-1) as Measure]
    console.log(
      `${name.padEnd(20)} ${first.toFixed(1)} → ${last.toFixed(1)}, ${slope.perHour.toFixed(1)} ± ${slope.sure.toFixed(1)} an hour (${most === undefined ? 'not judged' : `fails surely over ${most}`})`,
    )
    if (most !== undefined && grows(points, most))
      faults.push(
        `${name} grows by ${slope.perHour.toFixed(1)} ± ${slope.sure.toFixed(1)} an hour: ${points.map(([, value]) => value.toFixed(1)).join(' ')}`,
      )
  }
  if (samples.length < looksMin / 2) faults.push(`only ${samples.length} looks in the second half`)
}
