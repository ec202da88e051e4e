import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparisonsIn, evaluate, expression, holds, parseExpression } from './expressions.ts'
import type { JsonObject, JsonValue } from './types.ts'

function value(text: string, scope: JsonObject = {}): JsonValue {
  return evaluate(expression(text), scope)
}
function assertValues(
  cases: readonly (readonly [text: string, expected: JsonValue])[],
  scope: JsonObject = {},
) {
  for (const [text, expected] of cases) assert.deepEqual(value(text, scope), expected, text)
}
function assertErrors(cases: readonly (readonly [text: string, position: number, message: RegExp])[]) {
  for (const [text, position, message] of cases) {
    const result = parseExpression(text)
    assert.equal(result.kind, 'error', text)
    if (result.kind !== 'error') continue
    assert.equal(result.position, position, `${text}: ${result.message}`)
    assert.match(result.message, message, text)
  }
}

test('the fee of certified copies is 2,000 a page, 1,000 from the third, at most 200,000 a copy', () => {
  const fee = 'answers.copies * min(200_000, 2000 * min(answers.pages, 2) + 1000 * max(answers.pages - 2, 0))'
  const vnd = (pages: number, copies: number) => value(fee, { answers: { pages, copies } })
  assert.equal(vnd(1, 1), 2000)
  assert.equal(vnd(2, 1), 4000)
  assert.equal(vnd(3, 1), 5000)
  assert.equal(vnd(10, 3), 36_000)
  assert.equal(vnd(198, 1), 200_000)
  assert.equal(vnd(199, 1), 200_000)
  assert.equal(vnd(5000, 2), 400_000)
  for (let pages = 1; pages <= 300; pages += 1) {
    const law = pages <= 2 ? 2000 * pages : 4000 + 1000 * (pages - 2)
    assert.equal(vnd(pages, 7), 7 * Math.min(law, 200_000))
  }
  assert.equal(value(fee, { answers: { copies: 2 } }), null, 'a fee without its pages is not zero')
})

test('the same fee may be written with if', () => {
  const fee = 'if(p <= 2, 2000 * p, min(4000 + 1000 * (p - 2), 200000)) * copies'
  assert.equal(value(fee, { p: 2, copies: 2 }), 8000)
  assert.equal(value(fee, { p: 4, copies: 2 }), 12_000)
})

test('a fee by bands takes the first band that is high enough', () => {
  const fee = 'band(capital, [[1_000_000_000, 100000], [5_000_000_000, 300000]], 1000000)'
  assert.equal(value(fee, { capital: 1_000_000_000 }), 100_000)
  assert.equal(value(fee, { capital: 1_000_000_001 }), 300_000)
  assert.equal(value(fee, { capital: 9e9 }), 1_000_000)
  assert.equal(value(fee), null)
})

test('signs bind as in arithmetic, then comparison, then not, and, or', () =>
  assertValues([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 3 - 2', 5],
    ['100 / 5 / 2', 10],
    ['7 % 4', 3],
    ['-2 * 3', -6],
    ['-(2 + 3)', -5],
    ['2 - -3', 5],
    ['1 + 1 == 2 and 3 > 2', true],
    ['true or false and false', true],
    ['not 1 == 2', true],
    ['not true or true', true],
    ['not (true or true)', false],
    ['2 in [1, 2] and 3 not in [1, 2]', true],
    ["'a' + 'b' == 'ab'", true],
    ["'it''s'", "it's"],
    ['200_000', 200_000],
    ['0.5', 0.5],
    ['[1, [2], null]', [1, [2], null]],
  ]))

test('a missing name is null and makes nothing true by accident', () =>
  assertValues([
    ['nobody', null],
    ['nobody.at.all', null],
    ['nobody == null', true],
    ['nobody != null', false],
    ['nobody > 0', false],
    ['nobody <= 0', false],
    ['nobody + 1', null],
    ['-nobody', null],
    ['nobody and true', false],
    ['not nobody', true],
    ['exists(nobody)', false],
    ['count(nobody)', 0],
    ['sum(nobody)', 0],
    ['min(nobody)', null],
    ['min(nobody, 3)', null],
    ['min([null, 3], 5)', 3],
    ['coalesce(nobody, 7)', 7],
    ['if(nobody, 1, 2)', 2],
    ["nobody in ['a']", false],
    ['1 in nobody', false],
  ]))

test('only true is true: a text or a number is no condition', () => {
  assert.equal(holds("'có'", {}), false)
  assert.equal(holds('1', {}), false)
  assert.equal(holds('1 == 1', {}), true)
})

test('names reach through objects and spread over lists', () => {
  const scope = { answers: { kites: [{ length: 120 }, { length: 80 }, {}], name: 'Lan' } }
  assertValues(
    [
      ['sum(answers.kites.length)', 200],
      ['max(answers.kites.length)', 120],
      ['count(answers.kites)', 3],
      ['count(answers.kites.length)', 2],
      ['len(answers.kites)', 3],
      ['len(answers.name)', 3],
      ['80 in answers.kites.length', true],
    ],
    scope,
  )
})

test('money and decimals stay as people write them', () =>
  assertValues([
    ['0.1 + 0.2 == 0.3', true],
    ['1.15 * 100', 115],
    ['floor(1.15 * 100)', 115],
    ['4.35 * 100', 435],
    ['1234567 * 0.1', 123_456.7],
    ['round(1234567 * 0.1)', 123_457],
    ['round(2.5)', 3],
    ['round(-2.5)', -3],
    ['round(123456, 1000)', 123_000],
    ['ceil(123001, 1000)', 124_000],
    ['floor(-1.5)', -2],
    ['round(1.005, 0.01)', 1.01],
    ['9_000_000_000_000_000 * 2', null],
    ['1 / 0', null],
    ['0 / 0', null],
    ['5 % 0', null],
    ['0 * -1', 0],
    ['abs(-5)', 5],
  ]))

test('days are counted and compared as days', () =>
  assertValues([
    ["years('2000-02-29', '2018-02-28')", 17],
    ["years('2000-02-29', '2018-03-01')", 18],
    ["years('2006-11-23', '2026-11-23')", 20],
    ["months('2026-01-31', '2026-02-28')", 0],
    ["days('2026-01-01', '2026-03-02')", 60],
    ["days('2026-03-02', '2026-01-01')", -60],
    ["addDays('2026-02-27', 2)", '2026-03-01'],
    ["addDays('2026-02-27', 0.5)", null],
    ["addDays('9999-12-31', 100000)", null],
    ["years('2026-02-31', '2030-01-01')", null],
    ["year('1962')", 1962],
    ["'2026-01-02' < '2026-01-10'", true],
    ["'9' < 10", false],
    ["upper(lower('Đá'))", 'ĐÁ'],
    ["startsWith('593', '59')", true],
  ]))

test('an error says where and what to do', () =>
  assertErrors([
    ['', 0, /giữa chừng/],
    ['1 +', 3, /giữa chừng/],
    ['1 2', 2, /Thừa "2"/],
    ['(1', 2, /Thiếu dấu "\)" ở cuối/],
    ["'abc", 0, /chưa được đóng/],
    ['a = 1', 2, /==/],
    ['a == "x"', 5, /nháy đơn/],
    ['x ; y', 2, /";"/],
    ['eval(1)', 0, /Không có hàm "eval"/],
    ['constructor(1)', 0, /Không có hàm/],
    ['years(1)', 0, /cần 2 giá trị, đang có 1/],
    ['if(1, 2)', 0, /đúng ba phần/],
    ['1 < 2 < 3', 6, /"and"/],
    ['and', 0, /"and"/],
    ['* 2', 0, /"\*"/],
    ['x[0]', 1, /Thừa/],
    ['99999999999999999999', 0, /quá lớn/],
  ]))

test('depth and length are limited', () => {
  assertErrors([
    [`${'('.repeat(60)}1${')'.repeat(60)}`, 40, /quá sâu/],
    [`${'1+'.repeat(1500)}1`, 2000, /dài quá/],
  ])
  assert.equal(value(`${'1+'.repeat(900)}1`), 901)
  assert.equal(value(`${'('.repeat(30)}1${')'.repeat(30)}`), 1)
})

test('an evaluation that grows without measure ends in null', () => {
  const many = Array.from({ length: 15_000 }, (_, index) => ({ n: index }))
  assert.equal(value('sum(many.n) + sum(many.n)', { many }), null)
  assert.equal(value('sum(few.n)', { few: many.slice(0, 100) }), 4950)
})

test('an expression cannot reach the machinery of objects', () => {
  const scope = { answers: { name: 'Lan' } }
  assertValues(
    [
      ['constructor', null],
      ['answers.constructor', null],
      ['answers.__proto__', null],
      ['answers.__proto__.toString', null],
      ['answers.name.length', null],
      ['toString', null],
    ],
    scope,
  )
})

test('names are listed once, in order', () =>
  assert.deepEqual(expression('if(a.b > 1, [c, -d], min(a.b, not e)) + f in [g]').names, [
    'a.b',
    'c',
    'd',
    'e',
    'f',
    'g',
  ]))

test('fixed values beside a name are found', () =>
  assert.deepEqual(
    comparisonsIn(expression("a.b == 'x' and (c in ['y', 2] or 'z' in d.e) and f > 3 and g == h")),
    [
      { name: 'a.b', values: ['x'] },
      { name: 'c', values: ['y', 2] },
      { name: 'd.e', values: ['z'] },
    ],
  ))

test('the same text is read once', () => assert.equal(parseExpression('a + 1'), parseExpression('a + 1')))

test('random text never throws, and what can be read always has a value', () => {
  const parts = [
    '1',
    "'x'",
    'a.b',
    '(',
    ')',
    '[',
    ']',
    ',',
    '+',
    '-',
    '*',
    '/',
    '<',
    '==',
    'and',
    'not',
    'in',
    'if(',
    'min(',
    ' ',
  ]
  let seed = 20_240_515
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed
  }
  let readable = 0
  for (let round = 0; round < 20_000; round += 1) {
    const text = Array.from({ length: 1 + (next() % 7) }, () => parts[(next() >> 8) % parts.length]).join(' ')
    const result = parseExpression(text)
    if (result.kind === 'error') {
      assert.ok(result.position <= text.length && result.message.endsWith('.'), text)
      continue
    }
    readable += 1
    assert.notEqual(evaluate(result, { a: { b: 3 } }), undefined, text)
  }
  assert.ok(readable > 300, `only ${readable} readable`)
})
