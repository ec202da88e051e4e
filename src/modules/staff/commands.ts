/** Tiếp nhận, chuyển, thôi việc. Each is one transaction, and the head of the unit hears of it. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { officerOf } from '#kernel/policy.ts'
import { searchKey } from '#kernel/text.ts'
import { addDays } from '#kernel/types.ts'
import { findHeldSteps, giveToPool, type HeldStep } from '#modules/dossiers/api.ts'
import { type Access, endAccess, moveAccount, viewAccess } from '#modules/identity/api.ts'
import { notify } from '#modules/notifications/api.ts'
import {
  chiefsOf,
  closePosts,
  correctOfficer,
  type DatedPost,
  demandManaged,
  demandOther,
  findStaff,
  findStaffMember,
  idOf,
  type NewPost,
  type OfficerFacts,
  openPost,
  postStateOf,
  recordOfficer,
  type StaffMember,
  staffRefusal,
  type Unit,
  unitsBelow,
} from '#modules/organisation/api.ts'
import { type LastDay, lastDayOf, listMax, notices } from './domain.ts'

export type Joiner = OfficerFacts & {
  /** The account at the provider of identities; without one the officer cannot sign in yet. */
  readonly account?: string | undefined
  readonly post: NewPost
}

/**
 * Tiếp nhận: an officer with account and first post. The same form sent twice takes on one person. Answers their id.
 * Throws the refusals of facts and post, and `identity.accountTaken`.
 */
export async function takeOn(context: Context, { account, post, ...facts }: Joiner): Promise<string> {
  const personId = idOf(context)
  await inTransaction(context, async (tx) => {
    if (!(await recordOfficer(tx, context, personId, facts))) return
    const opened = await openPost(tx, context, personId, post)
    if (account?.trim()) await moveAccount(tx, context, personId, account.trim())
    if (opened) await tellArrival(tx, context, { personId, name: facts.name }, opened)
  })
  return personId
}

/**
 * Chuyển hoặc thêm vị trí. With `endsOthers` the other posts end on the day before the new one begins.
 * Throws `organisation.noSuchOfficer`, `ownPosts` and the refusals of a post.
 */
export async function move(
  context: Context,
  personId: string,
  post: NewPost,
  endsOthers: boolean,
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const member = await demandOther(tx, context, personId)
    const opened = await openPost(tx, context, personId, post)
    if (!opened) return
    if (endsOthers) await closePosts(tx, context, member, addDays(post.fromOn, -1))
    await tellArrival(tx, context, member, opened)
  })
}

/** Kết thúc một vị trí after its last day. Throws `organisation.noSuchPost` too. */
export async function endPost(
  context: Context,
  personId: string,
  postId: string,
  last: LastDay,
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const member = await demandOther(tx, context, personId)
    const [closed] = await closePosts(tx, context, member, lastDayOf(last, context.today), postId)
    if (closed) await tellLeaving(tx, context, member, [closed], last)
  })
}

/**
 * Thôi việc: every post ends. At once (`now`), factors, codes and sessions are gone in the same moment, unless a post in
 * someone else's reach is left; on a later day they end with it. Throws `organisation.noSuchOfficer` or `ownPosts`.
 */
export async function letGo(context: Context, personId: string, last: LastDay): Promise<void> {
  const lastOn = lastDayOf(last, context.today)
  if (last !== 'now' && last < context.today) throw staffRefusal.wrongPostDays()
  await inTransaction(context, async (tx) => {
    const member = await demandOther(tx, context, personId)
    const closed = await closePosts(tx, context, member, lastOn)
    const ended = new Set(closed.map(({ postId }) => postId))
    const isFree = member.posts.every(
      (post) => ended.has(post.postId) || postStateOf(post, context.today) === 'over',
    )
    if (last === 'now' && isFree) await endAccess(tx, context, personId)
    if (closed.length === 0) return
    await appendEvent(tx, context, 'officer.left', { subject: personId, payload: { lastOn } })
    await tellLeaving(tx, context, member, closed, last)
  })
}

type Named = Pick<StaffMember, 'personId' | 'name'>

/** Heads of the unit, so that nobody is slipped in unseen. */
async function tellArrival(
  tx: Tx,
  context: Context,
  { personId, name }: Named,
  post: DatedPost,
): Promise<void> {
  const chiefs = await chiefsOf(tx, post.unitId, context.today)
  const to = chiefs.map((chief) => chief.personId).filter((one) => one !== personId)
  const facts = { name, title: post.title, from: post.fromOn }
  await notify(tx, context, [{ notice: notices.arrived, to, subjectId: personId, link: '/lam-viec', facts }])
}

async function tellLeaving(
  tx: Tx,
  context: Context,
  { personId, name }: Named,
  posts: readonly DatedPost[],
  last: LastDay,
): Promise<void> {
  const held = await findHeldSteps(tx, personId, officerOf(context.actor).unitReach)
  for (const unitId of new Set(posts.map((post) => post.unitId))) {
    const chiefs = await chiefsOf(tx, unitId, context.today)
    const to = chiefs.map((chief) => chief.personId).filter((one) => one !== personId)
    const facts = { name, last: last === 'now' ? context.today : last, count: String(held.length) }
    await notify(tx, context, [{ notice: notices.left, to, subjectId: personId, link: '/lam-viec', facts }])
  }
}

/** Sửa họ tên, cách liên hệ. Throws `organisation.noSuchOfficer` or `nameNeeded`. */
export async function correct(context: Context, personId: string, facts: OfficerFacts): Promise<void> {
  await inTransaction(context, async (tx) => {
    await demandManaged(tx, context, personId)
    await correctOfficer(tx, context, personId, facts)
  })
}

/**
 * Liên kết tài khoản of an officer who has none; to change one, two people are needed (khôi phục truy cập).
 * Throws `identity.accountTaken`, `organisation.accountSet`, `noSuchOfficer` or `ownPosts`.
 */
export async function linkAccount(context: Context, personId: string, account: string): Promise<void> {
  const { account: present } = await viewAccess(context, personId)
  if (present !== undefined) throw staffRefusal.accountSet()
  await inTransaction(context, async (tx) => {
    await demandOther(tx, context, personId)
    await moveAccount(tx, context, personId, account.trim())
  })
}

/** Đưa việc đang giữ về danh sách chung của đơn vị. Answers how much it was. Throws `organisation.noSuchOfficer`. */
export async function handOn(context: Context, personId: string): Promise<number> {
  const held = await read(context, async (tx) => {
    await demandManaged(tx, context, personId)
    return findHeldSteps(tx, personId, officerOf(context.actor).unitReach)
  })
  for (const step of held) await inTransaction(context, (tx) => giveToPool(tx, context, step))
  return held.length
}

export type StaffQuestion = {
  readonly text?: string | undefined
  readonly unitCode?: string | undefined
  readonly withFormer?: boolean | undefined
}
export type StaffList = {
  readonly members: readonly StaffMember[]
  readonly isCut: boolean
  readonly units: readonly Unit[]
}

/** Units in which the officer manages people. */
async function managedUnits(tx: Tx, context: Context): Promise<readonly Unit[]> {
  const { unitId, unitReach } = officerOf(context.actor)
  const below = await unitsBelow(tx, unitId, context.today)
  return unitReach.endsWith('.*') ? below : below.filter(({ id }) => id === unitId)
}

/** Danh sách cán bộ in reach. */
export async function listStaff(
  context: Context,
  { text = '', unitCode, withFormer = false }: StaffQuestion,
): Promise<StaffList> {
  const { unitReach } = officerOf(context.actor)
  const words = searchKey(text).split(' ').filter(Boolean)
  return read(context, async (tx) => {
    const found = await findStaff(tx, unitReach, { words, unitCode, withFormer }, context.today, listMax + 1)
    return {
      members: found.slice(0, listMax),
      isCut: found.length > listMax,
      units: await managedUnits(tx, context),
    }
  })
}

export type StaffView = {
  readonly member: StaffMember
  readonly access: Access
  readonly held: readonly HeldStep[]
  readonly units: readonly Unit[]
}

/** One officer with everything that ends when they leave. Throws `organisation.noSuchOfficer`. */
export async function viewOfficer(context: Context, personId: string): Promise<StaffView> {
  const access = await viewAccess(context, personId)
  return read(context, async (tx) => {
    const { unitReach } = officerOf(context.actor)
    const member = await findStaffMember(tx, unitReach, personId)
    if (!member) throw staffRefusal.noSuchOfficer()
    return {
      member,
      access,
      held: await findHeldSteps(tx, personId, unitReach),
      units: await managedUnits(tx, context),
    }
  })
}
