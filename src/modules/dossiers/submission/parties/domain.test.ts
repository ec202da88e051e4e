import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDate } from '#kernel/types.ts'
import { type NewParty, partiesOf, partyMay } from './domain.ts'

const today = calendarDate('2026-03-02')
const standing = (role: NewParty['role'], more: Partial<NewParty> = {}) => ({
  role,
  scope: null,
  validFrom: null,
  validTo: null,
  ...more,
})

test('a joint applicant may do everything, a contact mends, a helper looks', () => {
  const may = (role: NewParty['role']) =>
    (['look', 'mend', 'withdraw', 'rate'] as const).filter((act) => partyMay(act, standing(role), today))
  assert.deepEqual(may('applicant'), ['look', 'mend', 'withdraw', 'rate'])
  assert.deepEqual(may('contact'), ['look', 'mend'])
  assert.deepEqual(may('helper'), ['look'])
})

test('authority to submit does not let withdraw; authority for everything does, on its days only', () => {
  assert.equal(partyMay('mend', standing('authorised', { scope: 'submit' }), today), true)
  assert.equal(partyMay('withdraw', standing('authorised', { scope: 'submit' }), today), false)
  const all = { scope: 'all', validFrom: '2026-03-02', validTo: '2026-03-02' } as const
  assert.equal(partyMay('withdraw', standing('authorised', all), today), true)
  assert.equal(partyMay('withdraw', standing('authorised', all), calendarDate('2026-03-03')), false)
  assert.equal(partyMay('withdraw', standing('authorised', all), calendarDate('2026-03-01')), false)
})

const parties = [
  { role: 'applicant', each: 'owners', name: 'name', identity: 'number' },
  {
    role: 'authorised',
    when: 'answers.isAway == true',
    name: 'deputy',
    scope: 'all',
    to: 'until',
    paper: 'uy-quyen',
  },
  { role: 'helper', name: 'helper', consent: 'agrees' },
] as const

test('the form names everybody: each entry of a group, and those whose condition holds', () => {
  const named = partiesOf(
    { parties },
    {
      owners: [{ name: 'Ka Brếu', number: '1' }, { name: '' }, { name: 'K’Gió' }],
      isAway: true,
      deputy: 'Trần Thị Diều',
      until: '2026-12-31',
      helper: 'Lý Sáo',
      agrees: true,
    },
  )
  assert.deepEqual(
    named.map(({ position, role, name, identity }) => [position, role, name, identity]),
    [
      [0, 'applicant', 'Ka Brếu', '1'],
      [1, 'applicant', 'K’Gió', null],
      [2, 'authorised', 'Trần Thị Diều', null],
      [3, 'helper', 'Lý Sáo', null],
    ],
  )
  assert.equal(named[2]?.validTo, '2026-12-31')
  assert.equal(named[2]?.paperKey, 'uy-quyen')
  assert.equal(named[3]?.hasConsent, true)
})

test('nobody is named where nothing was answered; those named beside the form come last', () => {
  assert.deepEqual(partiesOf({ parties }, { deputy: 'Ẩn' }), [])
  const beside = [{ role: 'contact', name: 'Bà Ỷ' }] as const
  assert.deepEqual(
    partiesOf({ parties }, { helper: 'Lý Sáo' }, beside).map(({ name, hasConsent }) => [name, hasConsent]),
    [
      ['Lý Sáo', false],
      ['Bà Ỷ', false],
    ],
  )
})
