/** Bước xử lý và đồng hồ thời hạn của hồ sơ: who may do a step, what comes next, and what the clock shows. Pure. */

import {
  addWorkingMinutes,
  type ClockPolicy,
  type Due,
  dueAt,
  type TimeLimit,
  type WorkingCalendar,
  workingMinutesBetween,
} from '#kernel/calendar.ts'
import type { CaseState } from '#kernel/cases.ts'
import { holds } from '#kernel/expressions.ts'
import type { Officer, Permission } from '#kernel/policy.ts'
import { formatDateTime, formatNumber } from '#kernel/text.ts'
import { assertNever, type CalendarDate, type JsonObject } from '#kernel/types.ts'
import type { ProcedureDefinition, Situation } from '#modules/services/api.ts'
import { type DossierAction, dossierCan, replyDue } from '../domain.ts'

export type Step = ProcedureDefinition['steps'][number]
export type StepType = Step['type']

/** A dossier as commands load it: the case, and of the dossier what decides how it goes on. */
export type Dossier = {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly state: CaseState
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly channel: 'direct' | 'online' | 'post'
  readonly answers: JsonObject
  readonly applicantId: string | null
  readonly applicantKind: 'citizen' | 'enterprise' | 'household'
  readonly stepKey: string
  readonly stepType: StepType
  readonly stepRole: string
  readonly stepDueAt: Date | null
  readonly holderUnitId: string
  readonly holderUnitPath: string
  readonly holderId: string | null
  readonly competentUnitId: string
  readonly receivingUnitId: string
  readonly openedAt: Date
  readonly supplementCount: number
  readonly dueExplanation: DueExplanation
} & Clock

/** Cách tính hạn, in lines: of the reply to an online submission, then of the appointment. */
export type DueExplanation = {
  readonly limit?: TimeLimit
  readonly reply?: readonly string[]
  readonly due?: readonly string[]
}

/** The clock of a dossier. `dueAt` is empty exactly while it is paused; `dueBeforePause` says where it stood. */
export type Clock = {
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly pausedAt: Date | null
  readonly dueBeforePause: Date | null
}

/** What moves the clock, as the events tell it. */
export type ClockEvent =
  | { readonly name: 'dossier.submitted'; readonly at: Date }
  | {
      readonly name: 'dossier.accepted'
      readonly at: Date
      readonly clock: ClockPolicy
      readonly limit: TimeLimit
    }
  | { readonly name: 'dossier.supplementRequested' | 'dossier.clockStopped'; readonly at: Date }
  | { readonly name: 'dossier.supplemented' | 'dossier.clockResumed'; readonly at: Date }

export const stillClock: Clock = { receivedAt: null, dueAt: null, pausedAt: null, dueBeforePause: null }

/**
 * Hạn sau một sự kiện. Waiting for the applicant is not ours: the date moves on by the working time waited
 * (docs/legal.md#pause); a dossier that was never accepted is answered afresh.
 */
export function clockAfter(calendar: WorkingCalendar, clock: Clock, event: ClockEvent): Clock {
  switch (event.name) {
    case 'dossier.submitted':
      return { ...stillClock, dueAt: replyDue(calendar, event.at).dueAt }
    case 'dossier.accepted':
      return { ...stillClock, receivedAt: event.at, dueAt: appointment(calendar, event).dueAt }
    case 'dossier.supplementRequested':
    case 'dossier.clockStopped':
      return {
        receivedAt: clock.receivedAt,
        dueAt: null,
        pausedAt: event.at,
        dueBeforePause: clock.dueAt,
      }
    case 'dossier.supplemented':
    case 'dossier.clockResumed':
      return resumed(calendar, clock, event.at)
    default:
      return assertNever(event)
  }
}

/** Ngày hẹn trả, from the history alone; equal to what the row says at any time. */
export function dueOf(calendar: WorkingCalendar, history: readonly ClockEvent[]): Clock {
  return history.reduce((clock, event) => clockAfter(calendar, clock, event), stillClock)
}

type Reception = { readonly at: Date; readonly clock: ClockPolicy; readonly limit: TimeLimit }

/** What decides limits and fees of a dossier, as of a day. */
export function situationOf(
  { channel, answers, applicantKind }: Pick<Dossier, 'channel' | 'answers' | 'applicantKind'>,
  today: CalendarDate,
): Situation {
  return { channel, answers, today, applicant: { kind: applicantKind } }
}

/** Hạn trả kết quả of a dossier received at this moment, with its spans. */
export function appointment(calendar: WorkingCalendar, { clock, limit, at }: Reception): Due {
  return dueAt(calendar, clock, limit, at)
}

function resumed(calendar: WorkingCalendar, clock: Clock, at: Date): Clock {
  const { receivedAt, pausedAt, dueBeforePause } = clock
  if (!receivedAt || !pausedAt || !dueBeforePause)
    return { ...stillClock, receivedAt, dueAt: replyDue(calendar, at).dueAt }
  return { ...stillClock, receivedAt, dueAt: movedOn(calendar, dueBeforePause, pausedAt, at) }
}

/** A date moved on by the working time between two moments. */
export function movedOn(calendar: WorkingCalendar, due: Date, from: Date, to: Date): Date {
  const waited = workingMinutesBetween(calendar, from, to)
  return waited === 0 ? due : addWorkingMinutes(calendar, due, waited)
}

/** One more line under the explanation of a deadline that was moved on. */
export function explainPause(
  calendar: WorkingCalendar,
  before: DueExplanation,
  { pausedAt }: Clock,
  { dueAt: due }: Clock,
  at: Date,
): DueExplanation {
  if (!pausedAt || !due) return before
  const hours = workingMinutesBetween(calendar, pausedAt, at) / 60
  const waited = formatNumber(hours, 'vi', 1)
  return {
    ...before,
    due: [
      ...(before.due ?? []),
      `Tạm dừng từ ${formatDateTime(pausedAt)} đến ${formatDateTime(at)}: không tính ${waited} giờ làm việc`,
      `Hạn mới: ${formatDateTime(due)}`,
    ],
  }
}

const permissionOf: Partial<Record<StepType, Permission>> = {
  receive: 'dossier.receive',
  assign: 'dossier.assign',
  approve: 'dossier.approve',
  sign: 'dossier.sign',
  seal: 'dossier.number',
  number: 'dossier.number',
  return: 'dossier.return',
}

/** Quyền làm một bước: everything that is not reception, approval, signing, numbering or return is processing. */
export const permissionOfStep = (type: StepType): Permission => permissionOf[type] ?? 'dossier.process'

type StepAtHand = Pick<Dossier, 'stepType' | 'stepRole' | 'holderId' | 'holderUnitPath'>
type StepRoles = Readonly<Record<string, string>>

/** Whether the officer may do the current step: permission, role, unit, and nobody else holds it. */
export function holdsStep(officer: Officer, step: StepAtHand, stepRoles: StepRoles): boolean {
  const role = stepRoles[step.stepRole] ?? step.stepRole
  if (!officer.permissions.has(permissionOfStep(step.stepType)) || !officer.roles.includes(role)) return false
  if (step.holderId !== null) return step.holderId === officer.personId
  return isWithin(step.holderUnitPath, officer.unitReach)
}

/** Whether a unit lies where a reach goes: the unit itself, or with `.*` at its end also those below. */
export const isWithin = (path: string, reach: string): boolean => {
  const top = reach.replace(/\.\*$/, '')
  return path === top || (top !== reach && path.startsWith(`${top}.`))
}

/** Steps that end with an act of their own, not by being sent on. */
const ownAct: ReadonlySet<StepType> = new Set(['receive', 'sign', 'seal', 'number', 'return'])

export type OfficerAction = Exclude<
  DossierAction,
  'answerSupplement' | 'withdraw' | 'rate' | 'draftResult' | 'signResult'
>

/** What the officer may do with the dossier now. Buttons and commands both ask here. */
export function officerMay(
  action: OfficerAction,
  officer: Officer,
  dossier: Dossier,
  stepRoles: StepRoles,
): boolean {
  if (!dossierCan(action, dossier)) return false
  if (action === 'assign')
    return officer.permissions.has('dossier.assign') && isWithin(dossier.holderUnitPath, officer.unitReach)
  if (!holdsStep(officer, dossier, stepRoles)) return false
  switch (action) {
    case 'accept':
    case 'refuseReception':
    case 'requestSupplement':
      return true
    case 'take':
      return dossier.holderId === null
    case 'forward':
    case 'handBack':
      return !ownAct.has(dossier.stepType)
    case 'returnResult':
      return dossier.stepType === 'return'
    default:
      return assertNever(action)
  }
}

/** The steps that this dossier goes through: those whose condition holds for its answers. */
export function stepsOf(
  { steps }: Pick<ProcedureDefinition, 'steps'>,
  { answers, channel }: Pick<Dossier, 'answers' | 'channel'>,
): readonly Step[] {
  return steps.filter(({ when }) => when === undefined || holds(when, { answers, channel }))
}

/** The step after the current one; also when the current one no longer holds. */
export function nextStepOf(
  definition: Pick<ProcedureDefinition, 'steps'>,
  dossier: Pick<Dossier, 'answers' | 'channel' | 'stepKey'>,
): Step | undefined {
  const at = definition.steps.findIndex(({ key }) => key === dossier.stepKey)
  const coming = new Set(definition.steps.slice(at + 1))
  return stepsOf(definition, dossier).find((step) => coming.has(step))
}

/** The last step before, among those that fit, to which work goes back; reception is over and is never gone back to. */
export function previousStepOf(
  definition: Pick<ProcedureDefinition, 'steps'>,
  dossier: Pick<Dossier, 'answers' | 'channel' | 'stepKey'>,
  fits: (step: Step) => boolean = () => true,
): Step | undefined {
  const at = definition.steps.findIndex(({ key }) => key === dossier.stepKey)
  const passed = new Set(definition.steps.slice(0, Math.max(0, at)))
  return stepsOf(definition, dossier).findLast(
    (step) => passed.has(step) && !ownAct.has(step.type) && fits(step),
  )
}

/** Hạn của bước: its working hours from now on, never later than the whole. */
export function stepDue(
  calendar: WorkingCalendar,
  { hours }: Pick<Step, 'hours'>,
  from: Date,
  due: Date | null,
): Date {
  const own = addWorkingMinutes(calendar, from, Math.round(hours * 60))
  return due && due < own && due > from ? due : own
}
