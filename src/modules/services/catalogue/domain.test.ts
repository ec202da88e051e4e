import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type CatalogueRow,
  catalogueOf,
  examplesOf,
  findInCatalogue,
  mostAsked,
  relatedTo,
  shortName,
} from './domain.ts'

const row = (code: string, name: string, more: Partial<CatalogueRow> = {}): CatalogueRow => ({
  code,
  version: 1,
  name,
  field: 'dieu',
  levels: ['commune'],
  inDepth: false,
  limits: [{ limit: { amount: 5, unit: 'workingDay' } }],
  limitIsAssumed: false,
  results: [],
  ...more,
})
const fields = [
  { code: 'dieu', name: 'Diều', department: 'Z99.02' },
  { code: 'bien', name: 'Biển', department: 'Z99.03' },
]
const catalogue = catalogueOf(
  [
    row('9.000001', 'Thả diều'),
    row('9.000002', 'Đăng ký diều', { levels: ['province', 'commune'] }),
    row('9.000003', 'Ăn ốc trên bãi', { field: 'bien', inDepth: true }),
    row('9.000004', 'Cho mượn cát (xe lớn); cho mượn nước', { field: 'bien' }),
  ],
  fields,
  {
    fillers: [],
    synonyms: [],
    variants: [],
    procedures: { '9.000002': { prior: 1.3, say: ['làm giấy cho diều'] }, '9.000001': { say: ['thả diều'] } },
  },
)
const codes = (wanted: Parameters<typeof findInCatalogue>[1], pageSize = 10) =>
  findInCatalogue(catalogue, wanted, pageSize).hits.map(({ summary }) => summary.code)

test('without words the catalogue stands in the order of the Vietnamese alphabet', () =>
  assert.deepEqual(codes({}), ['9.000003', '9.000004', '9.000002', '9.000001']))

test('field and level narrow both the list and the search', () => {
  assert.deepEqual(codes({ field: 'bien' }), ['9.000003', '9.000004'])
  assert.deepEqual(codes({ level: 'province' }), ['9.000002'])
  assert.deepEqual(codes({ q: 'diều', field: 'bien' }), [])
})

test('pages go forth and back by key, and an unknown key begins anew', () => {
  const first = findInCatalogue(catalogue, {}, 2)
  assert.deepEqual([first.first, first.next, first.previous, first.total], [1, '9.000004', undefined, 4])
  const second = findInCatalogue(catalogue, { after: first.next }, 2)
  assert.deepEqual([second.first, second.next, second.previous], [3, undefined, ''])
  const third = findInCatalogue(catalogue, { after: '9.000002' }, 1)
  assert.equal(third.previous, '9.000004')
  assert.deepEqual(codes({ after: 'gone' }, 1), ['9.000003'])
})

test('the limit shown is that of an online dossier, else the one of all cases', () => {
  const [online] = catalogueOf(
    [
      row('9.000009', 'Thử', {
        limits: [
          { when: 'answers.x', limit: { amount: 1, unit: 'day' } },
          { channel: 'direct', limit: { amount: 9, unit: 'day' } },
          { channel: 'online', limit: { amount: 4, unit: 'day' } },
          { limit: { amount: 7, unit: 'day' } },
        ],
      }),
    ],
    fields,
  ).summaries
  assert.equal(online?.limit.amount, 4)
})

test('much-asked procedures are those the pack lifts and those in depth; examples take one of each field', () => {
  const asked = mostAsked(catalogue, 8)
  assert.deepEqual(
    asked.map(({ code }) => code),
    ['9.000003', '9.000002'],
  )
  assert.deepEqual(examplesOf([...asked, ...catalogue.summaries], 4), ['làm giấy cho diều'])
})

test('procedures of the same events in life are related, each once and never to itself', () => {
  const event = (key: string, procedures: string[]) => ({
    key,
    icon: 'wind',
    name: { vi: key, en: key },
    summary: { vi: key, en: key },
    procedures,
  })
  const events = [
    event('a', ['9.000001', '9.000002', '9.000404']),
    event('b', ['9.000002', '9.000001', '9.000003']),
    event('c', ['9.000004']),
  ]
  assert.deepEqual(
    relatedTo(catalogue, '9.000001', events, 8).map(({ code }) => code),
    ['9.000002', '9.000003'],
  )
})

test('a short name ends before its first aside or second clause', () => {
  assert.equal(shortName('Cho mượn cát (xe lớn); cho mượn nước'), 'Cho mượn cát')
  assert.equal(shortName('Thả diều'), 'Thả diều')
})
