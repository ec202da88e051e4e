/** Reading a log from its file: a table of text (CSV) or a tree of traces (XES), packed or not. */

import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import type { Context } from '#kernel/context.ts'
import { readVerified } from '#kernel/files.ts'
import { refusal } from '../domain.ts'
import type { LogRow, LogTable } from './domain.ts'

export const eventsMax = 2_000_000
/** Unpacked; a bomb of zeros is stopped here. */
const bytesMax = 1024 ** 3
const cellLengthMax = 4_000

type StoredLog = { readonly fileSha256: string; readonly fileName: string }

/** The log as a table. Throws refusals that name the line. */
export async function readLog({ files }: Context, { fileSha256, fileName }: StoredLog): Promise<LogTable> {
  const stored = await readVerified(files, fileSha256, fileName)
  const bytes = stored[0] === 0x1f && stored[1] === 0x8b ? await unpack(stored) : stored
  const text = decode(bytes)
  return /^\s*</.test(text.slice(0, 1000)) ? readXes(text) : readCsv(text)
}

async function unpack(packed: Buffer): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of Readable.from([packed]).pipe(createGunzip())) {
      size += (part as Buffer).length
      if (size > bytesMax) throw refusal.tooManyEvents({ details: { max: eventsMax } })
      parts.push(part as Buffer)
    }
  } catch (thrown) {
    if (thrown instanceof Error && 'errno' in thrown)
      throw Object.assign(refusal.notText(), { cause: thrown })
    throw thrown
  }
  return Buffer.concat(parts)
}

/** Spreadsheets write UTF-8, with or without a mark, or UTF-16 with one. */
function decode(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes).replaceAll('\0', '')
  } catch (cause) {
    throw Object.assign(refusal.notText(), { cause })
  }
}

const separators = [',', ';', '\t', '|'] as const

/** The separator that the line of names has most of, outside of quotes. */
function separatorOf(text: string): string {
  const names = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counted = separators.map((one) => ({ one, count: names.split(one).length }))
  return counted.toSorted((a, b) => b.count - a.count)[0]?.one ?? ','
}

type Parsed = { readonly record: string[]; readonly info: { readonly lines: number } }

export function readCsv(text: string): LogTable {
  const parsed = parseCsv(text)
  const [head, ...body] = parsed
  const columns = (head?.record ?? []).map(
    (name, index) => name.trim().normalize('NFC') || `Cột ${index + 1}`,
  )
  if (body.length === 0) throw refusal.noRows()
  if (body.length > eventsMax) throw refusal.tooManyEvents({ details: { max: eventsMax } })
  const names = columns.map((name, index) =>
    columns.indexOf(name) === index ? name : `${name} (${index + 1})`,
  )
  return {
    columns: names,
    rows: body.map(({ record, info }) => ({ line: info.lines, cells: record.map(clean) })),
    uneven: body.filter(({ record }) => record.length !== names.length).map(({ info }) => info.lines),
  }
}

function parseCsv(text: string): readonly Parsed[] {
  try {
    return parse(text, {
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 1024 * 1024,
    }) as unknown as Parsed[]
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? Number(cause.lines) : 1
    throw Object.assign(refusal.badTable({ details: { line } }), { cause })
  }
}

const clean = (cell: string) => cell.trim().normalize('NFC').slice(0, cellLengthMax)

/** The kinds of XES attributes that say one thing; lists and containers are passed over. */
const simpleKinds = new Set(['string', 'date', 'int', 'float', 'boolean', 'id'])
const depthMax = 64

/**
 * IEEE 1849 (XES): attributes of a trace become columns that begin with `case:`, those of its events columns of their own
 * name. Entities and document types are never read.
 */
export function readXes(text: string): LogTable {
  const columns = new Map<string, number>()
  const rows: LogRow[] = []
  let trace = new Map<string, string>()
  let event: Map<string, string> | undefined
  let eventLine = 0
  const open: string[] = []
  const parser = new SaxesParser({ position: true })
  const broken = (cause?: unknown) =>
    Object.assign(refusal.badXml({ details: { line: parser.line } }), { cause })
  parser.on('error', (error) => {
    throw broken(error)
  })
  parser.on('doctype', () => {
    throw refusal.doctype()
  })
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1)
    open.push(name)
    if (open.length > depthMax) throw broken()
    if (name === 'trace') trace = new Map()
    if (name === 'event' && parent === 'trace') {
      event = new Map()
      eventLine = parser.line
    }
    if (!simpleKinds.has(name) || typeof attributes.key !== 'string') return
    const value = clean(String(attributes.value ?? ''))
    if (parent === 'event') event?.set(attributes.key, value)
    if (parent === 'trace') trace.set(`case:${attributes.key}`, value)
  })
  parser.on('closetag', ({ name }) => {
    open.pop()
    if (name !== 'event' || !event) return
    if (rows.length >= eventsMax) throw refusal.tooManyEvents({ details: { max: eventsMax } })
    const cells: string[] = []
    for (const [key, value] of [...trace, ...event]) {
      const at = columns.get(key) ?? columns.size
      columns.set(key, at)
      cells[at] = value
    }
    rows.push({ line: eventLine, cells })
    event = undefined
  })
  parser.write(text).close()
  if (rows.length === 0) throw refusal.noRows()
  const width = columns.size
  return {
    columns: [...columns.keys()],
    rows: rows.map(({ line, cells }) => ({
      line,
      cells: Array.from({ length: width }, (_, at) => cells[at] ?? ''),
    })),
    uneven: [],
  }
}
