import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { SearchWords } from '#kernel/packs.ts'
import { buildSearchIndex, didYouMean, type SearchEntry, searchProcedures, suggestions } from './domain.ts'

type KeptPhrase = { phrase: string; codes: readonly string[] }
type CatalogueFile = {
  field: string
  procedures: readonly { code: string; name: string; results: readonly { name: string }[] }[]
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const pack = 'packs/binh-thuan'
const { fields } = read<{ fields: readonly { code: string; name: string }[] }>(`${pack}/fields.json`)
const fieldNames = new Map(fields.map(({ code, name }) => [code, name]))
const entries = globSync(`${pack}/catalogue/*.json`)
  .sort()
  .flatMap((file): SearchEntry[] => {
    const { field, procedures } = read<CatalogueFile>(file)
    return procedures.map(({ code, name, results }) => ({
      code,
      name,
      field: fieldNames.get(field) ?? field,
      results: results.map((result) => result.name),
    }))
  })
const words = Value.Parse(SearchWords, read(`${pack}/search.json`))
const index = buildSearchIndex(entries, words)
const kept = read<KeptPhrase[]>('src/modules/services/search/phrases.json')
const heldOut = read<KeptPhrase[]>('src/modules/services/search/phrases-held-out.json')
const inDepth =
  '1.001193 1.000656 1.000894 1.004873 2.000815 2.000908 1.001612 1.013225 1.012783 1.004359 1.003650 1.001699'

const first = (query: string) => searchProcedures(index, query, 1)[0]?.code
const missed = (phrases: readonly KeptPhrase[]) =>
  phrases.filter(({ phrase, codes }) =>
    searchProcedures(index, phrase, 3).every(({ code }) => !codes.includes(code)),
  )
const share = (phrases: readonly KeptPhrase[]) => 1 - missed(phrases).length / phrases.length
const namesOf = (phrases: readonly KeptPhrase[]) => missed(phrases).map(({ phrase }) => phrase)

test('the kept phrases are many, and speak of many procedures that the catalogue has', () => {
  const codes = new Set(kept.flatMap((phrase) => phrase.codes))
  assert.ok(kept.length >= 200 && heldOut.length >= 60)
  assert.ok(codes.size >= 60)
  assert.deepEqual(
    inDepth.split(' ').filter((code) => !codes.has(code)),
    [],
  )
  const unknown = [...kept, ...heldOut]
    .flatMap((phrase) => phrase.codes)
    .filter((code) => !index.byCode.has(code))
  assert.deepEqual(unknown, [])
  assert.deepEqual(
    Object.keys(words.procedures).filter((code) => !index.byCode.has(code)),
    [],
  )
})

test('at least 95 of 100 kept phrases find their procedure among the first three', () =>
  assert.ok(share(kept) >= 0.95, `${share(kept)}: ${namesOf(kept).join('; ')}`))

test('at least 85 of 100 phrases never tuned on find theirs among the first three', () =>
  assert.ok(share(heldOut) >= 0.85, `${share(heldOut)}: ${namesOf(heldOut).join('; ')}`))

test('marks, slips, typing keys and joined words do not matter', () => {
  for (const query of ['khai sinh', 'kahi sinh', 'khai sinhh', 'khaisinh', 'giaays khai sinh', 'KHAI SINH']) {
    assert.equal(first(query), '1.001193', query)
  }
  assert.equal(first('xaay nhaf'), '1.013225')
  assert.equal(first('cap doi so ddor'), '1.012783')
})

test('the plain procedure comes before its rare variants, unless the variant is asked for', () => {
  assert.equal(first('đăng ký kết hôn'), '1.000894')
  assert.equal(first('kết hôn với người nước ngoài'), '2.000806')
  assert.equal(first('đăng ký lại khai tử'), '1.005461')
})

test('marks that were typed tell words apart', () => {
  const both = buildSearchIndex(
    [
      { code: '9.000001', name: 'Xác nhận mã số', field: 'Thử' },
      { code: '9.000002', name: 'Xác nhận má số', field: 'Thử' },
    ],
    { fillers: [], synonyms: [], variants: [], procedures: {} },
  )
  assert.equal(searchProcedures(both, 'má', 1)[0]?.code, '9.000002')
  assert.equal(searchProcedures(both, 'mã', 1)[0]?.code, '9.000001')
})

test('a code finds its procedure, and every result says why it is there', () => {
  assert.deepEqual(searchProcedures(index, 'thủ tục 1.004359', 3), [
    { code: '1.004359', score: 1, why: { kind: 'code' } },
  ])
  const [shop] = searchProcedures(index, 'mở quán cà phê', 1)
  assert.deepEqual(shop?.why, { kind: 'phrase', phrase: 'mở quán cà phê' })
  const [quarry] = searchProcedures(index, 'thăm dò khoáng sản', 1)
  assert.deepEqual(quarry?.why, { kind: 'words', words: ['thăm', 'dò', 'khoáng', 'sản'] })
})

test('the same query gives the same list; nonsense and nothing give none', () => {
  const twin = buildSearchIndex(entries, words)
  for (const query of ['giay phep', 'cấp lại giấy chứng nhận', 'ghe']) {
    assert.deepEqual(searchProcedures(index, query, 20), searchProcedures(twin, query, 20))
  }
  assert.deepEqual(searchProcedures(index, '  !? ', 3), [])
  assert.deepEqual(searchProcedures(index, 'qqqqqqqq', 3), [])
  assert.ok(searchProcedures(index, 'đất '.repeat(5000), 3).length <= 3)
})

test('a query with a slip is offered again put right, a good one is not', () => {
  assert.equal(didYouMean(index, 'kahi sinh'), 'khai sinh')
  assert.equal(didYouMean(index, 'ket hom'), 'kết hôn')
  assert.equal(didYouMean(index, 'khaisinh cho con'), 'khai sinh cho con')
  assert.equal(didYouMean(index, 'đăng ký kết hôn'), undefined)
})

test('what is typed so far is completed from everyday phrases first', () => {
  const offers = suggestions(index, 'mo quan', 4)
  assert.equal(offers.length, 4)
  assert.ok(offers.every((offer) => offer.startsWith('mở quán')))
  assert.deepEqual(suggestions(index, 'm'), [])
})

test('the words of the demo pack are well formed', () =>
  assert.ok(Value.Check(SearchWords, read('packs/demo/search.json'))))
