/** What officers see: the queue, one petition with all that may be done, the load, and who sent it. */

import { type TimeLeft, timeLeft } from '#kernel/calendar.ts'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { nothingOfOthers, recordLook } from '#kernel/looks.ts'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { findUnit, type Unit } from '#modules/organisation/api.ts'
import { isAllowed } from '../../commands.ts'
import {
  type About,
  type Awaited,
  actFacts,
  mayBeDone,
  type PetitionAct,
  petitionActs,
  reasonMin,
  refusal,
} from '../../domain.ts'
import { type Enclosure, findEnclosures } from '../../enclosures/store.ts'
import type { Found } from '../../readers/domain.ts'
import { sumVerdicts } from '../../readers/store.ts'
import * as petitions from '../../store.ts'
import { findOfficial, proposedFor } from '../separation/commands.ts'
import * as store from '../store.ts'

export type QueueWish = {
  readonly awaits?: Awaited | undefined
  readonly about?: About | undefined
  readonly search?: string | undefined
  readonly isLate: boolean
  readonly page: number
}
export type Dated = petitions.Petition & { readonly deadline: TimeLeft | undefined }
export type Queue = {
  readonly petitions: readonly Dated[]
  readonly counts: readonly store.AwaitedCount[]
  readonly hasMore: boolean
}

const pageSize = 30

/** Danh sách việc of the officer, by what is due first. */
export function viewQueue(context: Context, { page, search, ...wish }: QueueWish): Promise<Queue> {
  const officer = officerOf(context.actor)
  const { now } = context
  return inTransaction(context, async (tx) => {
    const found = await store.findQueue(tx, officer, {
      ...wish,
      search: search?.replace(/[\\%_]/g, '\\$&'),
      now,
      max: pageSize + 1,
      offset: page * pageSize,
    })
    const shown = found.slice(0, pageSize)
    await recordLook(tx, context, { of: shown.map(({ id }) => id), what: 'list', why: 'work' })
    return {
      petitions: shown.map((petition) => ({ ...petition, deadline: deadlineOf(context, petition) })),
      counts: await store.countAwaited(tx, officer, now),
      hasMore: found.length > pageSize,
    }
  })
}

/** How much is left of what waits now. The sender's own time is told as a date only. */
function deadlineOf(
  context: Context,
  { awaited, awaitedSince, dueAt, unitCode }: petitions.Petition,
): TimeLeft | undefined {
  if (!awaited || !awaitedSince || !dueAt || awaited === 'complete') return undefined
  const calendar = calendarFor(context, awaited === 'handle' ? unitCode : null)
  return timeLeft(calendar, { since: awaitedSince, dueAt, now: context.now })
}

export type Work = {
  readonly petition: Dated
  readonly acts: readonly PetitionAct[]
  readonly done: readonly petitions.DoneAct[]
  readonly mayContact: boolean
  readonly files: readonly Enclosure[]
  /** What readers of the published answer think of it. */
  readonly found: Found
  /** For the desk only: what may be the same, who the official is, and the agency that follows. */
  readonly like: readonly store.Like[]
  readonly official: string | undefined
  readonly proposed: Unit | undefined
}

const likeMax = 5

/** One petition, with a look. Throws `petitions.notFound` out of reach. */
export function openWork(context: Context, code: string): Promise<Work> {
  const officer = officerOf(context.actor)
  const isDesk = hasPermission(officer, 'petitions.receive')
  return inTransaction(context, async (tx) => {
    const petition = await petitions.findInReach(tx, officer, code)
    if (!petition) throw refusal.notFound()
    await recordLook(tx, context, { of: [petition.id], what: 'petition', why: 'complaint' })
    const like = isDesk ? await store.findLike(tx, officer, petition, likeMax) : []
    await recordLook(tx, context, { of: like.map(({ id }) => id), what: 'list', why: 'work' })
    return {
      petition: { ...petition, deadline: deadlineOf(context, petition) },
      acts: actsNow(context, petition),
      done: await petitions.findActs(tx, petition.id),
      mayContact: mayContact(context, petition),
      files: await findEnclosures(tx, { petitionId: petition.id }),
      found: await sumVerdicts(tx, petition.id),
      like,
      ...(isDesk ? await adviceOn(tx, context, petition) : { official: undefined, proposed: undefined }),
    }
  })
}

/** Who the named official is, and which agency may have it. */
async function adviceOn(
  tx: Tx,
  context: Context,
  { accusedUnitId, officialName, state }: petitions.Petition,
): Promise<Pick<Work, 'official' | 'proposed'>> {
  const accused = accusedUnitId && state === 'new' ? await findUnit(tx, accusedUnitId) : undefined
  if (!accused) return { official: undefined, proposed: undefined }
  const official = await findOfficial(tx, context, accused, officialName ?? '')
  const proposed = await proposedFor(tx, context, accused, official?.personId ?? null)
  return { official: official?.name, proposed }
}

/** What the officer may do with it now, in the order of the table. */
function actsNow(context: Context, petition: petitions.Petition): readonly PetitionAct[] {
  return (Object.keys(petitionActs) as PetitionAct[]).filter((act) => {
    if (!mayBeDone(act, petition.state) || !isAllowed(context, act)) return false
    if (act === 'link') return petition.repeatsCode === null
    return actFacts(act).by !== 'publisher' || petition.answeredBy !== officerOf(context.actor).personId
  })
}

/** The desk may see who sent it; whoever handles it may only where it is not about a colleague. */
function mayContact({ actor }: Context, { about }: petitions.Petition): boolean {
  const officer = officerOf(actor)
  return (
    hasPermission(officer, 'petitions.receive') ||
    (about === 'rules' && hasPermission(officer, 'petitions.handle'))
  )
}

/** Việc của từng cơ quan, within the officer's reach. */
export function viewLoad(context: Context): Promise<readonly store.UnitLoad[]> {
  nothingOfOthers(context)
  return inTransaction(context, (tx) => store.findLoad(tx, officerOf(context.actor), context.now))
}

export type Contact = { readonly petition: petitions.Petition; readonly sender: petitions.Sender | undefined }

/**
 * Xem người gửi, with a reason, told to the person themselves. Throws `petitions.notFound`, `petitions.notYours`,
 * `petitions.reasonNeeded`.
 */
export async function openContact(
  context: Context,
  { code, reason }: { readonly code: string; readonly reason: string },
): Promise<Contact> {
  const words = reason.trim()
  if (words.length < reasonMin) throw refusal.reasonNeeded()
  return inTransaction(context, async (tx) => {
    const petition = await petitions.findInReach(tx, officerOf(context.actor), code)
    if (!petition) throw refusal.notFound()
    if (!mayContact(context, petition)) throw refusal.notYours()
    const sender = await petitions.findSender(tx, petition.id)
    const of = [petition.id, ...(sender?.personId ? [sender.personId] : [])]
    await recordLook(tx, context, { of, what: 'petitioner', why: 'complaint', words })
    return { petition, sender }
  })
}
