/**
 * `npm run bench:submit [-- --seconds 8 --rounds 3 --rows 1000000]`: submissions a second and p99 through the HTTP API
 * with all its checks, beside a bare handler that makes the same change in one call and the same SQL in pgbench. All in one
 * run, in turn, because the machine is shared; read the ratios.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { issueServiceToken } from '#modules/identity/api.ts'
import { type BenchInstallation, startInstallation } from './installation.ts'
import { median, submitUnderLoad } from './load.ts'
import { bodiesFor, fillTo, sampleRow } from './submissions.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    rows: { type: 'string', default: '1000000' },
  },
})
const [seconds, rounds, rows] = [values.seconds, values.rounds, values.rows].map(Number) as [
  number,
  number,
  number,
]

const installation = await startInstallation()
try {
  await run(installation)
} finally {
  await installation.stop()
}

async function run(bench: BenchInstallation): Promise<void> {
  const { token, id } = await issueServiceToken(bench.context, { name: 'bench', scopes: ['dossiers.write'] })
  const row = await sampleRow(bench.context, id)
  const api = await bench.serve('apps/web.ts')
  const schema = bench.context.database.schema
  const bare = await bench.serve('bench/bare.ts', { BENCH_SCHEMA: schema, BENCH_ROW: JSON.stringify(row) })
  const bodies = await bodiesFor(bench.context, { url: api.url, token, communes: 50 })
  const load = { seconds, bodies }
  await submitUnderLoad({ ...load, url: api.url, token, connections: 10, seconds: 3 })
  await submitUnderLoad({ ...load, url: bare.url, connections: 10, seconds: 3 })

  for (const connections of [10, 32]) {
    const ratios: number[] = []
    for (let round = 0; round < rounds; round++) {
      const ours = await submitUnderLoad({ ...load, url: api.url, token, connections })
      const base = await submitUnderLoad({ ...load, url: bare.url, connections })
      const alone = pgbench(bench, row, connections)
      ratios.push(ours.perSecond / base.perSecond)
      console.log(
        `${connections} connections: API ${figure(ours)}; bare handler ${figure(base)}; pgbench ${alone.toFixed(0)}/s`,
      )
    }
    console.log(
      `${connections} connections: API / bare handler = ${median(ratios).toFixed(2)} (goal 0.6, wished 0.8)`,
    )
  }

  const quiet: number[] = []
  const busy: number[] = []
  for (let round = 0; round < rounds; round++) {
    quiet.push((await submitUnderLoad({ ...load, url: api.url, token, connections: 32 })).perSecond)
    const one = { ...load, bodies: bodies.slice(0, 1), url: api.url, token, connections: 32 }
    busy.push((await submitUnderLoad(one)).perSecond)
  }
  console.log(
    `one busy agency / fifty quiet ones = ${(median(busy) / median(quiet)).toFixed(2)} (goal ≥ 0.67)`,
  )

  await growthRatio(bench, row, { ...load, url: api.url, token, connections: 32 })
}

/** The same load on ten thousand dossiers and on many more. */
async function growthRatio(
  bench: BenchInstallation,
  row: object,
  load: Parameters<typeof submitUnderLoad>[0],
): Promise<void> {
  await fillTo(bench.context, row, 10_000)
  const few = await rates(load)
  const started = Date.now()
  await fillTo(bench.context, row, rows)
  console.log(`filled to ${rows} dossiers in ${((Date.now() - started) / 1000).toFixed(0)} s`)
  const many = await rates(load)
  console.log(`rate at ${rows} dossiers / rate at 10000 = ${(many / few).toFixed(2)} (goal ≥ 0.9)`)
}

async function rates(load: Parameters<typeof submitUnderLoad>[0]): Promise<number> {
  const figures: number[] = []
  for (let round = 0; round < Math.max(3, rounds); round++)
    figures.push((await submitUnderLoad(load)).perSecond)
  return median(figures)
}

function figure({ perSecond, p99Ms }: { perSecond: number; p99Ms: number }): string {
  return `${perSecond.toFixed(0)}/s p99 ${p99Ms.toFixed(0)} ms`
}

/** The same SQL with nothing around it. */
function pgbench({ urls, context }: BenchInstallation, row: object, clients: number): number {
  const script = join(mkdtempSync(join(tmpdir(), 'mot-cua-pgbench-')), 'submit.sql')
  const text = JSON.stringify(row).replaceAll("'", "''")
  writeFileSync(
    script,
    `select "${context.database.schema}".submit_dossiers(jsonb_build_array('${text}'::jsonb || jsonb_build_object('key', gen_random_uuid(), 'id', uuidv7())));\n`,
  )
  const args = ['-n', '-f', script, '-c', String(clients), '-j', '2', '-T', String(seconds), urls.application]
  const done = spawnSync('pgbench', args, { encoding: 'utf8' })
  if (done.status !== 0)
    throw new Error(
      `pgbench is needed (Debian package postgresql-contrib): ${done.stderr ?? String(done.error)}`,
    )
  return Number(/tps = ([\d.]+)/.exec(done.stdout)?.[1] ?? Number.NaN)
}
