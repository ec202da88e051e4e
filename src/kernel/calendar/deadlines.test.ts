/**
 * Deadlines counted by hand from docs/legal.md#clock and the calendars of the pack, each with its reason. Office hours are
 * 07:00–11:30 and 13:30–17:00 (4½ and 3½ hours), Monday to Friday. Pauses and extensions: `deadlines-history.test.ts`;
 * Tết and other days off: `deadlines-days-off.test.ts`.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences, provinceCalendar, type Row } from '#kernel/testing/deadlines.ts'

// 4 March 2024 is a Monday; March 2024 has no day off but weekends.
const hours: readonly Row[] = [
  ['exact', '1h', '2024-03-04 08:00', '2024-03-04 09:00', 'one hour on'],
  ['exact', '1h', '2024-03-04 11:00', '2024-03-04 14:00', '½ h to lunch, ½ h from 13:30'],
  ['exact', '4h', '2024-03-04 07:00', '2024-03-04 11:00', 'all in the morning'],
  ['exact', '4.5h', '2024-03-04 07:00', '2024-03-04 11:30', 'runs out with the morning, not at 13:30'],
  ['exact', '8h', '2024-03-04 07:00', '2024-03-04 17:00', '4½ + 3½'],
  ['exact', '8h', '2024-03-04 10:00', '2024-03-05 10:00', '1½ + 3½ today, 3 tomorrow'],
  ['exact', '8h', '2024-03-08 16:00', '2024-03-11 16:00', 'Fri 1, Mon 4½ + 2½'],
  ['exact', '2h', '2024-03-04 06:00', '2024-03-04 09:00', 'before opening counts from 07:00'],
  ['exact', '2h', '2024-03-04 12:00', '2024-03-04 15:30', 'at lunch counts from 13:30'],
  ['exact', '2h', '2024-03-04 17:00', '2024-03-05 09:00', 'the closing minute has no time left today'],
  ['exact', '2h', '2024-03-04 19:30', '2024-03-05 09:00', 'evening counts from the next morning'],
  ['exact', '2h', '2024-03-09 09:00', '2024-03-11 09:00', 'Saturday counts from Monday 07:00'],
  ['exact', '40h', '2024-03-04 07:00', '2024-03-08 17:00', 'five days of 8 h'],
  ['exact', '0.5h', '2024-03-04 16:45', '2024-03-05 07:15', '15 min today, 15 tomorrow'],
  ['next', '8h', '2024-03-04 10:00', '2024-03-05 10:00', 'hours always run from the hour'],
  ['clock', '1h', '2024-03-04 23:30', '2024-03-05 00:30', 'residence notices run by night'],
  ['clock', '24h', '2024-03-09 10:00', '2024-03-10 10:00', 'and on weekends'],
]

const workingDaysExact: readonly Row[] = [
  ['exact', '1wd', '2024-03-04 10:00', '2024-03-05 10:00', 'Mon 10:00 + 1 wd = Tue 10:00'],
  ['exact', '1wd', '2024-03-04 07:00', '2024-03-04 17:00', '8 h fill the same day'],
  ['exact', '1wd', '2024-03-04 13:30', '2024-03-05 11:30', '3½ + 4½'],
  ['exact', '1wd', '2024-03-08 15:00', '2024-03-11 15:00', 'Fri 2, Mon 4½ + 1½'],
  ['exact', '3wd', '2024-03-04 09:30', '2024-03-07 09:30', 'Tue, Wed, Thu'],
  ['exact', '5wd', '2024-03-06 14:00', '2024-03-13 14:00', 'Wed to Wed over one weekend'],
  ['exact', '10wd', '2024-03-04 08:15', '2024-03-18 08:15', 'two weeks'],
  ['exact', '0.5wd', '2024-03-04 09:00', '2024-03-04 15:00', '4 h: 2½ + 1½'],
  ['exact', '1.5wd', '2024-03-07 14:00', '2024-03-11 08:00', '12 h: Thu 3, Fri 8, Mon 1'],
  ['exact', '15wd', '2024-03-01 10:00', '2024-03-22 10:00', 'three weeks'],
  ['exact', '20wd', '2024-03-04 10:00', '2024-04-01 10:00', 'four weeks'],
  ['exact', '0wd', '2024-03-04 09:00', '2024-03-04 17:00', 'within the day'],
  ['exact', '0wd', '2024-03-04 16:59', '2024-03-04 17:00', 'within the day, no cut-off'],
  ['exact', '0wd', '2024-03-04 17:01', '2024-03-05 17:00', 'after closing is the next day’s'],
  ['exact', '0wd', '2024-03-10 09:00', '2024-03-11 17:00', 'Sunday is Monday’s'],
]

const cutOff: readonly Row[] = [
  ['exact15', '0wd', '2024-03-04 15:00', '2024-03-04 17:00', '15:00 sharp is not after 15:00'],
  ['exact15', '0wd', '2024-03-04 15:01', '2024-03-05 17:00', 'after 15:00: the next working day'],
  ['exact15', '0wd', '2024-03-08 15:30', '2024-03-11 17:00', 'Friday after 15:00 is Monday’s'],
  ['exact15', '1wd', '2024-03-04 15:00', '2024-03-05 15:00', 'Mon 2, Tue 4½ + 1½'],
  ['exact15', '1wd', '2024-03-04 15:01', '2024-03-05 17:00', 'counts from Tue 07:00'],
  ['exact15', '2h', '2024-03-07 16:00', '2024-03-08 09:00', 'counts from Fri 07:00'],
  ['exact15', '1wd', '2024-03-09 16:00', '2024-03-11 17:00', 'Saturday: from Mon 07:00, no second day lost'],
  ['exact15', '5h', '2024-03-08 14:00', '2024-03-11 09:00', 'Fri 3, Mon 2'],
  ['exact15', '1d', '2024-03-04 15:30', '2024-03-06 07:00', 'from Tue 07:00, one day on'],
  ['next15', '1wd', '2024-03-04 15:01', '2024-03-06 17:00', 'received Tue, Wed is day 1'],
  ['next15', '1wd', '2024-03-04 15:00', '2024-03-05 17:00', 'received Mon, Tue is day 1'],
]

const workingDaysNext: readonly Row[] = [
  ['next', '1wd', '2024-03-04 10:00', '2024-03-05 17:00', 'Mon does not count, Tue does'],
  ['next', '1wd', '2024-03-04 07:00', '2024-03-05 17:00', 'not even from opening'],
  ['next', '1wd', '2024-03-08 10:00', '2024-03-11 17:00', 'Mon is day 1'],
  ['next', '3wd', '2024-03-07 09:00', '2024-03-12 17:00', 'Fri, Mon, Tue'],
  ['next', '1wd', '2024-03-04 17:00', '2024-03-05 17:00', 'the closing minute is still Mon'],
  ['next', '1wd', '2024-03-04 17:01', '2024-03-06 17:00', 'received Tue, Wed is day 1'],
  ['next', '1wd', '2024-03-09 10:00', '2024-03-12 17:00', 'received Mon, Tue is day 1'],
  ['next', '0wd', '2024-03-04 10:00', '2024-03-04 17:00', 'within the day'],
  ['next', '0.5wd', '2024-03-04 10:00', '2024-03-05 17:00', 'half a day ends with the day that fills it'],
  ['next', '10wd', '2024-03-04 10:00', '2024-03-18 17:00', 'Tue–Fri 4, a week 9, Mon 10'],
  ['next', '25wd', '2024-03-04 10:00', '2024-04-08 17:00', '4 + 5 + 5 + 5 + 5 = 24, Mon 8/4 is 25'],
]

const calendarDays: readonly Row[] = [
  ['exact', '7d', '2024-03-04 10:00', '2024-03-11 10:00', 'same hour a week later'],
  ['exact', '5d', '2024-03-04 10:00', '2024-03-11 17:00', 'Sat 9 is a day off: close of Mon'],
  ['exact', '6d', '2024-03-04 10:00', '2024-03-11 17:00', 'Sun 10: close of Mon'],
  ['exact', '1d', '2024-03-04 15:30', '2024-03-05 15:30', 'same hour tomorrow'],
  ['exact', '10d', '2024-03-04 16:00', '2024-03-14 16:00', '4 + 10'],
  ['exact', '30d', '2024-03-04 08:00', '2024-04-03 08:00', '27 days left in March, 3 in April'],
  ['exact', '0d', '2024-03-04 09:00', '2024-03-04 17:00', 'within the day'],
  ['next', '7d', '2024-03-04 10:00', '2024-03-11 17:00', 'Tue is day 1, Mon day 7'],
  ['next', '5d', '2024-03-04 10:00', '2024-03-11 17:00', 'day 5 is Sat 9: close of Mon'],
  ['next', '4d', '2024-03-04 10:00', '2024-03-08 17:00', 'day 4 is Fri'],
  ['next', '30d', '2024-03-04 10:00', '2024-04-03 17:00', 'day 30 is Wed 3/4'],
  [
    'next',
    '40d',
    '2024-03-04 10:00',
    '2024-04-15 17:00',
    '+10 days for a mountain commune: Sat 13/4, close of Mon',
  ],
  ['next', '15d', '2024-03-01 09:00', '2024-03-18 17:00', 'day 15 is Sat 16: close of Mon'],
  ['next', '1d', '2024-03-08 18:00', '2024-03-12 17:00', 'after closing on Fri: received Mon, Tue is day 1'],
]

const months: readonly Row[] = [
  ['next', '1m', '2024-01-31 10:00', '2024-02-29 17:00', 'no 31/2: last day of a leap February, Thu'],
  ['next', '1m', '2023-01-31 10:00', '2023-02-28 17:00', 'last day of February, Tue'],
  ['exact', '1m', '2024-03-04 10:00', '2024-04-04 10:00', 'same day, same hour'],
  [
    'exact',
    '1m',
    '2024-03-31 10:00',
    '2024-05-02 17:00',
    'Sun: from Mon 1/4; 1/5 is a holiday: close of Thu 2/5',
  ],
  ['next', '2m', '2024-12-31 10:00', '2025-02-28 17:00', 'no 31/2: Fri 28/2'],
  ['next', '3m', '2024-11-29 10:00', '2025-02-28 17:00', 'no 29/2 in 2025: Fri 28/2'],
  ['exact', '1m', '2024-05-31 14:00', '2024-07-01 17:00', 'no 31/6: Sun 30/6, close of Mon 1/7'],
  ['next', '6m', '2024-08-30 10:00', '2025-02-28 17:00', 'no 30/2: Fri 28/2'],
  ['next', '12m', '2024-02-29 10:00', '2025-02-28 17:00', 'no 29/2 in 2025: Fri 28/2'],
  ['exact', '1m', '2026-01-30 10:00', '2026-03-02 17:00', 'no 30/2: Sat 28/2, close of Mon 2/3'],
]

// Saturday morning 07:00–11:30 is worked by the police desk of residence.
const saturdayMorning: readonly Row[] = [
  ['exact', '1wd', '2024-03-08 10:00', '2024-03-09 10:00', 'Fri 5, Sat 3'],
  ['exact', '1wd', '2024-03-08 14:00', '2024-03-11 07:30', 'Fri 3, Sat 4½, Mon ½'],
  ['next', '1wd', '2024-03-08 10:00', '2024-03-11 17:00', 'Sat is worth 4½ of 8, Mon fills it'],
  ['next', '2wd', '2024-03-08 10:00', '2024-03-12 17:00', 'Sat 4½, Mon 12½, Tue passes 16'],
  ['exact', '0wd', '2024-03-09 09:00', '2024-03-09 11:30', 'the day closes at 11:30'],
  ['exact', '0wd', '2024-03-09 11:45', '2024-03-11 17:00', 'after closing: Monday’s'],
  ['exact', '1d', '2024-03-08 10:00', '2024-03-09 10:00', 'Sat is a working day here'],
  ['exact', '1d', '2024-03-08 15:00', '2024-03-09 11:30', '15:00 on Sat is after closing: ends at 11:30'],
  ['next', '1d', '2024-03-08 10:00', '2024-03-09 11:30', 'day 1 is Sat, which closes at 11:30'],
  ['clock', '1h', '2024-03-09 12:00', '2024-03-09 13:00', 'by the clock'],
]

// Wednesday 13 March 2024 is worked 07:00–11:30 only.
const halfDay: readonly Row[] = [
  ['exact', '1wd', '2024-03-12 10:00', '2024-03-13 10:00', 'Tue 5, Wed 3'],
  ['exact', '1wd', '2024-03-12 14:00', '2024-03-14 07:30', 'Tue 3, Wed 4½, Thu ½'],
  ['exact', '1wd', '2024-03-13 07:00', '2024-03-14 10:30', 'Wed 4½, Thu 3½'],
  ['next', '1wd', '2024-03-12 10:00', '2024-03-14 17:00', 'Wed is worth 4½, Thu fills it'],
  ['exact', '0wd', '2024-03-13 09:00', '2024-03-13 11:30', 'the day closes at 11:30'],
  ['exact', '0wd', '2024-03-13 12:00', '2024-03-14 17:00', 'after closing: Thursday’s'],
  ['next', '1d', '2024-03-12 10:00', '2024-03-13 11:30', 'day 1 closes at 11:30'],
]

// The unit is closed on Monday 18 and Tuesday 19 March 2024.
const closure: readonly Row[] = [
  ['exact', '1wd', '2024-03-15 10:00', '2024-03-20 10:00', 'Fri 5, Wed 3'],
  ['next', '1wd', '2024-03-15 10:00', '2024-03-20 17:00', 'Wed is day 1'],
  ['next', '3d', '2024-03-15 10:00', '2024-03-20 17:00', 'day 3 is Mon, closed: close of Wed'],
  ['exact', '5d', '2024-03-15 10:00', '2024-03-20 10:00', 'closed days count as calendar days'],
  ['exact', '2h', '2024-03-18 08:00', '2024-03-20 09:00', 'received while closed: from Wed 07:00'],
]
const elsewhere: readonly Row[] = [
  ['exact', '2h', '2024-03-18 08:00', '2024-03-18 10:00', 'another unit works'],
  ['next', '1wd', '2024-03-15 10:00', '2024-03-18 17:00', 'Mon is day 1'],
]

const province = provinceCalendar()
const tables = {
  'working hours, and hours by day and night': [province, hours],
  'working days from the hour of reception': [province, workingDaysExact],
  'the cut-off at 15:00': [province, cutOff],
  'working days from the day after': [province, workingDaysNext],
  'calendar days': [province, calendarDays],
  'months, and the ends of months': [province, months],
  'a desk that works on Saturday mornings': [
    provinceCalendar({ variant: 'saturday-morning' }),
    saturdayMorning,
  ],
  'a half day': [
    provinceCalendar({ halfDay: { date: '2024-03-13', name: 'Hội làng', sessions: ['07:00-11:30'] } }),
    halfDay,
  ],
  'a closed unit': [
    provinceCalendar({ closures: [{ from: '2024-03-18', to: '2024-03-19', reason: 'biển động' }] }),
    closure,
  ],
  'the other units meanwhile': [province, elsewhere],
} as const

for (const [name, [calendar, rows]] of Object.entries(tables))
  test(`${rows.length} deadlines by hand: ${name}`, () => assert.deepEqual(differences(calendar, rows), []))

test('the tables hold more than a hundred hand counts, each with its reason', () => {
  const rows = Object.values(tables).flatMap(([, own]) => own)
  assert.ok(rows.length >= 100, `${rows.length} rows`)
  assert.ok(rows.every(([, , , , why]) => why.length > 5))
})
