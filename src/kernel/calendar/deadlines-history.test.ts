/**
 * Whole histories counted by hand: the reply to an online submission, pauses, coming back, extensions. Monday 4 March 2024
 * and the weeks after it have no day off but weekends (docs/legal.md#pause, docs/legal.md#extension).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ClockEvent, type ClockPolicy, foldClock, type PauseCause } from '#kernel/calendar.ts'
import { accepted, at, limitOf, type PolicyName, provinceCalendar, shown } from '#kernel/testing/deadlines.ts'

/** `03-04 10:00` is in 2024; a year may stand before it. */
const on = (text: string) => (text.length > 12 ? text : `2024-${text}`)
const submitted = (text: string): ClockEvent => ({
  kind: 'submitted',
  at: at(on(text)),
  limit: limitOf('8h'),
})
const received = (policy: PolicyName, limit: string, text: string, more?: Partial<ClockPolicy>): ClockEvent =>
  accepted(policy, limit, on(text), more)
const paused = (text: string, cause: PauseCause = 'supplement'): ClockEvent => ({
  kind: 'paused',
  at: at(on(text)),
  cause,
})
const resumed = (text: string): ClockEvent => ({ kind: 'resumed', at: at(on(text)) })
const wait = (from: string, to: string, cause?: PauseCause) => [paused(from, cause), resumed(to)]
const extended = (text: string, to: string, cause: 'apology' | 'extension' = 'apology'): ClockEvent => ({
  kind: 'extended',
  at: at(on(text)),
  to: at(on(to)),
  cause,
})
const ended = (text: string): ClockEvent => ({ kind: 'ended', at: at(on(text)) })

type Row = readonly [due: string, why: string, history: readonly ClockEvent[]]

const reply: readonly Row[] = [
  ['03-05 10:00', '1½ + 3½ today, 3 tomorrow', [submitted('03-04 10:00')]],
  ['03-11 17:00', 'Fri after closing: Mon from 07:00', [submitted('03-08 17:30')]],
  ['03-11 17:00', 'Saturday: Mon from 07:00', [submitted('03-09 09:00')]],
  ['02-15 16:00', 'Wed 1, Tết, Thu 7', [submitted('02-07 16:00')]],
  ['2025-02-03 17:00', 'in Tết: Mon 3/2 from 07:00', [submitted('2025-01-29 08:00')]],
  ['03-05 11:30', 'at lunch: Mon 3½, Tue 4½', [submitted('03-04 12:00')]],
  ['05-04 15:00', 'Fri 2, make-up Sat 6', [submitted('05-03 15:00')]],
  [
    '03-07 09:00',
    'answered with a question; afresh from Wed 09:00',
    [submitted('03-04 10:00'), ...wait('03-04 14:00', '03-06 09:00')],
  ],
  [
    '03-11 17:00',
    'came back on Saturday: Mon from 07:00',
    [submitted('03-04 10:00'), ...wait('03-04 14:00', '03-09 10:00')],
  ],
  [
    '03-11 16:00',
    'asked twice: afresh from Fri 16:00',
    [submitted('03-04 10:00'), ...wait('03-04 14:00', '03-06 09:00'), ...wait('03-06 10:00', '03-08 16:00')],
  ],
  [
    '03-07 09:00',
    'asked too late: the next answer is due afresh all the same',
    [submitted('03-04 10:00'), ...wait('03-05 14:00', '03-06 09:00')],
  ],
  [
    '03-11 15:00',
    'accepted Mon 15:00: the appointment takes over',
    [submitted('03-04 10:00'), received('exact', '5wd', '03-04 15:00')],
  ],
]

const five = received('exact', '5wd', '03-04 10:00') // due Mon 11, 10:00
const byTheHour: readonly Row[] = [
  ['03-13 10:00', 'two working days waited', [five, ...wait('03-05 10:00', '03-07 10:00')]],
  ['03-11 15:00', '3 h waited: 1½ before lunch, 1½ after', [five, ...wait('03-05 10:00', '03-05 15:00')]],
  ['03-11 10:00', 'waited in the evening only', [five, ...wait('03-05 18:00', '03-05 21:00')]],
  ['03-11 14:00', 'Fri 1, Mon 1: 2 h waited', [five, ...wait('03-08 16:00', '03-11 08:00')]],
  ['03-11 10:00', 'waited over the weekend only', [five, ...wait('03-09 09:00', '03-10 09:00')]],
  [
    '02-20 10:00',
    'Wed 5, Thu 3 waited; Tết would not have counted anyway',
    [received('exact', '5wd', '02-05 10:00'), ...wait('02-07 10:00', '02-15 10:00')],
  ],
  [
    '03-13 10:00',
    'twice a day',
    [five, ...wait('03-05 10:00', '03-06 10:00'), ...wait('03-07 14:00', '03-08 14:00')],
  ],
  [
    '03-05 10:00',
    'late stays late: asked a day after the date',
    [received('exact', '1wd', '03-04 10:00'), ...wait('03-06 09:00', '03-08 09:00')],
  ],
  [
    '03-06 15:00',
    'asked at the last minute: nothing is left at the return',
    [received('exact', '1wd', '03-04 10:00'), ...wait('03-05 10:00', '03-06 15:00')],
  ],
  [
    '03-11 07:00',
    'nothing left, back on Saturday: the first office minute',
    [received('exact', '1wd', '03-04 10:00'), ...wait('03-05 10:00', '03-09 10:00')],
  ],
  [
    '03-11 15:30',
    'a payment: 5½ h left on Wed 14:00; Mon from 08:00 3½ + 2',
    [received('exact', '3wd', '03-04 09:30'), ...wait('03-06 14:00', '03-11 08:00', 'financialDuty')],
  ],
  [
    '03-05 15:00',
    'a step that stops the clock: 2 h used, 6 left from Tue 07:00',
    [received('exact', '1wd', '03-04 10:00'), ...wait('03-04 14:00', '03-05 07:00', 'step')],
  ],
  [
    '03-14 10:00',
    'two causes at once: it stands until both are over, three days',
    [
      five,
      paused('03-05 10:00'),
      paused('03-06 10:00', 'financialDuty'),
      resumed('03-07 10:00'),
      resumed('03-08 10:00'),
    ],
  ],
  [
    'paused',
    'one of two causes still stands',
    [five, paused('03-05 10:00'), paused('03-06 10:00', 'step'), resumed('03-07 10:00')],
  ],
  ['paused', 'waiting', [five, paused('03-05 10:00')]],
  ['paused', 'withdrawn while waiting', [five, paused('03-05 10:00'), ended('03-06 10:00')]],
  ['03-11 10:00', 'withdrawn: the date is history', [five, ended('03-06 10:00')]],
  [
    '03-12 09:00',
    'received Sat, counts from Mon 07:00: of the waiting only Mon 2 h was ours',
    [received('exact', '1wd', '03-09 10:00'), ...wait('03-09 12:00', '03-11 09:00')],
  ],
  [
    '03-06 09:00',
    'received after 15:00, counts from Tue 07:00: 2 h waited',
    [received('exact15', '1wd', '03-04 15:30'), ...wait('03-04 16:00', '03-05 09:00')],
  ],
  [
    '03-05 15:00',
    'within the day, 5 h left: Tue 3½ + 1½',
    [received('exact', '0wd', '03-04 09:00'), ...wait('03-04 10:00', '03-05 08:00')],
  ],
  [
    '03-09 12:00',
    'by the clock: two hours waited',
    [received('clock', '24h', '03-08 10:00'), ...wait('03-08 12:00', '03-08 14:00')],
  ],
]

const fiveNext = received('next', '5wd', '03-04 10:00') // due Mon 11, 17:00
const byWholeDays: readonly Row[] = [
  ['03-13 17:00', 'Wed and Thu do not count', [fiveNext, ...wait('03-05 10:00', '03-07 15:00')]],
  ['03-11 17:00', 'gone and back in a day: nothing lost', [fiveNext, ...wait('03-05 08:00', '03-05 16:00')]],
  ['03-12 17:00', 'the day of the return does not count', [fiveNext, ...wait('03-05 16:55', '03-06 08:00')]],
  ['03-11 17:00', 'back on Sunday: no working day lost', [fiveNext, ...wait('03-08 10:00', '03-10 10:00')]],
  ['03-12 17:00', 'back on Monday: Monday lost', [fiveNext, ...wait('03-08 10:00', '03-11 09:00')]],
  [
    '03-13 17:00',
    'asked on the last day: the day of the return is the last',
    [fiveNext, ...wait('03-11 10:00', '03-13 10:00')],
  ],
  [
    '03-18 17:00',
    'the same, back on Saturday: close of Monday',
    [fiveNext, ...wait('03-11 10:00', '03-16 10:00')],
  ],
  ['03-11 17:00', 'late stays late', [fiveNext, ...wait('03-12 09:00', '03-14 09:00')]],
  [
    '03-05 17:00',
    'within the day, back the next',
    [received('next', '0wd', '03-04 09:00'), ...wait('03-04 10:00', '03-05 08:00')],
  ],
]

const tenNext = received('next', '10d', '03-04 10:00') // due Thu 14, 17:00
const inCalendarDays: readonly Row[] = [
  ['03-19 17:00', 'five calendar days waited: 14 + 5', [tenNext, ...wait('03-06 10:00', '03-11 10:00')]],
  ['03-18 17:00', '14 + 2 is Sat 16: close of Mon', [tenNext, ...wait('03-06 10:00', '03-08 10:00')]],
  [
    '03-18 17:00',
    '2 d 6 h on: Sat 16 16:00, close of Mon',
    [received('exact', '10d', '03-04 10:00'), ...wait('03-06 10:00', '03-08 16:00')],
  ],
  [
    '03-19 15:00',
    '5 d 5 h on',
    [received('exact', '10d', '03-04 10:00'), ...wait('03-06 10:00', '03-11 15:00')],
  ],
  [
    '02-26 17:00',
    'over Tết nine calendar days: 15 + 9 is Sat 24',
    [received('next', '10d', '02-05 10:00'), ...wait('02-06 10:00', '02-15 10:00')],
  ],
  [
    '02-19 17:00',
    'where a law counts waiting in working days: Wed 7 and Thu 15, so Fri 16 and Mon 19',
    [
      received('next', '10d', '02-05 10:00', { afterPause: 'workingTime' }),
      ...wait('02-06 10:00', '02-15 10:00'),
    ],
  ],
  [
    '03-18 16:00',
    'the same to the hour: 5 + 8 + 7 = 20 h after Thu 14 10:00',
    [
      received('exact', '10d', '03-04 10:00', { afterPause: 'workingTime' }),
      ...wait('03-06 10:00', '03-08 16:00'),
    ],
  ],
  [
    '04-15 17:00',
    'a month: 4/4 + 10 is Sun 14',
    [received('next', '1m', '03-04 10:00'), ...wait('03-11 10:00', '03-21 10:00')],
  ],
  [
    '03-13 17:00',
    'asked on the Mon to which Sat was moved: the appointment itself moves two days',
    [received('next', '5d', '03-04 10:00'), ...wait('03-11 09:00', '03-13 09:00')],
  ],
  [
    '03-11 17:00',
    'Sat 9 + 1 is Sun 10: still close of Mon',
    [received('next', '5d', '03-04 10:00'), ...wait('03-08 09:00', '03-09 09:00')],
  ],
]

const afresh: readonly Row[] = [
  [
    '03-14 14:00',
    'five days from the return',
    [
      received('exact', '5wd', '03-04 10:00', { afterPause: 'restart' }),
      ...wait('03-05 10:00', '03-07 14:00'),
    ],
  ],
  [
    '03-26 17:00',
    'day 1 is Tue 12',
    [
      received('next', '15d', '03-04 10:00', { afterPause: 'restart' }),
      ...wait('03-06 10:00', '03-11 10:00'),
    ],
  ],
]

const extensions: readonly Row[] = [
  ['03-15 17:00', 'the promised moment', [five, extended('03-08 09:00', '03-15 17:00')]],
  [
    '03-11 10:00',
    'after the date nothing can be promised away',
    [five, extended('03-12 09:00', '03-15 17:00')],
  ],
  ['03-15 17:00', 'in the minute of the date it still can', [five, extended('03-11 10:00', '03-15 17:00')]],
  [
    '03-15 17:00',
    'a second apology changes nothing',
    [five, extended('03-08 09:00', '03-15 17:00'), extended('03-14 09:00', '03-20 17:00')],
  ],
  [
    '03-25 17:00',
    'an extension that a law allows may follow the apology',
    [five, extended('03-08 09:00', '03-15 17:00'), extended('03-14 09:00', '03-25 17:00', 'extension')],
  ],
  ['03-11 10:00', 'a promise is never earlier than the date', [five, extended('03-06 09:00', '03-08 17:00')]],
  ['03-18 17:00', 'promised for a Sunday: close of Mon', [five, extended('03-08 09:00', '03-17 10:00')]],
  [
    '03-18 17:00',
    'a day waited moves the promise too',
    [five, extended('03-08 09:00', '03-15 17:00'), ...wait('03-13 10:00', '03-14 10:00')],
  ],
  [
    '03-21 17:00',
    'promised while it stands: what was waited before is in it, the day after is not',
    [five, paused('03-05 10:00'), extended('03-07 10:00', '03-20 17:00'), resumed('03-08 10:00')],
  ],
  [
    '03-13 10:00',
    'not later than the waiting alone would make it: no promise',
    [five, paused('03-05 10:00'), extended('03-07 10:00', '03-13 09:00'), resumed('03-07 10:00')],
  ],
  [
    '03-19 17:00',
    'whole days: Wed and Thu waited',
    [fiveNext, extended('03-08 09:00', '03-15 17:00'), ...wait('03-12 09:00', '03-14 09:00')],
  ],
  [
    '03-27 17:00',
    'calendar days: 25 + 2',
    [tenNext, extended('03-13 09:00', '03-25 17:00'), ...wait('03-18 09:00', '03-20 09:00')],
  ],
  [
    '03-11 10:00',
    'nothing moves after the end',
    [five, ended('03-06 10:00'), extended('03-07 09:00', '03-20 17:00')],
  ],
]

const calendar = provinceCalendar()
const tables = { reply, byTheHour, byWholeDays, inCalendarDays, afresh, extensions }

for (const [name, rows] of Object.entries(tables))
  test(`${rows.length} histories by hand: ${name}`, () => {
    const differences = rows.flatMap(([due, why, history]) => {
      const counted = shown(foldClock(calendar, history).dueAt)
      const expected = due === 'paused' ? due : on(due)
      return counted === expected ? [] : [`${counted}, by hand ${expected}: ${why}`]
    })
    assert.deepEqual(differences, [])
  })

test('the tables hold more than fifty histories', () =>
  assert.ok(Object.values(tables).flat().length >= 50, `${Object.values(tables).flat().length}`))
