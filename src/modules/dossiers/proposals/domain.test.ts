import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ClockHistory, foldClock } from '#kernel/calendar.ts'
import { calendarDate } from '#kernel/types.ts'
import { platform } from '../testing/acts/commands.ts'
import { closingOf, laterDayFault, type Proposal, secondGroundOf, secondSupplementFault } from './domain.ts'

const { calendar } = platform
const policy = { countFrom: 'hourExact', cutOffMinutes: null } as const
const accepted: ClockHistory = [
  { kind: 'accepted', at: '2026-03-02T08:00+07:00', policy, limit: { amount: 2, unit: 'workingDay' } },
]
const clockOf = (clock: ClockHistory) => ({ clock, ...foldClock(calendar, clock) })
const law = {
  clock: policy,
  lawAllows: { extension: { legal: 'Điều 5', atMost: { amount: 3, unit: 'workingDay' } } },
} as const
const tuesday = new Date('2026-03-03T09:00+07:00')
const to = (day: string) => new Date(`2026-03-${day}T17:00+07:00`)

test('an extension that a law allows is no longer than it says, and may come on the day itself', () => {
  const wednesday = new Date('2026-03-04T07:30+07:00')
  const fault = (now: Date, day: string) =>
    laterDayFault(calendar, clockOf(accepted), law, 'extension', { now, to: to(day), daysBefore: 1 })
  assert.equal(fault(tuesday, '07'), undefined, 'Saturdays are half days here')
  assert.equal(fault(tuesday, '10'), 'extensionTooLong')
  assert.equal(fault(wednesday, '06'), undefined)
})

test('apology and extension are two kinds: one does not use up the other', () => {
  const apologised: ClockHistory = [
    ...accepted,
    { kind: 'extended', at: '2026-03-03T09:00+07:00', to: '2026-03-05T17:00+07:00', cause: 'apology' },
  ]
  const fault = (cause: 'apology' | 'extension') =>
    laterDayFault(calendar, clockOf(apologised), law, cause, { now: tuesday, to: to('06'), daysBefore: 1 })
  assert.equal(fault('apology'), 'extensionAgain')
  assert.equal(fault('extension'), undefined)
})

test('the office closes at the end of its last session, and never on a day off', () => {
  assert.deepEqual(closingOf(calendar, calendarDate('2026-03-06')), to('06'))
  assert.equal(closingOf(calendar, calendarDate('2026-03-08')), undefined)
})

test('a second supplement rests on the law, or on a chief by name', () => {
  assert.equal(secondSupplementFault({ supplementCount: 0 }, {}), 'noFirstSupplement')
  assert.equal(secondSupplementFault({ supplementCount: 1 }, {}), undefined)
  assert.equal(secondSupplementFault({ supplementCount: 2 }, {}), 'supplementUsed')
  const allows = { lawAllows: { secondSupplement: { legal: 'Điều 6' } } }
  assert.equal(secondSupplementFault({ supplementCount: 1 }, allows), 'secondByLaw')
  assert.deepEqual(secondGroundOf(allows, []), { by: 'law', legal: 'Điều 6' })
  const leave = {
    kind: 'secondSupplement',
    reason: 'Ảnh nhầm',
    isApproved: true,
    decidedBy: '7',
    deciderName: 'Gió Thị Mạnh',
  } as Proposal
  const ground = { by: 'chief', chiefId: '7', chiefName: 'Gió Thị Mạnh', reason: 'Ảnh nhầm' }
  assert.deepEqual(secondGroundOf({}, [leave]), ground)
  assert.equal(secondGroundOf({}, [{ ...leave, isApproved: false }]), undefined)
  assert.equal(secondGroundOf({}, []), undefined)
})
