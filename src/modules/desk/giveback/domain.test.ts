import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedBy } from './domain.ts'

test('one field takes a card, a code, a number, a phone or a name', () => {
  const scan = '099190000001||Trần Thị Diều|02031990|Nữ|Số 1, Đuôi Diều, Cánh Buồm, Hòn Gió|01072021'
  assert.deepEqual(askedBy(scan), { by: 'card', identity: '099190000001', name: 'Trần Thị Diều' })
  assert.deepEqual(askedBy(' z99.11.01-260302-0007 '), { by: 'code', code: 'Z99.11.01-260302-0007' })
  const receipt = 'https://dvc.example/tra-cuu?ho-so=Z99.11.01-260302-0007&ma=ABC123'
  assert.deepEqual(askedBy(receipt), { by: 'code', code: 'Z99.11.01-260302-0007' }, 'the code on the receipt')
  assert.deepEqual(askedBy('099 190 000 001'), { by: 'identity', identity: '099190000001' })
  assert.deepEqual(askedBy('0990.000.001'), { by: 'phone', phone: '0990000001' })
  assert.deepEqual(askedBy('Trần  Thị DIỀU'), { by: 'name', words: ['tran', 'thi', 'dieu'] })
  assert.deepEqual(askedBy(' | '), { by: 'nothing' })
})
