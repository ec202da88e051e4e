import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainText, soundOf, syllablesOf, withoutTypingKeys } from './domain.ts'

test('a text without marks is the same however it was encoded or cased', () => {
  assert.equal(plainText('Đăng ký KẾT HÔN (lần 2)'), 'dang ky ket hon lan 2')
  assert.equal(plainText('đường'.normalize('NFD')), 'duong')
})

test('the tone may stand on either vowel', () => assert.deepEqual(syllablesOf('hoà'), syllablesOf('hòa')))

test('keys left over from Telex and VNI come off', () => {
  for (const [typed, meant] of [
    ['ddaats', 'dat'],
    ['giaays', 'giay'],
    ['nhuwx', 'nhu'],
    ['d9at61', 'dat'],
    ['sinhh', 'sinh'],
    ['datd', 'dat'],
  ] as const) {
    assert.ok(withoutTypingKeys(typed).includes(meant), `${typed} → ${withoutTypingKeys(typed).join(' ')}`)
  }
})

test('what sounds alike in the south shares a key', () => {
  assert.equal(soundOf('giay'), soundOf('vay'))
  assert.equal(soundOf('sinh'), soundOf('xinh'))
  assert.notEqual(soundOf('dat'), soundOf('nha'))
})
