/** Công bố và rút ngày nghỉ, with a look at what it does to open dossiers before anyone confirms. */

import { type AnnouncedDays, clockUnit, foldClock, type UnitCalendars } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { calendarDate } from '#kernel/types.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import {
  type Announcement,
  type AnnouncementFields,
  addMoves,
  demandAhead,
  type Impact,
  type Move,
  reaches,
  readAnnouncement,
  refusal,
} from './domain.ts'
import * as store from './store.ts'

export type Preview = { readonly announcement: Announcement; readonly impact: Impact }

/** Xem trước một thông báo mới. Throws what `readAnnouncement` throws, `noSuchUnit` or `notYourUnit`. */
export async function previewAnnouncement(context: Context, fields: AnnouncementFields): Promise<Preview> {
  const announcement = readAnnouncement(fields, context.calendar, context.today)
  await read(context, (tx) => demandReach(tx, context, officerOf(context.actor), announcement.unitCode))
  const next = [...context.calendars.current().announced, { ...announcement, id: '' }]
  return { announcement, impact: await impactOf(context, announcement, context.calendars.with(next)) }
}

/** Công bố: from now on every process counts with it, and open dossiers are counted again. */
export async function announceDays(context: Context, fields: AnnouncementFields): Promise<void> {
  const officer = officerOf(context.actor)
  const announcement = readAnnouncement(fields, context.calendar, context.today)
  const id = idOf(context)
  await inTransaction(context, async (tx) => {
    await demandReach(tx, context, officer, announcement.unitCode)
    const by = { personId: officer.personId, at: context.now }
    if ((await store.insertAnnouncement(tx, id, announcement, by)) === 'repeated') return
    await appendEvent(tx, context, 'calendar.announced', { subject: id, payload: told(announcement) })
  })
  await context.calendars.refresh('now')
}

/** Xem trước việc rút. Throws `notFound`, `withdrawn`, `mustBeAhead`, `notYourUnit`. */
export async function previewWithdrawal(
  context: Context,
  id: string,
): Promise<Preview & { readonly id: string }> {
  const announcement = await read(context, async (tx) =>
    demandWithdrawable(tx, context, await store.findAnnouncement(tx, id)),
  )
  const next = context.calendars.current().announced.filter((one) => one.id !== id)
  return { id, announcement, impact: await impactOf(context, announcement, context.calendars.with(next)) }
}

/** Rút thông báo, with the text that it rests on. Of two at once, one wins. */
export async function withdrawAnnouncement(context: Context, id: string, basis: string): Promise<void> {
  const { personId } = officerOf(context.actor)
  if (!basis.trim()) throw refusal.basisNeeded()
  await inTransaction(context, async (tx) => {
    const announcement = await demandWithdrawable(tx, context, await store.findAnnouncementForUpdate(tx, id))
    await store.markWithdrawn(tx, id, { personId, at: context.now, basis: basis.trim() })
    const payload = { ...told(announcement), withdrawalBasis: basis.trim() }
    await appendEvent(tx, context, 'calendar.withdrawn', { subject: id, payload })
  })
  await context.calendars.refresh('now')
}

async function demandWithdrawable(
  tx: Tx,
  context: Context,
  found: store.Listed | undefined,
): Promise<store.Listed> {
  if (!found) throw refusal.notFound()
  await demandReach(tx, context, officerOf(context.actor), found.unitCode)
  if (found.withdrawnAt) throw refusal.withdrawn()
  demandAhead(found, context.today)
  return found
}

/** The province's days are announced by whoever reaches its first agency, a unit's by whoever reaches the unit. */
async function demandReach(
  tx: Tx,
  { pack, today }: Context,
  { unitReach }: Officer,
  unitCode: string | null,
): Promise<void> {
  const code = unitCode ?? pack.manifest.agencyCode
  const unit = await findUnitByCode(tx, code, today)
  if (!unit) throw refusal.noSuchUnit({ details: { code } })
  if (!reaches(unitReach, unit.path)) throw refusal.notYourUnit()
}

function idOf({ operationKey, now }: Context): string {
  return operationKey && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(operationKey)
    ? operationKey
    : newId(now)
}

const told = ({ kind, unitCode, fromOn, toOn, name, legalBasis }: Announcement) => ({
  kind,
  unitCode,
  fromOn,
  toOn,
  name,
  legalBasis,
})

/** More than this is told as "so many of so many": a page must come. */
const lookMax = 20_000
const batch = 2_000

/** How many dates would move, and where to: every open clock folded on both calendars. */
async function impactOf(
  context: Context,
  { fromOn }: Pick<AnnouncedDays, 'fromOn'>,
  next: UnitCalendars,
): Promise<Impact> {
  const now = context.calendars.current()
  const from = calendarDate(fromOn)
  return read(context, async (tx) => {
    let impact: Impact = {
      open: await store.countOpen(tx, from),
      looked: 0,
      later: 0,
      earlier: 0,
      first: null,
      last: null,
    }
    let after: string | null = null
    while (impact.looked < lookMax) {
      const clocks = await store.findClocks(tx, from, after, batch)
      const moves = clocks.flatMap(({ clock }) => moveOf(now, next, clock))
      impact = addMoves(impact, clocks.length, moves)
      after = clocks.at(-1)?.id ?? null
      if (clocks.length < batch) break
    }
    return impact
  })
}

function moveOf(now: UnitCalendars, next: UnitCalendars, clock: Parameters<typeof foldClock>[1]): Move[] {
  const unit = clockUnit(clock)
  const due = (calendars: UnitCalendars) => {
    const { dueAt, dueBeforePause } = foldClock(calendars.of(unit), clock)
    return dueAt ?? dueBeforePause
  }
  const [before, after] = [due(now), due(next)]
  return before && after && before.getTime() !== after.getTime() ? [{ before, after }] : []
}
