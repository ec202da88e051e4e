import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitStatements } from './statements.ts'

test('a semicolon ends a statement, except in a text, a name, a comment or a body', () => {
  const text = `-- first; not yet
create table a (b text default 'x;''y'); /* a; b */
create function c() returns void language plpgsql as $$ begin delete from a; end $$;
comment on table "d;e" is 'f'; ;`
  assert.deepEqual(splitStatements(text), [
    "create table a (b text default 'x;''y')",
    'create function c() returns void language plpgsql as $$ begin delete from a; end $$',
    'comment on table "d;e" is \'f\'',
  ])
})

test('a text of comments alone holds no statement', () =>
  assert.deepEqual(splitStatements('-- nothing;\n'), []))
