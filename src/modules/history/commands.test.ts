import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { read, sql } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer } from '#kernel/testing/people.ts'
import { organisation } from '#modules/organisation/module.ts'
import { services } from '#modules/services/module.ts'
import { goOn, loadLog, mapLog, retryLog, takeBackLog, uploadLog } from './commands.ts'
import { emptyMapping, type Import, type Mapping, type Target } from './domain.ts'
import { findOldCases, findTotals, findVariants } from './figures/store.ts'
import { findImport } from './store.ts'

const platform = await freshPlatform()
const at = '2026-10-01T09:00+07:00'
const context = platform.as(officer({ permissions: new Set(['history.import'] as const) }), at)
const kite = '9.000001'
const unitCode = 'Z99.02'

before(async () => {
  const system = platform.as({ kind: 'system' }, at)
  for (const module of [organisation, services]) await module.loadPack?.(system)
  // Jobs are run by the tests themselves; where there is no worker, adding one does nothing.
  await platform.database.pool.query('select 1')
})

const store = (text: string | Buffer, name = 'log.csv') =>
  receiveFile(platform.files, { name, content: Readable.from([Buffer.from(text)]) }, 100, 'anything')

type Wish = {
  readonly text: string | Buffer
  readonly source?: string
  readonly replaces?: boolean
  readonly name?: string
}

const upload = async ({ text, source = 'một cửa cũ', replaces = false, name }: Wish) =>
  uploadLog(context, { file: await store(text, name), procedure: kite, source, unitCode, replaces })
const show = async (id: string): Promise<Import> => {
  const one = await read(context, (tx) => findImport(tx, id))
  assert.ok(one)
  return one
}
const activities: Record<string, Target> = {
  'Tiếp nhận, đo gió': 'step:tiep-nhan',
  'Thẩm định dây và khung diều': 'step:tham-dinh',
  'Ký giấy phép': 'step:ky',
  'Trả giấy phép': 'step:tra-ket-qua',
}
/** Reads, maps as guessed with what is told, checks. */
async function checked(wish: Wish, change: Partial<Mapping> = {}): Promise<string> {
  const id = await upload(wish)
  await goOn(context, id)
  const { mapping } = await show(id)
  await mapLog(context, id, { ...mapping, ...change })
  await goOn(context, id)
  return id
}
async function loaded(wish: Wish, change: Partial<Mapping> = {}): Promise<string> {
  const id = await checked(wish, change)
  await loadLog(context, id)
  await goOn(context, id)
  return id
}

const head = 'Mã hồ sơ,Hoạt động,Thời điểm,Người xử lý'
const simple = (key: string, day = 2) =>
  [
    `${key},"Tiếp nhận, đo gió",0${day}/03/2026 08:00,Bà Gió`,
    `${key},Thẩm định dây và khung diều,0${day + 1}/03/2026 09:00,Z99.11.01`,
    `${key},Ký giấy phép,0${day + 1}/03/2026 10:00,Ông Sao`,
    `${key},Trả giấy phép,0${day + 2}/03/2026 10:00,Bà Gió`,
  ].join('\n')
const log = (...keys: string[]) => [head, ...keys.map((key) => simple(key))].join('\n')

const count = async (table: 'cases' | 'case_steps' | 'dossiers' | 'history_cases') => {
  const { rows } = await read(context, (tx) =>
    sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx),
  )
  return rows[0]?.n
}
const everything = () =>
  Promise.all((['cases', 'case_steps', 'dossiers', 'history_cases'] as const).map(count))

test('a log is guessed, checked and loaded as dossiers that our clock has judged', async () => {
  const id = await upload({ text: log('A-1', 'A-2') })
  await goOn(context, id)
  const { found, mapping } = await show(id)
  assert.deepEqual(mapping.columns, {
    case: 'Mã hồ sơ',
    activity: 'Hoạt động',
    time: 'Thời điểm',
    resource: 'Người xử lý',
  })
  assert.deepEqual(mapping.activities, activities)
  assert.deepEqual(found?.guessed.toSorted(), Object.keys(activities).toSorted())
  assert.deepEqual(mapping.resources, { 'Z99.11.01': 'Z99.11.01' })
  await mapLog(context, id, mapping)
  await goOn(context, id)
  const { report } = await show(id)
  assert.deepEqual([report?.casesCount, report?.eventsCount, report?.faultsCount], [2, 8, 0])
  await loadLog(context, id)
  await goOn(context, id)
  assert.equal((await show(id)).state, 'loaded')
  const { rows } = await read(context, (tx) =>
    sql<Record<string, unknown>>`select c.code, c.state, c.due_at, c.ended_at, d.summary, d.applicant_name,
      (select array_agg(s.step_key order by s.number) from case_steps s where s.case_id = c.id) as steps,
      (select array_agg(e.name order by e.txid, e.position) from events e where e.subject_id = c.id) as told,
      (select bool_and((e.payload->>'imported')::boolean and e.actor_kind = 'system') from events e where e.subject_id = c.id) as marked
      from history_cases h join cases c on c.id = h.case_id join dossiers d on d.case_id = c.id order by h.foreign_case`.execute(
      tx,
    ),
  )
  const [first] = rows
  assert.ok(first)
  assert.match(String(first.code), /^Z99\.02\.CU-260302-0001$/)
  assert.equal(first.state, 'returned')
  // Five working days after 08:00 on Monday 2 March 2026: Saturday mornings count as well.
  assert.equal((first.due_at as Date).toISOString(), '2026-03-07T01:00:00.000Z')
  assert.deepEqual(first.steps, ['tiep-nhan', 'tham-dinh', 'ky', 'tra-ket-qua'])
  assert.deepEqual(first.told, [
    'dossier.accepted',
    'dossier.forwarded',
    'dossier.forwarded',
    'dossier.resultReturned',
    'dossier.forwarded',
  ])
  assert.equal(first.marked, true)
  const totals = await read(context, (tx) => findTotals(tx, id))
  assert.deepEqual(
    [totals.cases, totals.finished, totals.onTime, totals.late, totals.medianMinutes],
    [2, 2, 2, 0, 3000],
  )
  const [variant] = await read(context, (tx) => findVariants(tx, id, 10))
  assert.equal(variant?.count, 2)
  const behind = await read(context, (tx) =>
    findOldCases(tx, id, { verdict: 'onTime', variant: variant?.name, step: 'ky' }, 10),
  )
  assert.deepEqual(
    behind.map(({ foreignCase }) => foreignCase),
    ['A-1', 'A-2'],
  )
})

test('the same file is known by its content and refused, unless it replaces what stands', async () => {
  await assert.rejects(upload({ text: log('A-1', 'A-2'), name: 'other-name.csv' }), {
    code: 'history.alreadyLoaded',
  })
  const before = await everything()
  const id = await loaded({ text: log('A-1', 'A-2'), replaces: true })
  assert.equal((await show(id)).state, 'loaded')
  assert.deepEqual(await everything(), before)
})

test('of two who load at once, one loads', async () => {
  const id = await checked({ text: log('B-1') })
  await loadLog(context, id)
  await assert.rejects(loadLog(context, id), { code: 'history.notNow' })
  const before = (await count('cases')) ?? 0
  await Promise.all([goOn(context, id), goOn(context, id)])
  assert.equal(await count('cases'), before + 1)
})

test('an import is taken back whole, once, and the events stay told', async () => {
  const before = await everything()
  const id = await loaded({ text: log('C-1', 'C-2', 'C-3') })
  await takeBackLog(context, id)
  assert.deepEqual(await everything(), before)
  assert.equal((await show(id)).state, 'takenBack')
  await assert.rejects(takeBackLog(context, id), { code: 'history.notNow' })
  const names = await platform.eventNames()
  assert.equal(names.filter((name) => name === 'history.takenBack').length, 2, 'one replaced, one taken back')
  // What was taken back may be loaded again.
  await loaded({ text: log('C-1', 'C-2', 'C-3') })
})

test('what somebody has worked on since is not taken back', async () => {
  const id = await loaded({ text: log('D-1') })
  const change = (sign: number) =>
    platform.database.kysely
      .transaction()
      .execute((tx) =>
        sql`update cases set version = version + ${sign}::int where id = (select case_id from history_cases where import_id = ${id})`.execute(
          tx,
        ),
      )
  await change(1)
  await assert.rejects(takeBackLog(context, id), { code: 'history.actedOn' })
  await change(-1)
  await takeBackLog(context, id)
})

test('one fault anywhere and nothing is loaded', async () => {
  const before = await everything()
  const id = await checked({ text: `${log('E-1')}\nE-2,Ký giấy phép,31/02/2026,Ai` })
  const { report } = await show(id)
  assert.deepEqual(report?.faults, [{ line: 6, kind: 'time', value: '31/02/2026' }])
  await assert.rejects(loadLog(context, id), { code: 'history.hasFaults' })
  assert.deepEqual(await everything(), before)
})

test('an activity that nobody decided on is listed and stops the loading', async () => {
  const text = `${log('F-1')}\nF-1,Nhảy múa,03/03/2026 09:30,Ai`
  const id = await checked({ text, source: 'nguồn lạ' })
  assert.deepEqual((await show(id)).report?.unmapped, [{ name: 'Nhảy múa', count: 1 }])
  await assert.rejects(loadLog(context, id), { code: 'history.notAllMapped' })
  const { mapping } = await show(id)
  await mapLog(context, id, { ...mapping, activities: { ...mapping.activities, 'Nhảy múa': 'skip' } })
  await goOn(context, id)
  await loadLog(context, id)
  await goOn(context, id)
  assert.equal((await show(id)).state, 'loaded')
  // The source's next file is read in the same way.
  const next = await upload({ text: `${log('F-2')}\nF-2,Nhảy múa,03/03/2026 09:30,Ai`, source: 'nguồn lạ' })
  await goOn(context, next)
  assert.equal((await show(next)).mapping.activities['Nhảy múa'], 'skip')
})

test('a case without an end is open only if one says so, and then it has a holder, a step and a date', async () => {
  const text = (key: string) => `${head}\n${simple(key).split('\n').slice(0, 2).join('\n')}`
  await loaded({ text: text('G-1') })
  await loaded({ text: text('G-2') }, { unfinished: 'open' })
  const { rows } = await read(context, (tx) =>
    sql<{ key: string; open: boolean; step: string | null; due: boolean }>`
      select h.foreign_case as key, c.ended_at is null as open, c.due_at is not null as due,
        (select s.step_key from case_steps s where s.case_id = c.id and s.ended_at is null) as step
      from history_cases h join cases c on c.id = h.case_id where h.foreign_case like 'G-%' order by 1`.execute(
      tx,
    ),
  )
  assert.deepEqual(rows, [
    { key: 'G-1', open: false, step: null, due: true },
    { key: 'G-2', open: true, step: 'tham-dinh', due: true },
  ])
})

test('an unreadable file says why, and can be tried again', async () => {
  const id = await upload({ text: Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x80]) })
  await goOn(context, id)
  const one = await show(id)
  assert.equal(one.state, 'failed')
  assert.match(one.failure?.vi ?? '', /UTF-8/)
  await retryLog(context, id)
  assert.equal((await show(id)).state, 'reading')
  await assert.rejects(retryLog(context, id), { code: 'history.notNow' })
})

test('a packed XES log is read like any other', async () => {
  const event = (name: string, time: string) =>
    `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${time}"/></event>`
  const text = `<log><trace><string key="concept:name" value="X-1"/>${event('Tiếp nhận, đo gió', '2026-03-02T08:00:00+07:00')}${event('Trả giấy phép', '2026-03-03T08:00:00+07:00')}</trace></log>`
  const id = await loaded({ text: gzipSync(text), name: 'log.xes.gz' })
  assert.equal((await show(id)).state, 'loaded')
})

test('columns must be chosen, sources named, units and procedures known', async () => {
  const id = await upload({ text: 'a,b\n1,2' })
  await goOn(context, id)
  await assert.rejects(mapLog(context, id, emptyMapping), { code: 'history.columnsNeeded' })
  await assert.rejects(upload({ text: 'x', source: ' ' }), { code: 'history.sourceNeeded' })
  const file = await store('x')
  const ask = { file, procedure: kite, source: 'x', unitCode, replaces: false }
  await assert.rejects(uploadLog(context, { ...ask, unitCode: 'Z0' }), { code: 'history.unknownUnit' })
  await assert.rejects(uploadLog(context, { ...ask, procedure: '0.000000' }), {
    code: 'services.unknownProcedure',
  })
  await assert.rejects(loadLog(context, crypto.randomUUID()), { code: 'history.notFound' })
})

test('killed in the middle of loading, nothing is there; started again, all of it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-log-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  // The command opens the schema that its pack names; here that is the one of the tests.
  cpSync('packs/demo', join(folder, 'pack'), { recursive: true })
  const manifest = join(folder, 'pack', 'pack.json')
  const named = readFileSync(manifest, 'utf8').replace(
    /"schema": *"[^"]*"/,
    `"schema": "${platform.database.schema}"`,
  )
  writeFileSync(manifest, named)
  const file = join(folder, 'many.csv')
  writeFileSync(file, log(...Array.from({ length: 3_000 }, (_, index) => `K-${index}`)))
  const before = await everything()
  const files = dirname(platform.files.incoming)
  const args = [
    '--import',
    './tools/tsx-hook.mjs',
    'apps/cli.ts',
    'import:log',
    file,
    '--procedure',
    kite,
    '--unit',
    unitCode,
    '--source',
    'bị cắt',
  ]
  const env = {
    ...process.env,
    DATABASE_URL: platform.url,
    PACK: relative('packs', join(folder, 'pack')),
    SECRET_KEY: platform.settings.secretKey,
    DATA_DIR: folder,
    FILES_URL: pathToFileURL(files).href,
    KEYS_DIR: `${files}-keys`,
  }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  let one: Import | undefined
  for (const started = Date.now(); Date.now() - started < 60_000; await sleep(20)) {
    const { rows } = await read(context, (tx) =>
      sql<{ id: string }>`select id from history_imports where source = 'bị cắt' and done_count > 0`.execute(
        tx,
      ),
    )
    if (rows[0]) one = await show(rows[0].id)
    if (one) break
  }
  child.kill('SIGKILL')
  await ended
  assert.ok(one && one.doneCount > 0 && one.state === 'loading', 'it was killed while loading')
  assert.deepEqual(await everything(), before)
  // The server ends the dead transaction; whoever starts it again waits for that.
  await goOn(context, one.id)
  assert.equal((await show(one.id)).state, 'loaded')
  assert.equal(await count('cases'), (before[0] ?? 0) + 3_000)
})
