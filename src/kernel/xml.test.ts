import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXml, writable, writeXml } from './xml.ts'

test('what is written is read as it was, marks, signs and blanks included', () => {
  const text = ' Đặng "Ướt" & <b> \r\n\t ]]> \u{1F9ED} '
  const written = writeXml({
    name: 'a:goc',
    attributes: { 'xmlns:a': 'urn:thu', ma: text },
    content: [{ name: 'a:con', content: text }, undefined, { name: 'rong', content: '' }],
  })
  const { name, namespace, attributes, children } = readXml(written)
  assert.deepEqual([name, namespace, attributes], ['goc', 'urn:thu', { ma: text }])
  assert.deepEqual(
    children.map((one) => [one.name, one.namespace, one.text]),
    [
      ['con', 'urn:thu', text],
      ['rong', '', ''],
    ],
  )
})

test('text between elements, CDATA and numbered signs are read', () => {
  const { text, children } = readXml('<a> m<b/><![CDATA[<ột>]]> &#x1EDB;&amp;</a>')
  assert.deepEqual([text, children.length], [' m<ột> ớ&', 1])
})

test('a document type, whatever is in it, is refused before anything of it is used', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY x "${'y'.repeat(50)}"><!ENTITY z "&x;&x;&x;">]><a>&z;</a>`
  const hostile = [
    bomb,
    '<!DOCTYPE a SYSTEM "http://127.0.0.1/dtd"><a/>',
    '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
    '<!DOCTYPE a><a/>',
    '<?xml-stylesheet href="http://127.0.0.1/x"?><a/>',
    '<a><?php echo 1 ?></a>',
  ]
  for (const text of hostile) assert.throws(() => readXml(text), { code: 'xml.forbidden' }, text)
})

test('what is no XML is refused with its line', () => {
  const broken = [
    '',
    'chữ',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a b="1" b="2"/>',
    '<a>&f;</a>',
    '<x:a/>',
    '<a>\u0000</a>',
    '<a>&#0;</a>',
    '<a b=1/>',
    '<a><![CDATA[</a>',
    '<a xmlns:x="" />',
  ]
  for (const text of broken) assert.throws(() => readXml(text), { code: 'xml.broken' }, text)
  assert.throws(() => readXml('<a>\n\n</b>'), /dòng 3/)
})

test('size, depth, number of elements and of attributes have limits', () => {
  const limits = { charactersMax: 1_000, depthMax: 5, elementsMax: 20 }
  assert.throws(() => readXml(`<a>${'x'.repeat(1_000)}</a>`, limits), { code: 'xml.tooMuch' })
  assert.throws(() => readXml('<a>'.repeat(6), limits), { code: 'xml.tooMuch' })
  assert.throws(() => readXml(`<a>${'<b/>'.repeat(20)}</a>`, limits), { code: 'xml.tooMuch' })
  const attributes = Array.from({ length: 60 }, (_nothing, index) => `a${index}=""`).join(' ')
  assert.throws(() => readXml(`<a ${attributes}/>`), { code: 'xml.tooMuch' })
  assert.throws(() => readXml('<a>'.repeat(100_000)), { code: 'xml.tooMuch' })
  const started = Date.now()
  assert.throws(() => readXml(`<a>${'&amp;'.repeat(2_000_000)}</a>`), { code: 'xml.tooMuch' })
  assert.ok(Date.now() - started < 2_000)
})

test('a name of a prototype is a name like any other', () => {
  const { attributes, children } = readXml('<a constructor="1" __proto__="2"><toString/></a>')
  assert.equal(attributes.constructor, '1')
  assert.equal(children[0]?.name, 'toString')
})

test('a text of people loses what XML has no way to write, and nothing else', () => {
  assert.equal(writable('Rác\u0008 ở \uD800chợ\uFFFE 🐟\t\r\n<&>'), 'Rác ở chợ 🐟\t\r\n<&>')
})

test('what XML has no way to write is not written', () => {
  for (const name of ['', '1a', 'a b', 'a>', 'a:b:c', 'xmlns:'])
    assert.throws(() => writeXml({ name, content: '' }), RangeError, name)
  for (const text of ['\u0000', '\u0008', '\uD800', '\uFFFE'])
    assert.throws(() => writeXml({ name: 'a', content: text }), RangeError)
  assert.throws(() => writeXml({ name: 'a', attributes: { 'b c': '' }, content: '' }), RangeError)
})
