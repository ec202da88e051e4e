/** Làm một việc với kiến nghị: load, refuse, change, write down, tell. Every act goes through here. */

import { endOfLimit } from '#kernel/calendar.ts'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { actorIdOf, actorKindOf, appendEvent } from '#kernel/events.ts'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import {
  type Awaited,
  actFacts,
  mayBeDone,
  type PetitionAct,
  permissionOf,
  petitionStates,
  refusal,
} from './domain.ts'
import * as store from './store.ts'

/** Whether the officer may do it by their role. Whether they find the petition at all is a question of their reach. */
export function isAllowed({ actor }: Pick<Context, 'actor'>, act: PetitionAct): boolean {
  const permission = permissionOf[actFacts(act).by]
  return actor.kind === 'officer' && permission !== undefined && hasPermission(actor, permission)
}

/** Throws `petitions.notNow` where the petition does not stand where this may be done. */
export function demandState(context: Context, act: PetitionAct, { state }: store.Petition): void {
  if (!mayBeDone(act, state))
    throw refusal.notNow({ details: { state: petitionStates[state][context.language] } })
}

/**
 * The petition for an officer's act, locked. Throws `petitions.notFound` out of reach, `petitions.notYours` without the right,
 * `petitions.notNow`.
 */
export async function demandForOfficer(
  tx: Tx,
  context: Context,
  act: PetitionAct,
  code: string,
): Promise<store.Petition> {
  const petition = await store.findInReach(tx, officerOf(context.actor), code, true)
  if (!petition) throw refusal.notFound()
  if (!isAllowed(context, act)) throw refusal.notYours()
  demandState(context, act, petition)
  return petition
}

/** The limit that begins now, on the calendar of whoever has to keep it; the sender's own is in calendar days. */
export function beginsNow(
  context: Context,
  what: Awaited,
  unitCode: string | null,
): { readonly what: Awaited; readonly since: Date; readonly dueAt: Date } {
  const { now, today, pack } = context
  const { limits, completeDays } = pack.petitions
  if (what === 'complete') return { what, since: now, dueAt: instantAt(addDays(today, completeDays + 1)) }
  const calendar = calendarFor(context, what === 'handle' ? unitCode : null)
  return { what, since: now, dueAt: endOfLimit(calendar, limits[what], now) }
}

/** When the act came too late: the limit that it missed. Asking the sender to complete has a longer one than sorting. */
function missedBy(context: Context, act: PetitionAct, petition: store.Petition): Date | null {
  const { awaited, awaitedSince, dueAt } = petition
  if (!awaited || !awaitedSince || !dueAt || awaited === 'complete') return null
  const limit =
    act === 'askMore'
      ? endOfLimit(calendarFor(context, null), context.pack.petitions.limits.ask, awaitedSince)
      : dueAt
  return context.now > limit ? limit : null
}

type Deed = {
  /** What the act changes beside the state and the limit. */
  readonly change?: store.Change
  /** What the sender may read of it, or, for acts that are not told, what officers may. */
  readonly words?: string | null
  /** The unit that has it from now on. */
  readonly unit?: { readonly id: string; readonly code: string }
  /** A limit other than a whole one from now. */
  readonly dueAt?: Date | null
  readonly payload?: Readonly<Record<string, string | number | boolean>>
}

/** Writes the act: the row, the line in its history, the event. The caller has asked whether it may be done. */
export async function perform(
  tx: Tx,
  context: Context,
  act: PetitionAct,
  petition: store.Petition,
  { change = {}, words = null, unit, dueAt, payload = {} }: Deed = {},
): Promise<void> {
  const { to, awaits } = actFacts(act)
  const { actor, now } = context
  const whole = awaits && beginsNow(context, awaits, unit?.code ?? petition.unitCode)
  const missed = awaits === undefined ? null : missedBy(context, act, petition)
  await store.saveChange(tx, petition.id, {
    state: to,
    awaits: whole && dueAt ? { ...whole, dueAt } : whole,
    ...(awaits === null && { ended_at: now }),
    ...(missed && !petition.lateAt && { late_at: missed }),
    ...(unit && { unit_id: unit.id }),
    ...change,
  })
  const met = awaits === undefined || act === 'send' ? null : petition.awaited
  const unitId = unit?.id ?? petition.unitId
  await store.insertAct(tx, {
    petitionId: petition.id,
    act,
    at: now,
    byKind: actorKindOf(context),
    byId: actor.kind === 'officer' ? actorIdOf(context) : null,
    byTitle: actor.kind === 'officer' ? actor.title : null,
    unitId,
    words,
    met,
    dueAt: met && (missed ?? petition.dueAt),
  })
  await tell(tx, context, petition, eventOf[act], unitId, payload)
}

/** An event about the petition. Who sent or rated it is nobody's business but the sender's. */
export async function tell(
  tx: Tx,
  context: Context,
  { id, code }: Pick<store.Petition, 'id' | 'code'>,
  name: string,
  unitId: string,
  payload: Deed['payload'] = {},
): Promise<void> {
  const teller: Context =
    context.actor.kind === 'citizen' ? { ...context, actor: { kind: 'visitor' } } : context
  await appendEvent(tx, teller, `petitions.${name}`, { subject: id, unitId, payload: { code, ...payload } })
}

const eventOf: Readonly<Record<PetitionAct, string>> = {
  send: 'sent',
  accept: 'accepted',
  askMore: 'askedMore',
  complete: 'completed',
  forward: 'forwarded',
  leadAway: 'ledAway',
  reject: 'rejected',
  reassign: 'reassigned',
  take: 'taken',
  giveBack: 'givenBack',
  answer: 'answered',
  sendBack: 'sentBack',
  publish: 'published',
  link: 'linked',
  rate: 'rated',
  lapse: 'lapsed',
}
