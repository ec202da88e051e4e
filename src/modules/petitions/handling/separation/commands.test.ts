import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import {
  aboutStaff,
  answerWords,
  by,
  given,
  officerOfTest,
  petitionOf,
  published,
  sent,
  standing,
  thursday,
  tuesday,
  visitor,
  wednesday,
} from '../../testing/commands.ts'
import { findEventsOfTest, findLooksOfTest, findMessagesOfTest } from '../../testing/store.ts'
import * as commands from '../commands.ts'
import { openContact, openWork, viewQueue } from '../reading/commands.ts'
import { findOfficial, proposedFor } from './commands.ts'

const refused = (deed: Promise<unknown>, name: string) => assert.rejects(deed, { code: `petitions.${name}` })
const all = { isLate: false, page: 0 }
const codesOf = async (context: ReturnType<typeof visitor>) =>
  (await viewQueue(context, all)).petitions.map(({ code }) => code)

test('whoever it is about never finds it: by name before anybody has made them out, by person afterwards', async () => {
  const { code } = await sent('staff', { official: officerOfTest('desk').name, accused: 'Z99' })
  await refused(openWork(by('desk', tuesday), code), 'notFound')
  assert.ok(!(await codesOf(by('desk', tuesday))).includes(code))
  await refused(commands.rejectPetition(by('desk', tuesday), { code, ground: 'da-tra-loi' }), 'notFound')

  const other = await standing('processing', 'staff')
  const { officialId, unitCode } = await petitionOf(other)
  assert.deepEqual([officialId, unitCode], [officerOfTest('accused').personId, 'Z99.02'])
  const accused = by('accused', wednesday)
  await refused(openWork(accused, other.code), 'notFound')
  await refused(commands.answerPetition(accused, { code: other.code, words: answerWords }), 'notFound')
  await refused(openContact(accused, { code: other.code, reason: 'Hỏi lại cho rõ' }), 'notFound')
  assert.ok(!(await codesOf(by('accused', wednesday))).includes(other.code))
  assert.ok((await codesOf(by('clerk', wednesday))).includes(other.code))
  const told = await read(visitor(), async (tx) => findMessagesOfTest(tx, (await petitionOf(other)).id))
  assert.ok(told.some(({ personId }) => personId === officerOfTest('clerk').personId))
  assert.ok(!told.some(({ personId }) => personId === officerOfTest('accused').personId))
})

test('where nobody knows who it is, or it is the head, another agency has it', async () => {
  const desk = by('desk', tuesday)
  const unknown = await sent('staff', { official: '' })
  await refused(commands.acceptPetition(desk, given(unknown.code, { officialName: '' })), 'accusedUnit')
  await refused(
    commands.acceptPetition(desk, given(unknown.code, { officialName: 'Không Ai Biết' })),
    'accusedUnit',
  )
  const head = given(unknown.code, { officialName: 'đặng văn TRƯỞNG' })
  await refused(commands.acceptPetition(desk, head), 'accusedUnit')
  await refused(commands.acceptPetition(desk, { ...head, unitCode: 'Z99.02.01' }), 'accusedUnit')
  await commands.acceptPetition(desk, { ...head, unitCode: 'Z99' })
  assert.equal((await petitionOf(unknown)).officialId, officerOfTest('chief').personId)
  await refused(
    commands.reassignPetition(by('desk', wednesday), { code: unknown.code, unitCode: 'Z99.02', words: '' }),
    'accusedUnit',
  )
  await commands.takePetition(by('head', wednesday), { code: unknown.code })
  await refused(openWork(by('chief', wednesday), unknown.code), 'notFound')
})

test('an agency in which nobody else may handle it is not given it', async () => {
  const desk = by('desk', tuesday)
  const { code } = await sent('staff', { accused: 'Z99.03', official: officerOfTest('other').name })
  const alone = given(code, {
    accusedCode: 'Z99.03',
    officialName: officerOfTest('other').name,
    unitCode: 'Z99.03',
  })
  await refused(commands.acceptPetition(desk, alone), 'nobodyThere')
  await refused(
    commands.acceptPetition(desk, given((await sent()).code, { unitCode: 'Z99.12' })),
    'nobodyThere',
  )
})

test('the agency is proposed where somebody else there can see to it, else the one above', async () => {
  const proposed = (name: string) =>
    read(visitor(), async (tx) => {
      const accused = await findUnitByCode(tx, 'Z99.02', visitor().today)
      assert.ok(accused)
      const official = await findOfficial(tx, visitor(), accused, name)
      return (await proposedFor(tx, visitor(), accused, official?.personId ?? null))?.code
    })
  assert.deepEqual(
    [await proposed('Gió Văn Gắt'), await proposed('Đặng Văn Trưởng'), await proposed('')],
    ['Z99.02', 'Z99', 'Z99'],
  )
})

test('who answered does not publish', async () => {
  const { code } = await standing('answered')
  const clerk = officerOfTest('clerk')
  const both = {
    ...by('clerk', thursday),
    actor: { ...clerk, permissions: new Set([...clerk.permissions, 'petitions.publish'] as const) },
  }
  await refused(commands.publishAnswer(both, { code, ...published }), 'ownAnswer')
  assert.ok(!(await openWork(both, code)).acts.includes('publish'))
})

test('who sent it is seen with a reason, is told, and stays closed to colleagues of whom it is about', async () => {
  const { code } = await standing('processing')
  const { id } = await petitionOf({ code })
  await refused(openContact(by('clerk', wednesday), { code, reason: 'x' }), 'reasonNeeded')
  const { sender } = await openContact(by('clerk', wednesday), { code, reason: 'Hỏi thêm về mẫu đơn' })
  assert.deepEqual([sender?.name, sender?.phone], ['Bà Lụa', '0912345678'])
  const looks = await read(visitor(), (tx) => findLooksOfTest(tx, id))
  assert.deepEqual(
    looks.map(({ what, words }) => [what, words]),
    [['petitioner', 'Hỏi thêm về mẫu đơn']],
  )
  const staff = await standing('processing', 'staff')
  const asked = { code: staff.code, reason: 'Hỏi thêm về buổi đó' }
  await refused(openContact(by('clerk', wednesday), asked), 'notYours')
  assert.equal((await openContact(by('desk', wednesday), asked)).sender?.name, aboutStaff.name)
  const seen = JSON.stringify([
    await openWork(by('clerk', wednesday), staff.code),
    await viewQueue(by('clerk', wednesday), all),
  ])
  assert.doesNotMatch(seen, /Ông Sậy|Thôn Gió/)
  const events = await read(visitor(), async (tx) => findEventsOfTest(tx, (await petitionOf(staff)).id))
  assert.doesNotMatch(JSON.stringify(events), /Sậy|Gắt|quát/)
})
