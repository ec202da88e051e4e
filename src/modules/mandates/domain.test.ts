import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDate, dateOf } from '#kernel/types.ts'
import { comesOfAge, grantableRoles, lastDayOf, mayRevoke, termOf } from './domain.ts'

const now = new Date('2026-03-02T08:00:00+07:00')
const iso = (date: Date | null) => date?.toISOString()

test('a child is of age from the first moment of the eighteenth birthday, wherever the server stands', () => {
  assert.equal(iso(comesOfAge(calendarDate('2010-05-04'))), '2028-05-03T17:00:00.000Z')
  assert.equal(dateOf(comesOfAge(calendarDate('2008-02-29'))), '2026-03-01')
  assert.equal(dateOf(comesOfAge(calendarDate('2018-12-31'))), '2036-12-31')
})

test('a mandate holds to the end of its last day; from today means from now', () => {
  const { from, until } = termOf({ role: 'authorised', to: calendarDate('2026-03-05') }, now, null)
  assert.equal(from, now)
  assert.equal(iso(until), '2026-03-05T17:00:00.000Z')
  assert.equal(until && lastDayOf(until), '2026-03-05')
})

test('nobody gives more time than they have; a helper has hours, an authorised person a last day', () => {
  const ends = new Date('2026-03-03T17:00:00Z')
  assert.equal(termOf({ role: 'authorised', to: calendarDate('2026-12-31') }, now, ends).until, ends)
  assert.equal(termOf({ role: 'memberViewer' }, now, null).until, null)
  assert.equal(iso(termOf({ role: 'helper', hours: '4' }, now, null).until), '2026-03-02T05:00:00.000Z')
  assert.throws(() => termOf({ role: 'helper' }, now, null), { code: 'mandates.hoursNeeded' })
  assert.throws(() => termOf({ role: 'authorised' }, now, null), { code: 'mandates.untilNeeded' })
  assert.throws(() => termOf({ role: 'memberViewer', to: calendarDate('2026-03-01') }, now, null), {
    code: 'mandates.wrongDays',
  })
})

test('a manager makes no managers, a person no members; what a register proved is not theirs to end', () => {
  assert.deepEqual(grantableRoles(true, 'memberManager'), ['memberSubmitter', 'memberViewer'])
  assert.deepEqual(grantableRoles(false, undefined), ['authorised', 'helper'])
  const of = (role: 'legalRepresentative' | 'memberManager' | 'memberViewer' | 'parent') =>
    mayRevoke({ role, source: 'register', awaits: null, representedKind: 'enterprise' }, 'memberManager')
  assert.deepEqual((['legalRepresentative', 'parent', 'memberManager', 'memberViewer'] as const).map(of), [
    false,
    false,
    false,
    true,
  ])
})
