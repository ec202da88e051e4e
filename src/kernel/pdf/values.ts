/** The values a PDF file is made of, read from bytes and written back (ISO 32000-1, section 7.3). */

export type PdfName = { readonly kind: 'name'; readonly name: string }
export type PdfString = { readonly kind: 'string'; readonly bytes: Uint8Array }
export type PdfReference = {
  readonly kind: 'reference'
  readonly number: number
  readonly generation: number
}
export type PdfStream = {
  readonly kind: 'stream'
  readonly dictionary: PdfDictionary
  readonly raw: Uint8Array
}
/** Text written as it stands; only for what we append ourselves. */
export type PdfRaw = { readonly kind: 'raw'; readonly text: string }
export type PdfDictionary = ReadonlyMap<string, PdfValue>
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfStream
  | PdfRaw
  | PdfDictionary
  | readonly PdfValue[]

/** The bytes are not what PDF allows. Callers turn it into a refusal. */
export class PdfSyntaxError extends Error {}

export const pdfName = (name: string): PdfName => ({ kind: 'name', name })
export const pdfReference = (number: number, generation = 0): PdfReference => ({
  kind: 'reference',
  number,
  generation,
})
export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof Map
export const isArray = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value)
export function isKind<K extends 'name' | 'string' | 'reference' | 'stream'>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<PdfValue, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}
export const nameOf = (value: PdfValue | undefined) => (isKind(value, 'name') ? value.name : undefined)

const depthMax = 100
const white = new Set([0, 9, 10, 12, 13, 32])
const delimiters = new Set([...'()<>[]{}/%'].map((letter) => letter.charCodeAt(0)))
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

export type PdfReader = {
  position: number
  skipSpace(): void
  /** A run of regular characters: a number or a keyword. */
  word(): string
  value(depth?: number): PdfValue
}

/** Reads values one after another from `position`. Throws `PdfSyntaxError`. */
export function readerAt(bytes: Uint8Array, position: number): PdfReader {
  const reader: PdfReader = {
    position,
    skipSpace() {
      for (; reader.position < bytes.length; reader.position += 1) {
        if (bytes[reader.position] === 0x25) {
          while (reader.position < bytes.length && !isLineEnd(bytes[reader.position])) reader.position += 1
        } else if (!white.has(bytes[reader.position] ?? -1)) return
      }
    },
    word() {
      const start = reader.position
      while (reader.position < bytes.length && isRegular(bytes[reader.position])) reader.position += 1
      return latin1(bytes.subarray(start, reader.position))
    },
    value(depth = 0) {
      if (depth > depthMax) throw new PdfSyntaxError('nested too deeply')
      reader.skipSpace()
      const [first, second] = [bytes[reader.position], bytes[reader.position + 1]]
      if (first === 0x2f) return pdfName(readName(reader))
      if (first === 0x28) return { kind: 'string', bytes: readLiteral(bytes, reader) }
      if (first === 0x5b) return readArray(bytes, reader, depth)
      if (first === 0x3c) {
        return second === 0x3c
          ? readDictionary(bytes, reader, depth)
          : { kind: 'string', bytes: readHex(bytes, reader) }
      }
      return readPlain(reader)
    },
  }
  return reader
}

const isLineEnd = (byte: number | undefined) => byte === 10 || byte === 13
const isRegular = (byte: number | undefined) =>
  byte !== undefined && !white.has(byte) && !delimiters.has(byte)

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

function readName(reader: PdfReader): string {
  reader.position += 1
  return reader
    .word()
    .replace(/#([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function readPlain(reader: PdfReader): PdfValue {
  const word = reader.word()
  if (word === 'null') return null
  if (word === 'true' || word === 'false') return word === 'true'
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(word)) throw new PdfSyntaxError(`unexpected "${word.slice(0, 20)}"`)
  if (/^\d+$/.test(word)) {
    const back = reader.position
    reader.skipSpace()
    const generation = reader.word()
    reader.skipSpace()
    if (/^\d{1,5}$/.test(generation) && reader.word() === 'R')
      return pdfReference(Number(word), Number(generation))
    reader.position = back
  }
  return Number(word)
}

function readArray(bytes: Uint8Array, reader: PdfReader, depth: number): PdfValue[] {
  reader.position += 1
  const values: PdfValue[] = []
  for (;;) {
    reader.skipSpace()
    if (bytes[reader.position] === 0x5d) {
      reader.position += 1
      return values
    }
    values.push(reader.value(depth + 1))
  }
}

function readDictionary(bytes: Uint8Array, reader: PdfReader, depth: number): PdfDictionary {
  reader.position += 2
  const entries = new Map<string, PdfValue>()
  for (;;) {
    reader.skipSpace()
    if (bytes[reader.position] === 0x3e && bytes[reader.position + 1] === 0x3e) {
      reader.position += 2
      return entries
    }
    if (bytes[reader.position] !== 0x2f) throw new PdfSyntaxError('a key is missing')
    const key = readName(reader)
    const value = reader.value(depth + 1)
    const earlier = entries.get(key)
    // Two values under one key are read differently by different viewers; nobody honest writes that.
    if (earlier !== undefined && writeValue(earlier) !== writeValue(value)) {
      throw new PdfSyntaxError(`the key ${key} has two values`)
    }
    entries.set(key, value)
  }
}

function readHex(bytes: Uint8Array, reader: PdfReader): Uint8Array {
  const end = bytes.indexOf(0x3e, reader.position)
  if (end < 0) throw new PdfSyntaxError('a string does not end')
  const digits = latin1(bytes.subarray(reader.position + 1, end)).replace(/\s+/g, '')
  if (!/^[0-9a-f]*$/i.test(digits)) throw new PdfSyntaxError('not hexadecimal')
  reader.position = end + 1
  return new Uint8Array(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'))
}

function readLiteral(bytes: Uint8Array, reader: PdfReader): Uint8Array {
  const out: number[] = []
  for (let at = reader.position + 1, open = 1; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === 0x5c) {
      const octal = /^[0-7]{1,3}/.exec(latin1(bytes.subarray(at + 1, at + 4)))?.[0]
      const next = bytes[at + 1] ?? 0
      at += octal ? octal.length : 1
      if (octal) out.push(Number.parseInt(octal, 8) & 255)
      else if (next === 13 && bytes[at + 1] === 10) at += 1
      else if (!isLineEnd(next)) out.push(escapes[String.fromCharCode(next)] ?? next)
      continue
    }
    if (byte === 0x28) open += 1
    if (byte === 0x29) open -= 1
    if (open === 0) {
      reader.position = at + 1
      return Uint8Array.from(out)
    }
    out.push(byte)
  }
  throw new PdfSyntaxError('a string does not end')
}

/** Text of a document in the two encodings PDF knows (UTF-16 with a mark, else Latin letters), or UTF-8 with a mark. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (!isKind(value, 'string')) return undefined
  const bytes = Buffer.from(value.bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le')
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8')
  return bytes.toString('latin1')
}

export function pdfText(text: string): PdfString {
  const ascii = /^[ -~]*$/.test(text)
  return {
    kind: 'string',
    bytes: ascii
      ? Buffer.from(text, 'latin1')
      : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
  }
}

/** Writes a value so that reading it gives the same value. */
export function writeValue(value: PdfValue): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(6)
  if (isArray(value)) return `[${value.map(writeValue).join(' ')}]`
  if (isDictionary(value)) {
    return `<< ${[...value].map(([key, each]) => `${writeName(key)} ${writeValue(each)}`).join(' ')} >>`
  }
  switch (value.kind) {
    case 'name':
      return writeName(value.name)
    case 'string':
      return `<${Buffer.from(value.bytes).toString('hex')}>`
    case 'reference':
      return `${value.number} ${value.generation} R`
    case 'raw':
      return value.text
    case 'stream':
      return `${writeValue(new Map([...value.dictionary, ['Length', value.raw.length]]))}\nstream\n${latin1(value.raw)}\nendstream`
  }
}

function writeName(name: string): string {
  return `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (letter) => `#${letter.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
}
