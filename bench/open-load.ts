/**
 * `npm run bench:load [-- --keep folder --levels 1,3,10,20 --seconds 60 --dossiers 600000 --web 1]`: open load at so many times the
 * planning load of a province (5 submissions a second, each with a file, and 50 pages of everyone, of citizens and of officers) on an
 * installation that holds a year of dossiers; then one minute at the planning load, to see how soon it is as before. Server, worker,
 * database and whoever asks share this machine, so what each used of the processor is printed too. Fails over a goal.
 */

import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { read, sql } from '#kernel/db.ts'
import {
  type Answered,
  chances,
  isGood,
  isTurnedAway,
  msOf,
  type Planned,
  play,
} from './province/arrivals.ts'
import { callBystander } from './province/bystander.ts'
import { isSubmission, type Mix, mixOf, planned, planOf } from './province/mix.ts'
import { startProvince } from './province/province.ts'
import { coresOf, type Parts, parts, type Serving, serveProvince } from './province/serving.ts'
import { tellStatements, watchStatements } from './province/watching.ts'

const { values } = parseArgs({
  options: {
    keep: { type: 'string' },
    levels: { type: 'string', default: '1,3,10,20' },
    seconds: { type: 'string', default: '60' },
    dossiers: { type: 'string', default: '600000' },
    web: { type: 'string', default: '1' },
    pages: { type: 'boolean', default: false },
  },
})
const [seconds, dossiers, webCount] = [values.seconds, values.dossiers, values.web].map(Number) as [
  number,
  number,
  number,
]
const levels = values.levels.split(',').map(Number)
const goals = { page: 300, submit: 800, submitAt10: 2_000, errorsAt10: 0.001, shed: 100, recoverySeconds: 60 }
const recoveryMs = 70_000
/** At so many times the planning load most readers are told to come again, and are to hear it at once. */
const shedLevel = 20
/** What is not good for so long is not as before. */
const windowMs = 5_000

type Running = { readonly mix: Mix; readonly serving: Serving }

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
const chance = chances(20_260_313)
/** Of all levels, of warming up and of looking how soon it is as before. */
const photos = Math.ceil(
  planned.submissions * 1.1 * (levels.reduce((sum, level) => sum + level, 0) * seconds + recoveryMs / 500),
)
const faults: string[] = []

async function serveAll(): Promise<Running> {
  const serving = await serveProvince(bench, webCount)
  return { serving, mix: await mixOf(bench.context, serving.urls, chance, photos) }
}

async function run(running: Running): Promise<void> {
  const { mix } = running
  await play(planOf(mix, 1, Math.min(20, seconds), chance)) // warms up
  const statements = await watchStatements(bench)
  const began = new Date()
  let [taken, unknown] = [0, 0]
  console.log(
    `${cpus().length} cores for the server, its database and whoever asks; ${webCount} web process, 1 worker; ${dossiers} dossiers; ${seconds} s a level`,
  )
  console.log(
    'level   pages p50/p95/p99 ms       submits p50/p95/p99 ms     errors  503 (p50/p95/p99 ms)            loop p99   cores used: web worker database generator others',
  )
  const count = (all: readonly Answered[]) => {
    taken += all.filter((one) => isSubmission(one) && one.status === 201).length
    unknown += all.filter((one) => isSubmission(one) && one.status !== 201).length
  }
  for (const level of levels) {
    const watch = level === shedLevel ? await callBystander(running.serving.urls, seconds) : undefined
    const { all, aside, loop, cores } = await measured(running, planOf(mix, level, seconds, chance), watch)
    count(all)
    tell(`${level}×`, all, loop, cores)
    judge(level, all)
    if (aside) judgeAside(aside)
    if (level !== levels.at(-1)) await sleep(2_000)
  }
  const { all, loop, cores } = await measured(running, planOf(mix, 1, recoveryMs / 1000, chance))
  count(all)
  tell('after', all, loop, cores)
  const back = recoveredAfter(all)
  console.log(
    back === undefined
      ? `not as before within ${recoveryMs / 1000} s after ${levels.at(-1)}×`
      : `as before ${back} s after ${levels.at(-1)}× (goal ≤ ${goals.recoverySeconds} s)`,
  )
  if (back === undefined || back > goals.recoverySeconds)
    faults.push(`recovery took ${back ?? 'longer than was looked'}`)
  await proveTaken(began, taken, unknown)
  tellStatements(await statements.told(6))
  await statements.stop()
}

async function measured(
  { serving }: Running,
  plan: readonly Planned[],
  watch?: () => Promise<readonly Answered[]>,
) {
  await serving.loopP99()
  const [before, from] = [serving.used(), performance.now()]
  const [all, aside] = await Promise.all([play(plan), watch?.()])
  const cores = coresOf(before, serving.used(), (performance.now() - from) / 1000)
  return { all, aside, cores, loop: await serving.loopP99() }
}

const three = (list: readonly Answered[]) =>
  [0.5, 0.95, 0.99].map((part) => msOf(list, part).toFixed(0)).join('/')
const p95 = (list: readonly Answered[]) => msOf(list, 0.95)

function tell(level: string, all: readonly Answered[], loop: number, cores: Parts): void {
  const [submits, pages] = [all.filter(isSubmission), all.filter((one) => !isSubmission(one))]
  const [shed, errors] = [all.filter(isTurnedAway), all.filter((one) => !isGood(one) && !isTurnedAway(one))]
  const times = (list: readonly Answered[]) => `${three(list.filter(isGood))} (${list.length})`
  const used = parts.map((part) => cores[part].toFixed(2))
  console.log(
    [
      level.padEnd(7),
      times(pages).padEnd(26),
      times(submits).padEnd(26),
      String(errors.length).padEnd(7),
      (shed.length > 0 ? `${shed.length} (${three(shed)})` : '0').padEnd(31),
      `${loop.toFixed(0)} ms`.padEnd(10),
      used.join(' '),
    ].join(' '),
  )
  for (const [what, many] of Map.groupBy(errors, ({ name, status }) => `${name} ${status || 'no answer'}`))
    console.log(`        ${what}: ${many.length}`)
  if (values.pages)
    for (const [name, list] of Map.groupBy(all, (one) => one.name))
      console.log(
        `        ${name.padEnd(14)} ${times(list)}  turned away ${list.filter(isTurnedAway).length}`,
      )
}

/** Who is none of the crowd, and hears its answer when it comes, is told within a moment that they are to come again. */
function judgeAside(aside: readonly Answered[]): void {
  const shed = aside.filter(isTurnedAway)
  console.log(
    `        a bystander asked ${aside.length} times: ${shed.length} told to come again (${three(shed)} ms)`,
  )
  if (shed.length > 0) judgeAt(shedLevel, 'p95 of 503 beside the crowd', p95(shed), goals.shed)
}

function judgeAt(level: number, what: string, found: number, most: number): void {
  if (!(found <= most)) faults.push(`${level}×: ${what} ${found.toFixed(4)}, over ${most}`)
}

/** What the level promises; a submission is never told to come again. */
function judge(level: number, all: readonly Answered[]): void {
  const [submits, pages] = [all.filter(isSubmission), all.filter((one) => !isSubmission(one))]
  const over = (what: string, found: number, most: number) => judgeAt(level, what, found, most)
  const failed = (list: readonly Answered[]) =>
    list.filter((one) => !isGood(one) && !isTurnedAway(one)).length
  if (level === 1) {
    over('p95 of pages', p95(pages), goals.page)
    over('p95 of submissions', p95(submits), goals.submit)
    over('turned away', all.filter(isTurnedAway).length, 0)
  }
  if (level === 10) over('p95 of submissions', p95(submits), goals.submitAt10)
  if (level <= 10) over('share of errors', failed(all) / all.length, level === 10 ? goals.errorsAt10 : 0)
  over('submissions turned away', submits.filter(isTurnedAway).length, 0)
}

/** From which second on every window was as at the planning load. */
function recoveredAfter(all: readonly Answered[]): number | undefined {
  const isFine = (from: number) => {
    const seen = all.filter(({ at }) => at >= from && at < from + windowMs)
    const [submits, pages] = [seen.filter(isSubmission), seen.filter((one) => !isSubmission(one))]
    return seen.every(isGood) && p95(pages) <= goals.page && p95(submits) <= goals.submit
  }
  let since: number | undefined
  for (let from = 0; from <= recoveryMs - windowMs; from += 1_000)
    if (!isFine(from)) since = undefined
    else since ??= from
  return since === undefined ? undefined : since / 1000
}

/** Every acknowledged submission is there once; those without an answer may be there. */
async function proveTaken(began: Date, taken: number, unknown: number): Promise<void> {
  const { rows } = await read(bench.context, (tx) =>
    sql<{ there: number }>`select count(*)::int as there from cases where opened_at >= ${began}`.execute(tx),
  )
  const there = rows[0]?.there ?? 0
  console.log(`submissions acknowledged ${taken}, without a receipt ${unknown}, dossiers there ${there}`)
  if (there < taken || there > taken + unknown) faults.push('what was acknowledged is not what is there')
}

try {
  await run(await serveAll())
} finally {
  await bench.stop()
}
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
