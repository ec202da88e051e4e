/**
 * Folds of a history a second, as a recount of every open dossier makes them, against a count minute by minute in the same
 * run. `npm run bench:clock`.
 */

import { buildCalendar, type ClockHistory, explainClock, foldClock } from '#kernel/calendar.ts'
import { naiveFold } from '#kernel/testing/naive-clock.ts'
import { chanceFrom, instant, openMinutes, randomTables } from '#kernel/testing/naive-tables.ts'

const chance = chanceFrom(7)
const { below, oneOf } = chance
const tables = randomTables(chance)
const calendar = buildCalendar(tables.hours, tables.years, tables.closures)
const open = openMinutes(tables)

/** Submitted, accepted, half of them with a supplement, one in ten put off once. */
function history(): ClockHistory {
  let at = below(300) * 1440 + 480 + below(500)
  const on = (later: number) => {
    at += later
    return instant(at).toISOString()
  }
  const policy = { countFrom: oneOf('hourExact', 'nextDay'), cutOffMinutes: null } as const
  const limit = oneOf({ amount: 10, unit: 'workingDay' }, { amount: 15, unit: 'day' }) as never
  return [
    { kind: 'submitted', at: on(0), limit: { amount: 8, unit: 'hour' } },
    { kind: 'accepted', at: on(below(400)), policy, limit },
    ...(oneOf(true, false)
      ? [
          { kind: 'paused', at: on(1500), cause: 'supplement' } as const,
          { kind: 'resumed', at: on(below(9000)) } as const,
        ]
      : []),
    ...(below(10) === 0
      ? [{ kind: 'extended', at: on(600), to: instant(at + 60_000).toISOString(), cause: 'apology' } as const]
      : []),
  ]
}

const histories = Array.from({ length: 20_000 }, history)

function perSecond(count: number, run: (one: ClockHistory) => unknown): number {
  const began = performance.now()
  for (let index = 0; index < count; index++) run(histories[index % histories.length] ?? [])
  return count / ((performance.now() - began) / 1000)
}

perSecond(20_000, (one) => foldClock(calendar, one))
const rows = [
  ['fold', perSecond(1_000_000, (one) => foldClock(calendar, one))],
  ['fold, told in words', perSecond(20_000, (one) => explainClock(calendar, one, 'vi'))],
  ['minute by minute', perSecond(2_000, (one) => naiveFold(open, one))],
] as const
const [, naive] = rows[2]
for (const [name, rate] of rows)
  console.log(
    `${name.padEnd(20)} ${Math.round(rate).toLocaleString('en')} a second, ${(1e6 / rate).toFixed(2)} µs each, ${(rate / naive).toFixed(1)} × the naive count`,
  )
