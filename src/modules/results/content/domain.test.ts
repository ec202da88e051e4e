import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesIn, inputsOf, legalGround, missingRows, type ResultContent, wordsChanged } from './domain.ts'

const content: ResultContent = {
  documentKind: 'Giấy phép',
  title: 'Giấy phép thả diều',
  legal: 'Căn cứ Nghị định số 1/2020/NĐ-CP;\n\nCăn cứ Luật Gió',
  paragraphs: '',
  rows: [
    { key: 'ownerName', label: 'Chủ diều', value: 'Ưng Ỡm Ờ' },
    { key: 'kites.0.name', label: 'Diều 1', value: 'Sáo trời' },
    { key: 'kites.1.name', label: 'Diều 2', value: '' },
    { key: 'registration.number', label: 'Số đăng ký', value: '31' },
  ],
}

test('rows become the tree that templates read, lists where keys count up', () => {
  const inputs = inputsOf(content)
  assert.deepEqual(inputs.answers, { ownerName: 'Ưng Ỡm Ờ', kites: [{ name: 'Sáo trời' }, { name: '' }] })
  assert.deepEqual(inputs.registration, { number: '31' })
  assert.deepEqual(inputs.legal, ['Căn cứ Nghị định số 1/2020/NĐ-CP', 'Căn cứ Luật Gió'])
  assert.equal((inputs.rows as readonly object[]).length, 3)
})

test('what the template prints and nobody answered is asked of the officer, by the template’s own label', () => {
  const template = `
    #line-of("Họ tên chủ diều", "answers.owner.name", strong: true)
    #line-of("Số seri", "answers.serial")
    #line-of("Cơ quan", "agency.name")
    #line-of("Số quyển", "registration.book", "document.book")`
  assert.deepEqual(missingRows(template, content.rows), [
    { key: 'answers.serial', label: 'Số seri', value: '' },
  ])
})

test('a legal text known by its sign alone gets its kind, a named one stays', () => {
  assert.equal(legalGround('07/2025/NĐ-CP'), 'Căn cứ Nghị định số 07/2025/NĐ-CP')
  assert.equal(legalGround('60/2014/QH13'), 'Căn cứ Luật số 60/2014/QH13')
  assert.equal(legalGround('Luật Hộ tịch 2014'), 'Căn cứ Luật Hộ tịch 2014')
  assert.equal(legalGround('7/ABC'), 'Căn cứ văn bản số 7/ABC')
})

test('changed lines are told with what stood there before', () => {
  const rows = content.rows.map((row) => (row.key === 'ownerName' ? { ...row, value: 'Ưng Ỡm' } : row))
  assert.deepEqual(changesIn(content, { ...content, rows }), [
    { key: 'ownerName', label: 'Chủ diều', before: 'Ưng Ỡm Ờ', after: 'Ưng Ỡm' },
  ])
  assert.deepEqual(changesIn(content, content), [])
})

test('words that went and came are told apart; together they give both texts back', () => {
  const [before, after] = ['Diều sáo dài 3 mét', 'Diều cá dài 4 mét']
  const words = wordsChanged(before, after)
  const text = (without: string) =>
    words
      .filter(({ is }) => is !== without)
      .map((word) => word.text)
      .join('')
  assert.deepEqual([text('added'), text('removed')], [before, after])
  assert.ok(words.some((word) => word.is === 'kept' && word.text.includes('dài')))
})
