/** Everything that is written or migrated keeps the rules of many provinces in one cluster; each rule finds what breaks it. */

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import pg from 'pg'
import { withDatabase } from '#kernel/db/roles.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import { excused, unused } from './exceptions.ts'
import { breaksOnDuplicate, type Finding, judge, type Rule, rules } from './rules.ts'
import { migrationTexts, type Source, taggedTexts } from './sources.ts'
import { statementsOf } from './sql.ts'

const platform = await freshPlatform()
let client: pg.Client
let catalogue: Catalogue

before(async () => {
  const { TEST_POSTGRES_ADMIN: admin = '' } = process.env
  client = new pg.Client(withDatabase(admin, new URL(platform.url).pathname.slice(1)))
  await client.connect()
  platform.beforeClose(() => client.end())
  catalogue = await readCatalogue(client, platform.database.schema)
})

const judgeAll = (sources: readonly Source[]) =>
  sources.flatMap(({ file, texts }) =>
    texts
      .flatMap(statementsOf)
      .flatMap((statement) => judge(statement, catalogue))
      .map((finding) => ({ ...finding, file })),
  )
const told = (findings: readonly (Finding & { file?: string })[]) =>
  findings
    .filter((finding) => !excused(finding))
    .map(
      ({ file = '', rule, about, statement }) => `${file} ${rule} (${rules[rule]}): ${about} in ${statement}`,
    )

test('the check sees the database and the sources', () => {
  assert.ok(catalogue.tables.size > 100, `${catalogue.tables.size} tables`)
  assert.ok(catalogue.routines.length > 10, `${catalogue.routines.length} functions`)
  assert.ok(catalogue.readers.has('submit_dossiers') && catalogue.readers.has('apply_moves'))
  assert.ok(catalogue.numbered.has('events.position'))
  assert.ok(migrationTexts().length > 100)
  assert.ok(taggedTexts().flatMap(({ texts }) => texts).length > 800)
})

test('the migrated database has nothing that stays behind when a province moves', () =>
  assert.deepEqual(catalogue.findings, []))

test('migrations, functions and statements of the sources keep the rules', () => {
  const bodies = catalogue.routines.map(({ name, body }) => ({ file: `function ${name}`, texts: [body] }))
  const findings = judgeAll([...migrationTexts(), ...bodies, ...taggedTexts()])
  assert.deepEqual(told(findings), [])
  assert.deepEqual(unused(findings), [])
})

test('whoever waits for a duplicate inserts by VALUES', () => {
  const waiting = taggedTexts().filter(({ texts }) => texts.some((text) => /unique_violation/.test(text)))
  const functions = catalogue.routines
    .filter(({ body }) => /unique_violation/i.test(body))
    .map(({ name, body }) => ({ file: name, texts: [body] }))
  const broken = [...waiting, ...functions].filter(({ texts }) =>
    texts.flatMap(statementsOf).some(breaksOnDuplicate),
  )
  assert.deepEqual(broken, [])
})

const planted: Readonly<Record<Rule, readonly string[]>> = {
  merge: [
    'merge into cases using drafts on true when matched then delete',
    'with a as (select 1) merge into cases c using a on true when not matched then do nothing',
  ],
  trigger: [
    'create trigger told after insert on events for each row execute function tell()',
    'create or replace rule kept as on delete to events do instead nothing',
  ],
  inheritance: ['create table late_cases (days int) inherits (cases)'],
  foreignSchema: [
    'select c.code from cases c join lam_dong.cases d using (code)',
    'insert into lam_dong.settings (key, value) values ($1, $2)',
    'create table a (case_id uuid references lam_dong.cases)',
    'select 1 where exists (select from public.areas)',
  ],
  pathForSession: ['set search_path to lam_dong'],
  readerOverRows: [
    'select submit_dossiers(d.answers) from drafts d',
    'select pg_advisory_xact_lock(hashtext(code)) from cases',
    'update cases set version = (apply_moves(to_jsonb(cases.code))->0)::int',
    'do $$ begin perform apply_moves(x.a) from events x; end $$',
  ],
  askInValues: ['insert into areas (code, name) values ($1, (select name from units where code = $1))'],
  hourInChange: [
    'update workers set seen_at = clock_timestamp() where id = $1',
    'delete from drafts where made_at < greatest(clock_timestamp(), $1)',
    "insert into settings (key, value) values ('a', $1) on conflict (key) do update set changed_at = now()",
  ],
  placeInChange: [
    'with gone as (delete from drafts where ctid = any(array(select ctid from drafts limit 10)) returning id) select from gone',
  ],
  identityOrder: [
    'select name from events order by position',
    'select e.name from events e where e.name = $1 order by e.position desc limit 1',
    'select array_agg(name order by position) from events',
  ],
}

for (const [rule, statements] of Object.entries(planted))
  test(`the rule ${rule} finds what is planted`, () => {
    const known = { ...catalogue, otherSchemas: new Set([...catalogue.otherSchemas, 'lam_dong']) }
    for (const text of statements) {
      const found = statementsOf(text).flatMap((statement) => judge(statement, known))
      assert.ok(
        found.some((finding) => finding.rule === rule),
        text,
      )
    }
  })

test('what is allowed is not found', () => {
  const allowed = [
    'select apply_moves($1::jsonb)',
    'select * from submit_dossiers($1)',
    'select pg_advisory_xact_lock($1)',
    'select c.code, (select pg_try_advisory_xact_lock(7)) from cases c',
    'select name from events order by txid, position',
    'select * from dossier_papers order by position',
    'select graphile_worker.add_job($1)',
    'select public.unaccent(name) from areas',
    "select 'merge into lam_dong.cases' as words -- merge into x",
    'set local search_path to demo, public',
    'update workers set seen_at = now() where id = $1',
    'update workers set seen_at = (select clock_timestamp()) where id = $1',
    'insert into areas (code, name) select $1, name from units where code = $1',
    'insert into events (at, name) values ($1, $2)',
  ]
  for (const text of allowed)
    assert.deepEqual(
      statementsOf(text).flatMap((one) => judge(one, catalogue)),
      [],
      text,
    )
})

test('INSERT … SELECT that breaks on a duplicate is told from one that does not', () => {
  const breaks = (text: string) => statementsOf(text).some(breaksOnDuplicate)
  assert.ok(breaks('insert into areas (code) select code from units'))
  assert.ok(
    breaks('with a as (insert into areas (code) select code from units returning code) select from a'),
  )
  assert.ok(!breaks('insert into areas (code) select code from units on conflict do nothing'))
  assert.ok(!breaks('insert into areas (code) values ($1)'))
  const body = 'begin insert into areas (code) select $1; exception when unique_violation then null; end'
  assert.ok(breaks(body))
})

test('the catalogue shows triggers, inheritance, foreign schemas and functions without a path', async () => {
  await client.query('begin')
  await client.query(`
    create schema lam_dong; set local search_path to demo, public;
    create table lam_dong.areas (code text primary key, kind int);
    create table planted_points (area text references lam_dong.areas);
    create table planted_heirs (note text) inherits (settings);
    create view planted_view as select code from lam_dong.areas;
    create function planted_tell() returns trigger language plpgsql as 'begin return new; end';
    create trigger planted_trigger before insert on settings for each row execute function planted_tell();
    create rule planted_rule as on delete to settings do instead nothing;
    create type lam_dong.colour as enum ('red');
    create table planted_colours (one lam_dong.colour);
    create function planted_reader() returns bigint language sql stable as 'select count(*) from demo.settings'`)
  const { findings } = await readCatalogue(client, 'demo')
  await client.query('rollback')
  assert.deepEqual(findings.toSorted(), [
    'a foreign key to another schema: planted_points_area_fkey on planted_points',
    'a function of SQL that asks tables, to be written in plpgsql: planted_reader',
    'a function without its own search_path: planted_reader',
    'a function without its own search_path: planted_tell',
    'a rule that rewrites: planted_rule on settings',
    'a table that inherits: planted_heirs',
    'a trigger: planted_trigger on settings',
    'a type or default of another province: planted_colours.one',
    'a view of another schema: planted_view reads lam_dong.areas',
  ])
})
