import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { buildCalendar, CalendarYear, closuresOf, isWorkingDay, OfficeHours } from '#kernel/calendar.ts'
import { addDays, calendarDate } from '#kernel/types.ts'
import { hungKingsOn, tetOn } from './lunar.ts'

const root = path.join(import.meta.dirname, '../../..')
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
const files = globSync('packs/*/calendar/*.json', { cwd: root })
const packs = [...new Set(files.map((file) => file.split(path.sep)[1] ?? ''))]

function packCalendar(pack: string) {
  const own = files.filter((file) => file.split(path.sep)[1] === pack)
  const hours = Value.Parse(OfficeHours, read(`packs/${pack}/calendar/hours.json`))
  const years = own
    .filter((file) => /\d{4}\.json$/.test(file))
    .map((file) => Value.Parse(CalendarYear, read(file)))
  return { hours, years }
}

test('the check sees the packs', () => {
  assert.ok(packs.includes('binh-thuan') && packs.includes('demo'))
})

test('every calendar file of a pack keeps to its schema', () => {
  for (const file of files) {
    const schema = file.endsWith('hours.json') ? OfficeHours : CalendarYear
    assert.deepEqual([file, ...Value.Errors(schema, read(file))], [file])
  }
})

test('a misspelt key or a day that does not exist is refused', () => {
  const year = { year: 2026, source: 'x', daysOff: [], makeUpDays: [], specialDays: [] }
  assert.ok(Value.Check(CalendarYear, year))
  assert.ok(!Value.Check(CalendarYear, { ...year, holidays: [] }))
  const february30 = { date: '2026-02-30', name: 'x', kind: 'holiday' }
  assert.ok(!Value.Check(CalendarYear, { ...year, daysOff: [february30] }))
})

for (const pack of packs) {
  const { hours, years } = packCalendar(pack)

  test(`${pack}: every variant of office hours builds, with the closures of every unit`, () => {
    const units = new Set(years.flatMap(({ closures = [] }) => closures.map(({ unit }) => unit)))
    for (const variant of Object.keys(hours.variants)) {
      for (const unit of [...units, 'none']) {
        assert.ok(buildCalendar(hours, years, closuresOf(years, unit), variant).days.length >= 365)
      }
    }
  })

  test(`${pack}: the tables rest on the first three days of Tết and on 10/3 lunar, as computed`, () => {
    for (const { year, daysOff } of years) {
      const names = new Map(daysOff.map(({ date, name }) => [date, name]))
      for (const day of [0, 1, 2]) assert.equal(names.get(addDays(tetOn(year), day)), 'Tết Nguyên đán')
      assert.equal(names.get(hungKingsOn(year)), 'Giỗ Tổ Hùng Vương')
    }
  })

  test(`${pack}: what is swapped is worked on a make-up day, and the other way round`, () => {
    for (const { daysOff, makeUpDays } of years) {
      assert.deepEqual(
        makeUpDays.map(({ insteadOf }) => insteadOf).sort(),
        daysOff
          .filter(({ kind }) => kind === 'swapped')
          .map(({ date }) => date)
          .sort(),
      )
    }
  })

  test(`${pack}: holidays of the law fill five days of Tết and two of National Day`, () => {
    for (const { year, daysOff } of years) {
      const lawful = (name: string) =>
        daysOff.filter((off) => off.name === name && off.kind === 'holiday').length
      assert.deepEqual(
        [year, lawful('Tết Dương lịch'), lawful('Tết Nguyên đán'), lawful('Giỗ Tổ Hùng Vương')],
        [year, 1, 5, 1],
      )
      assert.deepEqual([year, lawful('Quốc khánh')], [year, 2])
    }
  })
}

test('binh-thuan: the make-up Saturdays are worked, and the year has as many working days as counted by hand', () => {
  const { hours, years } = packCalendar('binh-thuan')
  const calendar = buildCalendar(hours, years)
  for (const day of ['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22']) {
    assert.ok(isWorkingDay(calendar, calendarDate(day)), day)
  }
  const worked = [2023, 2024, 2025, 2026, 2027, 2028].map(
    (year) => calendar.days.filter(({ date, minutes }) => date.startsWith(`${year}`) && minutes > 0).length,
  )
  assert.deepEqual(worked, [
    260 - 11, // weekdays of the year less days off on weekdays
    262 - 12 + 1, // and make-up Saturdays
    261 - 12 + 1,
    261 - 14 + 2,
    261 - 12,
    260 - 12, // a leap year that begins and ends on a weekend
  ])
})
