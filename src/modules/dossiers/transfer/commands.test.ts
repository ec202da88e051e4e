import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { acceptDossier, forwardDossier } from '../handling/commands.ts'
import { proof } from '../proof/commands.ts'
import { leadingWork } from '../steps/domain.ts'
import {
  accepted,
  applicant,
  as,
  commune,
  look,
  onlyOneOf,
  otherCommune,
  platform,
  refusedWith,
  seen,
  submitted,
  system,
  toldOf,
  tuesday,
} from '../testing/acts/commands.ts'
import { openOwn } from '../tracking/commands.ts'
import { sendBackDossier, transferDossier } from './commands.ts'

const reason = 'Bãi thả nằm ở xã bên'
const unitId = async (code: string) =>
  (await read(system(), (tx) => findUnitByCode(tx, code, system().today)))?.id
const passed = async (code: string, to = otherCommune) => ({ ...(await seen(code)), to, reason })
const there = (role: string) => as(role, tuesday, otherCommune)
const isSound = async (code: string) => {
  const hanging = await read(system(), (tx) => proof.find(tx, system()))
  assert.ok(!hanging.some((one) => one.code === code))
}

test('an accepted dossier goes to the competent agency: the desk that received it and the clock stay', async () => {
  const code = await accepted()
  const before = await look(code)
  await transferDossier(as('officer'), await passed(code))
  const after = await look(code)
  assert.equal(after.competentUnitId, await unitId(otherCommune))
  assert.equal(after.receivingUnitId, await unitId(commune))
  assert.deepEqual([after.dueAt, after.clock], [before.dueAt, before.clock])
  const work = leadingWork(after)
  assert.deepEqual([work.key, work.unitId], [leadingWork(before).key, await unitId(otherCommune)])
  assert.equal(after.work.at(-2)?.outcome, 'transferred')
  const told = (await toldOf(code)).at(-1)
  assert.deepEqual(
    [told?.name, told?.payload.from, told?.payload.to, told?.payload.reason],
    ['dossier.transferred', commune, otherCommune, reason],
  )
  await isSound(code)
  await forwardDossier(there('officer'), await seen(code))
})

test('before it is accepted the other desk receives it, within the time that runs already', async () => {
  const code = await submitted()
  const before = await look(code)
  await transferDossier(as('desk-clerk'), await passed(code))
  const after = await look(code)
  const other = await unitId(otherCommune)
  assert.deepEqual([after.competentUnitId, after.receivingUnitId], [other, other])
  assert.deepEqual([after.state, after.dueAt], ['registered', before.dueAt])
  await isSound(code)
  await acceptDossier(there('desk-clerk'), await seen(code))
  assert.equal((await look(code)).state, 'processing')
})

test('the agency that got it sends it back once, with its reason', async () => {
  const code = await accepted()
  await transferDossier(as('officer'), await passed(code))
  await assert.rejects(
    sendBackDossier(there('officer'), { ...(await seen(code)), reason: ' ' }),
    refusedWith('reasonNeeded'),
  )
  await sendBackDossier(there('officer'), { ...(await seen(code)), reason: 'Bãi thả vẫn ở phường' })
  const back = await look(code)
  assert.equal(back.competentUnitId, await unitId(commune))
  assert.equal((await toldOf(code)).at(-1)?.name, 'dossier.sentBack')
  await transferDossier(as('officer'), await passed(code))
  const again = sendBackDossier(there('officer'), { ...(await seen(code)), reason: 'Không phải' })
  await assert.rejects(again, refusedWith('notSendable'))
  await isSound(code)
})

test('what never came from elsewhere cannot be sent back', async () => {
  const code = await accepted()
  const back = sendBackDossier(as('officer'), { ...(await seen(code)), reason })
  await assert.rejects(back, refusedWith('notSendable'))
})

test('each wrong wish is refused and the dossier stays', async () => {
  const code = await accepted()
  const officer = as('officer')
  const refused = async (wish: object, why: string) =>
    assert.rejects(transferDossier(officer, { ...(await passed(code)), ...wish }), refusedWith(why))
  await refused({ reason: '' }, 'reasonNeeded')
  await refused({ to: 'Z99.77' }, 'noCompetentUnit')
  await refused({ to: commune }, 'sameUnit')
  await refused({ to: undefined }, 'sameUnit')
  assert.equal((await look(code)).competentUnitId, await unitId(commune))
})

test('who does not hold the step passes nothing on; another agency finds nothing', async () => {
  const code = await accepted()
  await assert.rejects(transferDossier(as('registrar'), await passed(code)), refusedWith('notYours'))
  await assert.rejects(transferDossier(there('officer'), await passed(code)), refusedWith('notFound'))
})

test('twice and two at once it goes to one place', async () => {
  const code = await accepted()
  const wish = await passed(code)
  await onlyOneOf(
    [transferDossier(as('officer'), wish), transferDossier(as('officer'), wish)],
    'changedMeanwhile',
    'notFound',
  )
  assert.equal((await toldOf(code)).filter(({ name }) => name === 'dossier.transferred').length, 1)
})

test('the citizen reads where it went and why, and the step that was passed on is not told as done', async () => {
  const code = await accepted()
  await transferDossier(as('officer'), await passed(code))
  const { story } = await openOwn(platform.as(applicant, tuesday), code)
  const lines = story.filter(({ kind }) => kind === 'transferred')
  assert.equal(lines.length, 1)
  const [line] = lines
  assert.deepEqual(line?.kind === 'transferred' && [line.unitName, line.reason], [
    'Ủy ban nhân dân thị trấn Lặng',
    reason,
  ])
  assert.equal(story.filter(({ kind }) => kind === 'step').length, 2, 'reception, and the step at hand')
})
