/** Đặt lịch hẹn: a time at a desk, without an account. The code that comes back opens and cancels it. */

import { randomInt } from 'node:crypto'
import { isWorkingDay } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { addDays, type CalendarDate, dateOf, instantAt } from '#kernel/types.ts'
import { refusal } from '../domain.ts'
import { type DeskPlace, deskOf, makeTicket } from '../tickets/commands.ts'
import { freeSlots, type Slot, slotsOf } from './domain.ts'
import * as store from './store.ts'

export type BookingView = DeskPlace & {
  readonly day: CalendarDate
  readonly days: readonly CalendarDate[]
  readonly slots: readonly Slot[]
}

/** Ngày và giờ còn chỗ of a desk; the first bookable day unless one is named. */
export function viewBooking(context: Context, unitCode: string, wanted?: string): Promise<BookingView> {
  return read(context, async (tx) => {
    const desk = await deskOf(tx, context, unitCode)
    const { slotMinutes, places, daysAhead } = desk.rules.appointments
    const days = workingDays(context, daysAhead)
    const day = days.find((one) => one === wanted) ?? days[0] ?? context.today
    const span = { unitId: desk.unit.id, from: instantAt(day), to: instantAt(addDays(day, 1)) }
    const taken = await store.countTaken(tx, span)
    const slots = freeSlots(slotsOf(context.calendar, day, slotMinutes), taken, places, context.now)
    return { ...desk, day, days, slots }
  })
}

function workingDays({ calendar, today }: Context, daysAhead: number): CalendarDate[] {
  return Array.from({ length: daysAhead + 1 }, (_, ahead) => addDays(today, ahead)).filter((day) =>
    isWorkingDay(calendar, day),
  )
}

export type Booking = {
  readonly unitCode: string
  readonly groupKey: string
  /** The time chosen, as an ISO instant. */
  readonly at: string
  readonly name: string
  readonly phone: string
}

// No letters or digits that are mistaken for one another.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const newCode = () => Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')

/** Đặt hẹn. Throws `desk.slotTaken` when another was faster, and what is wrong with name, phone, group or time. */
export async function bookAppointment(context: Context, booking: Booking): Promise<string> {
  const { groupKey } = booking
  const startsAt = new Date(booking.at)
  const name = booking.name.trim()
  const phone = booking.phone.replace(/[\s.]/g, '')
  if (!name || name.length > 120) throw refusal.nameNeeded()
  if (!/^0\d{9}$/.test(phone)) throw refusal.phoneNeeded()
  if (Number.isNaN(startsAt.getTime())) throw refusal.unknownSlot()
  return inTransaction(context, async (tx) => {
    const { unit, rules } = await deskOf(tx, context, booking.unitCode)
    if (!rules.groups.some(({ key }) => key === groupKey)) throw refusal.unknownGroup()
    const { slotMinutes, places, daysAhead } = rules.appointments
    const day = dateOf(startsAt)
    const isOffered =
      startsAt > context.now &&
      day <= addDays(context.today, daysAhead) &&
      slotsOf(context.calendar, day, slotMinutes).some((slot) => slot.getTime() === startsAt.getTime())
    if (!isOffered) throw refusal.unknownSlot()
    const code = newCode()
    const id = newId(context.now)
    const made = { id, unitId: unit.id, groupKey, startsAt, name, phone, code, at: context.now }
    if (!(await store.bookPlace(tx, made, places))) throw refusal.slotTaken()
    await appendEvent(tx, context, 'desk.appointmentBooked', {
      subject: id,
      unitId: unit.id,
      payload: { group: groupKey, startsAt: startsAt.toISOString() },
    })
    return code
  })
}

const tidyCode = (code: string) => code.trim().toUpperCase().replace(/\s/g, '')

/** Lịch hẹn của tôi. Throws `desk.unknownAppointment`. */
export async function viewAppointment(context: Context, code: string): Promise<store.Appointment> {
  const found = await read(context, (tx) => store.findAppointment(tx, tidyCode(code)))
  if (!found) throw refusal.unknownAppointment()
  return found
}

/** Hủy hẹn: the place is free again. Cancelled twice is cancelled. */
export async function cancelAppointment(context: Context, code: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    const found = await store.findAppointmentForUpdate(tx, tidyCode(code))
    if (!found) throw refusal.unknownAppointment()
    if (found.state !== 'booked') return
    await store.setState(tx, found.id, 'cancelled')
    await appendEvent(tx, context, 'desk.appointmentCancelled', { subject: found.id, unitId: found.unitId })
  })
}

/** Đã đến: the appointment becomes a number that waits from the time agreed. Said twice it is the same number. */
export function arrive(
  context: Context,
  { unitCode, code }: { readonly unitCode: string; readonly code: string },
): Promise<string> {
  return inTransaction(context, async (tx) => {
    const { unit } = await deskOf(tx, context, unitCode)
    const found = await store.findAppointmentForUpdate(tx, tidyCode(code))
    if (!found || found.unitId !== unit.id || found.state === 'cancelled') throw refusal.unknownAppointment()
    const known = await store.findTicketSecret(tx, found.id)
    if (known) return known
    if (dateOf(found.startsAt) !== context.today) throw refusal.wrongDay()
    await store.setState(tx, found.id, 'arrived')
    const { groupKey, startsAt, id } = found
    return makeTicket(tx, context, { unitId: unit.id, groupKey, waitsFrom: startsAt, appointmentId: id })
  })
}
