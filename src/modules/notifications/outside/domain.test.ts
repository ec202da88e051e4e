import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutMarks } from '#kernel/text.ts'
import '#modules/dossiers/module.ts'
import { outsideNotices, shortOf } from '../domain.ts'
import { afterQuietHours, masked, plainEmail, plainPhone, usualQuietHours, waysTo } from './domain.ts'

test('a mobile number is known however it is written, and nothing else is one', () => {
  for (const text of ['0912345678', '+84 912 345 678', '84912345678', '0912.345.678', '(0912) 345-678'])
    assert.equal(plainPhone(text), '84912345678', text)
  for (const text of ['', '0252 3822 123', '12345', '09123456789', '0612345678', 'abc'])
    assert.equal(plainPhone(text), undefined, text)
})

test('an e-mail address holds no second line and no second address', () => {
  assert.equal(plainEmail(' May@Vi-Du.VN '), 'may@vi-du.vn')
  for (const text of ['', 'may', 'may@vn', 'a@b.vn\r\nBcc: c@d.vn', 'a@b.vn,c@d.vn', '<a@b.vn>', 'a b@c.vn'])
    assert.equal(plainEmail(text), undefined, text)
})

test('an address is shown so that only its owner knows it', () => {
  assert.equal(masked('84912345678'), '0••••••678')
  assert.equal(masked('may@vi-du.vn'), 'm•••@vi-du.vn')
})

test('hours of rest end at seven, over midnight and within a day', () => {
  const at = (time: string) => new Date(`2026-03-02T${time}+07:00`)
  const after = (time: string, hours = usualQuietHours) => afterQuietHours(hours, at(time))
  assert.deepEqual(after('20:59'), at('20:59'))
  assert.deepEqual(after('21:00'), new Date('2026-03-03T07:00+07:00'))
  assert.deepEqual(after('06:59'), at('07:00'))
  assert.deepEqual(after('07:00'), at('07:00'))
  assert.deepEqual(after('12:30', { from: '12:00', until: '13:00' }), at('13:00'))
  assert.deepEqual(after('13:00', { from: '12:00', until: '13:00' }), at('13:00'))
})

test('the chosen way is first, the others only if wanted; ways that lead nowhere are left out', () => {
  const contacts = [
    { kind: 'phone', address: '84912345678', refusedBy: ['zalo'] },
    { kind: 'email', address: 'may@vi-du.vn', refusedBy: [] },
  ] as const
  const all = new Set(['zalo', 'sms', 'mail'] as const)
  assert.deepEqual(waysTo({ first: 'mail', usesOthers: true }, contacts, all), ['mail', 'sms'])
  assert.deepEqual(waysTo({ first: 'mail', usesOthers: false }, contacts, all), ['mail'])
  assert.deepEqual(waysTo({ first: null, usesOthers: true }, contacts, all), [])
  assert.deepEqual(waysTo({ first: 'sms', usesOthers: true }, contacts, new Set(['mail'])), ['mail'])
})

test('what goes to a phone fits one message and holds a code, a day and a link alone', () => {
  const notices = outsideNotices()
  assert.ok(notices.length >= 10)
  for (const { kind, short } of notices)
    for (const language of ['vi', 'en'] as const) {
      for (const [, name] of (short?.[language] ?? '').matchAll(/\{(\w+)\}/g))
        assert.ok(name === 'code' || name === 'due', `${kind} tells {${name}}`)
      const code = 'H11.21.05-260302-0001'
      const facts = { code, due: '2026-03-06T10:00:00.000Z' }
      const text = withoutMarks(
        shortOf(kind, facts, language, `https://dichvucong.binhthuan.gov.vn/h/${code}`) ?? '',
      )
      assert.ok(text.length <= 160, `${text.length}: ${text}`)
      assert.match(text, /^[\x20-\x7e]+$/)
    }
})
