/** What scanners print becomes findings, and only what is explained is left out. */

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { explainedIn, isExplained, readSqlmap, readWapiti } from './findings.ts'

test('sqlmap: an injection is a finding, a whole run without one is none, and one cut off has proved nothing', () => {
  const found = readSqlmap(
    'sqlmap identified the following injection point(s)\n---\nParameter: q (GET)\n    Type: boolean-based blind\n---',
    '/x',
  )
  assert.deepEqual(found.findings, [
    { tool: 'sqlmap', kind: 'SQL injection', where: '/x', text: 'q (GET), boolean-based blind' },
  ])
  const clean = readSqlmap('[CRITICAL] all tested parameters do not appear to be injectable.', '/x')
  assert.deepEqual([clean.isDone, clean.findings.length], [true, 0])
  assert.equal(readSqlmap('[INFO] testing boolean-based blind', '/x').isDone, false)
})

test('wapiti: what it raises is a finding unless kind, place and text are explained with a reason', () => {
  const report = (path: string, info: string) =>
    JSON.stringify({
      vulnerabilities: { 'HTTP Secure Headers': [{ method: 'GET', path, info, parameter: null }] },
      anomalies: {},
    })
  const explained = explainedIn(readFileSync('docs/security/scans.md', 'utf8'))
  assert.ok(explained.length >= 3)
  const [known] = readWapiti(report('/', 'X-Frame-Options is not set'))
  const [other] = readWapiti(report('/', 'X-Content-Type-Options is not set'))
  assert.ok(known && other)
  assert.deepEqual([isExplained(known, explained), isExplained(other, explained)], [true, false])
  assert.throws(() => readWapiti('{"what": 1}x'))
})
