import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readPack } from '#kernel/packs.ts'
import { calendarOf } from '#kernel/platform.ts'
import { fireAt, isOfficeHour, subjectOf } from './domain.ts'

const calendar = calendarOf(await readPack(fileURLToPath(new URL('../../../../packs/demo', import.meta.url))))
const at = (text: string) => new Date(`${text}+07:00`)
const friday = at('2026-03-13T08:00')

test('three quarters of a step are counted in working time; Hòn Gió works on Saturday mornings', () => {
  const step = { startedAt: friday, basis: at('2026-03-16T08:00') }
  const fire = fireAt(calendar, { at: { share: 0.75 } }, step)
  assert.deepEqual(fire, at('2026-03-14T09:00'))
})

test('one working day before a Monday morning is the Friday afternoon', () => {
  const fire = fireAt(
    calendar,
    { at: { workingDaysBefore: 1 } },
    { startedAt: at('2026-03-09T08:00'), basis: at('2026-03-16T10:00') },
  )
  assert.deepEqual(fire, at('2026-03-13T16:00'))
})

test('a case shorter than the notice is told of as soon as it begins', () => {
  const fire = fireAt(
    calendar,
    { at: { workingDaysBefore: 3 } },
    { startedAt: friday, basis: at('2026-03-16T10:00') },
  )
  assert.deepEqual(fire, friday)
})

test('what gets late on a Saturday is told on Monday morning, never at night or on a Sunday', () => {
  const late = { startedAt: friday, basis: at('2026-03-14T09:30') }
  const fire = fireAt(calendar, { at: { overdue: 'next-morning' } }, late)
  assert.equal(isOfficeHour(calendar, fire), true)
  assert.ok(fire >= at('2026-03-16T06:00') && fire <= at('2026-03-16T09:00'), fire.toISOString())
  for (const sunday of ['2026-03-15T09:00', '2026-03-13T23:00'])
    assert.equal(isOfficeHour(calendar, at(sunday)), false)
})

test('Tết brings no flood: everything that fell into it comes with the first opening', () => {
  const fires = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'].map((day) =>
    fireAt(calendar, { at: { daysAfter: 1 } }, { startedAt: friday, basis: at(`${day}T09:00`) }).getTime(),
  )
  assert.equal(new Set(fires).size, 1)
})

test('an applicant is spoken to differently from an officer', () => {
  const rule = { watches: 'supplement', at: { daysAfter: 3 } } as const
  assert.equal(subjectOf(rule, 'applicant'), 'supplementAsked')
  assert.equal(subjectOf(rule, 'holder'), 'supplementSilent')
  assert.equal(subjectOf({ watches: 'step', at: { overdue: 'next-morning' } }, 'chief'), 'stepLate')
})
