/**
 * XML, read and written in the one safe way: no DTD, so no entities but the five of XML itself, and limits on size, depth and
 * number. What another system sends is hostile until it has been through here. Pure.
 */

import { SaxesParser } from 'saxes'
import { defineRefusals } from './errors.ts'

export type XmlElement = {
  /** Without prefix; the namespace says whose it is. */
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Its own text, without that of its children, as it stands. */
  readonly text: string
}

export type XmlLimits = {
  readonly charactersMax: number
  readonly depthMax: number
  readonly elementsMax: number
}
const usualLimits: XmlLimits = { charactersMax: 5_000_000, depthMax: 40, elementsMax: 50_000 }
const attributesMax = 50

export const xmlRefusal = defineRefusals('xml', {
  broken: [
    'unreadable',
    'Tệp XML không đọc được ở dòng {line}: {reason}. Yêu cầu bên gửi xuất lại tệp.',
    'The XML cannot be read at line {line}: {reason}. Ask the sender for another one.',
  ],
  forbidden: [
    'unreadable',
    'Tệp XML có {what}, không được phép nhận. Yêu cầu bên gửi bỏ phần này.',
    'The XML has {what}, which is not taken. Ask the sender to leave it out.',
  ],
  tooMuch: [
    'tooLarge',
    'Tệp XML vượt giới hạn ({what}). Yêu cầu bên gửi chia nhỏ.',
    'The XML is over the limit ({what}). Ask the sender to split it.',
  ],
})

type Growing = {
  readonly name: string
  readonly namespace: string
  readonly attributes: Record<string, string>
  readonly children: Growing[]
  text: string
}

/** The root element. Throws `xml.broken`, `xml.forbidden`, `xml.tooMuch`. */
export function readXml(text: string, limits: Partial<XmlLimits> = {}): XmlElement {
  const { charactersMax, depthMax, elementsMax } = { ...usualLimits, ...limits }
  const tooMuch = (what: string) => xmlRefusal.tooMuch({ details: { what } })
  const forbidden = (what: string) => xmlRefusal.forbidden({ details: { what } })
  if (text.length > charactersMax) throw tooMuch(`${charactersMax} ký tự`)
  const open: Growing[] = []
  let root: Growing | undefined
  let count = 0
  const parser = new SaxesParser({ xmlns: true, position: true })
  parser.on('error', ({ message }) => {
    throw xmlRefusal.broken({ details: { line: parser.line, reason: message.replace(/^\d+:\d+: /, '') } })
  })
  parser.on('doctype', () => {
    throw forbidden('DOCTYPE')
  })
  parser.on('processinginstruction', () => {
    throw forbidden('processing instruction')
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    count += 1
    if (count > elementsMax) throw tooMuch(`${elementsMax} phần tử`)
    if (open.length >= depthMax) throw tooMuch(`${depthMax} lớp`)
    const given = Object.values(attributes).filter(
      ({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns',
    )
    if (given.length > attributesMax) throw tooMuch(`${attributesMax} thuộc tính`)
    const element: Growing = {
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(given.map(({ name, value }) => [name, value])),
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const write = (part: string) => {
    const element = open.at(-1)
    if (element) element.text += part
  }
  parser.on('text', write)
  parser.on('cdata', write)
  parser.write(text).close()
  if (!root) throw xmlRefusal.broken({ details: { line: 1, reason: 'no root element' } })
  return root
}

export type NewXml = {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string>>
  /** Text, or elements; elements left out stay out. */
  readonly content: string | readonly (NewXml | undefined)[]
}

const nameOfXml = /^[A-Za-z_][A-Za-z0-9._-]*(:[A-Za-z_][A-Za-z0-9._-]*)?$/
/** What XML 1.0 has no way to write. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

/** A text of people without what XML has no way to write, so that one stray sign keeps no document from going out. */
export const writable = (text: string): string => text.replaceAll(new RegExp(unwritable, 'gu'), '')
const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}
const escapeBy = (text: string, which: RegExp): string => {
  if (unwritable.test(text)) throw new RangeError('A text holds a character that XML cannot write')
  return text.replace(which, (sign) => marks[sign] ?? sign)
}

/** The document, in UTF-8 with its declaration. Throws `RangeError` for a name or a character that XML does not have. */
export function writeXml(root: NewXml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root)}`
}

function writeElement({ name, attributes = {}, content }: NewXml): string {
  const pairs = Object.entries(attributes)
  for (const one of [name, ...pairs.map(([key]) => key)])
    if (!nameOfXml.test(one)) throw new RangeError(`${one} is no name of XML`)
  const head = [name, ...pairs.map(([key, value]) => `${key}="${escapeBy(value, /[&<>"\r\n\t]/g)}"`)].join(
    ' ',
  )
  const inside =
    typeof content === 'string'
      ? escapeBy(content, /[&<>\r]/g)
      : content.map((one) => (one ? writeElement(one) : '')).join('')
  return inside === '' ? `<${head}/>` : `<${head}>${inside}</${name}>`
}
