/** Hồ sơ mẫu: what happens to each made-up dossier, drawn once before anything is written. Pure. */

import { addWorkingMinutes, nextWorkingMoment, type WorkingCalendar } from '#kernel/calendar.ts'
import type { CaseState } from '#kernel/cases.ts'
import type { Answers } from '#kernel/forms.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { noticeUntil, type RecordAct } from '../records/domain.ts'
import type { Work } from '../steps/domain.ts'

export type Chance = () => number

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pickOne<T>(from: readonly T[], chance: Chance): T {
  const one = from[Math.floor(chance() * from.length)]
  if (one === undefined) throw new Error('Nothing to pick from')
  return one
}

/** How a dossier goes: at which step it stands still, how fast it moves, and what comes between. */
export type Fate = {
  readonly submittedAt: Date
  readonly reception: 'accepted' | 'refused'
  /** Asked before or after reception, and answered or not. */
  readonly supplement: 'none' | 'atDesk' | 'atWork'
  readonly isAnswered: boolean
  readonly isWithdrawn: boolean
  /** Number of acts after which nobody moves it any more; most never stop. */
  readonly stopsAfter: number
  /** Share of a step's hours that are used: above 1 it is late. */
  readonly pace: number
}

const daysBack = 45

/** Most dossiers are young, as a queue that is worked off has few old ones. */
export function fateOf(calendar: WorkingCalendar, now: Date, chance: Chance): Fate {
  const minutesBack = chance() ** 2.2 * daysBack * 480 * 0.7
  const submittedAt = addWorkingMinutes(
    calendar,
    nextWorkingMoment(calendar, now),
    -Math.round(minutesBack) - 5,
  )
  const supplement = chance()
  return {
    submittedAt: new Date(submittedAt.getTime() - Math.floor(chance() * 120) * 60_000),
    reception: chance() < 0.05 ? 'refused' : 'accepted',
    supplement: supplement < 0.06 ? 'atDesk' : supplement < 0.18 ? 'atWork' : 'none',
    isAnswered: chance() < 0.5,
    isWithdrawn: chance() < 0.025,
    stopsAfter: chance() < 0.16 ? 1 + Math.floor(chance() * 3) : Infinity,
    pace: 0.25 + chance() * 0.75 + (chance() < 0.12 ? 0.8 : 0),
  }
}

/** When an act happens: after its share of the step's hours, inside office hours. */
export function actAt(
  calendar: WorkingCalendar,
  from: Date,
  hours: number,
  pace: number,
  chance: Chance,
): Date {
  const minutes = Math.max(4, Math.round(hours * 60 * pace * (0.6 + chance() * 0.5)))
  return addWorkingMinutes(calendar, nextWorkingMoment(calendar, from), minutes)
}

/** Which record comes next at a step of its kind; `undefined` at one that is simply sent on. */
export function recordActAt(
  { state }: { readonly state: CaseState },
  work: Pick<Work, 'type' | 'record'>,
): RecordAct | undefined {
  switch (work.type) {
    case 'inspect':
      return 'recordInspection'
    case 'consult':
      return 'answerConsultation'
    case 'council':
      return 'holdMeeting'
    case 'archive':
      return 'archive'
    case 'notice':
      return noticeUntil(work) ? 'endNotice' : 'postNotice'
    case 'financial':
      return state === 'financialDuty' ? 'confirmPayment' : 'demandPayment'
    default:
      return undefined
  }
}

/** What is written down, made up. */
export function inventedRecord(act: RecordAct, today: CalendarDate, chance: Chance): Answers {
  const number = 1 + Math.floor(chance() * 900)
  switch (act) {
    case 'recordInspection':
      return { inspectedOn: today, place: 'Tại thửa đất', findings: 'Hiện trạng phù hợp với hồ sơ đã nộp.' }
    case 'holdMeeting':
      return {
        heldOn: today,
        place: 'Phòng họp tầng 2',
        members: 'Chủ tịch hội đồng\nThư ký\nHai ủy viên',
        conclusion: 'Hội đồng thống nhất với hồ sơ.',
      }
    case 'postNotice':
      return { from: today, place: 'Bảng tin trụ sở và nhà văn hóa' }
    case 'endNotice':
      return { remark: 'Hết ngày niêm yết, không có ý kiến phản đối.' }
    case 'demandPayment':
      return { amountVnd: 50_000 * number, number: `${number}/TB` }
    case 'confirmPayment':
      return { receiptNumber: `BL-${String(number).padStart(6, '0')}`, paidOn: today }
    case 'archive':
      return { shelf: `Kho số, hộp ${number}`, retention: '20' }
    default:
      return {}
  }
}
