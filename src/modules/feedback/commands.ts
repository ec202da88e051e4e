/** Làm một việc với phản ánh: load, refuse, change, write down, tell. Every act goes through here. */

import { endOfLimit } from '#kernel/calendar.ts'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { actorIdOf, actorKindOf, appendEvent } from '#kernel/events.ts'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import {
  type Awaited,
  actFacts,
  limitOf,
  mayBeDone,
  permissionOf,
  type ReportAct,
  refusal,
  reportStates,
} from './domain.ts'
import * as store from './store.ts'

/** Whether the officer may do it by their role, whatever the report. A unit's acts are those of a unit that has the report. */
export function isAllowed(
  { actor }: Pick<Context, 'actor'>,
  act: ReportAct,
  report: store.ReachedReport,
): boolean {
  const { by } = actFacts(act)
  const permission = permissionOf[by]
  if (actor.kind !== 'officer' || !permission || !hasPermission(actor, permission)) return false
  return by !== 'unit' || report.isOfUnit
}

/** Throws `feedback.notNow` where the report does not stand where this may be done. */
export function demandState(context: Context, act: ReportAct, report: store.Report): void {
  if (!mayBeDone(act, report.state))
    throw refusal.notNow({ details: { state: reportStates[report.state][context.language] } })
}

/**
 * The report for an officer's act, locked. Throws `feedback.notFound` out of reach, `feedback.notYours` without the right,
 * `feedback.notNow`.
 */
export async function demandForOfficer(
  tx: Tx,
  context: Context,
  act: ReportAct,
  code: string,
): Promise<store.ReachedReport> {
  const report = await store.findInReach(tx, officerOf(context.actor), code, true)
  if (!report) throw refusal.notFound()
  if (!isAllowed(context, act, report)) throw refusal.notYours()
  demandState(context, act, report)
  return report
}

/** The limit that begins now, on the calendar of whoever has to keep it. */
export function beginsNow(
  context: Context,
  what: Awaited,
  { urgency, unitCode }: Pick<store.Report, 'urgency' | 'unitCode'>,
): { readonly what: Awaited; readonly since: Date; readonly dueAt: Date } {
  const isOfUnit = what === 'take' || what === 'handle'
  const calendar = calendarFor(context, isOfUnit ? unitCode : null)
  return {
    what,
    since: context.now,
    dueAt: endOfLimit(calendar, limitOf(context.pack.feedback, what, urgency), context.now),
  }
}

type Deed = {
  /** What the act changes beside the state and the limit. */
  readonly change?: store.Change
  /** What everyone may read of it, or, for acts that are not told, what officers may. */
  readonly words?: string | null
  /** Of the unit that the act is about, where it is not the one that has the report. */
  readonly unit?: { readonly id: string; readonly code: string }
  /** A limit other than a whole one from now. */
  readonly dueAt?: Date
  readonly payload?: Readonly<Record<string, string | number | boolean>>
}

/** Writes the act: the row, the line in its history, the event. The caller has asked whether it may be done. */
export async function perform(
  tx: Tx,
  context: Context,
  act: ReportAct,
  report: store.Report,
  { change = {}, words = null, unit, dueAt, payload = {} }: Deed = {},
): Promise<void> {
  const { to, awaits } = actFacts(act)
  const urgency = change.urgency ?? report.urgency
  const whole = awaits && beginsNow(context, awaits, { urgency, unitCode: unit?.code ?? report.unitCode })
  await store.saveChange(tx, report.id, {
    state: to,
    awaits: whole && dueAt ? { ...whole, dueAt } : whole,
    ...change,
  })
  const { actor } = context
  const met = awaits === undefined ? null : report.awaited
  await store.insertAct(tx, {
    reportId: report.id,
    act,
    at: context.now,
    byKind: actorKindOf(context),
    byId: actor.kind === 'officer' ? actorIdOf(context) : null,
    byTitle: actor.kind === 'officer' ? actor.title : null,
    unitId: unit?.id ?? report.unitId,
    words,
    met,
    dueAt: met && report.dueAt,
  })
  const unitId = unit?.id ?? report.unitId
  // Who sent or rated it is nobody's business but the sender's.
  const teller: Context = actor.kind === 'citizen' ? { ...context, actor: { kind: 'visitor' } } : context
  await appendEvent(tx, teller, `feedback.${eventOf[act]}`, {
    subject: report.id,
    ...(unitId && { unitId }),
    payload: { code: report.code, ...payload },
  })
}

const eventOf: Readonly<Record<ReportAct, string>> = {
  send: 'sent',
  join: 'joined',
  remark: 'remarked',
  accept: 'accepted',
  reject: 'rejected',
  forward: 'forwarded',
  reassign: 'reassigned',
  take: 'taken',
  giveBack: 'givenBack',
  extend: 'extended',
  answer: 'answered',
  sendBack: 'sentBack',
  publish: 'published',
  rate: 'rated',
  reopen: 'reopened',
  close: 'closed',
  merge: 'merged',
  split: 'split',
}
