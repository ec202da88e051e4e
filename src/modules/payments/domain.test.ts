import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueLines, momentOf, type Receipt, totalsOf } from './domain.ts'

const words = (vi: string) => ({ vi, en: vi })
const wind = { key: 'phi-gio', label: words('Phí gió'), vnd: 2000, legal: '7/2021' } as const
const flute = { ...wind, key: 'le-phi-sao', vnd: 15_000, kind: 'charge', collect: 'onReturn' } as const
const keysOf = (lines: readonly { key: string }[]) => lines.map(({ key }) => key)

test('a line is due from its moment on, until it is taken; an old dossier says nothing and pays on reception', () => {
  const at = (moment: 'intake' | 'supplement' | 'return', taken: string[] = []) =>
    dueLines([wind, flute], new Set(taken), moment)
  assert.deepEqual(keysOf(at('intake').due), ['phi-gio'])
  assert.deepEqual(keysOf(at('intake').later), ['le-phi-sao'])
  assert.deepEqual(keysOf(at('supplement', ['phi-gio']).due), [])
  assert.deepEqual(keysOf(at('return').due), ['phi-gio', 'le-phi-sao'])
  assert.deepEqual(keysOf(at('return', ['phi-gio', 'le-phi-sao']).due), [])
})

test('where a dossier stands says at which moment money is taken', () => {
  assert.equal(momentOf({ state: 'processing', supplementCount: 0 }), 'intake')
  assert.equal(momentOf({ state: 'registered', supplementCount: 1 }), 'supplement')
  assert.equal(momentOf({ state: 'done', supplementCount: 1 }), 'return')
})

const day = (text: string) => new Date(`2026-03-${text}T00:00+07:00`)
const receipt = (changes: Partial<Receipt>): Receipt => ({
  id: '1',
  unitId: 'u',
  year: 2026,
  number: 1,
  caseId: 'c',
  code: 'C-1',
  moment: 'intake',
  means: 'cash',
  providerReference: null,
  paperNumber: null,
  payerName: 'Trần Thị Diều',
  payerIdentity: null,
  payerAddress: null,
  totalVnd: 17_000,
  takenById: 'p',
  takenBy: 'Lan',
  takenAt: new Date('2026-03-02T09:00+07:00'),
  voidedBy: null,
  voidedAt: null,
  voidReason: null,
  lines: [
    { key: 'a', label: 'Phí', kind: 'fee', vnd: 2000, legal: '' },
    { key: 'b', label: 'Lệ phí', kind: 'charge', vnd: 15_000, legal: '' },
  ],
  ...changes,
})

test('a receipt voided on a later day leaves its own day as it was and is missing on the later one', () => {
  const voided = receipt({
    voidedAt: new Date('2026-03-04T10:00+07:00'),
    voidedBy: 'Mai',
    voidReason: 'Nhầm',
  })
  const card = receipt({ id: '2', means: 'card', totalVnd: 17_000 })
  const monday = totalsOf([voided, card], { from: day('02'), to: day('03') })
  assert.deepEqual([monday.receipts, monday.voided, monday.totalVnd], [2, 0, 34_000])
  assert.deepEqual([monday.byMeans.cash, monday.byMeans.card], [17_000, 17_000])
  assert.deepEqual(monday.byKind, { fee: 4000, charge: 30_000 })
  const wednesday = totalsOf([voided], { from: day('04'), to: day('05') })
  assert.deepEqual([wednesday.receipts, wednesday.voided, wednesday.byMeans.cash], [0, 1, -17_000])
  const both = totalsOf([voided], { from: day('02'), to: day('05') })
  assert.equal(both.totalVnd, 0)
})
