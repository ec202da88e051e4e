/**
 * How long one look at every open case takes: `node --import ./tools/tsx-hook.mjs bench/monitor.ts [all] [open]`; a million
 * dossiers with 50 000 open ones unless told, each open one with a paper whose bytes are there.
 */

import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pg from 'pg'
import { backgroundContext, openPlatform } from '#kernel/platform.ts'
import { startTestServer, testSchema } from '#kernel/testing/server.ts'
import { dossiers } from '#modules/dossiers/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { results } from '#modules/results/module.ts'
import { services } from '#modules/services/module.ts'
import { watchedIn } from '../src/modules/oversight/commands.ts'
import { proveAll } from '../src/modules/oversight/monitor/commands.ts'
import { warn } from '../src/modules/oversight/warnings/commands.ts'

const all = Number(process.argv[2] ?? 1_000_000)
const open = Number(process.argv[3] ?? 50_000)
/** Different files; many dossiers share one, as far as the disk is concerned each row is looked for by itself. */
const filesCount = 5_000
const now = new Date('2026-03-16T09:00+07:00')

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'))
const server = await startTestServer()
const owner = new pg.Client(server.templateUrl)
await owner.connect()
const platform = await openPlatform(
  {
    databaseUrl: server.templateUrl,
    dataDir: folder,
    filesUrl: pathToFileURL(join(folder, 'files')).href,
    packFolder: fileURLToPath(new URL('../packs/demo', import.meta.url)),
    settings: {
      publicUrl: 'http://localhost',
      secretKey: 'a key for benchmarks only, 32 characters',
      dataDir: folder,
      development: true,
      shedsLoad: false,
      unprovenHoursMax: 0,
      timestampUrl: '',
      identityProvider: {
        issuer: '',
        clientId: '',
        clientSecret: '',
        scope: '',
        identityNumberClaim: '',
        levelClaim: '',
        levels: {},
        timeoutSeconds: 10,
      },
    },
  },
  { name: 'bench' },
)
try {
  await run()
} finally {
  await owner.end()
  await platform.database.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function run(): Promise<void> {
  const context = { ...backgroundContext(platform, { kind: 'system' }, now) }
  // The pack of the tests names another schema than the one the template has.
  await owner.query(`set search_path to ${testSchema}, public`)
  await owner.query(`alter schema ${testSchema} rename to ${platform.database.schema}`)
  await owner.query(`set search_path to ${platform.database.schema}, public`)
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  await fill()
  const watched = watchedIn([dossiers, results])
  const rows: string[] = []
  for (const round of ['first', 'second', 'third']) {
    const began = performance.now()
    const proof = await proveAll(context, watched)
    const seconds = (performance.now() - began) / 1000
    rows.push(
      `${round} proof: ${seconds.toFixed(1)} s; ${proof.examined} examined, ${proof.fine} fine, ${proof.filesSeen} files looked for, ${proof.filesRead} read`,
    )
  }
  for (const round of ['first', 'second']) {
    const began = performance.now()
    const told = await warn(context)
    rows.push(`${round} look at warnings: ${((performance.now() - began) / 1000).toFixed(1)} s, ${told} told`)
  }
  console.log(`${all} dossiers, ${open} open`)
  for (const row of rows) console.log(row)
}

async function fill(): Promise<void> {
  const shas = Array.from({ length: filesCount }, (_, index) => {
    const bytes = Buffer.alloc(20_000, index % 251)
    bytes.writeUInt32BE(index)
    const sha = createHash('sha256').update(bytes).digest('hex')
    const place = join(folder, 'files', sha.slice(0, 2), sha.slice(2, 4))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, sha), bytes)
    return sha
  })
  const { rows } = await owner.query<{ unit: string; person: string }>(`
    select p.unit_id as unit, p.person_id as person from posts p join units u on u.id = p.unit_id
    where p.roles[1] = 'officer' and u.valid_to is null order by u.code`)
  const steps = `array[${rows.map(({ unit }) => `'${unit}'`)}]::uuid[]`
  const holders = `array[${rows.map(({ person }) => `'${person}'`)}]::uuid[]`
  const version = await owner.query<{ version: number; step: string }>(`
    select version, definition->'steps'->1->>'key' as step from procedure_versions where code = '9.000002' order by version desc limit 1`)
  const { version: pinned, step } = version.rows[0] ?? { version: 1, step: 'appraise' }
  await owner.query(`
    create temp table made as select n, uuidv7() as id, n <= ${open} as is_open, 1 + n % ${rows.length} as u,
      timestamptz '2026-03-13T08:00+07:00' + make_interval(mins => n % 400) as at,
      timestamptz '2026-03-20T08:00+07:00' + make_interval(mins => n % 4000) as due from generate_series(1, ${all}) n`)
  await owner.query(`
    insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role, holder_unit_id,
      holder_id, opened_at, received_at, due_at, step_due_at, ended_at)
    select id, 'dossier', 'Z99-' || n, '9.000002', ${pinned}, case when is_open then 'processing' else 'returned' end, '${step}',
      'appraise', 'officer', (${steps})[u], (${holders})[u], at, at, due, due, case when not is_open then due end from made`)
  await owner.query(`
    insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, holder_id, started_at, due_at, ended_at)
    select id, 2, '${step}', 'appraise', 'Thẩm định', 'officer', (${steps})[u], (${holders})[u], at, due,
      case when not is_open then due end from made`)
  await owner.query(`
    insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id,
      applicant_kind, applicant_name, submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret,
      search_text)
    select id, '9.000002', 'Thả diều', 'online', (${steps})[u], (${steps})[u], 'citizen', 'Mây', 'Mây', '{}', '', 'online', 0,
      '[]', 'ABC123', n::text from made`)
  await owner.query(
    `create temp table stored as select row_number() over () as n, sha from unnest($1::text[]) as sha`,
    [shas],
  )
  await owner.query(`
    insert into files (id, sha256, name, media_type, bytes, created_at)
    select id, sha, 'giay.pdf', 'application/pdf', 20000, at from made join stored on stored.n = 1 + made.n % ${filesCount}
    where is_open`)
  await owner.query(`
    insert into dossier_papers (case_id, paper_key, name, file_id, position, added_at)
    select id, 'giay', 'Giấy', id, 0, at from made where is_open`)
  await owner.query('vacuum analyze')
}
