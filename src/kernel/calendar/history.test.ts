/** What must be true of any history, and how one is told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  buildCalendar,
  type CalendarYear,
  type ClockEvent,
  clockUnit,
  explainClock,
  extensionFault,
  foldClock,
} from '#kernel/calendar.ts'
import { accepted, at, provinceCalendar, shown } from '#kernel/testing/deadlines.ts'
import { chanceFrom, dayText, instant, randomTables } from '#kernel/testing/naive-tables.ts'

const calendar = provinceCalendar()
const cases = Math.min(20_000, Number(process.env['CALENDAR_CASES'] ?? 300))
const chance = chanceFrom(Number(process.env['CALENDAR_SEED'] ?? 3))
const { below, oneOf } = chance
const limits = ['3wd', '10wd', '8h', '30d', '1m', '0.5wd'] as const
const policies = ['exact', 'exact15', 'next', 'next15'] as const

const oneLimit = (received: number) =>
  accepted(oneOf(...policies), oneOf(...limits), shown(instant(received)))
const dueOf = (on: ReturnType<typeof buildCalendar>, history: readonly ClockEvent[]) =>
  foldClock(on, history).dueAt?.getTime() ?? Number.NaN

/** A limit in calendar days or months by the hour: on a working day it ends at its hour, moved from a day off at closing. */
const endsAtItsHour = (event: ClockEvent | undefined) =>
  event?.kind === 'accepted' &&
  event.policy.countFrom === 'hourExact' &&
  (event.limit.unit === 'day' || event.limit.unit === 'month')

test('a day off announced later never makes a date earlier, and a make-up day never makes it later', () => {
  let moved = 0
  for (let index = 0; index < cases; index++) {
    const { hours, years, closures } = randomTables(chance)
    const received = below(300) * 1440 + below(1440)
    const history = [oneLimit(received)]
    const day = dayText(Math.floor(received / 1440) + 1 + below(20))
    const without = (year: CalendarYear) => ({
      ...year,
      daysOff: year.daysOff.filter(({ date }) => date !== day),
      makeUpDays: year.makeUpDays.filter(({ date }) => date !== day),
      specialDays: year.specialDays.filter(({ date }) => date !== day),
    })
    const plain = years.map(without)
    const added = (change: Partial<CalendarYear>) =>
      plain.map((year) => (day.startsWith(`${year.year}`) ? { ...year, ...change } : year))
    const own = plain.find(({ year }) => day.startsWith(`${year}`))
    assert.ok(own)
    const before = dueOf(buildCalendar(hours, plain, closures), history)
    const off = [...own.daysOff, { date: day, name: 'bão', kind: 'local' as const }]
    const after = dueOf(buildCalendar(hours, added({ daysOff: off }), closures), history)
    assert.ok(after >= before || endsAtItsHour(history[0]), `${day} off: ${JSON.stringify(history)}`)
    const [sunday] = [0, 1, 2, 3, 4, 5, 6]
      .map((later) => dayText(Math.floor(received / 1440) + 1 + later))
      .filter((date) => new Date(date).getUTCDay() === 0 && date.startsWith(`${own.year}`))
    if (!sunday || plain.some(({ makeUpDays }) => makeUpDays.some(({ date }) => date === sunday))) continue
    const makeUp = { date: sunday, name: 'làm bù', insteadOf: '2025-01-03' }
    const free = (list: readonly { date: string }[]) => !list.some(({ date }) => date === sunday)
    if (!free(own.daysOff) || !free(own.specialDays)) continue
    const worked = plain.map((year) =>
      year === own ? { ...year, makeUpDays: [...year.makeUpDays, makeUp] } : year,
    )
    const sooner = dueOf(buildCalendar(hours, worked, closures), history)
    assert.ok(sooner <= before || endsAtItsHour(history[0]), `${sunday} worked: ${JSON.stringify(history)}`)
    if (after > before) moved++
  }
  assert.ok(moved > cases / 10, `${moved} dates moved`)
})

test('waiting never makes a date earlier, longer waiting never an earlier one, and a date is never before the return', () => {
  for (let index = 0; index < cases; index++) {
    const tables = randomTables(chance)
    const odd = buildCalendar(tables.hours, tables.years, tables.closures)
    const received = below(250) * 1440 + below(1440)
    const begun = oneLimit(received)
    const due = dueOf(odd, [begun])
    const dueMinute = (due - instant(0).getTime()) / 60_000
    if (dueMinute <= received) continue
    const from = received + below(dueMinute - received)
    const to = from + below(20_000)
    const wait = (end: number): ClockEvent[] => [
      begun,
      { kind: 'paused', at: instant(from).toISOString(), cause: 'supplement' },
      { kind: 'resumed', at: instant(end).toISOString() },
    ]
    const [short, long] = [dueOf(odd, wait(to)), dueOf(odd, wait(to + below(5000)))]
    assert.ok(short >= due, JSON.stringify(wait(to)))
    // To the hour, a date that fell on Saturday closes on Monday, and one that falls on Monday comes at its hour.
    assert.ok(long >= short || endsAtItsHour(begun), JSON.stringify(wait(to)))
    assert.ok(short >= instant(to).getTime() || short === due, JSON.stringify(wait(to)))
  }
})

test('a later reception is never due earlier', () => {
  for (let index = 0; index < cases; index++) {
    const tables = randomTables(chance)
    const odd = buildCalendar(tables.hours, tables.years, tables.closures)
    const received = below(300) * 1440 + below(1440)
    const [policy, limit] = [oneOf('exact', 'next') as 'exact' | 'next', oneOf('3wd', '8h', '5wd') as string]
    const due = (minute: number) => dueOf(odd, [accepted(policy, limit, shown(instant(minute)))])
    assert.ok(due(received + below(3000)) >= due(received))
  }
})

const paused = (on: string): ClockEvent => ({ kind: 'paused', at: at(on), cause: 'supplement' })
const resumed = (on: string): ClockEvent => ({ kind: 'resumed', at: at(on) })
const apology = (on: string, to: string) => ({ at: at(on), to: at(to), cause: 'apology' as const })
const five = accepted('exact', '5wd', '2024-02-05 10:00') // due Mon 19/2, 10:00, over Tết

test('an apology is refused before acceptance, after the date, on its day, the second time, and when it is no later', () => {
  const fault = (history: readonly ClockEvent[], on: string, to: string, daysBefore = 1) =>
    extensionFault(calendar, history, apology(on, to), daysBefore)
  assert.equal(fault([], '2024-02-05 11:00', '2024-02-23 17:00'), 'notAccepted')
  assert.equal(fault([five], '2024-02-20 11:00', '2024-02-23 17:00'), 'expired')
  assert.equal(fault([five], '2024-02-19 08:00', '2024-02-23 17:00'), 'tooLate')
  assert.equal(fault([five], '2024-02-19 08:00', '2024-02-23 17:00', 0), undefined)
  assert.equal(fault([five], '2024-02-16 08:00', '2024-02-23 17:00', 3), undefined)
  assert.equal(fault([five], '2024-02-16 08:00', '2024-02-23 17:00', 4), 'tooLate')
  assert.equal(fault([five], '2024-02-16 08:00', '2024-02-16 17:00'), 'notLater')
  assert.equal(fault([five], '2024-02-16 08:00', '2024-02-23 17:00'), undefined)
  const once: ClockEvent = { kind: 'extended', ...apology('2024-02-16 08:00', '2024-02-23 17:00') }
  assert.equal(fault([five, once], '2024-02-21 08:00', '2024-02-28 17:00'), 'again')
  assert.equal(
    fault([five, { kind: 'ended', at: at('2024-02-16 08:00') }], '2024-02-16 09:00', '2024-02-23 17:00'),
    'ended',
  )
})

test('a history says which agency’s calendar counts', () => {
  assert.equal(clockUnit([five]), undefined)
  assert.equal(clockUnit([{ ...five, unit: 'H11.12' } as ClockEvent, paused('2024-02-06 10:00')]), 'H11.12')
})

test('the clock is told from submission to the date, in Vietnamese and in English', () => {
  const history: ClockEvent[] = [
    { kind: 'submitted', at: at('2024-02-05 08:00'), limit: { amount: 8, unit: 'hour' } },
    five,
    paused('2024-02-06 10:00'),
    resumed('2024-02-07 10:00'),
    { kind: 'extended', ...apology('2024-02-16 08:00', '2024-02-23 17:00') },
  ]
  assert.deepEqual(explainClock(calendar, history, 'vi').lines, [
    'Nộp trực tuyến lúc 08:00 ngày 05/02/2024',
    'Phải trả lời trước 08:00 ngày 06/02/2024; tiếp nhận lúc 10:00 ngày 05/02/2024',
    'Từ 05/02 đến 06/02/2024: tính 1 ngày làm việc',
    'Từ 10:00 ngày 06/02/2024 đến 10:00 ngày 07/02/2024: chờ bổ sung giấy tờ, không tính (không tính 1 ngày làm việc)',
    'Ngày 07/02/2024: tính 5 giờ làm việc',
    'Từ 08/02 đến 14/02/2024: nghỉ Tết Nguyên đán',
    'Từ 15/02 đến 16/02/2024: tính 2 ngày làm việc',
    'Từ 17/02 đến 18/02/2024: nghỉ hằng tuần',
    'Từ 19/02 đến 20/02/2024: tính 1 ngày 3 giờ làm việc',
    'Từ 10:00 ngày 20/02/2024 đến 17:00 ngày 23/02/2024: hẹn lại kèm thư xin lỗi (một lần)',
    'Đến hạn lúc 17:00 ngày 23/02/2024',
  ])
  const english = explainClock(calendar, history, 'en')
  assert.equal(english.lines.at(-1), 'Due at 17:00 on 23/02/2024')
  assert.match(
    english.lines[3] ?? '',
    /waiting for more papers, does not count \(1 day of office time left out\)/,
  )
  assert.ok(english.spans.some(({ rule }) => rule === 'docs/legal.md#extension'))
})

test('an open pause, a late pause and an early end are told as what they are', () => {
  const told = (...events: ClockEvent[]) => explainClock(calendar, [five, ...events], 'vi')
  const waiting = told(paused('2024-02-06 10:00'))
  assert.equal(waiting.dueAt, null)
  assert.equal(waiting.spans.at(-1)?.open, true)
  assert.match(waiting.lines.at(-1) ?? '', /tạm dừng, thời gian chờ không tính/)
  const late = told(paused('2024-02-20 10:00'), resumed('2024-02-21 10:00'))
  assert.deepEqual(late.lines.slice(-3), [
    'Từ 10:00 ngày 19/02/2024 đến 10:00 ngày 20/02/2024: quá hạn',
    'Từ 10:00 ngày 20/02/2024 đến 10:00 ngày 21/02/2024: chờ bổ sung giấy tờ, không tính (không tính 1 ngày làm việc)',
    'Đến hạn lúc 10:00 ngày 19/02/2024',
  ])
  const early = told({ kind: 'ended', at: at('2024-02-16 10:00') })
  assert.equal(early.lines.at(-1), 'Kết thúc lúc 10:00 ngày 16/02/2024, trong hạn')
})
