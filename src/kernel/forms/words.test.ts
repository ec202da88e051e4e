import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDate } from '../types.ts'
import { isTidy, tidy } from './tidy.ts'
import { dateInWords, dayInFigures, figures, moneyInWords, numberInWords } from './words.ts'

test('numbers are read as they are spoken: linh, mười, mốt, tư, lăm', () => {
  const cases: [number, string][] = [
    [0, 'không'],
    [4, 'bốn'],
    [10, 'mười'],
    [11, 'mười một'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [20, 'hai mươi'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [25, 'hai mươi lăm'],
    [55, 'năm mươi lăm'],
    [100, 'một trăm'],
    [101, 'một trăm linh một'],
    [105, 'một trăm linh năm'],
    [110, 'một trăm mười'],
    [1000, 'một nghìn'],
    [1001, 'một nghìn không trăm linh một'],
    [10_010, 'mười nghìn không trăm mười'],
    [2_000_005, 'hai triệu không trăm linh năm'],
    [1_000_000_000, 'một tỷ'],
    [1_000_000_001, 'một tỷ không trăm linh một'],
    [21_000_000_000, 'hai mươi mốt tỷ'],
    [1_500_000_000_000, 'một nghìn năm trăm tỷ'],
    [1_000_000_000_000_000, 'một triệu tỷ'],
  ]
  for (const [number, words] of cases) assert.equal(numberInWords(number), words)
  for (const bad of [-1, 0.5, Number.NaN, 2 ** 60]) assert.throws(() => numberInWords(bad), /No words/)
})

test('every amount has words of its own', () => {
  const seen = new Set(Array.from({ length: 20_000 }, (_, number) => numberInWords(number * 997)))
  assert.equal(seen.size, 20_000)
  assert.equal(moneyInWords(8000), 'tám nghìn đồng')
})

test('days are written in figures and in words', () => {
  assert.equal(dayInFigures('2026-11-23'), '23/11/2026')
  assert.equal(dayInFigures('1958'), '1958')
  assert.equal(
    dateInWords(calendarDate('2024-04-15')),
    'ngày mười lăm tháng tư năm hai nghìn không trăm hai mươi tư',
  )
})

test('figures have dots every three digits and a comma before decimals', () => {
  assert.equal(figures(1_234_567), '1.234.567')
  assert.equal(figures(999), '999')
  assert.equal(figures(-1234.5), '-1.234,5')
})

test('tidying text twice changes nothing', () => {
  const parts = [
    'a',
    'ê',
    'e\u0302',
    '\u0301',
    ' ',
    '\u00A0',
    '\n',
    '\r\n',
    '\t',
    '\u200B',
    '\u202E',
    '\u0000',
    '\uFEFF',
    '한',
  ]
  let state = 1
  for (let round = 0; round < 5000; round += 1) {
    const text = Array.from({ length: 8 }, () => {
      state = (state * 48_271) % 2_147_483_647
      return parts[state % parts.length]
    }).join('')
    assert.ok(isTidy(tidy(text)), JSON.stringify(text))
    assert.ok(isTidy(tidy(text, true), true), JSON.stringify(text))
  }
})
