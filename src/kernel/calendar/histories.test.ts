/**
 * Whole histories against a naive count, minute by minute, on odd calendars. `CALENDAR_CASES=100000 npm test --
 * src/kernel/calendar/histories.test.ts` is the long run; `CALENDAR_SEED` asks for other histories.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  buildCalendar,
  type ClockEvent,
  type ClockHistory,
  type ClockPolicy,
  explainClock,
  foldClock,
  type TimeLimit,
  type ToldClock,
} from '#kernel/calendar.ts'
import { naiveFold } from '#kernel/testing/naive-clock.ts'
import {
  chanceFrom,
  dayText,
  instant,
  minuteOf,
  openMinutes,
  randomTables,
} from '#kernel/testing/naive-tables.ts'

const cases = Number(process.env['CALENDAR_CASES'] ?? 2000)
const casesPerCalendar = 500
const chance = chanceFrom(Number(process.env['CALENDAR_SEED'] ?? 20_260_301))
const { below, oneOf } = chance

function randomLimit(): TimeLimit {
  const unit = oneOf<TimeLimit['unit']>('workingDay', 'workingDay', 'day', 'day', 'hour', 'month')
  if (unit === 'workingDay') return { unit, amount: oneOf(0, 0.5, 1, 2, 3, 5, 15, 20) }
  if (unit === 'hour') return { unit, amount: oneOf(1, 4, 8, 0.5, 1 + below(40)) }
  if (unit === 'month') return { unit, amount: 1 + below(3) }
  return { unit, amount: below(30) }
}

/** Mostly some hours on, sometimes minutes or weeks, sometimes on the stroke of opening, closing or the present date. */
function later(from: number, due: number | undefined): number {
  const at = from + oneOf(below(600), below(3000), below(12_000), below(30_000))
  const sharp = Math.floor(at / 1440) * 1440 + oneOf(420, 690, 810, 1020, 900, 0)
  const chosen = oneOf(at, at, at, sharp, due ?? at, (due ?? at) + 1)
  return Math.max(from, chosen)
}

function randomHistory(dueOf: (history: ClockHistory) => number | undefined): ClockEvent[] {
  let at = below(300) * 1440 + oneOf(below(1440), 420, 690, 900, 901, 1020, 0)
  const history: ClockEvent[] = []
  const on = () => instant(at).toISOString()
  const next = () => {
    at = later(at, dueOf(history))
  }
  if (oneOf(true, false)) {
    history.push({ kind: 'submitted', at: on(), limit: { amount: 8, unit: 'hour' } })
    for (let turns = below(3); turns > 0; turns--) {
      next()
      history.push({ kind: 'paused', at: on(), cause: 'supplement' })
      next()
      history.push({ kind: 'resumed', at: on() })
    }
    next()
  }
  const policy: ClockPolicy = {
    countFrom: oneOf('hourExact', 'nextDay'),
    cutOffMinutes: oneOf(null, null, 900),
    hours: oneOf('office', 'office', 'roundTheClock'),
    afterPause: oneOf('remainder', 'remainder', 'remainder', 'workingTime', 'restart'),
  }
  history.push({ kind: 'accepted', at: on(), policy, limit: randomLimit() })
  for (let turns = below(7); turns > 0; turns--) {
    next()
    const kind = oneOf<ClockEvent['kind']>('paused', 'resumed', 'paused', 'resumed', 'extended')
    if (kind === 'paused')
      history.push({ kind, at: on(), cause: oneOf('supplement', 'financialDuty', 'step') })
    else if (kind === 'resumed') history.push({ kind, at: on() })
    else {
      const to = (dueOf(history) ?? at) + oneOf(below(6000), below(20_000), -below(500))
      const cause = oneOf('apology', 'extension')
      history.push({ kind: 'extended', at: on(), to: instant(to).toISOString(), cause })
    }
  }
  if (oneOf(false, false, true)) {
    next()
    history.push({ kind: 'ended', at: on() })
  }
  return history
}

/** Every minute from the first event to the last or to the due date is told once, and counted time is the limit. */
function checkTold(told: ToldClock, history: ClockHistory, due: number, about: string): void {
  const { spans, lines } = told
  assert.ok(lines.length >= 2 && lines.every((line) => line.length > 5 && !line.includes('undefined')), about)
  const [first] = history
  let at = first ? minuteOf(new Date(first.at)) : Number.NaN
  for (const { startAt, endAt, minutes, counts, rule, open } of spans) {
    assert.equal(minuteOf(startAt), at, `gap at ${startAt.toISOString()} ${about}`)
    at = minuteOf(endAt)
    assert.ok(at > minuteOf(startAt) || open, `empty ${about}`)
    assert.equal(minutes, counts ? at - minuteOf(startAt) : 0, about)
    assert.match(rule, /^docs\/legal\.md#[a-z-]+$/)
  }
  if (told.dueAt) assert.ok(at >= due, `told until ${instant(at).toISOString()} ${about}`)
  const accepted = history.find((event) => event.kind === 'accepted')
  const exact = accepted?.policy.countFrom === 'hourExact' && accepted.limit.unit === 'workingDay'
  if (!exact || accepted.limit.amount === 0 || !told.dueAt || at !== due) return
  const counted = spans
    .filter(({ phase, reason }) => phase === 'appointment' && reason === 'officeHours')
    .reduce((sum, { minutes }) => sum + minutes, 0)
  assert.equal(counted, accepted.limit.amount * 480, `counted ${about}`)
}

test(`${cases} random histories end where a count minute by minute ends, and are told without a gap`, () => {
  let moved = 0
  for (let done = 0; done < cases; done += casesPerCalendar) {
    const tables = randomTables(chance)
    const calendar = buildCalendar(tables.hours, tables.years, tables.closures)
    const open = openMinutes(tables)
    const dueOf = (history: ClockHistory) => {
      const { dueAt, dueBeforePause } = foldClock(calendar, history)
      const due = dueAt ?? dueBeforePause
      return due ? minuteOf(due) : undefined
    }
    for (let index = 0; index < Math.min(casesPerCalendar, cases - done); index++) {
      const history = randomHistory(dueOf)
      const about = JSON.stringify({ seed: chance, history, from: dayText(0) })
      const state = foldClock(calendar, history)
      const naive = naiveFold(open, history)
      const due = state.dueAt ?? state.dueBeforePause
      assert.ok(naive && due)
      assert.equal(due.toISOString(), instant(naive.due).toISOString(), about)
      assert.equal(state.dueAt === null, naive.paused, about)
      if (history.some(({ kind }) => kind === 'resumed' || kind === 'extended')) moved++
      checkTold(explainClock(calendar, history, oneOf('vi', 'en')), history, naive.due, about)
    }
  }
  assert.ok(moved > cases / 2, `${moved} histories with a pause or an extension`)
})
