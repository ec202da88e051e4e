import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adviceFor, readGuide, splitCode } from './domain.ts'

test('the guide is read as headings, paragraphs in two languages, and code as it stands', () => {
  const guide = readGuide(
    '# Một / One\n\nCâu thứ nhất\nvà hai.\n\n> First sentence\n> and second.\n\n```sh 200\necho # a\n\n> x\n```\n',
  )
  assert.deepEqual(guide, [
    { kind: 'heading', level: 1, words: { vi: 'Một', en: 'One' } },
    { kind: 'paragraph', words: { vi: 'Câu thứ nhất và hai.', en: 'First sentence and second.' } },
    { kind: 'code', language: 'sh', text: 'echo # a\n\n> x' },
  ])
})

test('a paragraph without its English is a mistake', () => {
  assert.throws(() => readGuide('Chỉ có tiếng Việt.'), /lacks English/)
})

test('code and words of a line come in turn', () => {
  assert.deepEqual(splitCode('Gửi `POST /files` trước'), ['Gửi ', 'POST /files', ' trước'])
})

test('what may be sent again is told apart from what must be mended', () => {
  assert.match(adviceFor('unavailable').en, /same Idempotency-Key/)
  assert.match(adviceFor('invalid').en, /does not help/)
})
