import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { getProcedure, getProcedureVersion } from './api.ts'
import { loadCatalogue } from './commands.ts'
import { importProcedureTexts } from './procedure/commands.ts'
import { findTexts } from './procedure/store.ts'

const platform = await freshPlatform()
const context = platform.as({ kind: 'system' }, '2026-03-02T02:00:00Z')
const kite = '9.000002'
await loadCatalogue(context)

/** The same pack with one procedure renamed, or without it. */
function withKite(name: string | undefined) {
  const catalogue = context.pack.catalogue.flatMap((facts) =>
    facts.code !== kite ? [facts] : name === undefined ? [] : [{ ...facts, name }],
  )
  return { ...context, pack: { ...context.pack, catalogue } }
}
const current = () => read(context, (tx) => getProcedure(tx, kite, context.today))
const pinned = (version: number) => read(context, (tx) => getProcedureVersion(tx, context, kite, version))

test('the same pack loaded again leaves every version as it was', async () => {
  await loadCatalogue(context)
  assert.equal((await current()).version, 1)
})

test('a changed procedure becomes the next version, and what was pinned stays as it was', async () => {
  const { name } = await current()
  await loadCatalogue(withKite('Gia hạn giấy phép thả diều to'))
  assert.equal((await current()).version, 2)
  assert.equal((await current()).name, 'Gia hạn giấy phép thả diều to')
  assert.equal((await pinned(1)).name, name)
  const other = await read(context, (tx) => getProcedure(tx, '9.000001', context.today))
  assert.equal(other.version, 1, 'another procedure keeps its version')
})

test('a procedure that leaves the catalogue is unknown, yet its versions stay readable', async () => {
  await loadCatalogue(withKite(undefined))
  await assert.rejects(current(), { code: 'services.unknownProcedure' })
  assert.equal((await pinned(2)).version, 2)
})

test('a procedure that comes back unchanged is in force again under its old version', async () => {
  await loadCatalogue(withKite('Gia hạn giấy phép thả diều to'))
  assert.equal((await current()).version, 2)
})

test('a version that never was is refused', async () => {
  await assert.rejects(pinned(99), { code: 'services.unknownProcedure' })
})

test('applicants of the catalogue are the choices of a generated form', async () => {
  const { form, facts } = await current()
  assert.deepEqual(facts.applicants, ['citizen', 'organisation'])
  const kinds = form.pages
    .flatMap(({ fields }) => fields)
    .flatMap((field) => (field.kind === 'choice' ? field.options.map(({ value }) => value) : []))
  assert.ok(kinds.includes('citizen') && kinds.includes('organisation') && !kinds.includes('firm'))
})

const row = (code: string, sequence: string) =>
  JSON.stringify({
    ma_thu_tuc: code,
    trinh_tu_thuc_hien: sequence,
    yeu_cau_dieu_kien: 'Không',
    cach_thuc_thuc_hien: '',
    can_cu_phap_ly: '',
  })
const fileOf = (name: string, rows: readonly string[]) => {
  const file = path.join(tmpdir(), `${process.pid}-${name}.ndjson`)
  writeFileSync(file, rows.join('\n'))
  return file
}

test('texts are imported for known procedures, counted for unknown ones, and once only', async () => {
  const file = fileOf('texts', [row(kite, 'Bước 1: đo gió'), row('1.000001', 'Bước 1')])
  assert.deepEqual(await importProcedureTexts(context, file), {
    read: 2,
    written: 1,
    unknown: ['1.000001'],
  })
  const texts = await read(context, (tx) => findTexts(tx, kite))
  assert.equal(texts?.sequence, 'Bước 1: đo gió')
  assert.equal((await importProcedureTexts(context, file)).written, 0)
  const changed = fileOf('changed', [row(kite, 'Bước 1: đo gió hai lần')])
  assert.equal((await importProcedureTexts(context, changed)).written, 1)
})

test('a broken line stops the import, is named in Vietnamese, and nothing is kept', async () => {
  const file = fileOf('broken', [row('9.000001', 'Bước 1: chọn diều'), '{"ma_thu_tuc": "9.0"}'])
  await assert.rejects(importProcedureTexts(context, file), /dòng 2: .*không đúng dạng/)
  assert.equal(await read(context, (tx) => findTexts(tx, '9.000001')), undefined)
})
