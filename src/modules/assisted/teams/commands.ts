/** Lập tổ, ghi tên và cho thôi thành viên: by the head of the commune, or an administrator above it. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId, newId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import { citizenOf, officerOf } from '#kernel/policy.ts'
import { addDays, type CalendarDate, instantAt } from '#kernel/types.ts'
import { recordCitizen } from '#modules/organisation/api.ts'
import { findDevicesOf, wipeDevicesOf } from '../devices/store.ts'
import { type Device, type Member, noHelp, refusal, type Team, termOf } from '../domain.ts'
import { personTyped } from '../people/commands.ts'
import * as store from './store.ts'

const idOf = ({ operationKey, now }: Context): string =>
  operationKey && isId(operationKey) ? operationKey : newId(now)

export type TeamsView = {
  readonly teams: readonly store.ListedTeam[]
  readonly communes: readonly { readonly code: string; readonly name: string }[]
}

/** The teams of the communes in reach. It names nobody. */
export function viewTeams(context: Context): Promise<TeamsView> {
  const { unitReach } = officerOf(context.actor)
  const { today } = context
  return inTransaction(context, async (tx) => ({
    teams: await store.findTeams(tx, unitReach, { today, since: instantAt(addDays(today, -30)) }),
    communes: await store.findCommunes(tx, unitReach, today),
  }))
}

/** Lập tổ. Throws `assisted.notACommune`, `assisted.nameNeeded`, `assisted.nameTaken`. Answers the id. */
export async function foundTeam(
  context: Context,
  typed: { readonly unit: string; readonly name: string; readonly area: string },
): Promise<string> {
  const officer = officerOf(context.actor)
  const name = typed.name.trim().replace(/\s+/g, ' ').normalize('NFC')
  if (name.length < 3 || name.length > 120) throw refusal.nameNeeded()
  const id = idOf(context)
  await inTransaction(context, async (tx) => {
    const communes = await store.findCommunes(tx, officer.unitReach, context.today)
    const unit = communes.find(({ code }) => code === typed.unit)
    if (!unit) throw refusal.notACommune()
    const made = await store.insertTeam(tx, {
      id,
      unitId: unit.id,
      name,
      area: typed.area.trim().slice(0, 120) || null,
      foundedBy: officer.personId,
      foundedAt: context.now,
    })
    if (made === 'taken') throw refusal.nameTaken()
    if (made === 'made')
      await appendEvent(tx, context, 'assisted.teamFounded', {
        subject: id,
        unitId: unit.id,
        payload: { name },
      })
  })
  return id
}

async function demandTeam(tx: Tx, context: Context, id: string): Promise<Team> {
  const team = isId(id) ? await store.findTeam(tx, officerOf(context.actor).unitReach, id) : undefined
  if (!team) throw refusal.notFound()
  return team
}

export type TeamView = {
  readonly team: Team
  readonly members: readonly Member[]
  readonly devices: readonly Device[]
  readonly today: CalendarDate
  readonly now: Date
  readonly daysAway: number
}

/** One team. Its members are told that they were seen. Throws `assisted.notFound`. */
export function viewTeam(context: Context, id: string): Promise<TeamView> {
  const { today, now, pack } = context
  return inTransaction(context, async (tx) => {
    const team = await demandTeam(tx, context, id)
    const members = await store.findMembers(tx, id)
    await recordLook(tx, context, { of: members.map(({ personId }) => personId), what: 'list', why: 'work' })
    const { daysAway } = pack.assisted ?? noHelp
    return { team, members, devices: await findDevicesOf(tx, { teamId: id }), today, now, daysAway }
  })
}

type Appointing = {
  readonly team: string
  readonly identity: string
  readonly name: string
  readonly isLead: boolean
  readonly from: CalendarDate | undefined
  readonly to: CalendarDate | undefined
}

/**
 * Ghi tên thành viên. Throws `assisted.notFound`, `assisted.badIdentity`, `assisted.nameDiffers`, `assisted.wrongDays`,
 * `assisted.alreadyMember`. The same form again is the same act.
 */
export async function appointMember(context: Context, typed: Appointing): Promise<void> {
  const { personId: by } = officerOf(context.actor)
  const { now: at, today } = context
  const term = termOf(typed.from, typed.to, today)
  const id = idOf(context)
  await inTransaction(context, async (tx) => {
    const team = await demandTeam(tx, context, typed.team)
    const person = await personTyped(tx, { identity: typed.identity, name: typed.name })
    const personId = person.id ?? (await recordCitizen(tx, person.facts)).id
    await recordLook(tx, context, { of: [personId], what: 'list', why: 'work' })
    await store.endPastMember(tx, team.id, personId, { by, at, today })
    const made = await store.insertMember(tx, {
      id,
      teamId: team.id,
      personId,
      isLead: typed.isLead,
      ...term,
      by,
      at,
    })
    if (made === 'already') throw refusal.alreadyMember()
    if (made === 'made')
      await appendEvent(tx, context, 'assisted.memberAppointed', {
        subject: id,
        unitId: team.unitId,
        payload: { team: team.id, person: personId, lead: typed.isLead, ...term },
      })
  })
}

/** Cho thôi: at once; the devices of the member are ordered to be wiped. Throws `assisted.notFound`. */
export async function dismissMember(context: Context, teamId: string, memberId: string): Promise<void> {
  const { personId: by } = officerOf(context.actor)
  const { now: at } = context
  await inTransaction(context, async (tx) => {
    const team = await demandTeam(tx, context, teamId)
    const member = isId(memberId) ? await store.findMemberForUpdate(tx, teamId, memberId) : undefined
    if (!member) throw refusal.notFound()
    await recordLook(tx, context, { of: [member.personId], what: 'list', why: 'work' })
    await store.endMember(tx, memberId, { by, at })
    await wipeDevicesOf(tx, { memberId }, { by, at, reason: 'Thành viên thôi làm' })
    await appendEvent(tx, context, 'assisted.memberDismissed', {
      subject: memberId,
      unitId: team.unitId,
      payload: { team: teamId, person: member.personId },
    })
  })
}

/** Lệnh xóa máy: the half of its key is gone at once; the device wipes itself at its next contact. Throws `assisted.notFound`. */
export async function orderWipe(
  context: Context,
  {
    team: teamId,
    device: id,
    reason,
  }: { readonly team: string; readonly device: string; readonly reason: string },
): Promise<void> {
  const { personId: by } = officerOf(context.actor)
  if (reason.trim().length < 3) throw refusal.reasonNeeded()
  await inTransaction(context, async (tx) => {
    const team = await demandTeam(tx, context, teamId)
    const device = (await findDevicesOf(tx, { teamId })).find((one) => one.id === id)
    if (!device) throw refusal.notFound()
    if (device.state !== 'active') return
    await wipeDevicesOf(tx, { deviceId: id }, { by, at: context.now, reason: reason.trim().slice(0, 300) })
    await appendEvent(tx, context, 'assisted.wipeOrdered', { subject: id, unitId: team.unitId })
  })
}

export type Helper = {
  readonly personId: string
  readonly teams: readonly [store.Membership, ...store.Membership[]]
}

/** The person as a member of today. Throws `assisted.notAMember`. */
export async function demandHelper(tx: Tx, context: Context): Promise<Helper> {
  const { personId, agent } = citizenOf(context.actor)
  const [first, ...more] = agent ? [] : await store.findMemberships(tx, personId, context.today)
  if (!first) throw refusal.notAMember()
  return { personId, teams: [first, ...more] }
}
