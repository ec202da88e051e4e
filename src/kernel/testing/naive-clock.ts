/**
 * The legal clock as simply as it can be said, minute by minute: what the quick one is compared with in tests and
 * benchmarks. Nothing here is shared with it but the shapes of the tables.
 */

import type { ClockHistory, ClockPolicy, TimeLimit } from '#kernel/calendar.ts'
import { dayText, minuteOf } from './naive-tables.ts'

const perDay = 480

const dayOf = (minute: number) => Math.floor(minute / 1440)

/** The minute after the last open one of a day, or `undefined` for a day off. */
function closeOf(open: Uint8Array, day: number): number | undefined {
  for (let minute = day * 1440 + 1439; minute >= day * 1440; minute--) if (open[minute]) return minute + 1
  return undefined
}

function inside(open: Uint8Array, minute: number): number {
  if (minute >= open.length) throw new Error('beyond the calendar')
  return minute
}

export function walkToOpen(open: Uint8Array, from: number): number {
  let minute = from
  while (!open[inside(open, minute)]) minute++
  return minute
}

/** Steps until so many open minutes have passed; the moment is the end of the last of them. */
export function walk(open: Uint8Array, from: number, count: number): number {
  let minute = from
  for (let left = count; left > 0; minute++) if (open[inside(open, minute)]) left--
  return minute
}

export function walkBack(open: Uint8Array, from: number, count: number): number {
  let minute = from
  for (let left = count; left > 0; minute--) if (open[minute - 1]) left--
  return minute
}

function openBetween(open: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let minute = from; minute < to; minute++) if (open[minute]) count++
  return count
}

/** A day is worth its open minutes, at most one working day. */
function worthBetween(open: Uint8Array, firstDay: number, lastDay: number): number {
  let worth = 0
  for (let day = firstDay; day <= lastDay; day++)
    worth += Math.min(perDay, openBetween(open, day * 1440, (day + 1) * 1440))
  return worth
}

function closingAfter(open: Uint8Array, minute: number): number {
  for (let day = dayOf(minute); ; day++) {
    const close = closeOf(open, dayOf(inside(open, day * 1440)))
    if (close !== undefined && close >= minute) return close
  }
}

function closingFromDay(open: Uint8Array, from: number): number {
  for (let day = from; ; day++) {
    const close = closeOf(open, dayOf(inside(open, day * 1440)))
    if (close !== undefined) return close
  }
}

function arrivalOf(open: Uint8Array, policy: ClockPolicy, received: number): number {
  const atClosing = closeOf(open, dayOf(received)) === received
  const at = atClosing ? received : walkToOpen(open, received)
  const { cutOffMinutes: cutOff } = policy
  if (dayOf(at) !== dayOf(received) || cutOff === null || received % 1440 <= cutOff) return at
  return walkToOpen(open, (dayOf(received) + 1) * 1440)
}

/** Goes through the days of the month in question and keeps the last whose number is not too high. */
function sameDayLater(day: number, months: number): number {
  const start = new Date(dayText(day))
  let found = day
  for (let later = day; later < day + 31 * months + 5; later++) {
    const date = new Date(dayText(later))
    const apart = (date.getUTCFullYear() - 2025) * 12 + date.getUTCMonth() - start.getUTCMonth()
    const wanted = apart === months + (start.getUTCFullYear() - 2025) * 12
    if (wanted && date.getUTCDate() <= start.getUTCDate()) found = later
  }
  return found
}

/** What is left of a limit, and from where it is walked. */
type Limit = {
  measure: 'hours' | 'days' | 'calendarDays' | 'calendarTime' | 'continuous'
  /** Of `hours` open minutes, of `days` worth. */
  left: number
  /** Walked from this minute; with `days` and `calendarDays` from the day after its day. */
  from: number
  /** Of calendar limits: the last day or minute before any move to a working day. */
  nominal: number
  due: number
}

function start(open: Uint8Array, policy: ClockPolicy, limit: TimeLimit, received: number): Limit {
  const { unit, amount } = limit
  if (unit === 'hour' && policy.hours === 'roundTheClock') {
    const due = inside(open, received + amount * 60)
    return { measure: 'continuous', left: 0, from: received, nominal: 0, due }
  }
  const from = arrivalOf(open, policy, received)
  const exact = policy.countFrom === 'hourExact'
  if (unit === 'hour' || (exact && (unit === 'workingDay' || amount === 0))) {
    const close = closeOf(open, dayOf(from)) ?? Number.NaN
    const left = amount === 0 ? openBetween(open, from, close) : amount * (unit === 'hour' ? 60 : perDay)
    return { measure: 'hours', left, from, nominal: 0, due: amount === 0 ? close : walk(open, from, left) }
  }
  if (unit === 'workingDay' || amount === 0) {
    const left = amount * perDay
    const due = left > 0 ? filledOn(open, dayOf(from), left) : (closeOf(open, dayOf(from)) ?? Number.NaN)
    return { measure: 'days', left, from, nominal: 0, due }
  }
  const last = unit === 'month' ? sameDayLater(dayOf(from), amount) : dayOf(from) + amount
  if (!exact)
    return { measure: 'calendarDays', left: 0, from, nominal: last, due: closingFromDay(open, last) }
  const nominal = last * 1440 + (from % 1440)
  return { measure: 'calendarTime', left: 0, from, nominal, due: settled(open, nominal) }
}

/** When the office closes on the day that fills what is left. */
function filledOn(open: Uint8Array, afterDay: number, left: number): number {
  let filled = 0
  for (let day = afterDay + 1; ; day++) {
    inside(open, day * 1440)
    filled += worthBetween(open, day, day)
    if (filled >= left) return closeOf(open, day) ?? Number.NaN
  }
}

function settled(open: Uint8Array, nominal: number): number {
  const close = closeOf(open, dayOf(inside(open, nominal)))
  if (close === undefined) return closingFromDay(open, dayOf(nominal))
  return Math.min(close, walkToOpen(open, nominal))
}

/** What a pause leaves: the rest goes on at the return, in its own measure. */
function afterPause(open: Uint8Array, before: Limit, paused: number, resumed: number): Limit {
  if (paused > before.due) return before
  const from = Math.max(paused, before.from)
  const gone = resumed > from
  const [dayFrom, dayTo] = [dayOf(from), dayOf(resumed)]
  const on = Math.max(resumed, before.from)
  switch (before.measure) {
    case 'continuous':
      return { ...before, due: inside(open, before.due + resumed - paused) }
    case 'hours': {
      if (resumed <= before.due && (!gone || openBetween(open, from, resumed) === 0)) return before
      const left = before.left - openBetween(open, before.from, from)
      const now = { ...before, left, from: on }
      if (left > 0) return { ...now, due: walk(open, on, left) }
      if (resumed <= before.due) return before
      return { ...now, left: 0, due: open[resumed - 1] ? resumed : walkToOpen(open, resumed) }
    }
    case 'days': {
      const lost = gone ? worthBetween(open, dayFrom + 1, dayTo) : 0
      if (resumed <= before.due && lost === 0) return before
      const left = before.left - worthBetween(open, dayOf(before.from) + 1, dayFrom)
      if (left > 0) return { ...before, left, from: on, due: filledOn(open, dayOf(on), left) }
      if (resumed <= before.due) return before
      const due = closingAfter(open, resumed)
      return { ...before, left: worthBetween(open, dayOf(on) + 1, dayOf(due - 1)), from: on, due }
    }
    case 'calendarDays': {
      const lost = gone ? dayTo - dayFrom : 0
      if (resumed <= before.due && lost === 0) return before
      const base = dayOf(paused) > before.nominal ? dayOf(before.due - 1) : before.nominal
      const due = closingFromDay(open, base + lost)
      if (due >= resumed) return { ...before, nominal: base + lost, due }
      const late = closingAfter(open, resumed)
      return { ...before, nominal: dayOf(late - 1), due: late }
    }
    case 'calendarTime': {
      const lost = gone ? resumed - from : 0
      if (resumed <= before.due && lost === 0) return before
      const nominal = (paused >= before.nominal ? before.due : before.nominal) + lost
      const due = Math.max(before.due, settled(open, nominal))
      if (due >= resumed) return { ...before, nominal, due }
      const late = closingAfter(open, resumed)
      return { ...before, nominal: late, due: late }
    }
  }
}

/** A limit as if it were one of office time that is due at the same moment. */
function inOfficeTime(open: Uint8Array, limit: Limit, due: number, measure: Limit['measure']): Limit {
  const from = limit.from
  if (measure === 'days') {
    const left = worthBetween(open, dayOf(from) + 1, dayOf(due - 1))
    return { measure, left, from, nominal: 0, due }
  }
  return { measure: 'hours', left: openBetween(open, from, due), from, nominal: 0, due }
}

/** Hạn của một lịch sử, told to nobody: `undefined` before anything runs. */
export function naiveFold(
  open: Uint8Array,
  history: ClockHistory,
): { due: number; paused: boolean } | undefined {
  const reply: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: null }
  let own: Limit | undefined
  let promise: Limit | undefined
  let accepted: { policy: ClockPolicy; limit: TimeLimit } | undefined
  let asked: TimeLimit | undefined
  let causes = 0
  let stoodFrom = 0
  let causeFrom = 0
  const promised = new Set<string>()
  const due = () => Math.max(own?.due ?? 0, promise?.due ?? 0)
  const wait = (from: number, to: number) => {
    if (!own || from > due()) return
    const { policy, limit } = accepted ?? { policy: reply, limit: own as never }
    if (from <= own.due) {
      const calendarLimit =
        own.measure === 'calendarDays' || own.measure === 'calendarTime' || own.measure === 'continuous'
      if (policy.afterPause === 'restart') {
        const afresh = start(open, policy, limit, to)
        own = { ...afresh, due: Math.max(own.due, afresh.due) }
      } else if (policy.afterPause === 'workingTime' && calendarLimit)
        own = afterPause(
          open,
          inOfficeTime(open, own, own.due, own.measure === 'calendarDays' ? 'days' : 'hours'),
          from,
          to,
        )
      else own = afterPause(open, own, from, to)
    }
    if (promise) promise = afterPause(open, promise, from, to)
  }
  for (const event of history) {
    const at = Math.floor(minuteOf(new Date(event.at)))
    if (event.kind === 'submitted') {
      asked = event.limit
      own = start(open, reply, asked, at)
    } else if (event.kind === 'accepted') {
      accepted = event
      own = start(open, event.policy, event.limit, at)
      promise = undefined
      causes = 0
    } else if (event.kind === 'ended') {
      break
    } else if (!own) {
      continue
    } else if (event.kind === 'paused') {
      causes++
      if (causes === 1) {
        causeFrom = at
        stoodFrom = at
      }
    } else if (event.kind === 'resumed') {
      if (causes === 0) continue
      causes--
      if (causes > 0) continue
      if (accepted) wait(stoodFrom, at)
      else if (asked) own = start(open, reply, asked, at)
    } else {
      if (!accepted || promised.has(event.cause) || (causes > 0 ? causeFrom : at) > due()) continue
      const [ownBefore, promiseBefore] = [own, promise]
      if (causes > 0) wait(stoodFrom, at)
      const to = Math.floor(minuteOf(new Date(event.to)))
      if (to <= due()) {
        ;[own, promise] = [ownBefore, promiseBefore]
        continue
      }
      promised.add(event.cause)
      const settledTo = closeOf(open, dayOf(to)) === undefined ? closingFromDay(open, dayOf(to)) : to
      promise = promiseOf(open, own, at, settledTo, accepted.policy.afterPause === 'workingTime')
      stoodFrom = at
    }
  }
  return own && { due: due(), paused: causes > 0 }
}

function promiseOf(open: Uint8Array, own: Limit, from: number, due: number, byOffice: boolean): Limit {
  const whole = own.measure === 'days' || own.measure === 'calendarDays'
  const measure = byOffice ? (whole ? 'days' : 'hours') : own.measure
  const limit: Limit = { measure, left: 0, from, nominal: whole ? dayOf(due - 1) : due, due }
  return measure === 'hours' || measure === 'days' ? inOfficeTime(open, limit, due, measure) : limit
}

/** Hạn của một thời hạn, without any event. */
export const naiveDue = (open: Uint8Array, policy: ClockPolicy, limit: TimeLimit, received: number): number =>
  start(open, policy, limit, received).due
