/** No migration breaks, or holds up, the version that runs beside it. */

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { findMigrations } from '#kernel/migrations.ts'
import { findingsOf, type Rule, rules, statementsOf } from './lint.ts'

/** Up to here nothing had been released: no former version runs beside these. */
const firstRelease = '20260312'

const allowed = readFileSync(join(import.meta.dirname, 'allowed.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, migration, rule, reason = ''] = /^\| `([\w-]+)` +\| (\w+) +\| (.*?) +\|$/.exec(line) ?? []
    return migration && rule ? [{ migration, rule, reason }] : []
  })
const migrations = findMigrations()
const found = migrations.flatMap(({ name, sql }) =>
  findingsOf(sql).map((one) => ({ migration: name, ...one })),
)
const bound = found.filter(({ migration }) => migration >= firstRelease)
const key = ({ migration, rule }: { readonly migration: string; readonly rule: string }) =>
  `${migration} ${rule}`

test('every migration is safe beside the former version, or people said why it may run all the same', () => {
  const known = new Set(allowed.map(key))
  assert.deepEqual(
    bound.filter((one) => !known.has(key(one))).map((one) => `${key(one)}: ${one.statement}`),
    [],
  )
})

test('nothing is allowed that is not there, and each has a reason', () => {
  const there = new Set(bound.map(key))
  assert.deepEqual(allowed.filter((one) => !there.has(key(one))).map(key), [])
  for (const { migration, rule, reason } of allowed) {
    assert.ok(reason.length > 20, migration)
    assert.ok(rule in rules, rule)
  }
})

test('the check sees what was there before the first release: columns and tables that went, indexes, rewrites, fillings', () => {
  const before = found.filter(({ migration }) => migration < firstRelease)
  const count = (rule: Rule) => before.filter((one) => one.rule === rule).length
  for (const rule of Object.keys(rules) as Rule[]) assert.ok(count(rule) > 0, rule)
  assert.ok(before.some(({ statement }) => statement.includes('drop column due_explanation')))
  assert.ok(before.some(({ statement }) => statement.includes('rename to satisfaction_answers')))
})

const wrong: readonly [string, readonly Rule[]][] = [
  ['alter table kites drop column tail', ['removes']],
  ['alter table kites rename column tail to end', ['removes']],
  ['drop view if exists kite_counts', ['removes']],
  ['drop function fly(jsonb)', ['removes']],
  ['alter table kites alter column tail type bigint', ['rewrites']],
  ['alter table kites alter column tail set not null', ['narrows', 'scans']],
  ['alter table kites add column tail text not null', ['narrows']],
  ['alter table kites add column id uuid default gen_random_uuid()', ['rewrites']],
  ['alter table kites add constraint long check (tail > 3)', ['scans']],
  ['alter table kites add foreign key (boy) references boys (id)', ['scans']],
  ['alter table kites add column boy uuid references boys (id)', ['scans']],
  ['alter table kites add unique (tail)', ['scans']],
  ['create index kites_tail on kites (tail)', ['scans']],
  ['update kites set tail = 1', ['fills']],
  ['lock table kites', ['rewrites']],
  ['alter table kites add column a int, drop column b', ['removes']],
]
const right = [
  'create table kites (id uuid primary key); create index kites_id on kites (id); insert into kites select from boys',
  'alter table kites add column tail text',
  "alter table kites add column tail text not null default 'a, b drop column c'",
  'alter table kites add constraint long check (tail > 3) not valid',
  'alter table kites validate constraint long',
  'alter table kites drop constraint long',
  'alter table kites add constraint one unique using index kites_one',
  'create unique index concurrently if not exists kites_one on kites (tail)',
  '-- drop table kites\ncreate or replace view kite_counts as select 1',
  'create function fly() returns void language sql as $$ delete from kites; $$',
]

test('each rule sees what it is for, and lets pass the way round it', () => {
  for (const [sql, expected] of wrong)
    assert.deepEqual(
      findingsOf(sql).map(({ rule }) => rule),
      expected,
      sql,
    )
  for (const sql of right) assert.deepEqual(findingsOf(sql), [], sql)
})

test('what runs without a transaction is an index made beside the writers, one statement after another', () => {
  assert.deepEqual(statementsOf(`select 'a;b'; -- c;\nselect "d;e" /* ; */; select $x$ ; $x$`), [
    `select 'a;b'`,
    'select "d;e"',
    'select $x$ ; $x$',
  ])
  for (const { name, sql } of migrations) {
    const isAlone = sql.startsWith('-- alone:')
    const concurrent = statementsOf(sql).filter((one) =>
      /^(create|drop) (unique )?index concurrently /i.test(one),
    )
    assert.equal(concurrent.length > 0, isAlone, name)
    if (isAlone) assert.deepEqual([concurrent.length, statementsOf(sql).length], [1, 1], name)
  }
})
