import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { citizen } from '#kernel/testing/people.ts'
import { missingSlips, refusal } from '../domain.ts'
import { dismissMember, orderWipe, viewTeam } from '../teams/commands.ts'
import {
  appointed,
  as,
  byHead,
  byOther,
  enrolled,
  helper,
  memberIdOf,
  platform,
  secret,
  teamId,
  tuesday,
} from '../testing/commands.ts'
import { contactDevice, enrolDevice, giveUpDevice, releaseHalf } from './commands.ts'
import { findDevicesOf } from './store.ts'

const refused = (deed: Promise<unknown>, name: keyof typeof refusal) =>
  assert.rejects(deed, { code: `assisted.${name}` })
const deviceOf = async (id: string) => {
  const all = await read(platform, (tx) => findDevicesOf(tx, { teamId }))
  return all.find((one) => one.id === id)
}

test('devices of a commune are numbered one after another, also when two enrol at once', async () => {
  const other = await appointed('Ỷ Văn Máy', '099190000902')
  const [first, second] = await Promise.all([enrolled(other), enrolled(other, 'Máy tính bảng')])
  assert.deepEqual([first.number, second.number].sort(), [1, 2])
  assert.equal(first.unitCode, 'Z99.11.01')
  const third = await enrolled(other, 'Máy ba')
  assert.equal(third.number, 3)
  await refused(enrolled(other, 'Máy bốn'), 'tooManyDevices')
})

test('only members enrol, with a name and with secrets that look like it', async () => {
  await refused(enrolled(citizen()), 'notAMember')
  await refused(enrolled(helper, ' '), 'deviceNameNeeded')
  await refused(
    enrolDevice(as(helper), { team: undefined, name: 'Máy', token: '123', proof: secret() }),
    'deviceUnsound',
  )
  await refused(
    enrolDevice(as(helper, '2027-01-01T08:00+07:00'), {
      team: undefined,
      name: 'Máy',
      token: secret(),
      proof: secret(),
    }),
    'notAMember',
  )
})

test('the half of the key goes to the right PIN on the right device and to nobody else', async () => {
  const device = await enrolled()
  const { id, token, proof, half } = device
  assert.deepEqual(await releaseHalf(as(helper), { id, token, proof }), { outcome: 'open', half })
  await refused(releaseHalf(as(helper), { id, token: secret(), proof }), 'notFound')
  const other = await appointed('Ông Khác', '099190000903')
  await refused(releaseHalf(as(other), { id, token, proof }), 'notFound')
  await refused(releaseHalf(as(citizen()), { id, token, proof }), 'notAMember')
})

test('wrong PINs are counted and a right one forgives them; the tenth wipes, and then the right one is too late', async () => {
  const { id, token, proof } = await enrolled()
  const wrong = () => releaseHalf(as(helper), { id, token, proof: secret() })
  for (let left = 9; left >= 5; left -= 1) assert.deepEqual(await wrong(), { outcome: 'wrong', left })
  assert.equal((await releaseHalf(as(helper), { id, token, proof })).outcome, 'open')
  for (let left = 9; left >= 1; left -= 1) assert.deepEqual(await wrong(), { outcome: 'wrong', left })
  assert.deepEqual(await wrong(), { outcome: 'wiped' })
  assert.deepEqual(await releaseHalf(as(helper), { id, token, proof }), { outcome: 'wiped' })
  assert.equal((await deviceOf(id))?.state, 'wiping')
})

test('ten wrong PINs sent at once are ten', async () => {
  const { id, token, proof } = await enrolled(await appointed('Bà Nhanh', '099190000904'))
  const owner = await appointedAgain()
  await Promise.all(Array.from({ length: 10 }, () => releaseHalf(owner, { id, token, proof: secret() })))
  assert.deepEqual(await releaseHalf(owner, { id, token, proof }), { outcome: 'wiped' })
})
const appointedAgain = async () => {
  const { members } = await viewTeam(byHead(), teamId)
  const found = members.find(({ name }) => name === 'Bà Nhanh')
  return as(citizen({ personId: found?.personId ?? '', name: 'Bà Nhanh', identityNumber: '099190000904' }))
}

test('a device learns of the order to wipe, and says when it is done', async () => {
  const person = await appointed('Cô Mất Máy', '099190000905')
  const { id, token } = await enrolled(person)
  const telling = { id, token, lastSlip: 4, isWiped: false }
  assert.deepEqual(await contactDevice(as(person, tuesday), telling), { state: 'active' })
  const device = await deviceOf(id)
  assert.equal(device?.contactAt.toISOString(), new Date(tuesday).toISOString())
  assert.deepEqual(device && missingSlips(device), [1, 2, 3, 4])
  await refused(orderWipe(byHead(), { team: teamId, device: id, reason: ' ' }), 'reasonNeeded')
  await refused(orderWipe(byOther(), { team: teamId, device: id, reason: 'Mất máy' }), 'notFound')
  await orderWipe(byHead(), { team: teamId, device: id, reason: 'Mất máy' })
  assert.deepEqual(await contactDevice(as(person), telling), { state: 'wipe' })
  assert.equal((await deviceOf(id))?.state, 'wiping')
  await contactDevice(as(person), { ...telling, isWiped: true })
  assert.equal((await deviceOf(id))?.state, 'wiped')
})

test('whoever is dismissed loses the half at once and still learns that the device is to be wiped', async () => {
  const person = await appointed('Anh Thôi', '099190000906')
  const { id, token, proof } = await enrolled(person)
  await refused(dismissMember(byOther(), teamId, await memberIdOf(person)), 'notFound')
  await dismissMember(byHead(), teamId, await memberIdOf(person))
  await refused(releaseHalf(as(person), { id, token, proof }), 'notAMember')
  assert.deepEqual(await contactDevice(as(person), { id, token, lastSlip: 0, isWiped: false }), {
    state: 'wipe',
  })
})

test('a member gives up a device of their own and of nobody else', async () => {
  const person = await appointed('Chị Bỏ', '099190000907')
  const { id, token, proof } = await enrolled(person)
  await refused(giveUpDevice(as(helper), id), 'notFound')
  await giveUpDevice(as(person), id)
  assert.deepEqual(await releaseHalf(as(person), { id, token, proof }), { outcome: 'wiped' })
})
