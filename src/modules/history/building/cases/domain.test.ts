import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPack } from '#kernel/packs.ts'
import { calendarOf } from '#kernel/platform.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { emptyMapping, type Mapping } from '../../domain.ts'
import { readCsv } from '../../reading/commands.ts'
import { groupEvents } from '../domain.ts'
import { buildCase } from './domain.ts'

const calendar = calendarOf(await readPack('packs/demo'))
const step = (key: string, type: string) => ({
  key,
  type,
  name: { vi: key, en: key },
  role: 'officer',
  hours: 8,
})
const definition = {
  code: '9.000001',
  version: 1,
  clock: { countFrom: 'hourExact', cutOffMinutes: null },
  limits: [{ limit: { amount: 5, unit: 'workingDay' } }],
  steps: [step('nhan', 'receive'), step('xem', 'appraise'), step('ky', 'sign'), step('tra', 'return')],
} as unknown as ProcedureDefinition

const mapping: Mapping = {
  ...emptyMapping,
  columns: {
    case: 'ca',
    activity: 'việc',
    time: 'lúc',
    resource: 'ai',
    lifecycle: 'vòng',
    channel: 'kênh',
    fee: 'phí',
  },
  activities: {
    Nhận: 'step:nhan',
    Xem: 'step:xem',
    Ký: 'step:ky',
    Trả: 'step:tra',
    'Hỏi thêm': 'supplementRequested',
    'Có thêm': 'supplemented',
    Rút: 'withdrawn',
    Đóng: 'skip',
    Xong: 'done',
  },
}
const now = new Date('2026-11-01T00:00:00Z')
const log = (...lines: string[]) => readCsv(['ca,việc,lúc,ai,vòng,kênh,phí', ...lines].join('\n'))
const group = (lines: readonly string[], change: Partial<Mapping> = {}) =>
  groupEvents(log(...lines), { ...mapping, ...change }, now)
const build = (lines: readonly string[], change: Partial<Mapping> = {}) => {
  const { cases } = group(lines, change)
  const [only] = cases
  assert.ok(only && cases.length === 1)
  const built = buildCase(only, {
    definition,
    mapping: { ...mapping, ...change },
    calendar,
    unitCode: 'Z99.02',
  })
  assert.ok(built)
  return built
}

// Monday 2 March 2026 is a working day of the demo calendar, as are the days of the two weeks after it.
const received = '1,Nhận,02/03/2026 08:00,An,,,'

test('a case that was returned in time is counted by our calendar from its reception', () => {
  const built = build([received, '1,Xem,04/03/2026 10:00,Bình,,,', '1,Trả,06/03/2026 10:00,An,,,'])
  assert.equal(built.state, 'returned')
  assert.equal(built.onTime, true)
  assert.equal(built.throughputMinutes, 4 * 1440 + 120)
  assert.deepEqual(
    built.steps.map(({ step: { key } }) => key),
    ['nhan', 'xem', 'tra'],
  )
  assert.deepEqual(
    built.events.map(({ name }) => name),
    ['dossier.accepted', 'dossier.forwarded', 'dossier.resultReturned', 'dossier.forwarded'],
  )
  assert.equal(built.endedAt?.toISOString(), '2026-03-06T03:00:00.000Z')
})

test('one day over is late, and the time waited for the applicant is not ours', () => {
  const late = [received, '1,Xem,04/03/2026 10:00,,,,', '1,Trả,10/03/2026 10:00,,,,']
  assert.equal(build(late).onTime, false)
  const waited = [
    received,
    '1,Hỏi thêm,03/03/2026 08:00,,,,',
    '1,Có thêm,06/03/2026 08:00,,,,',
    ...late.slice(2),
  ]
  assert.equal(build(waited).onTime, true)
})

test('a result that is ready stops the count, however late it is fetched', () => {
  const built = build([received, '1,Xong,04/03/2026 10:00,,,,', '1,Trả,10/04/2026 10:00,,,,'])
  assert.equal(built.onTime, true)
  assert.equal(built.state, 'returned')
})

test('work that goes on while we wait ends the waiting, and that is told', () => {
  const built = build([received, '1,Hỏi thêm,03/03/2026 08:00,,,,', '1,Xem,05/03/2026 08:00,,,,'])
  assert.ok(built.remarks.has('resumedByWork'))
  assert.equal(built.state, 'processing')
  assert.equal(built.pausedAt, null)
})

test('events out of order are put in order; of one moment those that come first in the file go first', () => {
  const shuffled = ['1,Trả,06/03/2026 10:00,,,,', '1,Xem,06/03/2026 10:00,,,,', received]
  assert.equal(build(shuffled).variant, 'Nhận → Trả')
  assert.ok(build(shuffled).remarks.has('afterEnd'))
  const right = [shuffled[1] ?? '', shuffled[0] ?? '', received]
  assert.equal(build(right).variant, 'Nhận → Xem → Trả')
})

test('the very same event twice counts once and is told', () => {
  const { cases, duplicatesCount } = group([received, received, '1,Xem,03/03/2026 08:00,Bình,,,'])
  assert.equal(duplicatesCount, 1)
  assert.equal(cases[0]?.events.length, 2)
})

test('where the log tells when work began, waiting and work are told apart', () => {
  const built = build([
    received,
    '1,Xem,03/03/2026 08:00,,start,,',
    '1,Xem,03/03/2026 10:00,,complete,,',
    '1,Xem,03/03/2026 11:00,,suspend,,',
  ])
  assert.equal(built.steps[1]?.begunAt?.toISOString(), '2026-03-03T01:00:00.000Z')
  assert.ok(built.remarks.has('lifecycles'))
})

test('a case without an end stays out of the queue unless it is said to be open', () => {
  const lines = [received, '1,Xem,03/03/2026 10:00,,,,']
  const closed = build(lines)
  assert.equal(closed.endedAt?.toISOString(), '2026-03-03T03:00:00.000Z')
  assert.equal(closed.throughputMinutes, null)
  const open = build(lines, { unfinished: 'open' })
  assert.equal(open.endedAt, null)
  assert.equal(open.steps.at(-1)?.endedAt, null)
  assert.ok(open.dueAt)
})

test('beyond the years of the calendar a case has no date, no verdict, and is never open', () => {
  const built = build(['1,Nhận,02/03/2015 08:00,,,,', '1,Xem,03/03/2015 08:00,,,,'], { unfinished: 'open' })
  assert.ok(built.remarks.has('noCalendar'))
  assert.deepEqual([built.dueAt, built.onTime], [null, null])
  assert.ok(built.endedAt)
})

test('a case that is left out whole is none', () => {
  const [only] = group(['1,Đóng,02/03/2026 08:00,,,,']).cases
  assert.ok(only)
  assert.equal(buildCase(only, { definition, mapping, calendar, unitCode: 'Z99.02' }), undefined)
})

test('what cannot be read is a fault of its line, and attributes are taken where they are plain', () => {
  const { faults, cases } = group([
    ',Xem,02/03/2026 08:00,,,,',
    '1,,02/03/2026 08:00,,,,',
    '1,Xem,,,,,',
    '1,Xem,31/02/2026 08:00,,,,',
    '1,Xem,01/01/2030 08:00,,,,',
    '1,Xem,02/03/2026 08:00,,,đi bộ,',
    '1,Xem,02/03/2026 09:00,,,Trực tuyến,nhiều tiền',
    '1,Xem,02/03/2026 10:00,,,,50.000 đồng',
    '1,Xem',
  ])
  assert.deepEqual(faults.map(({ line, kind }) => `${line} ${kind}`).toSorted(), [
    '10 cells',
    '2 noCase',
    '3 noActivity',
    '4 noTime',
    '5 time',
    '6 future',
    '7 channel',
    '8 fee',
  ])
  assert.deepEqual(cases[0]?.facts, { channel: 'online', feeVnd: 50_000 })
})
