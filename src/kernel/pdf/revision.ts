/** Incremental update: new and changed objects are appended, every byte before them stays (ISO 32000-1, 7.5.6). */

import { createHash } from 'node:crypto'
import type { PdfFile } from './file.ts'
import { type PdfDictionary, type PdfValue, pdfName, writeValue } from './values.ts'

/** Appends `objects` (by number) as one revision, with cross references of the kind the file already has. */
export function appendRevision(file: PdfFile, objects: ReadonlyMap<number, PdfValue>): Buffer {
  const parts: Buffer[] = [Buffer.from(file.bytes), Buffer.from('\n', 'latin1')]
  let at = file.bytes.length + 1
  const offsets: { readonly number: number; readonly offset: number }[] = []
  const add = (text: string) => {
    const part = Buffer.from(text, 'latin1')
    parts.push(part)
    at += part.length
  }
  for (const [number, value] of [...objects].sort(([a], [b]) => a - b)) {
    offsets.push({ number, offset: at })
    add(`${number} ${generationOf(file, number)} obj\n${writeValue(value)}\nendobj\n`)
  }
  const start = at
  if (file.referencesAre === 'table') {
    const size = Math.max(file.size, ...objects.keys().map((number) => number + 1))
    add(`xref\n${offsets.map(({ number, offset }) => tableEntry(file, number, offset)).join('')}`)
    add(`trailer\n${writeValue(trailerOf(file, size))}\n`)
  } else {
    const number = Math.max(file.size, ...objects.keys().map((each) => each + 1))
    offsets.push({ number, offset: at })
    add(`${number} 0 obj\n${writeValue(referenceStream(file, number + 1, offsets))}\nendobj\n`)
  }
  add(`startxref\n${start}\n%%EOF\n`)
  return Buffer.concat(parts)
}

function generationOf(file: PdfFile, number: number): number {
  const entry = file.references.get(number)
  return entry?.at === 'offset' ? entry.generation : 0
}

function tableEntry(file: PdfFile, number: number, offset: number): string {
  const generation = String(generationOf(file, number)).padStart(5, '0')
  return `${number} 1\n${String(offset).padStart(10, '0')} ${generation} n \n`
}

function referenceStream(
  file: PdfFile,
  size: number,
  offsets: readonly { readonly number: number; readonly offset: number }[],
): PdfValue {
  const raw = Buffer.alloc(offsets.length * 7)
  offsets.forEach(({ number, offset }, index) => {
    raw.writeUInt8(1, index * 7)
    raw.writeUInt32BE(offset, index * 7 + 1)
    raw.writeUInt16BE(generationOf(file, number), index * 7 + 5)
  })
  const dictionary = new Map<string, PdfValue>([
    ['Type', pdfName('XRef')],
    ['W', [1, 4, 2]],
    ['Index', offsets.flatMap(({ number }) => [number, 1])],
    ...trailerOf(file, size),
  ])
  return { kind: 'stream', dictionary, raw }
}

function trailerOf(file: PdfFile, size: number): PdfDictionary {
  const trailer = new Map<string, PdfValue>([
    ['Size', size],
    ['Prev', file.startOfReferences],
  ])
  for (const key of ['Root', 'Info']) {
    const value = file.trailer.get(key)
    if (value !== undefined) trailer.set(key, value)
  }
  const identity = file.trailer.get('ID')
  const digest: PdfValue = {
    kind: 'string',
    bytes: createHash('sha256').update(file.bytes).digest().subarray(0, 16),
  }
  trailer.set('ID', [Array.isArray(identity) ? (identity[0] as PdfValue) : digest, digest])
  return trailer
}
