import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDate } from '../types.ts'
import { isTidy, tidy } from './tidy.ts'
import { dateInWords, dayInFigures, moneyInWords } from './words.ts'

test('amounts are read as they are spoken: lẻ, mười, mốt, tư, lăm', () => {
  const cases: [number, string][] = [
    [0, 'không'],
    [14, 'mười bốn'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [24, 'hai mươi tư'],
    [105, 'một trăm lẻ năm'],
    [1001, 'một nghìn không trăm lẻ một'],
    [10_010, 'mười nghìn không trăm mười'],
    [2_000_005, 'hai triệu không trăm lẻ năm'],
    [1_234_567, 'một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy'],
    [1_000_000_001, 'một tỷ không trăm lẻ một'],
    [1_500_000_000_000, 'một nghìn năm trăm tỷ'],
  ]
  for (const [vnd, words] of cases) assert.equal(moneyInWords(vnd), `${words} đồng`)
})

test('every amount has words of its own', () => {
  const seen = new Set(Array.from({ length: 20_000 }, (_, number) => moneyInWords(number * 997)))
  assert.equal(seen.size, 20_000)
})

test('days are written in figures and in words', () => {
  assert.equal(dayInFigures('2026-11-23'), '23/11/2026')
  assert.equal(dayInFigures('1958'), '1958')
  assert.equal(
    dateInWords(calendarDate('2024-04-15')),
    'ngày mười lăm tháng tư năm hai nghìn không trăm hai mươi tư',
  )
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
