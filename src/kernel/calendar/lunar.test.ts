import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hungKingsOn, tetOn } from './lunar.ts'

// Month and day of Tết in Vietnam, 2000 to 2060: 2007, 2030 and 2053 are a day before the Chinese new year.
const knownTet = `
  02-05 01-24 02-12 02-01 01-22 02-09 01-29 02-17 02-07 01-26
  02-14 02-03 01-23 02-10 01-31 02-19 02-08 01-28 02-16 02-05
  01-25 02-12 02-01 01-22 02-10 01-29 02-17 02-06 01-26 02-13
  02-02 01-23 02-11 01-31 02-19 02-08 01-28 02-15 02-04 01-24
  02-12 02-01 01-22 02-10 01-30 02-17 02-06 01-26 02-14 02-02
  01-23 02-11 02-01 02-18 02-08 01-28 02-15 02-04 01-24 02-12
  02-02`
  .trim()
  .split(/\s+/)

test('Tết from 2000 to 2060 falls on the days that Vietnamese calendars print', () => {
  const computed = knownTet.map((_, index) => tetOn(2000 + index))
  assert.deepEqual(
    computed,
    knownTet.map((day, index) => `${2000 + index}-${day}`),
  )
})

test('in 1985 Vietnam kept Tết a whole month before China', () => {
  assert.equal(tetOn(1985), '1985-01-21')
})

test('the Hùng Kings are remembered on 10/3 lunar, also after a leap second month', () => {
  const known = {
    2004: '2004-04-28', // two second months
    2018: '2018-04-25',
    2019: '2019-04-14',
    2020: '2020-04-02',
    2021: '2021-04-21',
    2022: '2022-04-10',
    2023: '2023-04-29', // two second months
    2024: '2024-04-18',
    2025: '2025-04-07',
    2026: '2026-04-26',
    2027: '2027-04-16',
    2028: '2028-04-04',
  }
  for (const [year, day] of Object.entries(known)) assert.equal(hungKingsOn(Number(year)), day)
})

/** The first day on which ICU's Chinese calendar says month and day; what libraries build on. */
function chineseDay(year: number, wanted: string): string | undefined {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  })
  const days = Array.from({ length: 150 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)))
  return days
    .find((day) => format.format(day) === wanted)
    ?.toISOString()
    .slice(0, 10)
}

test('from 2018 to 2032 the Chinese calendar of the run time has Tết 2027 a day late; ours is right', () => {
  const known: Record<number, string> = {
    2018: '02-16',
    2019: '02-05',
    2020: '01-25',
    2021: '02-12',
    2022: '02-01',
    2023: '01-22',
    2024: '02-10',
    2025: '01-29',
    2026: '02-17',
    2027: '02-06',
    2028: '01-26',
    2029: '02-13',
    2030: '02-02',
    2031: '01-23',
    2032: '02-11',
  }
  const years = Object.keys(known).map(Number)
  for (const year of years) assert.equal(tetOn(year), `${year}-${known[year]}`)
  const wrong = years.filter((year) => chineseDay(year, '1/1') !== tetOn(year))
  // A later run time may mend it.
  assert.deepEqual(
    wrong.filter((year) => year !== 2027),
    [],
  )
  if (wrong.includes(2027)) assert.equal(chineseDay(2027, '1/1'), '2027-02-07')
})

test('Tết 2027 is the day of the new moon at 15:56 UTC on 6 February: 22:56 in Hà Nội', () => {
  const newMoon = new Date('2027-02-06T15:56:30Z')
  assert.equal(new Date(newMoon.getTime() + 7 * 3_600_000).toISOString().slice(0, 10), tetOn(2027))
})
