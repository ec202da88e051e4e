/**
 * `npm run bench:queue [-- --rows 1000000 --rounds 15]`: milliseconds until an officer with 5,000 open dossiers has the
 * queue, the next dossier and a search before the eyes, over HTTP, at ten thousand dossiers and at many more. Fails when a
 * page is slower than its goal or reads a large table from end to end.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { read, sql } from '#kernel/db.ts'
import { organisation } from '#modules/organisation/module.ts'
import { openSession } from '../tests/portal-under-test.ts'
import { type Filling, fillDossiers } from './dossiers.ts'
import { type BenchInstallation, startInstallation } from './installation.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '15' } },
})
const [rows, rounds] = [Number(values.rows), Number(values.rounds)]
const few = 10_000
const held = 5_000
/** Longer than a server process keeps its counts to itself. */
const countsLateMs = 11_000

type Figure = { readonly p50: number; readonly p95: number }
type Figures = Readonly<Record<string, Figure>>

const goals: Readonly<Record<string, number>> = {
  queue: 1_000,
  all: 1_000,
  next: 300,
  code: 1_000,
  name: 1_000,
}

const installation = await startInstallation()
try {
  await run(installation)
} finally {
  await installation.stop()
}

async function run(bench: BenchInstallation): Promise<void> {
  const { context } = bench
  await organisation.seed?.(context)
  const place = await read(context, async (tx) => {
    const posts = await sql<{ post: string; person: string; unit: string }>`
      select id as post, person_id as person, unit_id as unit from posts where 'officer' = any(roles) order by id limit 1`.execute(
      tx,
    )
    const units = await sql<{ id: string }>`select id from units order by id`.execute(tx)
    return { ...posts.rows[0], units: units.rows.map(({ id }) => id) }
  })
  const { post, person, unit, units } = place
  if (!post || !person || !unit) throw new Error('The pack gives nobody the role officer')
  const filling = {
    held,
    officerId: person,
    unitId: unit,
    otherUnits: units.filter((id) => id !== unit),
    names: inventedNames(context),
  }
  const { cookie } = await openSession(context, person, post)
  const { url } = await bench.serve('apps/web.ts')
  const measureAll = () => measurePages(url, cookie, filling)
  await fillDossiers(bench, { ...filling, from: 0, to: few })
  await measureAll()
  const small = await measureAll()
  const started = performance.now()
  await fillDossiers(bench, { ...filling, from: few, to: rows })
  console.log(`${rows} dossiers in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  await measureAll()
  await sleep(countsLateMs)
  const before = await wholeReads(bench)
  const large = await measureAll()
  await sleep(countsLateMs)
  const after = await wholeReads(bench)
  for (const [name, { p50, p95 }] of Object.entries(large)) {
    const base = small[name]?.p50 ?? Number.NaN
    console.log(
      `${name.padEnd(6)} p50 ${p50.toFixed(0)} ms  p95 ${p95.toFixed(0)} ms (goal ${goals[name]} ms)  ${(p50 / base).toFixed(2)} times that of ${few} dossiers`,
    )
    if (p95 > (goals[name] ?? 0)) process.exitCode = 1
  }
  for (const [table, count] of after) {
    const read = count - (before.get(table) ?? 0)
    if (read > 0) {
      console.log(`read from end to end: ${table}, ${read} rows`)
      process.exitCode = 1
    }
  }
}

function inventedNames({ pack }: BenchInstallation['context']): string[] {
  const [group] = pack.people
  if (!group) throw new Error('The pack has no names')
  return group.families.flatMap(({ name: family }) =>
    [...group.male, ...group.female].slice(0, 200).map(({ name }) => `${family} ${name}`),
  )
}

/** The queue, then one dossier after the other, then searches by code and by name. */
async function measurePages(
  url: string,
  cookie: string,
  { names }: Pick<Filling, 'names'>,
): Promise<Figures> {
  const get = async (path: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    return text
  }
  const html = await get('/lam-viec?danh-sach=mine')
  const codes = [
    ...new Set([...html.matchAll(/\/lam-viec\/ho-so\/([A-Z0-9.]+-\d+-\d+)/g)].map(([, code]) => code ?? '')),
  ]
  if (codes.length < rounds) throw new Error(`Only ${codes.length} dossiers are in the queue`)
  const query = (text: string) => `/lam-viec?danh-sach=mine&q=${encodeURIComponent(text)}`
  return {
    queue: await timed(
      codes.map(() => '/lam-viec?danh-sach=mine'),
      get,
    ),
    all: await timed(
      codes.map(() => '/lam-viec?danh-sach=all'),
      get,
    ),
    next: await timed(
      codes.map((code) => `/lam-viec/ho-so/${code}`),
      get,
    ),
    code: await timed(codes.map(query), get),
    name: await timed(names.filter((_, index) => index % 401 === 0).map(query), get),
  }
}

async function timed(paths: readonly string[], get: (path: string) => Promise<unknown>): Promise<Figure> {
  const taken: number[] = []
  for (const path of paths.slice(0, rounds)) {
    const started = performance.now()
    await get(path)
    taken.push(performance.now() - started)
  }
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.floor(taken.length * share)] ?? taken.at(-1) ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95) }
}

/** Rows of large tables that were read without an index so far. */
async function wholeReads({ context }: BenchInstallation): Promise<ReadonlyMap<string, number>> {
  const { rows: tables } = await context.database.pool.query<{ name: string; read: number }>(
    `select relname as name, seq_tup_read as read from pg_stat_user_tables
     where schemaname = $1 and n_live_tup > 10000`,
    [context.database.schema],
  )
  return new Map(tables.map(({ name, read: count }) => [name, count]))
}
