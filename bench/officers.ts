/**
 * `npm run bench:officers [-- --keep folder --dossiers 1000000 --levels 300,600,1200,1700 --seconds 90 --think 25 --web 1]`: so many
 * officers at work at once on a million cases with ten million events. Each does one thing after the other, with a rest of on average so
 * many seconds between them, as people do: the work in their hands, one dossier, what lies in the unit, a search, a step taken or sent on. Goes up until a goal breaks, and
 * says what each core gives. Server, worker, database and whoever asks share this machine. Fails when 1 200 officers wait too long.
 */

import { randomUUID } from 'node:crypto'
import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { read, sql } from '#kernel/db.ts'
import { chances, isGood, msOf } from './province/arrivals.ts'
import { addressOf, askingOf } from './province/asking.ts'
import { peopleOf } from './province/mix.ts'
import { type SignedIn, startProvince } from './province/province.ts'
import { coresOf, type Parts, serveProvince, tellCores } from './province/serving.ts'
import { tellStatements, watchStatements } from './province/watching.ts'

const { values } = parseArgs({
  options: {
    keep: { type: 'string' },
    dossiers: { type: 'string', default: '1000000' },
    levels: { type: 'string', default: '300,600,1200,1700' },
    seconds: { type: 'string', default: '90' },
    think: { type: 'string', default: '25' },
    web: { type: 'string', default: '1' },
    acts: { type: 'boolean', default: false },
  },
})
const [dossiers, seconds, think, webCount] = [values.dossiers, values.seconds, values.think, values.web].map(
  Number,
) as [number, number, number, number]
const levels = values.levels.split(',').map(Number)
const wanted = 1_200
const goals = { read: [50, 150, 300], write: [100, 300, 500] } as const
const quantiles = [0.5, 0.95, 0.99] as const

type Officer = SignedIn & {
  /** In their hands and not sent on yet; free in their unit and not taken yet. */
  readonly held: string[]
  readonly free: string[]
}
type Done = { readonly name: string; readonly isWrite: boolean; readonly status: number; readonly ms: number }

const size = {
  dossiers,
  open: Math.round(dossiers * 0.06),
  eventsEach: 10,
  citizens: Math.ceil(dossiers / 3),
  officers: 2_400,
}
const chance = chances(12_000)
const bench = await startProvince(size, values.keep)
try {
  await run()
} finally {
  await bench.stop()
}

async function run(): Promise<void> {
  const serving = await serveProvince(bench, webCount)
  const officers = await atWork(Math.max(...levels))
  const ask = askingOf(serving.urls)
  const statements = await watchStatements(bench)
  console.log(
    `${cpus().length} cores for the server, its database and whoever asks; ${webCount} web process, 1 worker; ${dossiers} cases, ${dossiers * size.eventsEach} events; one act of each officer every ${think} s`,
  )
  let good = 0
  for (const level of levels) {
    if (level > officers.length) {
      console.log(`only ${officers.length} officers have work in their hands`)
      break
    }
    await work(ask, officers.slice(0, level), Math.min(20, seconds))
    await serving.loopP99()
    const [before, from] = [serving.used(), performance.now()]
    const done = await work(ask, officers.slice(0, level), seconds)
    const cores = coresOf(before, serving.used(), (performance.now() - from) / 1000)
    const keepsGoals = tell(level, done, cores, await serving.loopP99())
    if (keepsGoals) good = level
    else if (level >= wanted) break
  }
  console.log(
    good === 0
      ? 'not even the first level was within the goals'
      : `within the goals: ${good} officers, ${(good / cpus().length).toFixed(0)} a core of this machine, whoever asks included`,
  )
  tellStatements(await statements.told(6))
  await statements.stop()
  if (good < wanted) process.exitCode = 1
}

/** Signed in, each with work of their own; nobody shares a free dossier with another. */
async function atWork(count: number): Promise<readonly Officer[]> {
  // Not everyone has work in their hands.
  const people = (await peopleOf(bench.context, 'officer', size.officers)).slice(0, count)
  const { rows } = await read(bench.context, (tx) =>
    sql<{ unit: string; codes: string[] }>`
      select unit_id as unit, array_agg(cases.code) as codes from case_steps join cases on cases.id = case_steps.case_id
      where case_steps.ended_at is null and case_steps.holder_id is null and cases.state = 'processing' group by 1`.execute(
      tx,
    ),
  )
  const free = new Map(rows.map(({ unit, codes }) => [unit, codes]))
  return people.map(({ unit, codes, ...person }) => ({
    ...person,
    held: [...codes],
    free: free.get(unit ?? '')?.splice(0, 8) ?? [],
  }))
}

/** Everybody works for so long; what was begun is ended. */
async function work(
  ask: ReturnType<typeof askingOf>,
  officers: readonly Officer[],
  forSeconds: number,
): Promise<readonly Done[]> {
  const done: Done[] = []
  const until = performance.now() + forSeconds * 1000
  const rest = () => think * 1000 * (0.5 + chance())
  await Promise.all(
    officers.map(async (officer) => {
      const address = addressOf(chance)
      // They began at different moments.
      for (let wait = chance() * think * 1000; performance.now() + wait < until; wait = rest()) {
        await sleep(wait)
        const { name, path, fields } = nextOf(officer)
        const began = performance.now()
        const headers = { cookie: officer.cookie, 'x-forwarded-for': address }
        const form = { 'content-type': 'application/x-www-form-urlencoded' }
        const answer = fields
          ? ask(path, { method: 'POST', headers: { ...headers, ...form }, body: fields.toString() })
          : ask(path, { headers })
        const status = await answer.then(
          (one) => one.status,
          () => 0,
        )
        done.push({ name, isWrite: fields !== undefined, status, ms: performance.now() - began })
      }
    }),
  )
  return done
}

type Act = { readonly name: string; readonly path: string; readonly fields?: URLSearchParams }

function nextOf(officer: Officer): Act {
  const drawn = chance() * 100
  const [held] = officer.held
  if (drawn < 34 || !held) return { name: 'queue', path: '/lam-viec?danh-sach=mine' }
  if (drawn < 68)
    return {
      name: 'dossier',
      path: `/lam-viec/ho-so/${officer.held[Math.floor(chance() * officer.held.length)]}`,
    }
  if (drawn < 75) return { name: 'free', path: '/lam-viec?danh-sach=free' }
  if (drawn < 80) return { name: 'all', path: '/lam-viec?danh-sach=all' }
  if (drawn < 84)
    return { name: 'name', path: `/lam-viec?danh-sach=all&q=${encodeURIComponent('nguyen thi')}` }
  if (drawn < 88) return { name: 'code', path: `/lam-viec/tim-kiem?q=${held}` }
  const act = (name: string, code: string, verb: string, version: number): Act => ({
    name,
    path: `/lam-viec/ho-so/${code}/${verb}`,
    fields: new URLSearchParams({
      _csrf: officer.csrf,
      request_id: randomUUID(),
      version: String(version),
      step: '2',
    }),
  })
  const free = drawn < 93 ? officer.free.pop() : undefined
  if (free) return act('take', free, 'nhan-viec', 3)
  // One of the last, so that what is read is there for long.
  const last = officer.held.length > 1 ? officer.held.pop() : undefined
  return last ? act('forward', last, 'chuyen', 3) : { name: 'queue', path: '/lam-viec?danh-sach=mine' }
}

/** Prints a level; answers whether it kept the goals. */
function tell(level: number, done: readonly Done[], cores: Parts, loop: number): boolean {
  const failed = done.filter((one) => !isGood(one))
  let keepsGoals = failed.length === 0
  const told = (['read', 'write'] as const).map((kind) => {
    const times = done.filter((one) => isGood(one) && one.isWrite === (kind === 'write'))
    const found = quantiles.map((part) => msOf(times, part))
    if (found.some((ms, index) => !(ms <= (goals[kind][index] ?? 0)))) keepsGoals = false
    return `${kind} p50/p95/p99 ${found.map((ms) => ms.toFixed(0)).join('/')} ms of ${times.length} (goal ${goals[kind].join('/')})`
  })
  const all = cores.web + cores.database + cores.worker
  console.log(
    `${level} officers: ${told.join('; ')}; ${failed.length} failed; loop p99 ${loop.toFixed(0)} ms; cores used: ${tellCores(cores)}; ${((all * seconds * 1000) / Math.max(1, done.length)).toFixed(1)} ms of processor an act: ${(level / Math.max(0.01, all)).toFixed(0)} officers a core of the server`,
  )
  for (const [what, many] of Map.groupBy(failed, ({ name, status }) => `${name} ${status || 'no answer'}`))
    console.log(`    ${what}: ${many.length}`)
  if (values.acts)
    for (const [name, list] of Map.groupBy(done, (one) => one.name))
      console.log(
        `    ${name.padEnd(8)} ${quantiles.map((part) => msOf(list, part).toFixed(0)).join('/')} ms of ${list.length}`,
      )
  return keepsGoals
}
