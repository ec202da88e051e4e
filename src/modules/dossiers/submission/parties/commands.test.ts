import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { citizen } from '#kernel/testing/people.ts'
import { acceptDossier, withdrawDossier } from '../../handling/commands.ts'
import { applicant, as, look, monday, platform, seen, submitted, system } from '../../testing/commands.ts'
import { getOwn, openOwn } from '../../tracking/commands.ts'
import { findListed } from '../../tracking/store.ts'

const festival = '9.000201'
const coHostNumber = '099190000027'
const coHost = citizen({ name: 'Ka Brếu', identityNumber: coHostNumber })
const stranger = citizen({ name: 'Lý Vô Can', identityNumber: '099190000035' })
const answers = {
  hasStall: false,
  coHosts: [{ name: coHost.name, identityNumber: coHostNumber }],
  hasContact: true,
  contactName: 'Bà Ỷ',
  contactPhone: '0912345678',
  wasHelped: true,
  helperName: 'Tổ Số',
  agrees: true,
}
const own = (actor: typeof coHost) => platform.as(actor, monday)

test('a joint applicant finds the dossier among the own ones, opens it and sees who else is in it', async () => {
  const code = await submitted(festival, answers)
  const listed = await read(own(coHost), (tx) => findListed(tx, coHost, { limit: 5 }))
  assert.deepEqual(
    listed.map((one) => one.code),
    [code],
  )
  const { parties, mayWithdraw } = await openOwn(own(coHost), code)
  assert.deepEqual(
    parties.map(({ role, name }) => [role, name]),
    [
      ['applicant', 'Ka Brếu'],
      ['contact', 'Bà Ỷ'],
      ['helper', 'Tổ Số'],
    ],
  )
  assert.equal(mayWithdraw, true)
})

test('nobody else finds it', async () => {
  const code = await submitted(festival, answers)
  await assert.rejects(openOwn(own(stranger), code), { code: 'dossiers.notFound' })
  assert.deepEqual(await read(own(stranger), (tx) => findListed(tx, stranger, { limit: 5 })), [])
})

test('a joint applicant withdraws; of both at once one does, and a second time nobody', async () => {
  const code = await submitted(festival, answers)
  await acceptDossier(as('desk-clerk'), await seen(code))
  const wish = { ...(await seen(code)), reason: 'Lặng gió' }
  const both = await Promise.allSettled([coHost, applicant].map((one) => withdrawDossier(own(one), wish)))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await look(code)).state, 'withdrawn')
  await assert.rejects(withdrawDossier(own(coHost), { ...(await seen(code)), reason: '' }), {
    code: 'dossiers.notNow',
  })
})

test('whoever may only look is told who can withdraw', async () => {
  const helper = citizen({ name: 'Tổ Số', identityNumber: '099190000043' })
  const code = await submitted(festival, answers)
  const { id } = await look(code)
  await read(own(helper), async (tx) => {
    await assert.rejects(getOwn(tx, own(helper), code), { code: 'dossiers.notFound' })
  })
  await inTransaction(system(), (tx) =>
    sql`update dossier_participants set identity = ${helper.identityNumber}
      where case_id = ${id} and role = 'helper'`.execute(tx),
  )
  await openOwn(own(helper), code)
  await assert.rejects(withdrawDossier(own(helper), { ...(await seen(code)), reason: '' }), {
    code: 'dossiers.notYourPart',
  })
  await withdrawDossier(own(applicant), { ...(await seen(code)), reason: '' })
  await assert.rejects(openOwn(own(helper), code), { code: 'dossiers.notFound' })
})
