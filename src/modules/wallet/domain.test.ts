import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDate, parseTypedDay } from '#kernel/types.ts'
import { acceptedKinds, monthsAfter, standingOf } from './domain.ts'
import { checkFields } from './scanning/domain.ts'
import { commonFields } from './scanning/fields/domain.ts'

const day = calendarDate
const entry = { endedHow: null, validFrom: '2026-01-10', validUntil: '2026-07-10' } as const

test('an entry is good from its first to its last day, both included, unless something ended it', () => {
  const on = (text: string, change: object = {}) => standingOf({ ...entry, ...change }, day(text))
  assert.deepEqual(
    ['2026-01-09', '2026-01-10', '2026-07-10', '2026-07-11'].map((text) => on(text)),
    ['notYet', 'valid', 'valid', 'expired'],
  )
  assert.equal(on('2099-01-01', { validUntil: null }), 'valid')
  assert.equal(on('2026-08-01', { endedHow: 'revoked' }), 'revoked')
  assert.equal(on('2026-02-01', { endedHow: 'replaced' }), 'replaced')
})

test('months end with the month where it is shorter', () => {
  assert.equal(monthsAfter(day('2025-08-31'), 6), '2026-02-28')
  assert.equal(monthsAfter(day('2026-03-02'), 24), '2028-03-02')
  assert.equal(monthsAfter(day('2024-02-29'), 12), '2025-02-28')
})

test('a paper accepts its kind, the results that are the same paper, and those it names; else only itself', () => {
  const kinds = [
    { code: 'khai-sinh', name: { vi: 'a', en: 'a' }, titles: ['A'], results: ['KQ.G15.000031'], fields: [] },
  ]
  const of = (paper: object) => [...acceptedKinds('9.000001', { key: 'x', ...paper }, kinds)]
  assert.deepEqual(of({ kind: 'khai-sinh', reuse: ['KQ.H99.000001'] }), [
    'khai-sinh',
    'KQ.G15.000031',
    'KQ.H99.000001',
  ])
  assert.deepEqual(of({}), ['9.000001/x'])
})

test('what a clerk types is checked as what it is; an empty field is none', () => {
  const wrong = (given: Record<string, string>) =>
    checkFields(commonFields, given, day('2026-03-02')).map(({ field, why }) => `${field} ${why}`)
  assert.deepEqual(wrong({}), [])
  assert.deepEqual(wrong({ ownerIdentity: '099 190 001 234', birthDate: '5/7/1990' }), [])
  assert.deepEqual(wrong({ ownerIdentity: '123', birthDate: '31/02/1990', issuedOn: '03/03/2026' }), [
    'ownerIdentity identityNumber',
    'birthDate date',
    'issuedOn future',
  ])
  assert.equal(parseTypedDay('2026-03-02'), parseTypedDay('2/3/2026'))
})
