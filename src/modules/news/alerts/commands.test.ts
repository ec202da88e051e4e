import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { askedToday } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import type { Actor, Permission } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, officer, savePerson } from '#kernel/testing/people.ts'
import { modules } from '../../../app.ts'
import { approvePiece, startPiece, submitPiece } from '../commands.ts'
import { subscribe, unsubscribe } from '../subscribing/commands.ts'
import { warningPurpose } from '../subscribing/domain.ts'
import { tellSubscribers } from '../telling/commands.ts'
import { alert } from '../testing/domain.ts'
import { followAlert, issueAlert, issueAtOnce, pageAlerts, seeAlert, viewAlert } from './commands.ts'

const platform = await freshPlatform(undefined, undefined, modules)
let minute = 0
/** A moment after all before it: what stands is read anew. */
const later = () => new Date(Date.parse('2026-04-20T09:00+07:00') + (minute += 1) * 60_000)
const end = new Date('2026-04-21T18:00+07:00')

async function at(code: string, permissions: readonly Permission[]): Promise<Actor> {
  const { rows } = await read(platform.as({ kind: 'system' }, later()), (tx) =>
    sql<{ id: string; path: string }>`
      select id, path::text as path from units where code = ${code} order by valid_from desc limit 1`.execute(
      tx,
    ),
  )
  const [unit] = rows
  assert.ok(unit)
  const who = officer({
    unitId: unit.id,
    unitCode: code,
    unitReach: unit.path,
    permissions: new Set(permissions),
  })
  await savePerson(platform, who)
  return who
}

let editor: Actor
let approver: Actor
let head: Actor
before(async () => {
  editor = await at('Z99', ['news.write'])
  approver = await at('Z99', ['news.write', 'news.approve'])
  head = await at('Z99', ['news.write', 'news.approve', 'news.express'])
})
const as = (actor: Actor) => platform.as(actor, later())

async function issued(headline: string, areas: readonly string[], more = {}, who?: Context): Promise<string> {
  const id = await startPiece(who ?? as(editor), { kind: 'alert' }, alert(headline, areas, end, more))
  await submitPiece(as(editor), { kind: 'alert', id })
  await issueAlert(as(approver), id)
  return id
}

/** What stands above the pages of a visitor who chose these areas on the device. */
const above = async (areas: readonly string[] = [], when = later()) => {
  const visit = {
    ...platform.as({ kind: 'visitor' }, when),
    cookie: (name: string) => (name === 'noi-o' ? areas.join('.') : undefined),
  }
  return (await pageAlerts(visit)).map(({ title }) => title)
}

test('a warning stands for its areas, what they lie in and what lies in them; elsewhere not', async () => {
  const id = await issued('Lũ ở Cánh Buồm', ['991'])
  assert.deepEqual(await above(['99101']), ['Lũ ở Cánh Buồm'])
  assert.deepEqual(await above(['991']), ['Lũ ở Cánh Buồm'])
  assert.deepEqual(await above(['99']), ['Lũ ở Cánh Buồm'])
  assert.deepEqual(await above(['99201']), [])
  assert.deepEqual(await above(), ['Lũ ở Cánh Buồm'])
  await ended(id)
})

/** Cancelled by the same two people, so that the next test sees nothing of it. */
async function ended(id: string): Promise<string> {
  const cancel = await followAlert(as(editor), id, 'Cancel')
  await submitPiece(as(editor), { kind: 'alert', id: cancel })
  await issueAlert(as(approver), cancel)
  return cancel
}

test('whoever has not said where they are sees the grave ones alone', async () => {
  const id = await issued('Mưa vừa ở Lặng', ['99201'], { severity: 'Moderate' })
  assert.deepEqual(await above(), [])
  assert.deepEqual(await above(['99201']), ['Mưa vừa ở Lặng'])
  await ended(id)
})

test('a warning needs areas and an end that is ahead', async () => {
  const nowhere = await startPiece(as(editor), { kind: 'alert' }, alert('Không nơi nào', [], end))
  await assert.rejects(submitPiece(as(editor), { kind: 'alert', id: nowhere }), { code: 'news.areasNeeded' })
  const over = await startPiece(
    as(editor),
    { kind: 'alert' },
    alert('Đã qua', ['99'], new Date('2026-04-19T00:00Z')),
  )
  await assert.rejects(submitPiece(as(editor), { kind: 'alert', id: over }), { code: 'news.overAlready' })
})

test('a district does not warn another', async () => {
  const district = await at('Z99.12', ['news.write'])
  await assert.rejects(startPiece(as(district), { kind: 'alert' }, alert('Sai nơi', ['991'], end)), {
    code: 'news.wrongArea',
  })
})

test('the writer does not issue it', async () => {
  const id = await startPiece(as(approver), { kind: 'alert' }, alert('Tự duyệt', ['99'], end))
  await submitPiece(as(approver), { kind: 'alert', id })
  await assert.rejects(issueAlert(as(approver), id), { code: 'news.ownApproval' })
  await assert.rejects(approvePiece(as(approver), { kind: 'alert', id }), { code: 'news.ownApproval' })
})

test('the head on duty issues at once; a second person looks afterwards, never the head', async () => {
  const id = await startPiece(
    as(head),
    { kind: 'alert' },
    alert('Sóng thần', ['99'], end, { severity: 'Extreme' }),
  )
  await assert.rejects(issueAtOnce(as(approver), id), { code: 'news.notFound' })
  await issueAtOnce(as(head), id)
  assert.deepEqual(await above(), ['Sóng thần'])
  await assert.rejects(seeAlert(as(head), id), { code: 'news.ownApproval' })
  await seeAlert(as(approver), id)
  await assert.rejects(seeAlert(as(approver), id), { code: 'news.notNow' })
  const names = await platform.eventNames()
  assert.ok(names.includes('alert.seen'))
  await ended(id)
  assert.deepEqual(await above(), [])
})

test('an update ends the earlier warning when it is issued, and both say so', async () => {
  const first = await issued('Bão cách bờ 100 km', ['99'])
  const second = await followAlert(as(editor), first, 'Update')
  assert.deepEqual(await above(), ['Bão cách bờ 100 km'])
  await submitPiece(as(editor), { kind: 'alert', id: second })
  await issueAlert(as(approver), second)
  const view = await viewAlert(as(editor), first)
  assert.equal(view.alert.endedReason, 'Đã có bản cập nhật')
  assert.equal(view.follower?.id, second)
  assert.equal((await above()).length, 1)
  await assert.rejects(followAlert(as(editor), first, 'Cancel'), { code: 'news.notNow' })
  await ended(second)
})

test('of two updates of one warning the first issued wins', async () => {
  const first = await issued('Cháy rừng', ['992'])
  const [a, b] = [
    await followAlert(as(editor), first, 'Update'),
    await followAlert(as(editor), first, 'Cancel'),
  ]
  for (const id of [a, b]) await submitPiece(as(editor), { kind: 'alert', id })
  await issueAlert(as(approver), a)
  await assert.rejects(issueAlert(as(approver), b), { code: 'news.notNow' })
  await ended(a)
})

test('those who asked for its areas are told once, with their consent and no longer than they want', async () => {
  const mai = citizen()
  await savePerson(platform, mai)
  const { sha256 } = askedToday(as(mai), warningPurpose)
  await assert.rejects(subscribe(as(mai), ['99101']), { code: 'consents.notGiven' })
  await assert.rejects(subscribe(as(mai), [], sha256), { code: 'news.areasNeeded' })
  await subscribe(as(mai), ['99101'], sha256)
  const told = () =>
    read(as(mai), async (tx) => {
      const { rows } = await sql<{ link: string }>`
        select link from notifications where person_id = ${mai.personId} order by at`.execute(tx)
      return rows.length
    })
  const tell = async (id: string) => tellSubscribers.run(as({ kind: 'system' }), { id, after: null })
  const near = await issued('Lốc ở Cánh Buồm', ['991'])
  await tell(near)
  await tell(near)
  assert.equal(await told(), 1)
  await tell(await issued('Lốc ở Lặng', ['99201']))
  assert.equal(await told(), 1)
  assert.deepEqual(
    (await pageAlerts(as(mai))).map(({ title }) => title),
    ['Lốc ở Cánh Buồm'],
  )
  await unsubscribe(as(mai))
  await tell(await issued('Lốc nữa', ['991']))
  assert.equal(await told(), 1)
})

test('a job that waits tells nobody of what was cancelled meanwhile', async () => {
  const minh = citizen({ identityNumber: '099190000002' })
  await savePerson(platform, minh)
  await subscribe(as(minh), ['992'], askedToday(as(minh), warningPurpose).sha256)
  const id = await issued('Hủy ngay', ['992'])
  await ended(id)
  await tellSubscribers.run(as({ kind: 'system' }), { id, after: null })
  const { rows } = await inTransaction(as(minh), (tx) =>
    sql`select 1 from notifications where person_id = ${minh.personId}`.execute(tx),
  )
  assert.equal(rows.length, 0)
})

test('a warning is over when its time is', async () => {
  await issued('Gió đến tối', ['99203'])
  assert.deepEqual(await above(['99203']), ['Gió đến tối'])
  assert.deepEqual(await above(['99203'], end), [])
})
