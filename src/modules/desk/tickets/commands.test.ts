import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { arrive, bookAppointment, cancelAppointment, viewBooking } from '../appointments/commands.ts'
import { actOnTicket, callNext, sitDown, takeTicket, viewBoard, viewTicket, viewTickets } from './commands.ts'
import { ticketLabel } from './domain.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const visitor: Actor = { kind: 'visitor' }
const desk = 'Z99.11.01'
const officers = new Map<string, Officer>()

before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
  await organisation.loadPack?.(context)
  await organisation.seed?.(context)
  await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from posts`.execute(tx)
    for (const { id } of rows) {
      const officer = await officerAt(tx, id, context.today)
      if (officer) officers.set(`${officer.unitCode} ${officer.roles[0]}`, officer)
    }
  })
})

const who = (role = 'desk-clerk', unit = desk): Officer => {
  const officer = officers.get(`${unit} ${role}`)
  if (!officer) throw new Error(`Nobody is ${role} in ${unit}`)
  return officer
}
/** A second person of the same desk. */
const colleague = (): Officer => ({ ...who(), personId: who('officer').personId })
const at = (time: string, actor: Actor = visitor) => platform.as(actor, `2026-03-02T${time}+07:00`)
const take = (time: string, groupKey = 'B', unitCode = desk) => takeTicket(at(time), { unitCode, groupKey })
const refusedWith = (code: string) => ({ code: `desk.${code}` })

test('numbers of a group are dense, also when many take one at once', async () => {
  const secrets = await Promise.all(Array.from({ length: 12 }, () => take('08:00')))
  const views = await Promise.all(secrets.map((secret) => viewTicket(at('08:01'), desk, secret)))
  assert.deepEqual(
    views.map(({ ticket }) => ticket.number).toSorted((a, b) => a - b),
    Array.from({ length: 12 }, (_, index) => index + 1),
  )
})

test('a group, desk or day that is not there gives no number', async () => {
  await assert.rejects(take('08:00', 'Z'), refusedWith('unknownGroup'))
  await assert.rejects(take('08:00', 'B', 'Z99.04'), refusedWith('unknownDesk'))
  const sunday = platform.as(visitor, '2026-03-01T08:00+07:00')
  await assert.rejects(takeTicket(sunday, { unitCode: desk, groupKey: 'B' }), refusedWith('closedDay'))
})

test('while nobody sits at a window no time is promised; calling needs a window', async () => {
  const view = await viewTicket(at('08:02'), desk, await take('08:02'))
  assert.equal(view.wait, undefined)
  await assert.rejects(callNext(at('08:02', who())), refusedWith('noWindow'))
  await assert.rejects(sitDown(at('08:02', who()), '99'), refusedWith('unknownWindow'))
})

test('two who press "next" at once call two numbers, first come first', async () => {
  await sitDown(at('08:03', who()), '1')
  await sitDown(at('08:03', colleague()), '2')
  const called = await Promise.all([callNext(at('08:04', who())), callNext(at('08:04', colleague()))])
  assert.deepEqual(called.map(({ number }) => number).toSorted(), [1, 2])
  const board = await viewBoard(at('08:05'), desk)
  assert.deepEqual(board.called.map(ticketLabel).toSorted(), ['B001', 'B002'])
  assert.ok(!JSON.stringify(board.called).includes(who().name), 'nothing about anyone')
})

test('recall, transfer and skip are for the one who serves; a moved number is refused to others', async () => {
  const { tickets } = await viewTickets(at('08:06', who()))
  const mine = tickets.find(({ officerId, state }) => officerId === who().personId && state === 'called')
  assert.ok(mine)
  await actOnTicket(at('08:06', who()), { id: mine.id, act: 'recall' })
  await assert.rejects(
    actOnTicket(at('08:06', colleague()), { id: mine.id, act: 'skip' }),
    refusedWith('ticketMoved'),
  )
  await assert.rejects(
    actOnTicket(at('08:06', who('desk-clerk', 'Z99.12.01')), { id: mine.id, act: 'done' }),
    refusedWith('ticketMoved'),
  )
  await actOnTicket(at('08:07', who()), { id: mine.id, act: 'transfer', toWindow: '2' })
  await assert.rejects(
    actOnTicket(at('08:07', who()), { id: mine.id, act: 'done' }),
    refusedWith('ticketMoved'),
  )
  const there = await callNext(at('08:08', colleague()))
  assert.equal(there.id, mine.id, 'a number sent to a window comes before its line')
  await actOnTicket(at('08:08', colleague()), { id: mine.id, act: 'skip' })
  await assert.rejects(
    actOnTicket(at('08:08', colleague()), { id: mine.id, act: 'skip' }),
    refusedWith('ticketMoved'),
  )
})

test('calling the next ends the one before; with nobody left nothing changes', async () => {
  const first = await callNext(at('08:09', who()))
  await callNext(at('08:10', who()))
  const { tickets, figures } = await viewTickets(at('08:11', who()))
  assert.equal(tickets.find(({ id }) => id === first.id)?.state, 'done')
  assert.ok(figures.some(({ waited }) => waited.count > 0 && waited.medianMinutes !== null))
  const island = who('desk-clerk', 'Z99.13')
  await sitDown(at('08:11', island), '1')
  await assert.rejects(callNext(at('08:11', island)), refusedWith('nobodyWaits'))
})

test('an appointment takes its place once, and a full time is refused; cancelled it is free again', async () => {
  const { slots } = await viewBooking(at('08:00'), 'Z99.13', '2026-03-03')
  const [slot] = slots
  assert.ok(slot)
  const booking = {
    unitCode: 'Z99.13',
    groupKey: 'G',
    at: slot.startsAt.toISOString(),
    name: 'Lã Thị Mây',
    phone: '0990 000 123',
  }
  const outcomes = await Promise.allSettled([
    bookAppointment(at('08:00'), booking),
    bookAppointment(at('08:00'), booking),
  ])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await assert.rejects(bookAppointment(at('08:00'), booking), refusedWith('slotTaken'))
  const code = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0] ?? ''
  await cancelAppointment(at('08:01'), code)
  await cancelAppointment(at('08:01'), code)
  assert.ok(await bookAppointment(at('08:02'), booking))
  await assert.rejects(bookAppointment(at('08:02'), { ...booking, phone: '12' }), refusedWith('phoneNeeded'))
  await assert.rejects(bookAppointment(at('08:02'), { ...booking, name: ' ' }), refusedWith('nameNeeded'))
  const odd = new Date(slot.startsAt.getTime() + 60_000).toISOString()
  await assert.rejects(bookAppointment(at('08:02'), { ...booking, at: odd }), refusedWith('unknownSlot'))
})

test('whoever booked arrives once, waits from the time agreed, and not on another day', async () => {
  const { slots } = await viewBooking(at('08:00'), desk, '2026-03-02')
  const slot = slots[1]
  assert.ok(slot)
  const booked = {
    unitCode: desk,
    groupKey: 'K',
    at: slot.startsAt.toISOString(),
    name: 'Ưng Ỡm Ờ',
    phone: '0990000124',
  }
  const code = await bookAppointment(at('08:00'), booked)
  const yesterday = platform.as(visitor, '2026-02-27T08:00+07:00')
  await assert.rejects(arrive(yesterday, { unitCode: desk, code }), refusedWith('wrongDay'))
  const secret = await arrive(at('08:20'), { unitCode: desk, code: code.toLowerCase() })
  assert.equal(await arrive(at('08:21'), { unitCode: desk, code }), secret)
  const { ticket } = await viewTicket(at('08:21'), desk, secret)
  assert.deepEqual(ticket.waitsFrom, slot.startsAt)
  await assert.rejects(
    arrive(at('08:21'), { unitCode: 'Z99.12.01', code }),
    refusedWith('unknownAppointment'),
  )
})
