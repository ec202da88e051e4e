import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { calendarDate } from '#kernel/types.ts'
import { notifications } from '#modules/notifications/module.ts'
import { officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { viewAccess } from '../accounts/commands.ts'
import { identity } from '../module.ts'
import { askReset, decideReset, listResets } from './commands.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const posts = new Map<string, string>()
const as = (officer: Officer) => platform.as(officer, monday)
let admin: Officer
let leader: Officer
let head: Officer
let clerk: Officer
let stranger: Officer

async function who(role: string, unit = 'Z99.11.01'): Promise<Officer> {
  const found = await read(platform, (tx) =>
    officerAt(tx, posts.get(`${unit} ${role}`) ?? '', calendarDate('2026-03-02')),
  )
  if (!found) throw new Error(`Nobody is ${role} in ${unit}`)
  return found
}

before(async () => {
  const system = platform.as({ kind: 'system' }, monday)
  for (const { loadPack } of [organisation, notifications, identity]) await loadPack?.(system)
  for (const { seed } of [organisation, identity]) await seed?.(system)
  const { rows } = await read(system, (tx) =>
    sql<{ id: string; key: string }>`
      select p.id, u.code || ' ' || p.roles[1] as key from posts p join units u on u.id = p.unit_id`.execute(
      tx,
    ),
  )
  for (const { id, key } of rows) posts.set(key, id)
  admin = await who('administrator', 'Z99')
  leader = await who('leader')
  head = await who('division-head')
  clerk = await who('desk-clerk')
  stranger = await who('leader', 'Z99.12.01')
})

const refused = (act: Promise<unknown>, code: string) => assert.rejects(act, { code: `identity.${code}` })
const lost = { reason: 'Mất điện thoại và giấy ghi mã' }
async function waitingFor(officer: Officer, seenBy: Officer): Promise<string> {
  const found = (await listResets(as(seenBy))).find(({ personId }) => personId === officer.personId)
  assert.ok(found, 'no request waits')
  return found.id
}

test('one asks, the head of the unit decides, and every way in is gone; whoever asked cannot decide', async () => {
  await inTransaction(platform, (tx) =>
    sql`insert into sessions (token_hash, person_id, opened_at, used_at, ends_at)
      values (${randomBytes(32)}, ${leader.personId}, ${monday}, ${monday}, ${'2026-03-02T20:00+07:00'})`.execute(
      tx,
    ),
  )
  assert.equal((await viewAccess(as(admin), leader.personId)).factors.length, 1)
  await askReset(as(admin), leader.personId, lost)
  await refused(askReset(as(admin), leader.personId, lost), 'resetWaits')
  const id = await waitingFor(leader, admin)
  for (const one of [admin, leader, clerk, stranger])
    await refused(decideReset(as(one), id, true), 'secondPerson')
  assert.deepEqual((await listResets(as(stranger))).length, 0)
  await decideReset(as(head), id, true)
  const { factors, sessions, account } = await viewAccess(as(admin), leader.personId)
  assert.deepEqual([factors.length, sessions.length], [0, 0])
  assert.equal(account, 'leader.z99.11.01')
  await refused(decideReset(as(head), id, true), 'noSuchReset')
  const { rows } = await read(platform, (tx) =>
    sql<{ kind: string; to: string }>`select kind, person_id as to from notifications order by at`.execute(
      tx,
    ),
  )
  assert.ok(rows.some(({ kind, to }) => kind === 'identity.resetAsked' && to === head.personId))
  assert.ok(rows.some(({ kind, to }) => kind === 'identity.resetAskedForYou' && to === leader.personId))
  assert.ok(rows.some(({ kind, to }) => kind === 'identity.resetGranted' && to === leader.personId))
})

test('a changed account moves with the second person’s word, and a refusal changes nothing', async () => {
  await refused(askReset(as(admin), clerk.personId, { ...lost, subject: 'leader.z99.11.01' }), 'accountTaken')
  await askReset(as(admin), clerk.personId, { ...lost, subject: ' can.bo.moi ' })
  await decideReset(as(head), await waitingFor(clerk, head), false)
  assert.equal((await viewAccess(as(admin), clerk.personId)).account, 'desk-clerk.z99.11.01')
  await askReset(as(admin), clerk.personId, { ...lost, subject: 'can.bo.moi' })
  await decideReset(as(leader), await waitingFor(clerk, leader), true)
  assert.equal((await viewAccess(as(admin), clerk.personId)).account, 'can.bo.moi')
})

test('nobody asks for themselves, and the database itself wants a second person', async () => {
  await refused(askReset(as(admin), admin.personId, lost), 'ownReset')
  await assert.rejects(askReset(as(head), clerk.personId, lost), { code: 'organisation.noSuchOfficer' })
  await assert.rejects(
    inTransaction(platform, (tx) =>
      sql`insert into account_resets (id, person_id, reason, asked_by, asked_at, decided_by, decided_at, is_granted)
        values (${randomUUID()}, ${clerk.personId}, 'x', ${admin.personId}, ${monday}, ${admin.personId}, ${monday}, true)`.execute(
        tx,
      ),
    ),
    /account_resets/,
  )
})
