/** Trao, xin, nhận, từ chối, thôi quyền thay mặt. Each is told to the other side and leaves an event. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId } from '#kernel/ids.ts'
import { type Citizen, citizenOf, type MandateRole, type MandateScope } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Cookie } from '#kernel/web.ts'
import { actInPlace } from '#modules/identity/api.ts'
import { defineNotices, type Notice, notify } from '#modules/notifications/api.ts'
import { findCitizenByNumber } from '#modules/organisation/api.ts'
import {
  type GrantedRole,
  grantableRoles,
  type helpHours,
  identityIn,
  type Mandate,
  mandateLinks,
  mayRevoke,
  refusal,
  scopesOf,
  standingOf,
  termOf,
} from './domain.ts'
import * as store from './store.ts'

const notices = defineNotices('mandates', {
  asked: {
    subject: ['Có người chờ ông/bà trả lời về quyền thay mặt', 'A mandate waits for your answer'],
    body: [
      'Mở mục Thay mặt để xem ai, việc gì, đến khi nào.',
      'Open Mandates to see who, for what and until when.',
    ],
  },
  confirmed: {
    subject: ['Quyền thay mặt đã có hiệu lực', 'A mandate is in force'],
    body: ['Mở mục Thay mặt để xem hoặc thôi quyền này.', 'Open Mandates to see or end it.'],
  },
  ended: {
    subject: ['Quyền thay mặt đã thôi', 'A mandate has ended'],
    body: ['Từ lúc này không còn ai làm việc theo quyền đó.', 'Nobody acts by it any more.'],
  },
})

/** The role by which the actor acts in this account; `undefined` in one's own. */
const ownRole = ({ agent }: Citizen): MandateRole | undefined => agent?.mandate.role

/** The number of the person who acts, who must have one. Throws `mandates.numberNeeded`. */
export function ownNumber(citizen: Citizen): string {
  const number = citizen.agent ? citizen.agent.identityNumber : citizen.identityNumber
  if (!number) throw refusal.numberNeeded()
  return number
}

/** The id of a form makes it one act, however often it is sent. */
export const idOfForm = ({ operationKey }: Context): string =>
  operationKey && isId(operationKey) ? operationKey : randomUUID()

/** Tells whoever has an account of what happened to a mandate. */
export async function tellSides(
  tx: Tx,
  context: Context,
  {
    id,
    to,
    notice,
  }: { readonly id: string; readonly to: readonly (string | null)[]; readonly notice: keyof typeof notices },
): Promise<void> {
  const kind: Notice = notices[notice]
  await notify(tx, context, [
    { notice: kind, to: to.flatMap((one) => one ?? []), subjectId: id, link: mandateLinks.list },
  ])
}

export type Wish = {
  readonly role: GrantedRole
  readonly scopes?: readonly MandateScope[] | undefined
  readonly procedures?: readonly string[] | undefined
  readonly from?: CalendarDate | undefined
  readonly to?: CalendarDate | undefined
  readonly hours?: (typeof helpHours)[number] | undefined
}

/** Of an authorised person what was ticked, else what the role has; seeing is part of all of it. */
export function scopesWished({ role, scopes = [] }: Wish): readonly MandateScope[] {
  const most = scopesOf[role]
  if (role !== 'authorised') return most
  const chosen = most.filter((scope) => scope === 'look' || scopes.includes(scope))
  if (scopes.length === 0) throw refusal.scopeNeeded()
  return chosen
}

export function proceduresWished({ pack }: Context, { procedures = [] }: Wish): readonly string[] | null {
  const known = new Set(pack.catalogue.map(({ code }) => code))
  const stranger = procedures.find((code) => !known.has(code))
  if (stranger !== undefined) throw refusal.unknownProcedure({ details: { code: stranger } })
  return procedures.length > 0 ? procedures : null
}

/**
 * Trao quyền, mời thành viên: by the represented, or by whoever manages the account; the other has to accept. Nobody gives
 * more time than they have. Throws `mandates.already`, `mandates.ownMandate`, `mandates.roleNotYours` and what is wrong.
 */
export async function grantMandate(
  context: Context,
  { identity, ...wish }: Wish & { readonly identity: string },
): Promise<void> {
  const citizen = citizenOf(context.actor)
  const { role } = wish
  if (!grantableRoles(citizen.organisation !== undefined, ownRole(citizen)).includes(role))
    throw refusal.roleNotYours()
  const agentIdentity = identityIn(identity)
  if (agentIdentity === citizen.identityNumber || agentIdentity === citizen.agent?.identityNumber)
    throw refusal.ownMandate()
  const asked = { scopes: scopesWished(wish), procedures: proceduresWished(context, wish) }
  const id = idOfForm(context)
  await inTransaction(context, async (tx) => {
    const agent = await findCitizenByNumber(tx, agentIdentity)
    const term = termOf(wish, context.now, await endOfOwn(tx, context))
    await write(tx, context, {
      id,
      representedId: citizen.personId,
      agentIdentity,
      agentId: agent?.id ?? null,
      role,
      ...asked,
      source: citizen.organisation ? 'invitation' : 'consent',
      validFrom: term.from,
      validUntil: term.until,
      awaits: 'agent',
    })
    if (agent) await tellSides(tx, context, { id, to: [agent.id], notice: 'asked' })
  })
}

/** When the mandate of whoever acts here ends; theirs to give is no more. */
async function endOfOwn(tx: Tx, { actor }: Context): Promise<Date | null> {
  const { agent, personId } = citizenOf(actor)
  if (!agent) return null
  const side = { accountId: personId, ownIdentity: undefined }
  return (await store.findForUpdate(tx, side, agent.mandate.id))?.validUntil ?? null
}

type Written = Omit<store.NewMandate, 'askedBy' | 'askedAt' | 'evidence'> & { readonly evidence?: string }

/** Writes a mandate with its event. Throws `mandates.already`; the same form again is the same act. */
export async function write(tx: Tx, context: Context, mandate: Written): Promise<void> {
  const { agent, personId } = citizenOf(context.actor)
  const { id, role, scopes, procedures, source, awaits, representedId, validFrom, validUntil } = mandate
  const askedBy = agent?.personId ?? personId
  const made = await store.insertMandate(tx, { evidence: null, ...mandate, askedBy, askedAt: context.now })
  if (made === 'repeated') return
  if (made === 'already') throw refusal.already()
  await appendEvent(tx, context, awaits ? 'mandate.asked' : 'mandate.confirmed', {
    subject: id,
    payload: {
      represented: representedId,
      agent: mandate.agentId,
      role,
      scopes: [...scopes],
      procedures: procedures && [...procedures],
      source,
      from: validFrom.toISOString(),
      until: validUntil?.toISOString() ?? null,
    },
  })
}

/** One that the actor is a side of. Throws `mandates.notFound`. */
async function demand(tx: Tx, context: Context, id: string): Promise<Mandate> {
  const { personId, identityNumber, agent } = citizenOf(context.actor)
  const side = { accountId: personId, ownIdentity: agent ? undefined : identityNumber }
  const found = isId(id) ? await store.findForUpdate(tx, side, id) : undefined
  if (!found) throw refusal.notFound()
  return found
}

/** Whether the answer is the actor's to give: of the account they act in, or of themselves. */
const awaitsActor = ({ awaits, representedId }: Mandate, { personId }: Citizen): boolean =>
  awaits === (representedId === personId ? 'represented' : 'agent')

/** Đồng ý, nhận quyền. Throws `mandates.notFound`, and `mandates.notNow` once it was answered, is over or ended. */
export async function acceptMandate(context: Context, id: string): Promise<void> {
  const citizen = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const mandate = await demand(tx, context, id)
    if (standingOf(mandate, context.now) !== 'asked' || !awaitsActor(mandate, citizen)) throw refusal.notNow()
    const agentId = mandate.awaits === 'agent' ? citizen.personId : mandate.agentId
    if (!agentId) throw refusal.notNow()
    const confirmedBy = citizen.agent?.personId ?? citizen.personId
    await store.confirm(tx, id, { confirmedBy, agentId, at: context.now })
    await appendEvent(tx, context, 'mandate.confirmed', {
      subject: id,
      payload: { represented: mandate.representedId, agent: agentId, role: mandate.role },
    })
    const to = mandate.awaits === 'agent' ? mandate.representedId : agentId
    await tellSides(tx, context, { id, to: [to], notice: 'confirmed' })
  })
}

/** Từ chối: by whoever was asked. Throws as `acceptMandate`. */
export async function refuseMandate(context: Context, id: string): Promise<void> {
  const citizen = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const mandate = await demand(tx, context, id)
    if (standingOf(mandate, context.now) !== 'asked' || !awaitsActor(mandate, citizen)) throw refusal.notNow()
    await finish(tx, context, mandate, 'refused')
  })
}

/**
 * Thôi quyền này: by either side, at once. What a register or a desk proved the represented cannot end:
 * `mandates.notYoursToEnd`. Ended a second time it stays as it is.
 */
export async function endMandate(context: Context, id: string): Promise<void> {
  const citizen = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const mandate = await demand(tx, context, id)
    if (mandate.endedAt) return
    const isRepresented = mandate.representedId === citizen.personId
    if (isRepresented && !mayRevoke(mandate, ownRole(citizen))) throw refusal.notYoursToEnd()
    await finish(tx, context, mandate, isRepresented ? 'revoked' : 'left')
  })
}

/** Ends a mandate and tells the other side. */
export async function finish(
  tx: Tx,
  context: Context,
  { id, representedId, agentId, role }: Pick<Mandate, 'id' | 'representedId' | 'agentId' | 'role'>,
  ending: 'refused' | 'revoked' | 'left',
  reason?: string,
): Promise<void> {
  const { actor, now } = context
  const endedBy = actor.kind === 'citizen' ? (actor.agent?.personId ?? actor.personId) : null
  await store.end(tx, id, {
    endedBy: actor.kind === 'officer' ? actor.personId : endedBy,
    ending,
    at: now,
    ...(reason && { reason }),
  })
  await appendEvent(tx, context, ending === 'refused' ? 'mandate.refused' : 'mandate.ended', {
    subject: id,
    payload: { represented: representedId, agent: agentId, role, ending },
  })
  const to = [representedId, agentId].filter((one) => one !== endedBy)
  await tellSides(tx, context, { id, to, notice: 'ended' })
}

export type MandateView = {
  /** Of the account: who acts in it. */
  readonly forMe: readonly Mandate[]
  /** Of the person: in whose account they act. Empty while acting in the place of another. */
  readonly byMe: readonly Mandate[]
}

/** Tôi thay mặt ai, ai thay mặt tôi. */
export function viewMandates(context: Context): Promise<MandateView> {
  const { personId, identityNumber, agent } = citizenOf(context.actor)
  return read(context, async (tx) => ({
    forMe: await store.findOfRepresented(tx, personId),
    byMe: !agent && identityNumber ? await store.findOfAgent(tx, identityNumber) : [],
  }))
}

/**
 * Làm thay: from now on this session acts in the account of the represented. Answers the cookie of the session. Throws
 * `mandates.notFound` unless the mandate is the person's own and holds now.
 */
export function beginActing(context: Context, id: string): Promise<Cookie> {
  const { personId } = citizenOf(context.actor)
  return inTransaction(context, async (tx) => {
    const mandate = isId(id) ? await store.findInForce(tx, id, personId, context.now) : undefined
    if (!mandate) throw refusal.notFound()
    await appendEvent(tx, context, 'mandate.entered', {
      subject: id,
      payload: { represented: mandate.representedId, agent: personId },
    })
    return actInPlace(tx, context, id)
  })
}

/** Trở lại là chính mình, also once the mandate has ended. Throws `identity.signInEnded`. */
export const endActing = (context: Context): Promise<Cookie> =>
  inTransaction({ database: context.database }, (tx) => actInPlace(tx, context, null))
