import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { type Browser, openOffice } from '../testing/commands.ts'
import { codeFrom, codeLength, printedCode, readCode } from './domain.ts'

const { platform, open, go, people, code, pass } = await openOffice('2026-03-02T05:00:10Z')
const [leader, other] = people('leader')
const [clerk] = people('desk-clerk')
assert.ok(leader && other && clerk)
const form = { chosen: ['a', 'b'], note: 'Đồng ý' }
const path = '/tai-khoan/yeu-to/ma-khoi-phuc'

async function make(browser: Browser): Promise<readonly string[]> {
  pass(600)
  const { to } = await go(browser, path, {})
  const { text } = await go(browser, to, { ma: code() })
  pass(600)
  return [...text.matchAll(/<code>([\w-]{14})<\/code>/g)].map(([, found = '']) => found)
}

async function tryCode(browser: Browser, given: string): Promise<number> {
  const { to } = await go(browser, '/ky', form)
  return (await go(browser, to, { 'ma-khoi-phuc': given })).status
}

test('a code is read as a person types it', () => {
  const made = codeFrom(Buffer.alloc(codeLength, 33))
  assert.equal(printedCode(made), '1111-1111-1111')
  assert.equal(readCode(' liil 1111-1l1i'), made)
  assert.equal(readCode('U111-1111-1111'), undefined)
  assert.equal(readCode('123456'), undefined)
})

test('ten codes are shown once, each proves once, and its owner is told', async () => {
  const browser = await open(leader.personId)
  const codes = await make(browser)
  assert.equal(new Set(codes).size, 10)
  const [first = '', second = ''] = codes
  assert.equal(await tryCode(await open(leader.personId), first.toLowerCase()), 200)
  assert.equal(await tryCode(await open(leader.personId), first), 422)
  assert.match((await go(browser, '/tai-khoan/yeu-to')).text, /Còn 9 mã chưa dùng/)
  assert.equal(await tryCode(await open(other.personId), second), 422)
  const { rows } = await read(platform, (tx) =>
    sql<{ kind: string }>`select kind from notifications where person_id = ${leader.personId}`.execute(tx),
  )
  assert.deepEqual(rows, [{ kind: 'identity.codeUsed' }])
})

test('new codes put an end to the old ones, and the last factor takes them along', async () => {
  const browser = await open(other.personId)
  const [old = ''] = await make(browser)
  const [fresh = ''] = await make(browser)
  assert.equal(await tryCode(await open(other.personId), old), 422)
  assert.equal(await tryCode(browser, fresh), 200)
  const { rows } = await read(platform, (tx) =>
    sql<{ id: string }>`select id from factors where person_id = ${other.personId}`.execute(tx),
  )
  await go(browser, `/tai-khoan/yeu-to/${rows[0]?.id}/go`, {})
  const left = await read(platform, (tx) =>
    sql`select from recovery_codes where person_id = ${other.personId}`.execute(tx),
  )
  assert.equal(left.rows.length, 0)
})

test('the database keeps no hash that could be tried out without the key of the installation', async () => {
  const codes = await make(await open(leader.personId))
  const { rows } = await read(platform, (tx) =>
    sql<{ hash: Buffer }>`select code_hash as hash from recovery_codes`.execute(tx),
  )
  assert.ok(rows.length >= 10)
  const plain = codes.map((one) =>
    createHash('sha256')
      .update(readCode(one) ?? '')
      .digest(),
  )
  assert.ok(rows.every(({ hash }) => plain.every((one) => !one.equals(hash))))
})
