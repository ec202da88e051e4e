/**
 * `docs/security/asvs.csv`: each requirement of OWASP ASVS 5.0 that is ours, with the test that proves it or the reason why none
 * does. The words are ours; the requirements themselves are read at owasp.org.
 */

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'

type Line = Readonly<Record<'requirement' | 'level' | 'about' | 'test' | 'reason', string>>
const lines = parse(readFileSync('docs/security/asvs.csv', 'utf8'), { columns: true }) as Line[]

test('all requirements of levels one and two are there, once, and those of level three that were taken on', () => {
  const counted = Map.groupBy(lines, ({ level }) => level)
  assert.deepEqual(
    ['1', '2'].map((level) => counted.get(level)?.length),
    [70, 183],
  )
  const taken = [
    '1.2.10',
    '1.3.12',
    '1.5.3',
    '2.3.5',
    '3.2.3',
    '3.4.7',
    '3.4.8',
    '5.2.4',
    '5.2.5',
    '5.2.6',
    '6.3.5',
  ]
  const more = [
    '6.3.7',
    '6.3.8',
    '7.5.3',
    '8.2.4',
    '8.3.2',
    '8.3.3',
    '8.4.2',
    '13.3.3',
    '14.2.6',
    '14.2.7',
    '14.2.8',
    '15.4.2',
  ]
  const three = new Set(counted.get('3')?.map(({ requirement }) => requirement))
  for (const one of [...taken, ...more]) assert.ok(three.has(one), one)
  assert.equal(new Set(lines.map(({ requirement }) => requirement)).size, lines.length)
})

test('they stand in their order', () => {
  const parts = (one: Line) => one.requirement.split('.').map((part) => Number(part))
  const sorted = lines.toSorted((a, b) => {
    const [left, right] = [parts(a), parts(b)]
    const at = left.findIndex((part, index) => part !== right[index])
    return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
  })
  assert.deepEqual(
    lines.map(({ requirement }) => requirement),
    sorted.map(({ requirement }) => requirement),
  )
})

test('each line has a test that is there, or a reason, and never both', () => {
  for (const { requirement, about, test: proof, reason } of lines) {
    assert.match(requirement, /^\d{1,2}\.\d{1,2}\.\d{1,2}$/)
    assert.ok(about.length >= 3 && about.length <= 60, requirement)
    assert.notEqual(proof === '', reason === '', requirement)
    if (proof) assert.ok(/\.test\.tsx?$/.test(proof) && existsSync(proof), `${requirement}: ${proof}`)
    else assert.ok(reason.length >= 5, requirement)
    // Tests that a reason leans on are there as well.
    for (const [named] of reason.matchAll(/[\w/-]+\.test\.tsx?/g))
      assert.ok(existsSync(named), `${requirement}: ${named}`)
  }
  assert.ok(lines.filter(({ test: proof }) => proof).length >= 160)
})
