/** A kite on its way to the council, the notice and the deposit, for the tests of what steps write down. */

import type { Answers } from '#kernel/forms.ts'
import { acceptDossier, forwardDossier } from '../../handling/commands.ts'
import { writeRecord } from '../../records/commands.ts'
import type { RecordAct } from '../../records/domain.ts'
import { as, kitePermit, lighthouse, monday, seen, submitted } from '../commands.ts'

const kite = { name: 'Diều rồng', lengthMetres: 6, hasFlute: false }
export const day = '2026-03-02'
export const inspection = { inspectedOn: day, place: 'Bãi Gió', findings: 'Có một cột điện' }
export const meeting = {
  heldOn: day,
  place: 'Phòng Gió',
  members: 'Bà Mây\nÔng Sóng',
  conclusion: 'Bay được',
}

export async function toStage(): Promise<string> {
  const code = await submitted(kitePermit, { kites: [kite], largestKiteVnd: 500_000 })
  await acceptDossier(as('desk-clerk'), await seen(code))
  await forwardDossier(as('division-head'), await seen(code))
  await forwardDossier(as('officer'), await seen(code))
  return code
}
export const keeper = (at: string = monday) => as('lighthouse-keeper', at, lighthouse)
export const write = async (
  context: ReturnType<typeof as>,
  code: string,
  act: RecordAct,
  answers: Answers,
  step?: string,
) => writeRecord(context, { ...(await seen(code, step)), act, answers })

/** At the council, because the field is not clear. */
export async function toCouncil(): Promise<string> {
  const code = await toStage()
  await write(as('officer'), code, 'recordInspection', { ...inspection, outcome: 'vuong' })
  await write(keeper(), code, 'answerConsultation', { outcome: 'agree' })
  return code
}
export async function toNotice(): Promise<string> {
  const code = await toCouncil()
  await write(as('division-head'), code, 'holdMeeting', { ...meeting, outcome: 'cho-bay' })
  return code
}
export async function toPayment(): Promise<string> {
  const code = await toCouncil()
  await write(as('division-head'), code, 'holdMeeting', { ...meeting, outcome: 'cho-bay-thap' })
  return code
}
