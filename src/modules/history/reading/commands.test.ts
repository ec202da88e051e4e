import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCsv, readXes } from './commands.ts'

test('a table is read whatever separates and quotes its cells', () => {
  for (const separator of [',', ';', '\t', '|']) {
    const text =
      ['id', 'việc', 'lúc'].join(separator) + '\r\n' + ['1', `"a ${separator} ""b"""`, '2025'].join(separator)
    const { columns, rows } = readCsv(text)
    assert.deepEqual(columns, ['id', 'việc', 'lúc'], separator)
    assert.deepEqual(rows, [{ line: 2, cells: ['1', `a ${separator} "b"`, '2025'] }], separator)
  }
})

test('two columns of one name are told apart, and a line of another width is named', () => {
  const { columns, uneven } = readCsv('a,a\n1,2\n1,2,3\n1,2')
  assert.deepEqual(columns, ['a', 'a (2)'])
  assert.deepEqual(uneven, [3])
})

test('a table without rows, or with a quote left open, is refused', () => {
  assert.throws(() => readCsv('a,b\n'), { code: 'history.noRows' })
  assert.throws(() => readCsv(''), { code: 'history.noRows' })
  assert.throws(() => readCsv('a,b\n1,"2\n3,4'), { code: 'history.badTable' })
})

const xes = (inner: string, head = '') => `<?xml version="1.0" encoding="UTF-8"?>${head}
<log xes.version="1.0"><extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="event"><string key="concept:name" value="?"/></global>
<classifier name="Activity" keys="concept:name"/>
<string key="concept:name" value="the log"/>
${inner}</log>`

test('traces of XES become rows as mining tools make them; lists and what is outside of traces are passed over', () => {
  const { columns, rows } = readXes(
    xes(`<trace><string key="concept:name" value="173688"/><date key="REG_DATE" value="2011-10-01T00:38:44.546+02:00"/>
<event><string key="org:resource" value="112"/><string key="lifecycle:transition" value="COMPLETE"/>
<string key="concept:name" value="A_SUBMITTED"/><date key="time:timestamp" value="2011-10-01T00:38:44.546+02:00"/></event>
<event><string key="concept:name" value="A_ACCEPTED"/><list key="x"><values><string key="concept:name" value="no"/></values></list></event></trace>`),
  )
  assert.deepEqual(columns, [
    'case:concept:name',
    'case:REG_DATE',
    'org:resource',
    'lifecycle:transition',
    'concept:name',
    'time:timestamp',
  ])
  assert.deepEqual(
    rows.map(({ cells }) => [cells[0], cells[4], cells[2]]),
    [
      ['173688', 'A_SUBMITTED', '112'],
      ['173688', 'A_ACCEPTED', ''],
    ],
  )
})

test('hostile XML is refused before any entity is looked at', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>`
  assert.throws(() => readXes(xes('<trace><string key="a" value="&lol9;"/></trace>', laughs)), {
    code: 'history.doctype',
  })
  const outside = '<!DOCTYPE log [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
  assert.throws(() => readXes(xes('<trace/>', outside)), { code: 'history.doctype' })
  assert.throws(() => readXes(xes('<trace><event><string key="a" value="&unknown;"/></event></trace>')), {
    code: 'history.badXml',
  })
  assert.throws(() => readXes('<log><trace>'), { code: 'history.badXml' })
  assert.throws(() => readXes(xes(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`)), { code: 'history.badXml' })
  assert.throws(() => readXes(xes('')), { code: 'history.noRows' })
})
