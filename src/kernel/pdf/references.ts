/** Where the objects of a PDF lie: cross-reference tables and streams, and the one packing they use. */

import { inflateSync } from 'node:zlib'
import {
  isArray,
  isDictionary,
  isKind,
  nameOf,
  type PdfDictionary,
  type PdfStream,
  PdfSyntaxError,
  type PdfValue,
  readerAt,
} from './values.ts'

export type CrossReference =
  | { readonly at: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly at: 'container'; readonly container: number; readonly index: number }
  | { readonly at: 'nowhere' }

export type Section = {
  readonly offset: number
  readonly kind: 'table' | 'stream'
  readonly trailer: PdfDictionary
  readonly entries: ReadonlyMap<number, CrossReference>
}
export type Unpack = (stream: PdfStream) => Uint8Array

/** Small structural streams only: a "bomb" hidden in one stops here. */
const unpackedBytesMax = 64 * 1024 * 1024
export const objectsMax = 2_000_000

/** Reads `12 0 obj … endobj`. `length` resolves an indirect stream length. */
export function readObject(
  bytes: Uint8Array,
  offset: number,
  expected: number | undefined,
  follow: (value: PdfValue | undefined) => PdfValue,
): PdfValue {
  const reader = readerAt(bytes, offset)
  reader.skipSpace()
  const number = Number(reader.word() || Number.NaN)
  reader.skipSpace()
  reader.word()
  reader.skipSpace()
  if (reader.word() !== 'obj' || (expected !== undefined && number !== expected)) {
    throw new PdfSyntaxError(`object ${expected ?? ''} is not at its place`)
  }
  const value = reader.value()
  reader.skipSpace()
  if (!isDictionary(value) || reader.word() !== 'stream') return value
  const start = reader.position + (bytes[reader.position] === 13 && bytes[reader.position + 1] === 10 ? 2 : 1)
  const length = follow(value.get('Length'))
  const end = typeof length === 'number' ? start + length : -1
  const after = readerAt(bytes, end)
  if (end >= start && end <= bytes.length) {
    after.skipSpace()
    if (after.word() === 'endstream')
      return { kind: 'stream', dictionary: value, raw: bytes.subarray(start, end) }
  }
  throw new PdfSyntaxError('a stream has the wrong length')
}

export function readSection(bytes: Uint8Array, offset: number, unpack: Unpack): Section {
  const reader = readerAt(bytes, offset)
  reader.skipSpace()
  if (reader.word() === 'xref') return readTable(bytes, offset, reader.position)
  const stream = readObject(bytes, offset, undefined, (value) => value ?? null)
  if (!isKind(stream, 'stream') || nameOf(stream.dictionary.get('Type')) !== 'XRef') {
    throw new PdfSyntaxError('no cross references where they should be')
  }
  return {
    offset,
    kind: 'stream',
    trailer: stream.dictionary,
    entries: readStreamEntries(stream.dictionary, unpack(stream)),
  }
}

function readTable(bytes: Uint8Array, offset: number, position: number): Section {
  const reader = readerAt(bytes, position)
  const entries = new Map<number, CrossReference>()
  const next = () => {
    reader.skipSpace()
    return reader.word()
  }
  for (let word = next(); word !== 'trailer'; word = next()) {
    const [first, count] = [Number(word || Number.NaN), Number(next() || Number.NaN)]
    if (!(first >= 0 && count >= 0 && count <= objectsMax))
      throw new PdfSyntaxError('broken cross references')
    for (let number = first; number < first + count; number += 1) {
      const [at, generation, kind] = [Number(next()), Number(next()), next()]
      if (kind !== 'n' && kind !== 'f') throw new PdfSyntaxError('broken cross references')
      entries.set(number, kind === 'n' ? { at: 'offset', offset: at, generation } : { at: 'nowhere' })
    }
  }
  const trailer = reader.value()
  if (!isDictionary(trailer)) throw new PdfSyntaxError('no trailer')
  return { offset, kind: 'table', trailer, entries }
}

function readStreamEntries(dictionary: PdfDictionary, content: Uint8Array): Map<number, CrossReference> {
  const widths = numbersOf(dictionary.get('W'))
  const size = dictionary.get('Size')
  const index = dictionary.has('Index') ? numbersOf(dictionary.get('Index')) : [0, Number(size)]
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths
  const row = typeWidth + secondWidth + thirdWidth
  if (row === 0 || row > 24) throw new PdfSyntaxError('broken cross references')
  const entries = new Map<number, CrossReference>()
  let at = 0
  const take = (width: number) => {
    let number = 0
    for (const end = at + width; at < end; at += 1) number = number * 256 + (content[at] ?? 0)
    return number
  }
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair)
    for (let number = first; number < first + count && at + row <= content.length; number += 1) {
      const [type, second, third] = [typeWidth ? take(typeWidth) : 1, take(secondWidth), take(thirdWidth)]
      if (type === 1) entries.set(number, { at: 'offset', offset: second, generation: third })
      else if (type === 2) entries.set(number, { at: 'container', container: second, index: third })
      else entries.set(number, { at: 'nowhere' })
    }
  }
  return entries
}

const numbersOf = (value: PdfValue | undefined): number[] =>
  isArray(value) ? value.filter((each) => typeof each === 'number') : []

/** Unpacks the streams of one file until they have grown to the limit together. */
export function unpacker(): Unpack {
  let left = unpackedBytesMax
  return ({ dictionary, raw }) => {
    const filter = dictionary.get('Filter')
    const filters = isArray(filter) ? filter : filter === undefined ? [] : [filter]
    if (filters.length === 0) return raw
    if (filters.length > 1 || nameOf(filters[0]) !== 'FlateDecode')
      throw new PdfSyntaxError('unusual packing')
    try {
      const content = inflateSync(raw, { maxOutputLength: Math.max(1, left) })
      left -= content.length
      const parms = dictionary.get('DecodeParms')
      return unpredict(content, isArray(parms) ? parms[0] : parms)
    } catch (cause) {
      throw cause instanceof PdfSyntaxError ? cause : new PdfSyntaxError('cannot be unpacked', { cause })
    }
  }
}

/** Undoes the PNG predictor that most writers use on cross-reference streams. */
function unpredict(content: Uint8Array, parms: PdfValue | undefined): Uint8Array {
  const predictor = isDictionary(parms) ? parms.get('Predictor') : 1
  if (!isDictionary(parms) || predictor === undefined || predictor === 1) return content
  const columns = parms.get('Columns') ?? 1
  if (typeof predictor !== 'number' || predictor < 10 || typeof columns !== 'number' || !(columns > 0)) {
    throw new PdfSyntaxError('unusual packing')
  }
  const rows = Math.floor(content.length / (columns + 1))
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    const kind = content[row * (columns + 1)] ?? 0
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column
      const left = column > 0 ? (out[at - 1] ?? 0) : 0
      const up = row > 0 ? (out[at - columns] ?? 0) : 0
      const corner = row > 0 && column > 0 ? (out[at - columns - 1] ?? 0) : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind] ?? 0
      out[at] = (content[row * (columns + 1) + 1 + column] ?? 0) + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
