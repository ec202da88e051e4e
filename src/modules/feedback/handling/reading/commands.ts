/** What the console shows: the queue, one report with all that may be done, the load, and who sent it. */

import { type TimeLeft, timeLeft } from '#kernel/calendar.ts'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { nothingOfOthers, recordLook } from '#kernel/looks.ts'
import { hasPermission, officerOf } from '#kernel/policy.ts'
import { searchKey } from '#kernel/text.ts'
import type { Unit } from '#modules/organisation/api.ts'
import { isAllowed } from '../../commands.ts'
import {
  type Awaited,
  actFacts,
  mayBeDone,
  type ReportAct,
  refusal,
  reportActs,
  wordsMin,
} from '../../domain.ts'
import { findPhotos, type Photo } from '../../photos/store.ts'
import { type Near, nearTo } from '../../sending/commands.ts'
import * as reports from '../../store.ts'
import { findVoice, type Voice } from '../../voices/store.ts'
import { proposedUnit } from '../commands.ts'
import * as store from '../store.ts'

export type QueueWish = {
  readonly awaits?: Awaited | undefined
  readonly category?: string | undefined
  readonly search?: string | undefined
  readonly isLate: boolean
  readonly page: number
}
export type Dated = reports.Report & { readonly deadline: TimeLeft | undefined }
export type Queue = {
  readonly reports: readonly Dated[]
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
      search: search ? searchKey(search) : undefined,
      now,
      max: pageSize + 1,
      offset: page * pageSize,
    })
    const shown = found.slice(0, pageSize)
    await recordLook(tx, context, { of: shown.map(({ id }) => id), what: 'list', why: 'work' })
    return {
      reports: shown.map((report) => ({ ...report, deadline: deadlineOf(context, report) })),
      counts: await store.countAwaited(tx, officer, now),
      hasMore: found.length > pageSize,
    }
  })
}

/** How much is left of what waits now, in the working time of whoever has it. */
function deadlineOf(
  context: Context,
  { awaited, awaitedSince, dueAt, unitCode }: reports.Report,
): TimeLeft | undefined {
  if (!awaited || !awaitedSince || !dueAt) return undefined
  const calendar = calendarFor(context, awaited === 'take' || awaited === 'handle' ? unitCode : null)
  const now = context.now
  return timeLeft(calendar, { since: awaitedSince, dueAt, now })
}

export type Work = {
  readonly report: Dated
  readonly acts: readonly ReportAct[]
  readonly done: readonly reports.DoneAct[]
  readonly handlings: readonly reports.Handling[]
  readonly photos: readonly Photo[]
  readonly voice: Voice | undefined
  /** For the desk only: what may be the same matter, and the unit that follows from category and place. */
  readonly near: readonly Near[]
  readonly proposed: Unit | undefined
}

/** One report, with a look. Throws `feedback.notFound` out of reach. */
export async function openWork(context: Context, code: string): Promise<Work> {
  const officer = officerOf(context.actor)
  const isDesk = hasPermission(officer, 'feedback.triage')
  const work = await inTransaction(context, async (tx) => {
    const report = await reports.findInReach(tx, officer, code)
    if (!report) throw refusal.notFound()
    await recordLook(tx, context, { of: [report.id], what: 'report', why: 'complaint' })
    return {
      report: { ...report, deadline: deadlineOf(context, report) },
      acts: actsNow(context, report),
      done: await reports.findActs(tx, report.id),
      handlings: await reports.findHandlings(tx, report.id),
      photos: await findPhotos(tx, report.id),
      voice: await findVoice(tx, report.id),
      near: isDesk ? await nearTo(tx, context, report) : [],
    }
  })
  return { ...work, proposed: isDesk ? await proposedUnit(context, work.report) : undefined }
}

/** What the officer may do with it now, in the order of the table. */
function actsNow(context: Context, report: reports.ReachedReport): readonly ReportAct[] {
  return (Object.keys(reportActs) as ReportAct[]).filter((act) => {
    if (!mayBeDone(act, report.state) || !isAllowed(context, act, report)) return false
    if (act === 'extend') return !report.extendedAt
    return actFacts(act).by !== 'publisher' || report.answeredBy !== officerOf(context.actor).personId
  })
}

/** Việc của từng đơn vị, within the officer's reach. */
export function viewLoad(context: Context): Promise<readonly store.UnitLoad[]> {
  nothingOfOthers(context)
  return inTransaction(context, (tx) => store.findLoad(tx, officerOf(context.actor), context.now))
}

export type Contacts = { readonly report: reports.Report; readonly contacts: readonly store.Contact[] }

/**
 * Xem người gửi: for the desk alone, with a reason, told to the persons themselves. Throws `feedback.notFound`,
 * `feedback.reasonNeeded`.
 */
export async function openContacts(
  context: Context,
  { code, reason }: { readonly code: string; readonly reason: string },
): Promise<Contacts> {
  const words = reason.trim()
  if (words.length < wordsMin) throw refusal.reasonNeeded()
  return inTransaction(context, async (tx) => {
    const report = await reports.findInReach(tx, officerOf(context.actor), code)
    if (!report) throw refusal.notFound()
    const contacts = await store.findContacts(tx, report.id)
    const persons = contacts.flatMap(({ personId }) => (personId ? [personId] : []))
    await recordLook(tx, context, { of: [report.id, ...persons], what: 'reporter', why: 'complaint', words })
    return { report, contacts }
  })
}
