import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultKinds, type Report } from '../domain.ts'
import { faultSentence, faultsTable } from './domain.ts'

test('every fault says which line and what to do, in both languages', () => {
  for (const kind of faultKinds)
    for (const language of ['vi', 'en'] as const)
      assert.match(faultSentence({ line: 7, kind, value: 'x' }, language), /^(Dòng|Line) 7: .{10,}\.$/, kind)
})

test('a cell that a spreadsheet would run is given as text', () => {
  const faults = [{ line: 2, kind: 'time', value: '=HYPERLINK("http://x")' }] as const
  const table = faultsTable({ faults } as unknown as Report)
  assert.match(table, /2,"'=HYPERLINK\(""http:\/\/x""\)",/)
})
