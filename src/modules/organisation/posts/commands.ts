/** Officers and their posts: taking on, opening and closing posts. Every act takes the transaction of its caller. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId, newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import { findUnitByCode } from '../store.ts'
import { type DatedPost, type NewPost, refusal, type StaffMember, stateOf } from './domain.ts'
import * as store from './store.ts'

/** Whether the officer who asks manages people and this one is among them: some post of theirs lies in reach. */
export async function manages(tx: Tx, context: Context, personId: string): Promise<boolean> {
  const officer = officerOf(context.actor)
  if (!officer.permissions.has('people.manage')) return false
  return (await store.findStaffMember(tx, officer.unitReach, personId)) !== undefined
}

/** The officer, for whoever manages them. Throws `organisation.noSuchOfficer`, also for one out of reach. */
export async function demandManaged(tx: Tx, context: Context, personId: string): Promise<StaffMember> {
  const officer = officerOf(context.actor)
  const found = officer.permissions.has('people.manage')
    ? await store.findStaffMember(tx, officer.unitReach, personId)
    : undefined
  if (!found) throw refusal.noSuchOfficer()
  return found
}

/** As `demandManaged`, before a change. Throws `organisation.ownPosts` too: nobody gives rights to themselves. */
export async function demandOther(tx: Tx, context: Context, personId: string): Promise<StaffMember> {
  if (officerOf(context.actor).personId === personId) throw refusal.ownPosts()
  const found = await demandManaged(tx, context, personId)
  await store.lockPerson(tx, personId)
  return found
}

export type OfficerFacts = {
  readonly name: string
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

const readName = ({ name }: OfficerFacts): string => {
  const read = name.trim().replace(/\s+/g, ' ').normalize('NFC')
  if (read.length < 2 || read.length > 100) throw refusal.nameNeeded()
  return read
}

/** The same form sent twice makes one thing: the key of the form is its id. */
export const idOf = ({ operationKey, now }: Pick<Context, 'operationKey' | 'now'>): string =>
  operationKey && isId(operationKey) ? operationKey : newId(now)

/** Ghi nhận cán bộ under this id, without a post yet. Answers `false` when that was done. Throws `organisation.nameNeeded`. */
export async function recordOfficer(
  tx: Tx,
  context: Context,
  id: string,
  facts: OfficerFacts,
): Promise<boolean> {
  if (!(await store.insertOfficer(tx, { ...facts, id, name: readName(facts) }))) return false
  await appendEvent(tx, context, 'officer.recorded', { subject: id })
  return true
}

/** Sửa họ tên và cách liên hệ. Throws `organisation.nameNeeded`. */
export async function correctOfficer(
  tx: Tx,
  context: Context,
  personId: string,
  facts: OfficerFacts,
): Promise<void> {
  if (!(await store.updateOfficer(tx, { ...facts, id: personId, name: readName(facts) }))) return
  await appendEvent(tx, context, 'officer.corrected', { subject: personId })
}

/** Mở vị trí. A post that was opened with the same form stays as it is. Throws the refusals of a post that cannot be. */
export async function openPost(
  tx: Tx,
  context: Context,
  personId: string,
  post: NewPost,
): Promise<DatedPost | undefined> {
  const { unitCode, title, roles, fromOn, toOn = null } = post
  const officer = officerOf(context.actor)
  const on = fromOn > context.today ? fromOn : context.today
  const unit = await findUnitByCode(tx, unitCode, on)
  if (!unit || !(await store.isInReachOf(tx, officer.unitReach, unit.id))) throw refusal.unitOutOfReach()
  if (!title.trim()) throw refusal.titleNeeded()
  const known = new Set(context.pack.roles.map(({ code }) => code))
  if (roles.length === 0 || !roles.every((role) => known.has(role))) throw refusal.rolesNeeded()
  if (toOn !== null && toOn < fromOn) throw refusal.wrongPostDays()
  const postId = idOf(context)
  const opened = { postId, title: title.trim().slice(0, 200), unitId: unit.id, roles: [...new Set(roles)] }
  if (!(await store.insertPost(tx, { ...opened, personId, fromOn, toOn }))) return undefined
  await appendEvent(tx, context, 'post.opened', {
    subject: postId,
    unitId: unit.id,
    payload: { person: personId, title: opened.title, roles: opened.roles, fromOn, toOn },
  })
  return { ...opened, unitCode: unit.code, unitName: unit.name, fromOn, toOn }
}

/**
 * Kết thúc vị trí: `lastOn` is the last day on which a post is held. Ends those that the officer manages, or the one named
 * alone. Answers those that ended. Throws `organisation.noSuchPost` for a named one that is not open or out of reach.
 */
export async function closePosts(
  tx: Tx,
  context: Context,
  { personId, posts }: StaffMember,
  lastOn: NewPost['fromOn'],
  postId?: string,
): Promise<readonly DatedPost[]> {
  const { unitReach } = officerOf(context.actor)
  const closed: DatedPost[] = []
  for (const post of posts) {
    if (stateOf(post, context.today) === 'over' || (postId !== undefined && post.postId !== postId)) continue
    if (!(await store.isInReachOf(tx, unitReach, post.unitId))) continue
    if (!(await store.setLastDay(tx, personId, post.postId, lastOn))) continue
    closed.push(post)
    await appendEvent(tx, context, 'post.closed', {
      subject: post.postId,
      unitId: post.unitId,
      payload: { person: personId, lastOn },
    })
  }
  if (postId !== undefined && closed.length === 0) throw refusal.noSuchPost()
  return closed
}
