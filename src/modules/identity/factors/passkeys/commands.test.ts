import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { before, test } from 'node:test'
import { type Browser, challengeOn, type Fault, openOffice, securityKey } from '../testing/commands.ts'

const { platform, open, go, people, code, pass } = await openOffice('2026-03-02T05:00:10Z')
const [leader, other] = people('leader')
assert.ok(leader && other)
const [mine, theirs] = [leader.personId, other.personId]
const form = { chosen: ['a', 'b'], note: 'Đồng ý' }
const list = '/tai-khoan/yeu-to'

/** As far as the page on which the device is asked to make its key. */
async function begin(browser: Browser): Promise<string> {
  pass(60)
  const asked = await go(browser, list, { ten: 'Khóa bảo mật', loai: 'passkey' })
  return asked.to.startsWith('/xac-minh/') ? (await go(browser, asked.to, { ma: code() })).to : asked.to
}

async function add(personId: string) {
  const browser = await open(personId)
  const key = securityKey()
  const path = await begin(browser)
  const kept = await go(browser, path, { khoa: key.create(challengeOn(await go(browser, path))) })
  assert.equal(kept.to, list)
  pass(600)
  return { browser, key }
}

let key = securityKey()
before(async () => {
  key = (await add(mine)).key
})

/** A form that waits, and what a device has to sign for it. */
async function hold(personId = mine) {
  const browser = await open(personId)
  const { to } = await go(browser, '/ky', form)
  return { browser, to, challenge: challengeOn(await go(browser, to)) }
}

test('a passkey proves for the form that waits, and stands in the list beside the code app', async () => {
  const { browser, to, challenge } = await hold()
  const before = browser.token
  const sent = await go(browser, to, { khoa: key.get(challenge) })
  assert.equal(JSON.parse(sent.text).note, 'Đồng ý')
  assert.notEqual(browser.token, before)
  const shown = await go(browser, list)
  assert.match(shown.text, /Khóa bảo mật[\s\S]*Khóa truy cập/)
  assert.ok((await platform.eventNames()).includes('factor.added'))
})

test('what was signed for one form proves nothing for another, and nothing twice', async () => {
  const [one, two] = [await hold(), await hold()]
  const signed = key.get(one.challenge)
  assert.equal((await go(two.browser, two.to, { khoa: signed })).status, 422)
  assert.equal((await go(one.browser, one.to, { khoa: signed })).status, 200)
  assert.equal((await go(one.browser, one.to, { khoa: signed })).status, 410)
})

test('a device is refused that signs for another site, untouched, not growing, or with another key', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const faults: readonly Fault[] = [
    { origin: 'https://dichvucong-giamao.example' },
    { place: 'dichvucong-giamao.example' },
    { isUnverified: true },
    { counter: 1 },
    { key: privateKey },
  ]
  const { browser, to, challenge } = await hold()
  for (const fault of faults)
    assert.equal(
      (await go(browser, to, { khoa: key.get(challenge, fault) })).status,
      422,
      JSON.stringify(fault),
    )
  for (const nonsense of ['{}', '{"id":1}', '{"id":"x"}', 'x', key.create(challenge)])
    assert.equal((await go(browser, to, { khoa: nonsense })).status, 422, nonsense.slice(0, 20))
  assert.equal((await go(browser, to, { khoa: key.get(challenge) })).status, 200)
})

test('nobody proves with somebody else’s key, nor takes it for their own', async () => {
  const { key: foreign } = await add(theirs)
  const { browser, to, challenge } = await hold()
  assert.equal((await go(browser, to, { khoa: foreign.get(challenge) })).status, 422)
  const path = await begin(await open(mine))
  const mineToo = await open(mine)
  const again = foreign.create(challengeOn(await go(mineToo, path)))
  assert.equal((await go(mineToo, path, { khoa: again })).status, 422)
})

test('a key that answers another question, another site or without a finger is not kept', async () => {
  const browser = await open(theirs)
  const path = await begin(browser)
  const challenge = challengeOn(await go(browser, path))
  const fresh = securityKey()
  for (const khoa of [
    fresh.create('AAAA'),
    fresh.create(challenge, { origin: 'https://x.example' }),
    fresh.create(challenge, { isUnverified: true }),
    '',
  ]) {
    const refused = await go(browser, path, { khoa })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /Thiết bị chưa tạo được khóa truy cập/)
  }
  assert.equal((await go(browser, path, { khoa: fresh.create(challenge) })).to, list)
})
