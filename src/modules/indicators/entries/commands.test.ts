import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { modules } from '../../../app.ts'
import { openUnit } from '../board/commands.ts'
import { isList } from '../domain.ts'
import { allUnits } from '../figures/store.ts'
import { parsePeriod } from '../periods/domain.ts'
import { openEntries, saveEntries } from './commands.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const lists = modules.flatMap(({ measures = [] }) => measures).filter(isList)
const march = parsePeriod('month:2026-03-01')
assert.ok(march)
const units = await read(platform.as({ kind: 'system' }, '2026-04-20T09:00+07:00'), allUnits)
const district = units.find(({ code }) => code === 'Z99.11')
assert.ok(district)
const clerk = officer({
  unitId: district.id,
  unitCode: district.code,
  unitReach: `${district.path}.*`,
  permissions: new Set(['indicators.enter']),
})
await savePerson(platform, clerk)
const context = platform.as(clerk, '2026-04-20T09:00+07:00')
const save = (unitCode: string, values: Readonly<Record<string, string>>, source = 'Báo cáo số 1') =>
  saveEntries(context, { unitCode, period: march }, source, (key) => values[key] ?? '')

test('what is entered is in the score; what is left empty stays; the same again is not written twice', async () => {
  assert.equal(await save('Z99.11.01', { 'petitions.due': '1.200', 'petitions.answeredInTime': '900' }), 2)
  assert.equal(await save('Z99.11.01', { 'petitions.due': '1200' }), 0)
  assert.equal(await save('Z99.11.01', { 'petitions.answeredInTime': '600' }), 1)
  const { own } = await openUnit(context, 'Z99.11.01', march, lists)
  assert.equal(own.score.figures.find(({ indicator }) => indicator.code === '5.2')?.value, 50)
  const view = await openEntries(context, { unitCode: 'Z99.11.01', period: march })
  assert.equal(view.entries.get('petitions.answeredInTime')?.value, 600)
  const kept = await read(context, (tx) =>
    sql<{ value: string }>`select value from indicator_entries where replaced_at is not null`.execute(tx),
  )
  assert.deepEqual(
    kept.rows.map(({ value }) => Number(value)),
    [900],
  )
})

test('what cannot be is refused in words, and nothing of it is kept', async () => {
  const refused = (values: Readonly<Record<string, string>>, code: string, source?: string) =>
    assert.rejects(save('Z99.11.03', values, source), { code: `indicators.${code}` })
  await refused({}, 'nothing')
  await refused({ 'petitions.due': '-1' }, 'notANumber')
  await refused({ 'petitions.due': 'mười' }, 'notANumber')
  await refused({ 'petitions.due': '99999999999' }, 'notANumber')
  await refused({ 'petitions.due': '1' }, 'noSource', ' ')
  await refused({ 'petitions.due': '1', 'petitions.answeredInTime': '2' }, 'moreThanAll')
  assert.equal((await openEntries(context, { unitCode: 'Z99.11.03', period: march })).entries.size, 0)
})

test('agencies out of reach are not there', async () => {
  for (const code of ['Z99', 'Z99.12.01', 'Z99.02', 'Z99.77'])
    await assert.rejects(save(code, { 'petitions.due': '1' }), { code: 'indicators.unknownUnit' })
})
