import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import { read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { officer } from '#kernel/testing/people.ts'
import { calendarDate } from '#kernel/types.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { beginActing, viewMandates } from '../commands.ts'
import { claimByPaper } from '../proving/commands.ts'
import { as, clerk, monday, newest, platform, stranger, system } from '../testing/commands.ts'
import { decidePaper, openPaper, viewDesk } from './commands.ts'

async function clerkOf(unitCode: string) {
  const unit = await read(system(), (tx) => findUnitByCode(tx, unitCode, system().today))
  if (!unit) throw new Error(`There is no unit ${unitCode}`)
  return platform.as(officer({ unitId: unit.id, unitReach: unit.path }), monday)
}

const person = {
  identity: stranger.identityNumber ?? '',
  name: stranger.name,
  birthDate: calendarDate('1990-01-01'),
}

/** Hands in a decision of guardianship at the department; gives the mandate that waits. */
async function claimed() {
  const document = await PDFDocument.create()
  document.addPage()
  const file = await storeBytes(platform.files, 'quyet-dinh.pdf', await document.save())
  await claimByPaper(as(clerk), { role: 'guardian', person, unitCode: 'Z99.02', file })
  return newest(clerk, 'guardian')
}

test('a paper holds once an officer of its desk compared it, who is told of; another desk does not find it', async () => {
  const noFile = { role: 'guardian', person, unitCode: 'Z99.02', file: undefined } as const
  await assert.rejects(claimByPaper(as(clerk), noFile), { code: 'mandates.paperNeeded' })
  const { id, awaits, representedId } = await claimed()
  assert.equal(awaits, 'desk')
  await assert.rejects(beginActing(as(clerk), id), { code: 'mandates.notFound' })
  const [own, other] = [await clerkOf('Z99.02'), await clerkOf('Y01.99')]
  assert.deepEqual(await viewDesk(other), [])
  await assert.rejects(openPaper(other, id), { code: 'mandates.notFound' })
  await assert.rejects(decidePaper(other, { id, isRight: true, reason: '' }), { code: 'mandates.notFound' })
  assert.deepEqual(
    (await viewDesk(own)).map((one) => one.id),
    [id],
  )
  assert.equal((await openPaper(own, id)).name, 'quyet-dinh.pdf')
  const decide = () => decidePaper(own, { id, isRight: true, reason: '' })
  const both = await Promise.allSettled([decide(), decide()])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await newest(clerk, 'guardian')).awaits, null)
  assert.ok(
    (await platform.looksAt(representedId)).some(({ what, why }) => what === 'paper' && why === 'desk'),
  )
  await platform.database.kysely
    .transaction()
    .execute((tx) => sql`update mandates set ended_at = now(), ending = 'left' where id = ${id}`.execute(tx))
})

test('what is not confirmed says why', async () => {
  const { id } = await claimed()
  const own = await clerkOf('Z99.02')
  await assert.rejects(decidePaper(own, { id, isRight: false, reason: ' ' }), {
    code: 'mandates.reasonNeeded',
  })
  await decidePaper(own, { id, isRight: false, reason: 'Bản chụp mờ' })
  const { byMe } = await viewMandates(as(clerk))
  const { ending, reason } = byMe.find((one) => one.id === id) ?? {}
  assert.deepEqual([ending, reason], ['refused', 'Bản chụp mờ'])
  await assert.rejects(decidePaper(own, { id, isRight: true, reason: '' }), { code: 'mandates.notNow' })
})
