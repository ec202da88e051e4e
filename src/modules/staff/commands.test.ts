import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { calendarDate } from '#kernel/types.ts'
import { identity } from '#modules/identity/module.ts'
import { notifications } from '#modules/notifications/module.ts'
import { officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { correct, endPost, letGo, linkAccount, listStaff, move, takeOn, viewOfficer } from './commands.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const posts = new Map<string, string>()
let admin: Officer
let context: Context

before(async () => {
  const system = platform.as({ kind: 'system' }, monday)
  for (const { loadPack } of [organisation, notifications, identity]) await loadPack?.(system)
  for (const { seed } of [organisation, identity]) await seed?.(system)
  await read(system, async (tx) => {
    const { rows } = await sql<{ id: string; key: string }>`
      select p.id, u.code || ' ' || p.roles[1] as key from posts p join units u on u.id = p.unit_id`.execute(
      tx,
    )
    for (const { id, key } of rows) posts.set(key, id)
  })
  admin = await who('administrator', 'Z99')
  context = platform.as(admin, monday)
})

async function who(role: string, unit = 'Z99.11.01', on = '2026-03-02'): Promise<Officer> {
  const found = await read(platform, (tx) =>
    officerAt(tx, posts.get(`${unit} ${role}`) ?? '', calendarDate(on)),
  )
  if (!found) throw new Error(`Nobody is ${role} in ${unit}`)
  return found
}
const post = (change = {}) => ({
  unitCode: 'Z99.11.01',
  title: 'Chuyên viên',
  roles: ['officer'],
  fromOn: calendarDate('2026-03-02'),
  ...change,
})
const joiner = (change = {}) => ({ name: 'Trần Gió Mới', phone: '0990001234', post: post(), ...change })
const form = (key = randomUUID()) => ({ ...context, operationKey: key })
const refused = (act: Promise<unknown>, code: string) => assert.rejects(act, { code })
const told = (kind: string) =>
  read(platform, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select person_id as id from notifications where kind = ${kind}`.execute(tx)
    return rows.map(({ id }) => id)
  })

/** A session of the officer, as a sign-in would leave it, and a factor. */
async function signedIn(personId: string): Promise<void> {
  await inTransaction(platform, async (tx) => {
    await sql`insert into sessions (token_hash, person_id, opened_at, used_at, ends_at)
      values (${randomBytes(32)}, ${personId}, ${monday}, ${monday}, ${'2026-03-02T20:00+07:00'})`.execute(tx)
    await sql`insert into factors (person_id, kind, name, secret, added_at, confirmed_at)
      values (${personId}, 'totp', 'Máy', ${randomBytes(20)}, ${monday}, ${monday})`.execute(tx)
  })
}

test('an officer is taken on with account and post, once for the same form, and the head of the unit hears of it', async () => {
  const key = randomUUID()
  const id = await takeOn(form(key), joiner({ account: 'gio.moi' }))
  assert.equal(await takeOn(form(key), joiner({ account: 'gio.moi' })), id)
  const { member, access } = await viewOfficer(context, id)
  assert.equal(member.posts.length, 1)
  assert.equal(access.account, 'gio.moi')
  assert.ok((await told('staff.arrived')).includes((await who('leader')).personId))
  const { members } = await listStaff(context, { text: 'tran gio moi' })
  assert.deepEqual(
    members.map(({ personId }) => personId),
    [id],
  )
})

test('nobody is taken on with a name of one letter, an unknown role, a unit out of reach or a taken account', async () => {
  await refused(takeOn(form(), joiner({ name: ' G ' })), 'organisation.nameNeeded')
  await refused(takeOn(form(), joiner({ post: post({ roles: ['king'] }) })), 'organisation.rolesNeeded')
  await refused(takeOn(form(), joiner({ post: post({ roles: [] }) })), 'organisation.rolesNeeded')
  await refused(takeOn(form(), joiner({ post: post({ title: ' ' }) })), 'organisation.titleNeeded')
  await refused(takeOn(form(), joiner({ post: post({ unitCode: 'X' }) })), 'organisation.unitOutOfReach')
  const toOn = calendarDate('2026-03-01')
  await refused(takeOn(form(), joiner({ post: post({ toOn }) })), 'organisation.wrongPostDays')
  const account = 'officer.z99.11.01'
  await refused(takeOn(form(), joiner({ account })), 'identity.accountTaken')
  const { members } = await listStaff(context, { text: 'Trần Gió Mới' })
  assert.equal(members.length, 1)
})

test('a mover leaves the old post the day before the new one begins', async () => {
  const id = await takeOn(form(), joiner({ name: 'Lê Chuyển' }))
  const fromOn = calendarDate('2026-03-09')
  await move(form(), id, post({ unitCode: 'Z99.12.01', title: 'Phó phòng', fromOn }), true)
  const { member } = await viewOfficer(context, id)
  assert.deepEqual(
    member.posts.map(({ unitCode, fromOn: from, toOn }) => [unitCode, from, toOn]),
    [
      ['Z99.12.01', '2026-03-09', null],
      ['Z99.11.01', '2026-03-02', '2026-03-08'],
    ],
  )
})

test('a leaver is out at once: posts, factors and sessions; on a later day all of it stays until then', async () => {
  const id = await takeOn(form(), joiner({ name: 'Ngô Nghỉ' }))
  await signedIn(id)
  await letGo(form(), id, calendarDate('2026-03-06'))
  assert.equal((await viewOfficer(context, id)).access.sessions.length, 1)
  assert.equal((await viewOfficer(context, id)).member.posts[0]?.toOn, '2026-03-06')
  await letGo(form(), id, 'now')
  const { member, access } = await viewOfficer(context, id)
  assert.equal(member.posts[0]?.toOn, '2026-03-01')
  assert.deepEqual([access.sessions.length, access.factors.length], [0, 0])
  await refused(letGo(form(), id, calendarDate('2026-02-01')), 'organisation.wrongPostDays')
  assert.ok((await told('staff.left')).includes((await who('leader')).personId))
})

test('in the first minutes of the day whoever has no post any more has no way in', async () => {
  const id = await takeOn(form(), joiner({ name: 'Đỗ Hết Hạn' }))
  await signedIn(id)
  await letGo(form(), id, calendarDate('2026-03-03'))
  const [schedule] = identity.schedules ?? []
  await schedule?.run(platform.as({ kind: 'system' }, '2026-03-03T00:10+07:00'))
  assert.equal((await viewOfficer(context, id)).access.factors.length, 1)
  await schedule?.run(platform.as({ kind: 'system' }, '2026-03-04T00:10+07:00'))
  assert.equal((await viewOfficer(context, id)).access.factors.length, 0)
})

test('one post of two is ended alone, and only once', async () => {
  const id = await takeOn(form(), joiner({ name: 'Hồ Hai Việc' }))
  await move(form(), id, post({ unitCode: 'Z99.12.01' }), false)
  const [one, two] = (await viewOfficer(context, id)).member.posts
  assert.ok(one && two)
  await endPost(form(), id, one.postId, 'now')
  const { member } = await viewOfficer(context, id)
  assert.equal(member.posts.filter(({ toOn }) => toOn === null).length, 1)
  await refused(endPost(form(), id, one.postId, 'now'), 'organisation.noSuchPost')
})

test('an administrator changes neither their own posts nor people out of reach; others see nobody', async () => {
  await refused(move(form(), admin.personId, post(), false), 'organisation.ownPosts')
  await refused(letGo(form(), admin.personId, 'now'), 'organisation.ownPosts')
  const narrow = { ...admin, unitReach: 'nowhere' }
  const other = await who('officer')
  await refused(viewOfficer(platform.as(narrow, monday), other.personId), 'organisation.noSuchOfficer')
  await refused(
    letGo(platform.as(await who('leader'), monday), other.personId, 'now'),
    'organisation.noSuchOfficer',
  )
})

test('name and contact are corrected; an account is linked once and changed by two people only', async () => {
  const id = await takeOn(form(), joiner({ name: 'Vũ Sai Tên' }))
  await correct(form(), id, { name: '  Vũ   Đúng Tên ', email: 'dung@example.vn' })
  const { member } = await viewOfficer(context, id)
  assert.deepEqual([member.name, member.email, member.phone], ['Vũ Đúng Tên', 'dung@example.vn', null])
  await refused(linkAccount(form(), id, 'officer.z99.11.01'), 'identity.accountTaken')
  await linkAccount(form(), id, 'vu.dung.ten')
  await refused(linkAccount(form(), id, 'vu.khac'), 'organisation.accountSet')
})
