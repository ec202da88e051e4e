import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, sql, type Tx } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, officer } from '#kernel/testing/people.ts'
import { searchKey } from '#kernel/text.ts'
import { recordCitizen, searchPersons } from './api.ts'

const platform = await freshPlatform()
const clerk = platform.as(officer(), '2026-03-02T03:00:00Z')
const write = (change: (tx: Tx) => Promise<unknown>) => platform.database.kysely.transaction().execute(change)

const names = [
  'Nguyễn Văn An',
  'Nguyễn Văn Anh',
  'Nguyễn Thị Ánh Vân',
  'Trần Văn Nguyễn',
  'Đặng Thị Ưởng',
  'Đỗ Đình Đức',
  "K'Brôp",
  'Lê Thị Hồng Gấm',
  'Văn Nguyễn Bé',
]
await write(async (tx) => {
  for (const [index, name] of names.entries())
    await recordCitizen(tx, { name, identityNumber: `06009000000${index}`, phone: `099000000${index}` })
})
const found = async (text: string, max = 10) =>
  (await read(clerk, (tx) => searchPersons(tx, clerk.actor, text, max))).map(({ name }) => name)

test('the database writes names as a search reads them', async () => {
  const odd = [
    ...names,
    'Đ',
    'ß Straße',
    'NGUYỄN  VĂN-A ',
    'İzmir',
    "H'Ông Ñ.2",
    'Ωμέγα Я',
    '*%_\\',
    '李 小龍',
  ]
  const forms = odd.flatMap((name) => [name, name.normalize('NFD'), name.toUpperCase()])
  await write((tx) =>
    sql`insert into persons (kind, full_name) select 'citizen', unnest(${forms}::text[])`.execute(tx),
  )
  const { rows } = await read(clerk, (tx) =>
    sql<{ name: string; key: string }>`select full_name as name, search_text as key from persons`.execute(tx),
  )
  assert.equal(rows.length, names.length + forms.length)
  for (const { name, key } of rows) assert.equal(key, searchKey(name), name)
  await write((tx) => sql`delete from persons where identity_number is null`.execute(tx))
})

test('a person is found without marks, by words in any order, the last one unfinished', async () => {
  assert.deepEqual(await found('nguyen van a'), ['Nguyễn Văn An', 'Nguyễn Văn Anh', 'Nguyễn Thị Ánh Vân'])
  assert.deepEqual(await found('Ưởng đặng'), ['Đặng Thị Ưởng'])
  assert.deepEqual(await found('do dinh duc'), ['Đỗ Đình Đức'])
  assert.deepEqual(await found('k brop'), ["K'Brôp"])
  assert.deepEqual(await found('hong gam le'), ['Lê Thị Hồng Gấm'])
})

test('what begins as typed comes before the same words elsewhere', async () => {
  assert.deepEqual(await found('van nguyen'), [
    'Văn Nguyễn Bé',
    'Nguyễn Văn An',
    'Nguyễn Văn Anh',
    'Trần Văn Nguyễn',
    'Nguyễn Thị Ánh Vân',
  ])
  assert.deepEqual(await found('nguyen van an', 1), ['Nguyễn Văn An'])
})

test('one word misspelt still finds the others, and only when nothing fits whole', async () => {
  assert.deepEqual(
    await found('dang thi uonk'),
    ['Đặng Thị Ưởng', 'Lê Thị Hồng Gấm', 'Nguyễn Thị Ánh Vân'].slice(0, 1),
  )
  assert.deepEqual(await found('xyz'), [])
})

test('an identity number or a phone is found whole, as written with spaces or a country code', async () => {
  assert.deepEqual(await found('060 090 000 004'), ['Đặng Thị Ưởng'])
  assert.deepEqual(await found('0990.000.003'), ['Trần Văn Nguyễn'])
  assert.deepEqual(await found('+84 990 000 003'), ['Trần Văn Nguyễn'])
  assert.deepEqual(await found('06009000000'), [])
})

test('nothing typed, or signs only, finds nobody', async () => {
  for (const text of ['', '   ', "'; drop table persons; --"]) assert.deepEqual(await found(text), [])
  assert.deepEqual(await found(`'' | & ! :* nguyen`), await found('nguyen'))
})

test('only officers may search people', async () => {
  for (const actor of [citizen(), { kind: 'visitor' } as const])
    await assert.rejects(
      read(clerk, (tx) => searchPersons(tx, actor, 'nguyen', 10)),
      {
        code: 'kernel.notAllowed',
      },
    )
})
