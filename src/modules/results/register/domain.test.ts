import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvCell, csvTable } from './domain.ts'

test('what a spreadsheet would run as a formula stays text', () => {
  for (const text of ['=1+1', '+84', '-1', '@SUM(A1)', '\t=1'])
    assert.ok(csvCell(text).replace(/^"/, '').startsWith("'"), text)
  assert.equal(csvCell('Trần Thị Diều'), 'Trần Thị Diều')
  assert.equal(csvCell('Nước mắm "Cồn Cát", loại 1'), '"Nước mắm ""Cồn Cát"", loại 1"')
})

test('a table begins with the mark of UTF-8 and ends each line as spreadsheets want it', () =>
  assert.equal(csvTable([['Số'], ['01']]), '\uFEFFSố\r\n01\r\n'))
