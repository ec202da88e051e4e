import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildCalendar, type OfficeHours } from '#kernel/calendar.ts'
import { type CaseRow, logCaseOf, officeMeasure, pausesIn } from './domain.ts'

const at = (text: string) => Date.parse(`2026-03-${text}:00+07:00`)
const moment = (text: string) => `2026-03-${text}:00+07:00`
const row: CaseRow = {
  id: 'one',
  version: 3,
  state: 'returned',
  openedAt: at('02T08:00'),
  receivedAt: at('02T09:00'),
  dueAt: at('06T09:00'),
  endedAt: at('05T16:00'),
  clock: [
    { kind: 'paused', at: moment('03T08:00'), cause: 'supplement' },
    { kind: 'paused', at: moment('03T10:00'), cause: 'step' },
    { kind: 'resumed', at: moment('04T08:00') },
    { kind: 'resumed', at: moment('04T09:00') },
    { kind: 'ended', at: moment('05T10:00') },
  ],
  steps: [
    ['nhan', 'U1', 'desk', at('02T08:00'), null, at('02T09:00'), 'accepted'],
    ['xem', 'U2', 'officer', at('02T09:00'), null, at('05T09:00'), 'done'],
    ['ky', 'U2', 'leader', at('05T09:00'), at('05T09:30'), at('05T10:00'), 'signed'],
  ],
  taken: [
    ['xem', at('01T09:00')],
    ['xem', at('02T15:00')],
    ['xem', at('03T15:00')],
  ],
}

test('a step was taken at the first moment within it; a row that says so itself is believed', () => {
  const { steps, startedAt, course } = logCaseOf(row)
  assert.deepEqual(
    steps.map(({ takenAt }) => takenAt),
    [null, at('02T15:00'), at('05T09:30')],
  )
  assert.deepEqual([startedAt, course], [at('02T09:00'), 'finished'])
})

test('a case is finished when its clock ends, and the clock stands until no cause is left', () => {
  const { finishedAt, pauses } = logCaseOf(row)
  assert.equal(finishedAt, at('05T10:00'))
  assert.deepEqual(pauses, [[at('03T08:00'), at('04T09:00')]])
  const open = row.clock.slice(0, 2)
  assert.deepEqual(pausesIn(open, at('05T16:00')), [[at('03T08:00'), at('05T16:00')]])
})

test('what was broken off, or was never ended elsewhere, has no end of its own', () => {
  for (const state of ['withdrawn', 'stopped', 'notAccepted', 'processing'] as const) {
    const { course, finishedAt } = logCaseOf({ ...row, state })
    assert.deepEqual([course, finishedAt], ['broken', null])
  }
  assert.equal(logCaseOf({ ...row, state: 'processing', endedAt: null }).course, 'open')
  const signed = logCaseOf({ ...row, state: 'done', endedAt: null })
  assert.deepEqual([signed.course, signed.finishedAt], ['open', at('05T10:00')])
})

const day = ['08:00-12:00']
const hours: OfficeHours = {
  source: 'test',
  minutesPerWorkingDay: 240,
  variants: {
    default: {
      name: 'mornings',
      weeks: [
        {
          from: '2026-01-01',
          monday: day,
          tuesday: day,
          wednesday: day,
          thursday: day,
          friday: [],
          saturday: [],
          sunday: [],
        },
      ],
    },
  },
}

test('time is counted on the calendar of the unit, and not at all beyond its years', () => {
  const asked: string[] = []
  const measure = officeMeasure((unit) => {
    asked.push(unit)
    return buildCalendar(
      hours,
      [{ year: 2026, source: 'test', daysOff: [], makeUpDays: [], specialDays: [], closures: [] }],
      [],
    )
  })
  assert.equal(measure('U1', at('02T10:00'), at('03T09:00')), 180)
  assert.equal(measure('U2', at('06T08:00'), at('08T12:00')), 0)
  assert.equal(measure('U1', Date.parse('2025-12-30'), at('03T09:00')), undefined)
  assert.equal(measure('U1', at('03T09:00'), Date.parse('2027-01-03')), undefined)
  assert.deepEqual(asked, ['U1', 'U2'])
})
