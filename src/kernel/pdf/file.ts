/** Opens a PDF of any origin far enough to count, prove, sign and check it; never unpacks more than its limits. */

import {
  type CrossReference,
  objectsMax,
  readObject,
  readSection,
  type Section,
  type Unpack,
  unpacker,
} from './references.ts'
import {
  isArray,
  isDictionary,
  isKind,
  latin1,
  nameOf,
  type PdfDictionary,
  type PdfReference,
  PdfSyntaxError,
  type PdfValue,
  readerAt,
} from './values.ts'

export type PdfFile = {
  readonly bytes: Uint8Array
  readonly trailer: PdfDictionary
  readonly startOfReferences: number
  readonly referencesAre: 'table' | 'stream'
  readonly references: ReadonlyMap<number, CrossReference>
  /** The first object number that is free. */
  readonly size: number
  /** Follows a reference to its object; other values come back as they are. A dangling reference is `null`. */
  resolve(value: PdfValue | undefined): PdfValue
}

const sectionsMax = 200

/** Opens a file by its own cross references, newest revision first. Throws `PdfSyntaxError`. */
export function openPdf(bytes: Uint8Array): PdfFile {
  const tail = latin1(bytes.subarray(Math.max(0, bytes.length - 2048)))
  const start = /^[\s\S]*startxref\s+(\d+)/.exec(tail)?.[1]
  if (start === undefined) throw new PdfSyntaxError('no startxref')
  const references = new Map<number, CrossReference>()
  const unpack = unpacker()
  const sections: Section[] = []
  const waiting = [Number(start)]
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (sections.length >= sectionsMax) throw new PdfSyntaxError('too many revisions')
    if (sections.some((section) => section.offset === offset)) continue
    const section = readSection(bytes, offset, unpack)
    sections.push(section)
    for (const [number, entry] of section.entries) {
      if (!references.has(number)) references.set(number, entry)
    }
    if (references.size > objectsMax) throw new PdfSyntaxError('too many objects')
    for (const next of [section.trailer.get('XRefStm'), section.trailer.get('Prev')]) {
      if (typeof next === 'number') waiting.push(next)
    }
  }
  return fileOf(bytes, references, sections[0] as Section, unpack)
}

/** Opens a file whose cross references are broken by looking for its objects; good enough to show it, never to sign it. */
export function recoverPdf(bytes: Uint8Array): PdfFile {
  const text = latin1(bytes)
  const references = new Map<number, CrossReference>()
  for (const match of text.matchAll(/(?<![\d.])(\d{1,8})\s+(\d{1,5})\s+obj\b/g)) {
    references.set(Number(match[1]), { at: 'offset', offset: match.index, generation: Number(match[2]) })
    if (references.size > objectsMax) throw new PdfSyntaxError('too many objects')
  }
  const trailers = [...text.matchAll(/trailer\s*<</g)].slice(-sectionsMax).flatMap((match) => {
    const trailer = readerAt(bytes, match.index + 'trailer'.length).value()
    return isDictionary(trailer) && trailer.has('Root') ? [trailer] : []
  })
  const trailer = trailers.at(-1)
  if (!trailer) throw new PdfSyntaxError('no trailer')
  return fileOf(bytes, references, { offset: 0, kind: 'table', trailer, entries: new Map() }, unpacker())
}

function fileOf(
  bytes: Uint8Array,
  references: ReadonlyMap<number, CrossReference>,
  newest: Section,
  unpack: Unpack,
): PdfFile {
  const loaded = new Map<number, PdfValue>()
  const containers = new Map<number, readonly PdfValue[]>()
  const load = (number: number, depth: number): PdfValue => {
    if (depth > 20) throw new PdfSyntaxError('references go in a circle')
    const known = loaded.get(number)
    if (known !== undefined) return known
    const value = loadFrom(references.get(number), number, depth)
    loaded.set(number, value)
    return value
  }
  const loadFrom = (entry: CrossReference | undefined, number: number, depth: number): PdfValue => {
    if (!entry || entry.at === 'nowhere') return null
    if (entry.at === 'offset')
      return readObject(bytes, entry.offset, number, (value) => follow(value, depth + 1))
    const objects = containers.get(entry.container) ?? readContainer(load(entry.container, depth + 1), unpack)
    containers.set(entry.container, objects)
    return objects[entry.index] ?? null
  }
  const follow = (value: PdfValue | undefined, depth: number): PdfValue =>
    isKind(value, 'reference') ? load(value.number, depth) : (value ?? null)
  const declared = newest.trailer.get('Size')
  return {
    bytes,
    trailer: newest.trailer,
    startOfReferences: newest.offset,
    referencesAre: newest.kind,
    references,
    size: Math.max(typeof declared === 'number' ? declared : 0, ...maximum(references.keys())),
    resolve: (value) => follow(value, 0),
  }
}

function maximum(numbers: Iterable<number>): [number] {
  let most = 0
  for (const number of numbers) most = Math.max(most, number)
  return [most + 1]
}

function readContainer(stream: PdfValue, unpack: Unpack): PdfValue[] {
  if (!isKind(stream, 'stream') || nameOf(stream.dictionary.get('Type')) !== 'ObjStm') {
    throw new PdfSyntaxError('an object container is missing')
  }
  const [count, first] = [stream.dictionary.get('N'), stream.dictionary.get('First')]
  if (typeof count !== 'number' || typeof first !== 'number' || count > objectsMax) {
    throw new PdfSyntaxError('a broken object container')
  }
  const content = unpack(stream)
  const head = readerAt(content, 0)
  return Array.from({ length: count }, () => {
    head.value()
    const offset = head.value()
    return readerAt(content, first + Number(offset)).value()
  })
}

export type PdfPage = { readonly reference: PdfReference; readonly dictionary: PdfDictionary }

/** The pages in their order. Throws `PdfSyntaxError` for a broken tree or more than `pagesMax`. */
export function pagesOf(file: PdfFile, pagesMax: number): PdfPage[] {
  const root = file.resolve(file.trailer.get('Root'))
  if (!isDictionary(root)) throw new PdfSyntaxError('no catalogue')
  const pages: PdfPage[] = []
  const seen = new Set<number>()
  const waiting: PdfValue[] = [root.get('Pages') ?? null]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isKind(next, 'reference') || seen.has(next.number)) throw new PdfSyntaxError('a broken page tree')
    seen.add(next.number)
    const node = file.resolve(next)
    if (!isDictionary(node)) throw new PdfSyntaxError('a page is missing')
    const children = file.resolve(node.get('Kids'))
    if (isArray(children)) waiting.push(...children.toReversed())
    else pages.push({ reference: next, dictionary: node })
    if (pages.length > pagesMax) throw new PdfSyntaxError('too many pages')
  }
  return pages
}

export type SignatureField = { readonly field: PdfDictionary; readonly signature: PdfDictionary }

/** Signature fields that are filled, in the order of the form. */
export function signatureFieldsOf(file: PdfFile): SignatureField[] {
  const root = file.resolve(file.trailer.get('Root'))
  const form = isDictionary(root) ? file.resolve(root.get('AcroForm')) : null
  const found: SignatureField[] = []
  const visit = (value: PdfValue | undefined, inherited: string | undefined, depth: number) => {
    if (depth > 20 || found.length > 100) throw new PdfSyntaxError('a broken form')
    const field = file.resolve(value)
    if (!isDictionary(field)) return
    const type = nameOf(file.resolve(field.get('FT'))) ?? inherited
    const signature = file.resolve(field.get('V'))
    if (type === 'Sig' && isDictionary(signature)) found.push({ field, signature })
    const children = file.resolve(field.get('Kids'))
    if (isArray(children)) for (const child of children) visit(child, type, depth + 1)
  }
  const fields = isDictionary(form) ? file.resolve(form.get('Fields')) : null
  if (isArray(fields)) for (const field of fields) visit(field, undefined, 0)
  return found
}
