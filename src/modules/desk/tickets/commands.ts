/** Lấy số, gọi số: a number for whoever comes, and never the same one for two windows. */

import { randomBytes } from 'node:crypto'
import { isWorkingDay } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { DeskRules, DeskWindow, TicketGroup } from '#kernel/packs.ts'
import { type Officer, officerOf } from '#kernel/policy.ts'
import { findUnitByCode, type Unit } from '#modules/organisation/api.ts'
import { refusal, rulesOf } from '../domain.ts'
import { expectedWait, type Ticket, ticketLabel, type Wait, type Waiting, waitingFigures } from './domain.ts'
import * as store from './store.ts'

export type DeskPlace = { readonly unit: Unit; readonly rules: DeskRules }

/** Bộ phận một cửa by the code of its unit. Throws `desk.unknownDesk`. */
export async function deskOf(tx: Tx, { pack, today }: Context, unitCode: string): Promise<DeskPlace> {
  const unit = await findUnitByCode(tx, unitCode, today)
  if (!unit?.deskName) throw refusal.unknownDesk()
  return { unit, rules: rulesOf(pack, unit.code) }
}

/** Các bộ phận một cửa that take people in today, for a list. */
export function deskChoices({ pack, today }: Pick<Context, 'pack' | 'today'>) {
  const open = pack.units.filter(
    ({ desk, validFrom, validTo }) => desk && validFrom <= today && (!validTo || validTo >= today),
  )
  const names = Map.groupBy(open, ({ desk }) => desk)
  return open.map(({ code, desk, shortName }) => ({
    value: code,
    label: (names.get(desk)?.length ?? 0) > 1 ? `${desk} – ${shortName}` : String(desk),
  }))
}

export type GroupNow = {
  readonly group: TicketGroup
  readonly waiting: number
  readonly wait: Wait | undefined
}
export type HallView = DeskPlace & { readonly groups: readonly GroupNow[]; readonly isOpen: boolean }

/** Ngay bây giờ: who waits for what, and how long it may take. */
export function viewHall(context: Context, unitCode: string): Promise<HallView> {
  return read(context, async (tx) => {
    const desk = await deskOf(tx, context, unitCode)
    const place = { unitId: desk.unit.id, day: context.today }
    const waiting = await store.countWaiting(tx, place)
    const turns = await store.findTurns(tx, place)
    const open = await openFor(tx, desk.rules, place)
    const groups = desk.rules.groups.map((group) => {
      const ahead = waiting.get(group.key) ?? 0
      return {
        group,
        waiting: ahead,
        wait: expectedWait(ahead, open(group.key), turns.get(group.key) ?? [], group.minutes),
      }
    })
    return { ...desk, groups, isOpen: isWorkingDay(context.calendar, context.today) }
  })
}

/** How many windows somebody sits at take a group. */
async function openFor(tx: Tx, rules: DeskRules, place: store.Place): Promise<(group: string) => number> {
  const keys = new Set(await store.findOpenWindows(tx, place))
  return (group) => rules.windows.filter(({ key, groups }) => keys.has(key) && groups.includes(group)).length
}

const newSecret = () => randomBytes(12).toString('base64url')

type Take = { readonly unitCode: string; readonly groupKey: string }

/** Lấy số. Throws `desk.unknownGroup`, and `desk.closedDay` on a day off. Gives the secret of the ticket's page. */
export function takeTicket(context: Context, { unitCode, groupKey }: Take): Promise<string> {
  const { now: at, today: day } = context
  return inTransaction(context, async (tx) => {
    const { unit, rules } = await deskOf(tx, context, unitCode)
    if (!rules.groups.some(({ key }) => key === groupKey)) throw refusal.unknownGroup()
    if (!isWorkingDay(context.calendar, day)) throw refusal.closedDay()
    return makeTicket(tx, context, { unitId: unit.id, groupKey, waitsFrom: at })
  })
}

type Make = {
  readonly unitId: string
  readonly groupKey: string
  readonly waitsFrom: Date
  readonly appointmentId?: string
}

/** The ticket itself, in the caller's transaction. */
export async function makeTicket(tx: Tx, context: Context, make: Make): Promise<string> {
  const id = newId(context.now)
  const secret = newSecret()
  await store.insertTicket(tx, { ...make, id, secret, day: context.today, at: context.now })
  await appendEvent(tx, context, 'desk.ticketTaken', {
    subject: id,
    unitId: make.unitId,
    payload: { group: make.groupKey, appointment: make.appointmentId },
  })
  return secret
}

export type TicketView = DeskPlace & {
  readonly ticket: Ticket
  readonly group: TicketGroup | undefined
  readonly window: DeskWindow | undefined
  readonly ahead: number
  readonly wait: Wait | undefined
  readonly isToday: boolean
}

/** Số của tôi, for whoever holds its secret. Throws `desk.unknownTicket`. */
export function viewTicket(context: Context, unitCode: string, secret: string): Promise<TicketView> {
  return read(context, async (tx) => {
    const desk = await deskOf(tx, context, unitCode)
    const ticket = await store.findTicketBySecret(tx, secret)
    if (!ticket || ticket.unitId !== desk.unit.id) throw refusal.unknownTicket()
    const ahead = await store.countAhead(tx, ticket, ticket)
    const open = await openFor(tx, desk.rules, ticket)
    const turns = (await store.findTurns(tx, ticket)).get(ticket.groupKey) ?? []
    const group = desk.rules.groups.find(({ key }) => key === ticket.groupKey)
    return {
      ...desk,
      ticket,
      group,
      window: desk.rules.windows.find(({ key }) => key === ticket.windowKey),
      ahead,
      wait: expectedWait(ahead, open(ticket.groupKey), turns, group?.minutes ?? 10),
      isToday: ticket.day === context.today,
    }
  })
}

export type BoardView = DeskPlace & {
  readonly called: readonly Ticket[]
  readonly groups: readonly GroupNow[]
}
const boardMax = 8

/** Màn hình sảnh chờ: numbers and windows, nothing about anyone. */
export async function viewBoard(context: Context, unitCode: string): Promise<BoardView> {
  const { unit, rules, groups } = await viewHall(context, unitCode)
  const place = { unitId: unit.id, day: context.today }
  const called = await read(context, (tx) => store.findCalled(tx, place, boardMax))
  return { unit, rules, groups, called }
}

const seatOf = ({ personId, unitId }: Officer, { today }: Context) => ({
  unitId,
  day: today,
  officerId: personId,
})

export type ClerkTickets = {
  readonly rules: DeskRules
  readonly window: DeskWindow | undefined
  readonly serving: Ticket | undefined
  /** Who waits in the groups of the window; of the whole desk while no window is chosen. */
  readonly waiting: number
}

/** Số thứ tự beside the till. */
export function viewClerkTickets(context: Context): Promise<ClerkTickets> {
  const clerk = officerOf(context.actor)
  const rules = rulesOf(context.pack, clerk.unitCode)
  const seat = seatOf(clerk, context)
  return read(context, async (tx) => {
    const key = await store.findWindow(tx, seat)
    const window = rules.windows.find((one) => one.key === key)
    const counts = await store.countWaiting(tx, seat)
    const keys = window?.groups ?? rules.groups.map((group) => group.key)
    return {
      rules,
      window,
      serving: await store.findServing(tx, seat),
      waiting: keys.reduce((sum, group) => sum + (counts.get(group) ?? 0), 0),
    }
  })
}

/** Ngồi vào quầy. Throws `desk.unknownWindow`. */
export async function sitDown(context: Context, windowKey: string): Promise<void> {
  const clerk = officerOf(context.actor)
  if (!rulesOf(context.pack, clerk.unitCode).windows.some(({ key }) => key === windowKey))
    throw refusal.unknownWindow()
  await inTransaction(context, async (tx) => {
    await store.saveWindow(tx, seatOf(clerk, context), windowKey, context.now)
    await appendEvent(tx, context, 'desk.windowTaken', {
      subject: clerk.personId,
      payload: { window: windowKey },
    })
  })
}

/**
 * Gọi số tiếp: what the officer served so far is done. Two who call at once get two numbers. Throws `desk.noWindow`,
 * and `desk.nobodyWaits` with everything left as it was.
 */
export async function callNext(context: Context): Promise<Ticket> {
  const clerk = officerOf(context.actor)
  const rules = rulesOf(context.pack, clerk.unitCode)
  const seat = seatOf(clerk, context)
  return inTransaction(context, async (tx) => {
    const key = await store.findWindow(tx, seat)
    const window = rules.windows.find((one) => one.key === key)
    if (!window) throw refusal.noWindow()
    for (const ended of await store.endTickets(tx, seat, context.now))
      await appendEvent(tx, context, 'desk.ticketDone', {
        subject: ended.id,
        payload: { number: ticketLabel(ended) },
      })
    const { groups } = window
    const ticket = await store.callNextWaiting(tx, {
      ...seat,
      windowKey: window.key,
      groups,
      at: context.now,
    })
    if (!ticket) throw refusal.nobodyWaits()
    await appendEvent(tx, context, 'desk.ticketCalled', {
      subject: ticket.id,
      payload: { number: ticketLabel(ticket), window: window.key },
    })
    return ticket
  })
}

export type TicketAct = 'recall' | 'skip' | 'done' | 'transfer'
const eventOf = {
  recall: 'desk.ticketRecalled',
  skip: 'desk.ticketSkipped',
  done: 'desk.ticketDone',
  transfer: 'desk.ticketTransferred',
} as const satisfies Record<TicketAct, string>

/** Gọi lại, bỏ qua, xong, chuyển quầy. Throws `desk.ticketMoved` unless the officer serves this number now. */
export async function actOnTicket(
  context: Context,
  {
    id,
    act,
    toWindow,
  }: { readonly id: string; readonly act: TicketAct; readonly toWindow?: string | undefined },
): Promise<void> {
  const clerk = officerOf(context.actor)
  const { now } = context
  const target = rulesOf(context.pack, clerk.unitCode).windows.find(({ key }) => key === toWindow)
  if (act === 'transfer' && !target) throw refusal.unknownWindow()
  await inTransaction(context, async (tx) => {
    const ticket = await store.findOwnForUpdate(tx, seatOf(clerk, context), id)
    if (ticket?.state !== 'called') throw refusal.ticketMoved()
    if (act === 'recall') await store.recallTicket(tx, id, now)
    else if (act === 'transfer') await store.transferTicket(tx, id, target?.key ?? '')
    else await store.endTicket(tx, id, act === 'skip' ? 'skipped' : 'done', now)
    await appendEvent(tx, context, eventOf[act], {
      subject: id,
      payload: { number: ticketLabel(ticket), to: target?.key },
    })
  })
}

export type TicketsToday = {
  readonly rules: DeskRules
  readonly tickets: readonly Ticket[]
  readonly figures: readonly {
    readonly group: TicketGroup
    readonly waiting: number
    readonly waited: Waiting
  }[]
}

/** Số thứ tự hôm nay, with how long people waited. */
export async function viewTickets(context: Context): Promise<TicketsToday> {
  const clerk = officerOf(context.actor)
  const rules = rulesOf(context.pack, clerk.unitCode)
  const tickets = await read(context, (tx) => store.findToday(tx, seatOf(clerk, context)))
  const figures = rules.groups.map((group) => {
    const own = tickets.filter(({ groupKey }) => groupKey === group.key)
    return {
      group,
      waiting: own.filter(({ state }) => state === 'waiting').length,
      waited: waitingFigures(
        own.flatMap(({ waitsFrom, calledAt }) => (calledAt ? [{ takenAt: waitsFrom, calledAt }] : [])),
      ),
    }
  })
  return { rules, tickets, figures }
}
