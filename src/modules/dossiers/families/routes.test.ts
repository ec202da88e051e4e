import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import type { Module } from '#kernel/module.ts'
import type { Actor } from '#kernel/policy.ts'
import { citizen } from '#kernel/testing/people.ts'
import { createServer } from '#kernel/web/server.ts'
import { accounts } from '#modules/accounts/module.ts'
import { portalOver } from '#modules/portal/module.ts'
import { services } from '#modules/services/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { acceptDossier } from '../handling/commands.ts'
import { dossiers } from '../module.ts'
import { applicant, as, look, monday, platform, seen, submitted, system, who } from '../testing/commands.ts'
import { tend } from './commands.ts'
import { findMemberStates } from './store.ts'

const actors = new Map<string, Actor>([
  ['owner', applicant],
  ['stranger', citizen({ name: 'Lê Văn Lạ', identityNumber: '099190000051' })],
])
const people: Module = {
  name: 'people',
  dependsOn: [],
  authenticate: async (_platform, { sessionToken }) => actors.get(sessionToken ?? ''),
}
const server = await createServer({
  platform,
  modules: [people, services, dossiers, accounts, portalOver([])],
  assets: await buildAssets(),
  now: () => new Date(monday),
  quiet: true,
})
after(() => server.close())

let head = ''
let kites = ''
let stall = ''
let secret = ''
// The people of the stage come to their posts in a hook of their own, before the first test.
beforeEach(async () => {
  if (head) return
  actors.set('clerk', who('desk-clerk'))
  actors.set('leader', who('leader', 'Z99.11.01'))
  head = await submitted('9.000201', { hasStall: true, goods: ['shade'], plot: 'C-7', capitalVnd: 5000 })
  await acceptDossier(as('desk-clerk'), await seen(head))
  const { id } = await look(head)
  await tend(system(), id)
  const members = await read(system(), (tx) => findMemberStates(tx, id))
  kites = members[0]?.code ?? ''
  stall = members[1]?.code ?? ''
  const { rows } = await read(system(), (tx) =>
    sql<{ secret: string }>`select lookup_secret as secret from dossiers where case_id = ${id}`.execute(tx),
  )
  secret = rows[0]?.secret ?? ''
})

async function get(url: string, session?: string) {
  const cookies = session ? { phien: session } : {}
  const { statusCode: status, body } = await server.inject({ method: 'GET', url, cookies })
  return { status, body }
}

test('the applicant follows the whole family on the page of the declaration, and comes back from a member', async () => {
  const own = await get(`/ho-so/${head}`, 'owner')
  assert.equal(own.status, 200)
  for (const code of [kites, stall]) assert.ok(own.body.includes(`href="/ho-so/${code}"`), code)
  const member = await get(`/ho-so/${kites}`, 'owner')
  assert.ok(member.body.includes(`href="/ho-so/${head}"`))
  assert.ok(member.body.includes(`href="/ho-so/${stall}"`))
})

test('the own list has one line for the family', async () => {
  const { body } = await get('/tai-khoan/ho-so', 'owner')
  assert.ok(body.includes(head))
  assert.ok(!body.includes(kites))
})

test('whoever holds the codes of the declaration follows its members; a stranger finds nothing', async () => {
  const { body } = await get(`/tra-cuu?ho-so=${head}&ma=${secret}`)
  assert.match(body, new RegExp(`/tra-cuu\\?ho-so=${kites}&(amp;)?ma=`))
  assert.equal((await get(`/ho-so/${kites}`, 'stranger')).status, 404)
})

test('an officer of one member sees the others by their state, without a way in', async () => {
  const { status, body } = await get(`/lam-viec/ho-so/${stall}`, 'leader')
  assert.equal(status, 200)
  assert.ok(body.includes(kites))
  assert.ok(!body.includes(`href="/lam-viec/ho-so/${kites}"`))
})

test('withdrawing the declaration asks about each member that is not decided', async () => {
  const { body } = await get(`/ho-so/${head}/rut`, 'owner')
  for (const code of [kites, stall]) assert.ok(body.includes(`value="${code}"`), code)
})

test('the API tells of a family from any of its dossiers, and of none where there is none', async () => {
  for (const code of [head, kites]) {
    const { status, body } = await get(`/api/v1/dossiers/${code}/family`, 'owner')
    assert.equal(status, 200)
    const family = JSON.parse(body) as { head: { code: string }; members: { code: string | null }[] }
    assert.equal(family.head.code, head)
    assert.deepEqual(
      family.members.map((one) => one.code),
      [kites, stall],
    )
  }
  assert.equal((await get(`/api/v1/dossiers/${head}/family`, 'stranger')).status, 404)
})
