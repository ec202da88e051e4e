/** Every table of the platform is somebody's to end, or says nothing of anybody. */

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { readPack } from '#kernel/packs.ts'
import { kernelKeeping } from '#kernel/retention.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { dateOf } from '#kernel/types.ts'
import { catalogueOf, mismatches } from '#modules/retention/domain.ts'
import { modules } from '../../src/app.ts'

const platform = await freshPlatform()
const catalogue = catalogueOf([...modules.flatMap(({ records }) => records ?? []), kernelKeeping])
const declared = [
  ...catalogue.classes.map(({ table, key }) => ({ table, key })),
  ...catalogue.parts.map(({ table, of }) => ({ table, key: of })),
]

const verdicts = new Map(
  readFileSync(join(import.meta.dirname, 'verdicts.md'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, table, verdict] = /^\| `(\w+)` +\| (.*?) +\|/.exec(line) ?? []
      return table && verdict ? [[table, verdict] as const] : []
    }),
)

type Column = { readonly table: string; readonly column: string; readonly type: string }

/** Columns of every table that is not a partition of another. */
const columns = await read(platform.as({ kind: 'system' }, new Date()), async (tx) => {
  const { rows } = await sql<Column>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`.execute(
    tx,
  )
  return rows
})

test('people decided about every table, and about none that is not there', () => {
  assert.ok(verdicts.size > 80)
  assert.deepEqual([...verdicts.keys()].sort(), [...new Set(columns.map(({ table }) => table))].sort())
})

test('modules declare what people decided', () => {
  for (const [table, verdict] of verdicts) {
    const keys = [...new Set(declared.filter((one) => one.table === table).map(({ key }) => `\`${key}\``))]
    const wanted = verdict === 'nobody' || verdict.startsWith('with ') ? [] : verdict.split(', ')
    assert.deepEqual(keys.sort(), wanted.toSorted(), table)
  }
})

test('a part goes with a class that there is, and is owned by a module or the kernel', () => {
  const keys = new Set<string>(catalogue.classes.map(({ key }) => key))
  assert.equal(keys.size, catalogue.classes.length)
  for (const { of, table } of catalogue.parts) assert.ok(keys.has(of), `${table} goes with ${of}`)
})

test('rows said to go with another table are deleted with it by the database', async () => {
  const { rows } = await read(platform.as({ kind: 'system' }, new Date()), (tx) =>
    sql<{ own: string; other: string }>`
      select conrelid::regclass::text as own, confrelid::regclass::text as other from pg_constraint
      where contype = 'f' and confdeltype = 'c'`.execute(tx),
  )
  const cascades = new Set(rows.map(({ own, other }) => `${own} with \`${other}\``.replaceAll('"', '')))
  for (const [table, verdict] of verdicts)
    if (verdict.startsWith('with ')) assert.ok(cascades.has(`${table} ${verdict}`), `${table} ${verdict}`)
})

test('what is said to be about nobody has no column for a person’s name, number, phone or mail', () => {
  // The telephone of an agency.
  const ofOffices = new Set(['units.phone'])
  const telling =
    /(^|_)(full_name|identity|identity_number|phone|email|birth_date|payer|applicant|person_name|owner_name)($|_)/
  const found = columns.filter(
    ({ table, column }) =>
      verdicts.get(table) === 'nobody' && telling.test(column) && !ofOffices.has(`${table}.${column}`),
  )
  assert.deepEqual(found, [])
})

test('every column that names a file or bytes is asked before either is removed', () => {
  const asked = [...catalogue.files, ...catalogue.bytes].join('\n')
  // Of these nothing can be read back: proofs of files, hashes of words, and the rows that themselves are swept.
  const spared = new Set([
    'file_proofs.file_id',
    'migrations.sha256',
    'consents.shown_sha256',
    'assisted_devices.token_sha256',
    'assisted_devices.proof_sha256',
    'assisted_evidence.shown_sha256',
    'file_scans.sha256',
  ])
  const names = columns.filter(
    ({ table, column }) => /(^|_)(file_id|sha256)$/.test(column) && !spared.has(`${table}.${column}`),
  )
  assert.ok(names.length > 8)
  for (const { table, column } of names)
    assert.match(asked, new RegExp(`from ${table} \\w where [^)]*\\w\\.${column} = `), `${table}.${column}`)
})

test('the packs say of every class how long, why and what then, and of nothing else', async () => {
  for (const name of ['demo', 'binh-thuan']) {
    const { retention } = await readPack(join(import.meta.dirname, '../../packs', name))
    assert.deepEqual(mismatches(catalogue, retention, dateOf(new Date())), [], name)
  }
})

test('the database itself refuses to forget an open case and the looks of the last half year', async () => {
  const context = platform.as({ kind: 'system' }, new Date())
  const refused = (statement: string) =>
    assert.rejects(
      context.database.kysely.transaction().execute(async (tx) => {
        await sql`insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
            holder_unit_id, opened_at) values ('00000000-0000-4000-8000-000000000001', 'dossier', 'x', 'x', 1, 'processing', 's',
            't', 'r', gen_random_uuid(), now())`.execute(tx)
        await sql`insert into looks (slot, key, id, first_at, last_at, viewer_kind, subjects, what, why, way)
          values (now(), '\\x00', '00000000-0000-4000-8000-000000000001', now(), now(), 'system', array[gen_random_uuid()],
            'list', 'work', 'screen')`.execute(tx)
        await sql.raw(statement).execute(tx)
      }),
    )
  await refused(`select forget_words(array['00000000-0000-4000-8000-000000000001']::uuid[])`)
  await refused(`select forget_looks(array['00000000-0000-4000-8000-000000000001']::uuid[])`)
  await refused(`update events set payload = '{}'`)
  await refused('delete from looks')
})
