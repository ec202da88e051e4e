import assert from 'node:assert/strict'
import { test } from 'node:test'
import { syllablesOf } from '../words/domain.ts'
import { buildVocabulary, readSyllables, withinEdits } from './domain.ts'

const texts = ['đăng ký khai sinh', 'đăng ký kết hôn', 'kết hợp', 'kết hợp', 'khai thuế'].map((text) =>
  syllablesOf(text),
)
const vocabulary = buildVocabulary([{ weight: 1, texts }])
const readingOf = (query: string) =>
  readSyllables(vocabulary, syllablesOf(query))
    .map(({ typed, readings }) => readings[0]?.plain ?? typed.plain)
    .join(' ')

test('two swapped letters are one edit', () => {
  assert.ok(withinEdits('kahi', 'khai', 1))
  assert.ok(withinEdits('sin', 'sinh', 1))
  assert.ok(!withinEdits('sinh', 'hon', 2))
})

test('an unknown word becomes the near one that goes with its neighbours', () => {
  assert.equal(readingOf('kahi sinh'), 'khai sinh')
  assert.equal(readingOf('ket hpo'), 'ket hop')
  assert.equal(readingOf('khai thueee'), 'khai thue')
})

test('joined words are cut where both halves are known together', () =>
  assert.equal(readingOf('khaisinh'), 'khai sinh'))

test('known words and numbers stay as they are', () =>
  assert.equal(readingOf('đăng ký khai sinh 2'), 'dang ky khai sinh 2'))
