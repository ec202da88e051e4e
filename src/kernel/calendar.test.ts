import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import {
  addWorkingMinutes,
  buildCalendar,
  type CalendarYear,
  ClockPolicy,
  type Closure,
  closuresOf,
  dueAt,
  explainInVietnamese,
  isWorkingDay,
  nextWorkingMoment,
  type OfficeHours,
  remaining,
  TimeLimit,
  urgency,
  workingMinutesBetween,
} from './calendar.ts'
import { calendarDate } from './types.ts'

// March 2026 begins on a Sunday; the 2nd is a Monday.
const full = ['07:00-11:30', '13:30-17:00']
const weekdays = { monday: full, tuesday: full, wednesday: full, thursday: full, friday: full, sunday: [] }
const hours: OfficeHours = {
  source: 'test',
  minutesPerWorkingDay: 480,
  variants: {
    default: { name: 'office', weeks: [{ from: '2026-01-01', ...weekdays, saturday: [] }] },
    saturdays: { name: 'police', weeks: [{ from: '2026-01-01', ...weekdays, saturday: ['07:00-11:30'] }] },
  },
}
const year: CalendarYear = {
  year: 2026,
  source: 'test',
  daysOff: [
    { date: '2026-03-12', name: 'Lễ Cầu ngư', kind: 'local' },
    { date: '2026-03-13', name: 'Lễ Cầu ngư', kind: 'swapped' },
  ],
  makeUpDays: [{ date: '2026-03-21', name: 'Làm bù', insteadOf: '2026-03-13' }],
  specialDays: [{ date: '2026-03-25', name: 'Hội thả diều', sessions: ['07:00-11:30'] }],
  closures: [
    { unit: 'phu-quy', from: '2026-03-03', to: '2026-03-04', reason: 'biển động' },
    { unit: 'tuy-phong', from: '2026-03-05', reason: 'mất điện' },
  ],
}
const calendar = buildCalendar(hours, [year])
const hourExact: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: null }
const nextDay: ClockPolicy = { countFrom: 'nextDay', cutOffMinutes: null }
const until15: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: 900 }

/** '02 10:00' is 10:00 on 2 March 2026 in the province; '04-02 10:00' names the month. */
const at = (text: string) => {
  const [day = '', clock] = text.split(' ')
  return new Date(`2026-${day.includes('-') ? day : `03-${day}`}T${clock}:00+07:00`)
}
const shown = (instant: Date) =>
  new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
const due = (policy: ClockPolicy, limit: TimeLimit, received: string, own = calendar) =>
  shown(dueAt(own, policy, limit, at(received)).dueAt)
const days = (amount: number): TimeLimit => ({ amount, unit: 'workingDay' })
const workingHours = (amount: number): TimeLimit => ({ amount, unit: 'hour' })

test('received on Monday at 10:00, one working day ends on Tuesday at 10:00', () => {
  assert.equal(due(hourExact, days(1), '02 10:00'), '03-03 10:00')
})

test('reception is normalised: early to opening, lunch to 13:30, evening and weekend to the next opening', () => {
  assert.equal(due(hourExact, workingHours(1), '02 05:10'), '03-02 08:00')
  assert.equal(due(hourExact, workingHours(1), '02 12:00'), '03-02 14:30')
  assert.equal(due(hourExact, workingHours(1), '02 17:01'), '03-03 08:00')
  assert.equal(due(hourExact, workingHours(1), '07 09:00'), '03-09 08:00')
})

test('seconds are not counted: the receipt prints minutes', () => {
  const received = new Date(at('02 15:00').getTime() + 59_999)
  assert.equal(shown(dueAt(calendar, until15, days(1), received).dueAt), '03-03 15:00')
})

test('what comes after closing counts as received the next day', () => {
  assert.equal(due(nextDay, days(1), '02 17:00'), '03-03 17:00')
  assert.equal(due(nextDay, days(1), '02 17:01'), '03-04 17:00')
})

test('after 15:00 counting begins with the next working day; 15:00 sharp is not after', () => {
  assert.equal(due(until15, workingHours(2), '02 15:00'), '03-02 17:00')
  assert.equal(due(until15, workingHours(2), '02 15:01'), '03-03 09:00')
  assert.equal(due(until15, workingHours(2), '06 16:00'), '03-09 09:00')
})

test('a limit of zero days is "within the day", and after 15:00 within the next working day', () => {
  assert.equal(due(until15, days(0), '02 14:00'), '03-02 17:00')
  assert.equal(due(until15, days(0), '02 15:30'), '03-03 17:00')
  assert.equal(due(until15, { amount: 0, unit: 'day' }, '07 10:00'), '03-09 17:00')
})

test('five working days jump over the weekend, the holiday and its swapped day', () => {
  assert.equal(due(hourExact, days(5), '06 10:00'), '03-17 10:00')
})

test('a make-up Saturday is worked, another Saturday is not', () => {
  assert.equal(due(hourExact, days(1), '20 10:00'), '03-21 10:00')
  assert.equal(due(hourExact, days(1), '27 10:00'), '03-30 10:00')
})

test('a half day counts for its hours only', () => {
  assert.equal(due(hourExact, days(1), '24 13:30'), '03-25 11:30')
  assert.equal(due(hourExact, days(1), '25 07:00'), '03-26 10:30')
})

test('a desk open on Saturday mornings is done sooner, and the half day is worth half', () => {
  const police = buildCalendar(hours, [year], [], 'saturdays')
  assert.equal(due(hourExact, days(1), '06 10:00', police), '03-07 10:00')
  assert.equal(due(nextDay, days(1), '06 10:00', police), '03-09 17:00')
})

test('counted from the next day, working days are whole and end when the office closes', () => {
  assert.equal(due(nextDay, days(1), '02 07:00'), '03-03 17:00')
  assert.equal(due(nextDay, days(3), '06 16:59'), '03-11 17:00')
})

test('hours always run from the hour, whatever days count from', () => {
  assert.equal(due(nextDay, workingHours(8), '02 10:00'), '03-03 10:00')
})

test('working hours that run out with the office end at closing, not the next morning', () => {
  assert.equal(due(hourExact, workingHours(8), '02 07:00'), '03-02 17:00')
  assert.equal(due(hourExact, workingHours(4.5), '02 07:00'), '03-02 11:30')
})

test('a residence notice of one hour runs at night too when the policy says so', () => {
  const roundTheClock: ClockPolicy = { ...hourExact, hours: 'roundTheClock' }
  assert.equal(due(roundTheClock, workingHours(1), '02 23:30'), '03-03 00:30')
})

test('calendar days run over weekends, and end on the next working day when the last is a day off', () => {
  assert.equal(due(hourExact, { amount: 7, unit: 'day' }, '02 10:00'), '03-09 10:00')
  assert.equal(due(hourExact, { amount: 5, unit: 'day' }, '02 10:00'), '03-09 17:00')
  assert.equal(due(nextDay, { amount: 10, unit: 'day' }, '02 10:00'), '03-16 17:00')
  assert.equal(due(hourExact, { amount: 1, unit: 'day' }, '24 15:00'), '03-25 11:30')
})

test('a month ends on the same day of the month, or on the last of a shorter one', () => {
  assert.equal(due(nextDay, { amount: 1, unit: 'month' }, '02 10:00'), '04-02 17:00')
  assert.equal(due(nextDay, { amount: 1, unit: 'month' }, '31 10:00'), '04-30 17:00')
})

test('a closed unit does not count its closure; the others do', () => {
  const island = buildCalendar(hours, [year], closuresOf([year], 'phu-quy'))
  assert.equal(due(hourExact, days(1), '02 10:00', island), '03-05 10:00')
  assert.equal(isWorkingDay(island, calendarDate('2026-03-05')), true)
  assert.equal(isWorkingDay(calendar, calendarDate('2026-03-04')), true)
})

test('a closure is stronger than a half day and a make-up day', () => {
  const shut = buildCalendar(
    hours,
    [year],
    [{ from: '2026-03-21', to: '2026-03-25', reason: 'chuyển trụ sở' }],
  )
  assert.equal(due(hourExact, days(1), '20 10:00', shut), '03-26 10:00')
})

test('new office hours hold from their day on', () => {
  const winter = { from: '2026-03-09', ...weekdays, monday: ['08:00-12:00', '13:00-17:00'], saturday: [] }
  const weeks = [winter, ...hours.variants.default.weeks]
  const changed = buildCalendar({ ...hours, variants: { default: { name: 'x', weeks } } }, [year])
  assert.equal(shown(nextWorkingMoment(changed, at('02 06:00'))), '03-02 07:00')
  assert.equal(shown(nextWorkingMoment(changed, at('09 06:00'))), '03-09 08:00')
})

test('a calendar refuses to count beyond the years it has', () => {
  const beyond = /chỉ có số liệu từ 2026-01-01 đến 2026-12-31/
  assert.throws(() => dueAt(calendar, hourExact, days(5), at('12-30 10:00')), beyond)
  assert.throws(() => dueAt(calendar, nextDay, { amount: 1, unit: 'month' }, at('12-15 10:00')), beyond)
  assert.throws(() => isWorkingDay(calendar, calendarDate('2027-01-01')), beyond)
  assert.throws(
    () => workingMinutesBetween(calendar, new Date('2025-12-31T00:00:00Z'), at('02 10:00')),
    beyond,
  )
  assert.throws(() => addWorkingMinutes(calendar, at('01-05 10:00'), -48_000), beyond)
})

test('a calendar with contradictions or missing years is not built', () => {
  const off = { date: '2026-03-21', name: 'x', kind: 'holiday' } as const
  const wrong = (change: Partial<CalendarYear>, closures?: Closure[]) => () =>
    buildCalendar(hours, [{ ...year, ...change }], closures)
  assert.throws(wrong({ daysOff: [off] }), /2026-03-21 bị khai hai lần/)
  assert.throws(wrong({ daysOff: [{ ...off, date: '2025-03-21' }] }), /không thuộc lịch năm 2026/)
  assert.throws(wrong({ makeUpDays: [{ ...off, insteadOf: '2026-03-22' }] } as never), /thay cho ngày nghỉ/)
  assert.throws(wrong({}, [{ from: '2026-03-05', to: '2026-03-01', reason: 'x' }]), /kết thúc/)
  assert.throws(() => buildCalendar(hours, [year, { ...year, year: 2028 }]), /Thiếu lịch năm 2027/)
  assert.throws(() => buildCalendar(hours, [year, year]), /Lịch năm 2026 bị khai hai lần/)
  assert.throws(() => buildCalendar(hours, []), /chưa có năm nào/)
  assert.throws(() => buildCalendar(hours, [year], [], 'night-shift'), /"night-shift"/)
})

test('a limit or a policy that makes no sense is not read', () => {
  assert.ok(Value.Check(TimeLimit, days(2.5)))
  assert.ok(!Value.Check(TimeLimit, { amount: 2.5, unit: 'day' }))
  assert.ok(!Value.Check(TimeLimit, { amount: -1, unit: 'workingDay' }))
  assert.ok(!Value.Check(TimeLimit, { amount: 0, unit: 'hour' }))
  assert.ok(Value.Check(ClockPolicy, until15))
  assert.ok(!Value.Check(ClockPolicy, { countFrom: 'hourExact', cutOffMinutes: 1500 }))
})

test('every stretch of a limit is listed with its reason and what it counted', () => {
  const { spans } = dueAt(calendar, until15, days(2), at('11 16:00'))
  assert.deepEqual(
    spans.map(({ startAt, endAt, minutes, reason }) => [shown(startAt), shown(endAt), minutes, reason]),
    [
      ['03-11 16:00', '03-11 17:00', 0, 'cutOff'],
      ['03-11 17:00', '03-12 00:00', 0, 'night'],
      ['03-12 00:00', '03-14 00:00', 0, 'holiday:Lễ Cầu ngư'],
      ['03-14 00:00', '03-16 00:00', 0, 'weekend'],
      ['03-16 00:00', '03-16 07:00', 0, 'night'],
      ['03-16 07:00', '03-16 11:30', 270, 'officeHours'],
      ['03-16 11:30', '03-16 13:30', 0, 'lunch'],
      ['03-16 13:30', '03-16 17:00', 210, 'officeHours'],
      ['03-16 17:00', '03-17 07:00', 0, 'night'],
      ['03-17 07:00', '03-17 11:30', 270, 'officeHours'],
      ['03-17 11:30', '03-17 13:30', 0, 'lunch'],
      ['03-17 13:30', '03-17 17:00', 210, 'officeHours'],
    ],
  )
})

test('the explanation says in short lines why the date is what it is', () => {
  const explain = (policy: ClockPolicy, limit: TimeLimit, received: string) =>
    explainInVietnamese(dueAt(calendar, policy, limit, at(received)).spans)
  assert.deepEqual(explain(until15, days(2.5), '11 16:00'), [
    'Nhận lúc 16:00 ngày 11/03/2026',
    'Ngày 11/03/2026: nhận sau giờ chốt, tính từ đầu ngày làm việc tiếp theo',
    'Từ 12/03 đến 13/03/2026: nghỉ Lễ Cầu ngư',
    'Từ 14/03 đến 15/03/2026: nghỉ hằng tuần',
    'Từ 16/03 đến 18/03/2026: tính 2 ngày 4 giờ làm việc',
    'Đến hạn lúc 11:00 ngày 18/03/2026',
  ])
  assert.deepEqual(explain(nextDay, { amount: 5, unit: 'day' }, '02 18:00'), [
    'Nhận lúc 18:00 ngày 02/03/2026, ngoài giờ làm việc',
    'Ngày 03/03/2026: ngày tiếp nhận, chưa tính',
    'Từ 04/03 đến 08/03/2026: tính theo ngày lịch, kể cả ngày nghỉ',
    'Ngày cuối là ngày nghỉ: hạn chuyển sang ngày làm việc tiếp theo, 09/03/2026',
    'Đến hạn lúc 17:00 ngày 09/03/2026',
  ])
  assert.deepEqual(explain(hourExact, days(1), '25 08:00').slice(1, -1), [
    'Ngày 25/03/2026: tính 3 giờ 30 phút làm việc',
    'Ngày 25/03/2026: nghỉ một phần ngày, Hội thả diều',
    'Ngày 26/03/2026: tính 4 giờ 30 phút làm việc',
  ])
})

test('what is left is told in working days and hours, over the weekend too', () => {
  const left = remaining(calendar, at('06 15:00'), at('10 10:00'))
  assert.deepEqual(left, { overdue: false, workingMinutes: 780, workingDays: 1, workingHours: 5 })
  const late = remaining(calendar, at('03 18:00'), at('02 17:00'))
  assert.deepEqual(late, { overdue: true, workingMinutes: 480, workingDays: 1, workingHours: 0 })
  assert.equal(remaining(calendar, at('02 17:30'), at('02 17:00')).overdue, true)
})

test('urgency: on time, near with one day or a quarter left, due today, overdue, paused', () => {
  const state = (now: string, paused = false) =>
    urgency(calendar, { receivedAt: at('02 07:00'), dueAt: at('06 17:00'), now: at(now), paused }).state
  assert.equal(state('05 14:59'), 'onTime')
  assert.equal(state('05 15:00'), 'near')
  assert.equal(state('06 07:00'), 'dueToday')
  assert.equal(state('06 17:00'), 'dueToday')
  assert.equal(state('06 17:01'), 'overdue')
  assert.equal(state('06 17:01', true), 'paused')
})

test('of a short limit, the last working day is near though more than a quarter is left', () => {
  const clock = { receivedAt: at('02 07:00'), dueAt: at('03 17:00'), paused: false }
  assert.equal(urgency(calendar, { ...clock, now: at('02 16:59') }).state, 'onTime')
  assert.deepEqual(urgency(calendar, { ...clock, now: at('02 17:00') }), {
    state: 'near',
    overdue: false,
    workingMinutes: 480,
    workingDays: 1,
    workingHours: 0,
    totalWorkingMinutes: 960,
  })
})

test('counting over years is as quick as over hours', () => {
  const years = Array.from({ length: 40 }, (_, index) => ({
    ...year,
    year: 2026 + index,
    daysOff: [],
    makeUpDays: [],
    specialDays: [],
  }))
  const long = buildCalendar(hours, years)
  const end = new Date('2065-06-01T03:00:00Z')
  const began = performance.now()
  for (let index = 0; index < 10_000; index++) workingMinutesBetween(long, at('02 10:00'), end)
  assert.ok(performance.now() - began < 1000, 'a walk over 14,000 days, 10,000 times, takes far longer')
  assert.equal(
    shown(addWorkingMinutes(long, at('02 10:00'), workingMinutesBetween(long, at('02 10:00'), end))),
    shown(end),
  )
})
