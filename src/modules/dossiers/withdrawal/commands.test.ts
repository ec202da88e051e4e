import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withdrawDossier } from '../handling/commands.ts'
import {
  accepted,
  applicant,
  as,
  look,
  onlyOneOf,
  otherCommune,
  platform,
  refusedWith,
  seen,
  submitted,
  toldOf,
  tuesday,
} from '../testing/acts/commands.ts'
import { type Withdraw, withdrawAtDesk } from './commands.ts'
import type { Requester } from './domain.ts'

const requester: Requester = {
  name: 'Trần Thị Diều',
  identity: 'B1234567',
  capacity: 'authorised',
  authority: 'Giấy ủy quyền số 12 ngày 01/03/2026',
}
const request = async (code: string, wish: Partial<Withdraw> = {}): Promise<Withdraw> => ({
  ...(await seen(code)),
  requester,
  reason: 'Bán diều rồi',
  ...wish,
})

test('the desk withdraws a dossier as asked, and notes who asked by what right', async () => {
  const code = await accepted()
  await withdrawAtDesk(as('desk-clerk'), await request(code))
  const { state, endedAt, work } = await look(code)
  assert.deepEqual([state, endedAt], ['withdrawn', new Date(tuesday)])
  assert.ok(work.every((one) => one.endedAt !== null))
  const told = (await toldOf(code)).at(-1)
  const { reason, atDesk, requestedBy, requesterIdentity, capacity, authority } = told?.payload ?? {}
  assert.equal(told?.name, 'dossier.withdrawn')
  assert.deepEqual(
    [reason, atDesk, requestedBy, requesterIdentity, capacity, authority],
    ['Bán diều rồi', true, requester.name, requester.identity, 'authorised', requester.authority],
  )
})

test('also before it was accepted', async () => {
  const code = await submitted()
  await withdrawAtDesk(as('desk-clerk'), await request(code))
  assert.equal((await look(code)).state, 'withdrawn')
})

test('each missing thing is named and nothing happens', async () => {
  const code = await accepted()
  const clerk = as('desk-clerk')
  const refused = async (wish: Partial<Withdraw>, reason: string) =>
    assert.rejects(withdrawAtDesk(clerk, await request(code, wish)), refusedWith(reason))
  await refused({ requester: { ...requester, name: '' } }, 'requesterNeeded')
  await refused({ requester: { ...requester, authority: '' } }, 'authorityNeeded')
  await refused({ requester: { ...requester, capacity: 'self' } }, 'notTheApplicant')
  await refused({ reason: ' ' }, 'reasonNeeded')
  assert.equal((await look(code)).state, 'processing')
})

test('only a clerk of the desk that received it; another agency finds nothing', async () => {
  const code = await accepted()
  await assert.rejects(withdrawAtDesk(as('officer'), await request(code)), refusedWith('notYours'))
  const elsewhere = as('desk-clerk', tuesday, otherCommune)
  await assert.rejects(withdrawAtDesk(elsewhere, await request(code)), refusedWith('notFound'))
})

test('twice, two at once, and beside the applicant’s own act it is one withdrawal', async () => {
  const code = await accepted()
  const wish = await request(code)
  const own = { code, expectedVersion: wish.expectedVersion, reason: '' }
  await onlyOneOf(
    [
      withdrawAtDesk(as('desk-clerk'), wish),
      withdrawAtDesk(as('desk-clerk'), wish),
      withdrawDossier(platform.as(applicant, tuesday), own),
    ],
    'changedMeanwhile',
    'notNow',
  )
  await assert.rejects(withdrawAtDesk(as('desk-clerk'), await request(code)), refusedWith('notNow'))
})
