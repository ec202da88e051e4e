/** Every refusal of a record, walked like a table. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answers } from '#kernel/forms.ts'
import { withdrawDossier } from '../handling/commands.ts'
import { applicant, as, lighthouse, look, monday, platform, seen } from '../testing/commands.ts'
import {
  day,
  inspection,
  keeper,
  meeting,
  toCouncil,
  toNotice,
  toPayment,
  toStage,
  write,
} from '../testing/kites/commands.ts'
import { type RecordAct, recordActs } from './domain.ts'

/** Each refusal of a record: how to come there, who writes what, and the code that tells why not. */
type Refused = readonly [
  how: string,
  stage: () => Promise<string>,
  by: () => ReturnType<typeof as>,
  act: RecordAct,
  answers: Answers,
  code: string,
]
const noticed = async () => {
  const code = await toNotice()
  await write(as('officer'), code, 'postNotice', { from: day, place: 'Cột cờ' })
  return code
}
const demanded = async () => {
  const code = await toPayment()
  await write(as('officer'), code, 'demandPayment', { amountVnd: 70_000, number: '7/TB' })
  return code
}
const paidTwice = async () => {
  const code = await demanded()
  await write(as('officer'), code, 'confirmPayment', receipt)
  return code
}
const answered = async () => {
  const code = await toStage()
  await write(keeper(), code, 'answerConsultation', { outcome: 'agree' })
  return code
}
const receipt = { receiptNumber: 'BL-1', paidOn: day }
const withoutEnd = async () => {
  const code = await toStage()
  await withdrawDossier(platform.as(applicant, monday), { ...(await seen(code)), reason: 'Thôi' })
  return code
}
const { members: _members, ...nobodyThere } = meeting
const officer = () => as('officer')
const chief = () => as('division-head')
const refusals: readonly Refused[] = [
  ['answered twice', answered, keeper, 'answerConsultation', { outcome: 'agree' }, 'notFound'],
  ['answered by another unit', toStage, officer, 'answerConsultation', { outcome: 'agree' }, 'notYours'],
  ['answered after the end', withoutEnd, keeper, 'answerConsultation', { outcome: 'agree' }, 'notFound'],
  ['an answer that is none', toStage, keeper, 'answerConsultation', { outcome: 'silent' }, 'invalidRecord'],
  [
    'asked of nobody',
    toStage,
    officer,
    'askConsultation',
    { unit: 'X', question: 'Gì?', hours: 8 },
    'invalidRecord',
  ],
  [
    'asked for no time',
    toStage,
    officer,
    'askConsultation',
    { unit: lighthouse, question: 'Gì?', hours: 0 },
    'invalidRecord',
  ],
  [
    'council without members',
    toCouncil,
    chief,
    'holdMeeting',
    { ...nobodyThere, outcome: 'cho-bay' },
    'invalidRecord',
  ],
  ['council without decision', toCouncil, chief, 'holdMeeting', meeting, 'invalidRecord'],
  [
    'council not of the kind',
    toCouncil,
    officer,
    'recordInspection',
    { ...inspection, outcome: 'thoang' },
    'notNow',
  ],
  [
    'council to come',
    toCouncil,
    chief,
    'holdMeeting',
    { ...meeting, heldOn: '2027-01-01', outcome: 'cho-bay' },
    'invalidRecord',
  ],
  [
    'objected before it is posted',
    toNotice,
    officer,
    'noteObjection',
    { by: 'Bà Cát', objection: 'Che nắng' },
    'noticeNotPosted',
  ],
  ['notice ended before it is posted', toNotice, officer, 'endNotice', { remark: 'x' }, 'noticeNotPosted'],
  ['notice ended on its first day', noticed, officer, 'endNotice', { remark: 'x' }, 'noticeRunning'],
  ['notice posted twice', noticed, officer, 'postNotice', { from: day, place: 'Cột cờ' }, 'noticePosted'],
  [
    'notice posted in days to come',
    toNotice,
    officer,
    'postNotice',
    { from: '2027-01-01', place: 'Cột cờ' },
    'invalidRecord',
  ],
  ['paid before it was asked', toPayment, officer, 'confirmPayment', receipt, 'notNow'],
  ['asked to pay twice', demanded, officer, 'demandPayment', { amountVnd: 1_000, number: '8/TB' }, 'notNow'],
  [
    'asked to pay nothing',
    toPayment,
    officer,
    'demandPayment',
    { amountVnd: 0, number: '8/TB' },
    'invalidRecord',
  ],
  ['paid twice', paidTwice, officer, 'confirmPayment', receipt, 'notNow'],
  [
    'inspected after the end',
    withoutEnd,
    officer,
    'recordInspection',
    { ...inspection, outcome: 'thoang' },
    'notNow',
  ],
  ['archived before it is returned', toStage, officer, 'archive', { shelf: 'A', retention: '10' }, 'notNow'],
]

test('each record that may not be written is refused with its own reason, and nothing is written', async () => {
  for (const [how, stage, by, act, answers, code] of refusals) {
    const dossier = await stage()
    const { version } = await look(dossier)
    await assert.rejects(write(by(), dossier, act, answers), (thrown: { code: string }) => {
      assert.equal(thrown.code, `dossiers.${code}`, how)
      return true
    })
    assert.equal((await look(dossier)).version, version, how)
  }
  assert.deepEqual(
    recordActs.filter((act) => !refusals.some((one) => one[3] === act)),
    [],
  )
})
