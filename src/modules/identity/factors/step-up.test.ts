import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Secret } from 'otpauth'
import { read, sql } from '#kernel/db.ts'
import { openOffice } from './testing/commands.ts'
import { inventedKey } from './totp/commands.ts'

const { platform, open, go, people, code, pass } = await openOffice('2026-03-02T05:00:10Z')
const [leader, other] = people('leader')
const [clerk] = people('desk-clerk')
assert.ok(leader && other && clerk)

const form = { chosen: ['a', 'b'], note: 'Đồng ý', request_id: randomUUID() }

test('a form is kept until its sender has proven who they are, and arrives whole, once, in a new session', async () => {
  const browser = await open(leader.personId)
  const before = browser.token
  const held = await go(browser, '/ky', form)
  assert.match(held.to, /^\/xac-minh\//)
  assert.match((await go(browser, held.to)).text, /Xác minh trước khi gửi/)
  assert.equal((await go(browser, held.to, { ma: '000000' })).status, 422)
  const sent = await go(browser, held.to, { ma: code() })
  assert.deepEqual(JSON.parse(sent.text), {
    chosen: ['a', 'b'],
    note: 'Đồng ý',
    operationKey: form.request_id,
  })
  assert.notEqual(browser.token, before)
  assert.equal((await go({ ...browser, token: before }, '/lam-viec')).status, 404)
  assert.equal((await go({ ...browser, token: before }, '/ky', form)).status, 401)
  assert.equal((await go(browser, held.to, { ma: code() })).status, 410)
  assert.equal((await go(browser, '/ky', form)).status, 200)
  pass(301)
  assert.equal((await go(browser, '/ky', form)).status, 303)
})

test('a code counts once, also in another session', async () => {
  pass(60)
  const [one, two] = [await open(leader.personId), await open(leader.personId)]
  const [first, second] = [(await go(one, '/ky', form)).to, (await go(two, '/ky', form)).to]
  assert.equal((await go(one, first, { ma: code() })).status, 200)
  assert.equal((await go(two, second, { ma: code() })).status, 422)
})

test('nobody proves for somebody else’s form', async () => {
  const [mine, theirs] = [await open(leader.personId), await open(other.personId)]
  const held = await go(mine, '/ky', form)
  assert.equal((await go(theirs, held.to)).status, 410)
  assert.equal((await go(theirs, held.to, { ma: code() })).status, 410)
})

test('a form that waited half an hour is gone', async () => {
  const browser = await open(leader.personId)
  const held = await go(browser, '/ky', form)
  pass(30 * 60)
  assert.equal((await go(browser, held.to)).status, 410)
})

test('whoever has no factor passes where the pack allows it, and is asked where it does not', async () => {
  assert.equal((await go(await open(clerk.personId), '/ky', form)).status, 200)
  const { manifest } = platform.pack as { manifest: { stepUp?: string } }
  manifest.stepUp = 'everyone'
  const held = await go(await open(clerk.personId), '/ky', form)
  manifest.stepUp = 'whoever-can'
  assert.match(held.to, /^\/xac-minh\//)
})

test('a stranger who guesses in turns is stopped after five, and the owner on a known device is not', async () => {
  pass(3600)
  const owner = await open(other.personId, { address: '192.0.2.9', known: true })
  const statuses: number[] = []
  for (let at = 0; at < 40; at++) {
    const thief = await open(other.personId, { address: `203.0.113.${at % 200}` })
    const held = await go(thief, '/ky', form)
    statuses.push((await go(thief, held.to, { ma: String(at).padStart(6, '0') })).status)
  }
  assert.equal(statuses.filter((status) => status === 422).length, 5)
  assert.equal(statuses.filter((status) => status === 429).length, 35)
  const held = await go(owner, '/ky', form)
  assert.equal((await go(owner, held.to, { ma: code() })).status, 200)
})

test('a factor is added after a proof, told to its owner, and removed likewise', async () => {
  pass(86_400)
  const browser = await open(leader.personId)
  const held = await go(browser, '/tai-khoan/yeu-to', { ten: 'Điện thoại hai', loai: 'totp' })
  const begun = await go(browser, held.to, { ma: code() })
  assert.match(begun.to, /^\/tai-khoan\/yeu-to\//)
  const shown = await go(browser, begun.to)
  const key = /<code>([A-Z2-7 ]+)<\/code>/.exec(shown.text)?.[1]?.replaceAll(' ', '') ?? ''
  assert.equal((await go(browser, begun.to, { ma: '000000' })).status, 422)
  assert.equal((await go(browser, begun.to, { ma: code(key) })).to, '/tai-khoan/yeu-to')
  assert.equal((await go(browser, begun.to)).status, 404)
  assert.match((await go(browser, '/tai-khoan/yeu-to')).text, /Điện thoại hai/)
  const removed = await go(browser, `${begun.to}/go`, {})
  assert.equal(removed.to, '/tai-khoan/yeu-to')
  const { rows } = await read(platform, (tx) =>
    sql<{
      kind: string
    }>`select kind from notifications where person_id = ${leader.personId} order by at`.execute(tx),
  )
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['identity.factorAdded', 'identity.factorRemoved'],
  )
})

test('the first factor asks for a fresh sign-in', async () => {
  const browser = await open(clerk.personId)
  const held = await go(browser, '/tai-khoan/yeu-to', { ten: 'Điện thoại', loai: 'totp' })
  assert.match(held.to, /^\/xac-minh\//)
  assert.match((await go(browser, held.to)).text, /\/dang-nhap\?muc=2&amp;tiep=/)
  assert.equal((await go(browser, held.to, {})).status, 403)
})

test('a page that asks for a surer sign-in says which, and leads back', async () => {
  const weak = await open(leader.personId)
  const refused = await go(weak, '/chac-chan')
  assert.equal(refused.to, '/muc-xac-thuc/3?tiep=%2Fchac-chan')
  const shown = await go(weak, refused.to)
  assert.equal(shown.status, 403)
  assert.match(shown.text, /\/dang-nhap\?muc=3&amp;tiep=%2Fchac-chan/)
  assert.equal((await go(await open(leader.personId, { level: 3 }), '/chac-chan')).status, 200)
})

test('the secret of a factor is not in the database as it is', async () => {
  const { rows } = await read(platform, (tx) =>
    sql<{ secret: Buffer }>`select secret from factors`.execute(tx),
  )
  const plain = Buffer.from(Secret.fromBase32(inventedKey).bytes)
  assert.ok(rows.length > 0 && rows.every(({ secret }) => !secret.includes(plain)))
})
