/** Deadlines counted by hand over Tết, other days off and swapped Saturdays, 2023 to 2027 (docs/legal.md#public-holidays). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences, provinceCalendar, type Row } from '#kernel/testing/deadlines.ts'

// Off: Mon 2/1; Fri 20–Thu 26/1; Sat 29/4–Wed 3/5; Fri 1–Mon 4/9.
const in2023: readonly Row[] = [
  ['exact', '1h', '2023-01-01 10:00', '2023-01-03 08:00', 'Sun, and Mon in lieu: from Tue 07:00'],
  ['exact', '1wd', '2023-01-19 10:00', '2023-01-27 10:00', 'Thu 5, seven days of Tết, Fri 3'],
  ['next', '1wd', '2023-01-19 10:00', '2023-01-27 17:00', 'Fri 27 is day 1'],
  ['exact', '3wd', '2023-01-18 09:00', '2023-01-30 09:00', 'Thu 19, Fri 27, Mon 30'],
  ['next', '5d', '2023-01-18 10:00', '2023-01-27 17:00', 'day 5 is Mon 23, Tết: close of Fri 27'],
  ['exact', '8h', '2023-01-19 16:00', '2023-01-27 16:00', 'Thu 1, Fri 7'],
  ['exact', '0wd', '2023-01-21 10:00', '2023-01-27 17:00', 'received in Tết: within Fri 27'],
  ['exact', '2wd', '2023-04-28 10:00', '2023-05-05 10:00', 'Fri 5, Thu 4/5 8, Fri 3'],
  ['next', '1wd', '2023-04-28 10:00', '2023-05-04 17:00', 'Thu 4/5 is day 1'],
  ['next', '3d', '2023-04-28 10:00', '2023-05-04 17:00', 'day 3 is 1/5: close of Thu 4/5'],
  ['exact', '1wd', '2023-08-31 14:00', '2023-09-05 14:00', 'Thu 3, Tue 5/9 4½ + ½'],
]

// Off: Mon 1/1; Thu 8–Wed 14/2; Thu 18/4; Sat 27/4–Wed 1/5 with Mon 29 swapped for Sat 4/5; Sat 31/8–Tue 3/9.
const in2024: readonly Row[] = [
  ['exact', '1wd', '2024-02-07 10:00', '2024-02-15 10:00', 'Wed 5, Thu 15 3'],
  ['next', '2wd', '2024-02-07 10:00', '2024-02-16 17:00', 'Thu 15, Fri 16'],
  ['exact', '5wd', '2024-02-05 08:00', '2024-02-19 08:00', 'Tue 6, Wed 7, Thu 15, Fri 16, Mon 19'],
  ['next', '7d', '2024-02-07 10:00', '2024-02-15 17:00', 'day 7 is the last of Tết: close of Thu 15'],
  [
    'exact15',
    '0wd',
    '2024-02-07 15:30',
    '2024-02-15 17:00',
    'after 15:00 on the eve: the first day after Tết',
  ],
  ['exact', '1wd', '2024-02-10 09:00', '2024-02-15 17:00', 'on the first day of the year: from Thu 15 07:00'],
  ['exact', '1wd', '2024-04-17 14:00', '2024-04-19 14:00', 'Wed 3, Fri 4½ + ½'],
  ['next', '1wd', '2024-04-17 14:00', '2024-04-19 17:00', 'Fri is day 1'],
  ['exact', '1d', '2024-04-17 09:00', '2024-04-19 17:00', 'Thu is the Kings’ day: close of Fri'],
  ['exact', '1wd', '2024-04-26 10:00', '2024-05-02 10:00', 'Fri 5, Thu 2/5 3'],
  ['exact', '3wd', '2024-04-26 10:00', '2024-05-04 10:00', 'Thu 2, Fri 3, make-up Sat 4'],
  ['next', '3wd', '2024-04-26 10:00', '2024-05-04 17:00', 'the make-up Sat is day 3'],
  ['next', '4wd', '2024-04-26 10:00', '2024-05-06 17:00', 'Mon 6 is day 4'],
  ['exact', '8h', '2024-05-04 08:00', '2024-05-06 08:00', 'make-up Sat 3½ + 3½, Mon 1'],
  ['next', '8d', '2024-04-26 10:00', '2024-05-04 17:00', 'day 8 is the make-up Sat, a working day'],
  ['exact', '8d', '2024-04-26 10:00', '2024-05-04 10:00', 'at its hour'],
  ['exact15', '0wd', '2024-05-03 15:30', '2024-05-04 17:00', 'the next working day is the make-up Sat'],
  ['exact', '1h', '2024-05-11 09:00', '2024-05-13 08:00', 'another Saturday is not worked'],
  ['exact', '1wd', '2024-08-30 15:00', '2024-09-04 15:00', 'Fri 2, Wed 4½ + 1½'],
  ['next', '3d', '2024-08-30 10:00', '2024-09-04 17:00', 'day 3 is 2/9: close of Wed 4/9'],
]

// Off: Wed 1/1; Sat 25/1–Sun 2/2; Sat 5–Mon 7/4; Wed 30/4–Sun 4/5 with Fri 2/5 swapped for Sat 26/4; Sat 30/8–Tue 2/9.
const in2025: readonly Row[] = [
  ['exact', '1wd', '2024-12-31 10:00', '2025-01-02 10:00', 'Tue 5, New Year, Thu 3'],
  ['exact', '1wd', '2025-01-24 10:00', '2025-02-03 10:00', 'Fri 5, nine days, Mon 3'],
  ['next', '1wd', '2025-01-24 10:00', '2025-02-03 17:00', 'Mon 3/2 is day 1'],
  ['exact', '10wd', '2025-01-20 08:00', '2025-02-10 08:00', '21, 22, 23, 24, then 3–7/2 and Mon 10'],
  ['next', '10d', '2025-01-20 08:00', '2025-02-03 17:00', 'day 10 is 30/1: close of Mon 3/2'],
  ['exact', '1wd', '2025-04-04 10:00', '2025-04-08 10:00', 'Fri 5, Mon is the Kings’ day, Tue 3'],
  ['exact', '1wd', '2025-04-25 10:00', '2025-04-26 10:00', 'Fri 5, make-up Sat 3'],
  ['next', '1wd', '2025-04-25 10:00', '2025-04-26 17:00', 'the make-up Sat is day 1'],
  ['exact', '3wd', '2025-04-25 14:00', '2025-04-29 14:00', 'Sat 26, Mon 28, Tue 29'],
  ['exact', '1wd', '2025-04-29 16:00', '2025-05-05 16:00', 'Tue 1, five days off, Mon 7'],
  ['next', '7d', '2025-04-25 10:00', '2025-05-05 17:00', 'day 7 is the swapped Fri 2/5: close of Mon 5/5'],
  ['exact', '2wd', '2025-08-29 09:00', '2025-09-04 09:00', 'Wed 3, Thu 4'],
]

// Off: Thu 1–Sun 4/1 with Fri 2 swapped for Sat 10; Sat 14–Sun 22/2; Sat 25–Mon 27/4; Thu 30/4–Sun 3/5;
// Sat 29/8–Wed 2/9 with Mon 31/8 swapped for Sat 22/8; Tue 24/11 (not sure).
const in2026: readonly Row[] = [
  ['exact', '1wd', '2025-12-31 10:00', '2026-01-05 10:00', 'Wed 5, Mon 3'],
  ['exact', '5wd', '2026-01-05 10:00', '2026-01-10 10:00', 'Tue to Fri, make-up Sat'],
  ['next', '5wd', '2026-01-05 10:00', '2026-01-10 17:00', 'the make-up Sat is day 5'],
  ['exact', '1wd', '2026-02-13 10:00', '2026-02-23 10:00', 'Fri 5, nine days of Tết, Mon 3'],
  ['exact15', '0wd', '2026-02-13 15:01', '2026-02-23 17:00', 'after 15:00 on the eve: Mon 23'],
  ['next', '3d', '2026-02-13 10:00', '2026-02-23 17:00', 'day 3 is Mon 16, Tết: close of Mon 23'],
  ['next', '15wd', '2026-02-09 10:00', '2026-03-09 17:00', '10–13 4, 23–27 9, 2–6/3 14, Mon 9/3 15'],
  ['exact', '1wd', '2026-04-24 10:00', '2026-04-28 10:00', 'Sun 26 is in lieu on Mon 27: Tue'],
  ['exact', '2wd', '2026-04-28 10:00', '2026-05-04 10:00', 'Wed 29, Mon 4/5'],
  ['exact', '1wd', '2026-08-21 10:00', '2026-08-22 10:00', 'make-up Sat'],
  ['next', '1wd', '2026-08-28 10:00', '2026-09-03 17:00', 'swapped Mon 31, 1 and 2/9 off: Thu'],
  [
    'exact',
    '1wd',
    '2026-11-23 10:00',
    '2026-11-25 10:00',
    '24/11 off, as long as the notice does not say otherwise',
  ],
]

// Off: Fri 1/1; Thu 4–Wed 10/2 (not sure beyond the three days of law); Fri 16/4; Fri 30/4 and Mon 3/5.
const in2027: readonly Row[] = [
  ['exact', '1wd', '2027-02-03 10:00', '2027-02-11 10:00', 'Wed 5, Tết from Thu 4 to Wed 10, Thu 3'],
  ['next', '2wd', '2027-02-03 10:00', '2027-02-12 17:00', 'Thu 11, Fri 12'],
  ['exact', '1wd', '2027-04-15 14:00', '2027-04-19 14:00', 'Thu 3, Fri is the Kings’ day, Mon 4½ + ½'],
  ['exact', '1wd', '2027-04-29 10:00', '2027-05-04 10:00', 'Thu 5, Sat 1/5 in lieu on Mon 3/5, Tue 3'],
  ['next', '1d', '2027-04-29 10:00', '2027-05-04 17:00', 'day 1 is 30/4: close of Tue 4/5'],
]

const calendar = provinceCalendar()
for (const [year, rows] of Object.entries({
  2023: in2023,
  2024: in2024,
  2025: in2025,
  2026: in2026,
  2027: in2027,
}))
  test(`${rows.length} deadlines by hand over the days off of ${year}`, () =>
    assert.deepEqual(differences(calendar, rows), []))
