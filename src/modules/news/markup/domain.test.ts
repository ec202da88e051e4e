import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainText, readMarkup } from './domain.ts'

test('paragraphs, headings, lists, bold words and links are read', () => {
  const text = '## Chuẩn bị\nMang **căn cước**, gọi [113](tel:113).\n- Một\n- Hai\n\n1. Trước\n2. Sau'
  assert.deepEqual(
    readMarkup(text).map(({ kind }) => kind),
    ['heading', 'paragraph', 'list', 'list'],
  )
  assert.equal(plainText(text), 'Chuẩn bị\n\nMang căn cước, gọi 113.\n\n– Một\n– Hai\n\n– Trước\n– Sau')
})

test('a link that could run something or lead to another site by a trick stays as it was typed', () => {
  for (const href of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//gian.example',
    '/\\gian.example',
    'http://x.example',
    'vbscript:x',
  ]) {
    const [block] = readMarkup(`Xem [ở đây](${href}) nhé`)
    assert.ok(block?.kind === 'paragraph')
    assert.ok(
      block.lines.flat().every(({ kind }) => kind === 'text'),
      href,
    )
  }
})

test('what looks like HTML is words', () => {
  const [block] = readMarkup('<script>alert(1)</script> <img src=x onerror=alert(1)>')
  assert.deepEqual(block, {
    kind: 'paragraph',
    lines: [[{ kind: 'text', text: '<script>alert(1)</script> <img src=x onerror=alert(1)>' }]],
  })
})
