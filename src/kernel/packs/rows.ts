/** Rows of an exported table, streamed: NDJSON or CSV, plain or gzipped. */
import { createReadStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/** The longest text known is under 200 000 characters; more is a file of another kind. */
const rowCharactersMax = 2_000_000

/** A line of a table that cannot be used. `line` counts from 1. */
export class ImportError extends Error {
  readonly line: number
  constructor(file: string, line: number, reason: string, options?: ErrorOptions) {
    super(`${file}, dòng ${line}: ${reason}`, options)
    this.name = 'ImportError'
    this.line = line
  }
}

async function* textOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const out = new PassThrough()
  const flow = file.endsWith('.gz') ? pipeline(source, createGunzip(), out) : pipeline(source, out)
  // The error reaches the reader through `out`; this promise only repeats it.
  flow.catch(() => undefined)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of out) yield decoder.decode(chunk as Buffer, { stream: true })
    yield decoder.decode()
  } catch (cause) {
    throw new ImportError(file, 1, 'không đọc được; tệp phải có thật, là chữ UTF-8 và không nén hỏng.', {
      cause,
    })
  }
}

/** Column → cell; every cell of a CSV is text. `line` counts from 1. */
export type Row = { readonly line: number; readonly cells: Readonly<Record<string, unknown>> }

async function* jsonRows(file: string): AsyncGenerator<Row> {
  let rest = ''
  let line = 0
  const parse = (text: string): Row[] => {
    line += 1
    if (text.trim() === '') return []
    try {
      const cells: unknown = JSON.parse(text)
      if (typeof cells === 'object' && cells !== null && !Array.isArray(cells))
        return [{ line, cells: cells as Record<string, unknown> }]
    } catch (cause) {
      throw new ImportError(file, line, 'không phải JSON đúng cú pháp; mỗi dòng phải là một thủ tục.', {
        cause,
      })
    }
    throw new ImportError(file, line, 'mỗi dòng phải là một đối tượng JSON { }.')
  }
  for await (const chunk of textOf(file)) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > rowCharactersMax)
      throw new ImportError(file, line + 1, 'dòng quá dài; tệp không phải NDJSON.')
    for (const text of lines) yield* parse(text)
  }
  yield* parse(rest)
}

/** CSV after RFC 4180: quotes doubled inside quotes, line breaks allowed inside quotes. */
async function* csvRecords(file: string): AsyncGenerator<{ line: number; cells: string[] }> {
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let afterQuote = false
  let line = 1
  let startedAt = 1
  for await (const chunk of textOf(file)) {
    for (const letter of chunk) {
      if (letter === '\n') line += 1
      if (quoted && letter === '"') {
        quoted = false
        afterQuote = true
      } else if (quoted) cell += letter
      else if (letter === '"' && (afterQuote || cell === '')) {
        if (afterQuote) cell += '"'
        quoted = true
        afterQuote = false
      } else if (letter === ',' || letter === '\n') {
        cells.push(cell.replace(/\r$/, ''))
        cell = ''
        afterQuote = false
        if (letter === ',') continue
        yield { line: startedAt, cells }
        cells = []
        startedAt = line
      } else cell += letter
      if (cell.length > rowCharactersMax)
        throw new ImportError(file, startedAt, 'một ô quá dài; có thể thiếu dấu nháy đóng.')
    }
  }
  if (quoted) throw new ImportError(file, startedAt, 'ô chữ thiếu dấu nháy đóng (").')
  if (cell !== '' || cells.length > 0) yield { line: startedAt, cells: [...cells, cell] }
}

async function* csvRows(file: string): AsyncGenerator<Row> {
  let header: string[] | undefined
  for await (const { line, cells } of csvRecords(file)) {
    if (!header) {
      header = cells.map((name) => name.replace(/^\uFEFF/, '').trim())
      continue
    }
    if (cells.length === 1 && cells[0] === '') continue
    if (cells.length !== header.length)
      throw new ImportError(file, line, `có ${cells.length} ô, nhưng dòng tiêu đề có ${header.length} ô.`)
    yield { line, cells: Object.fromEntries(header.map((name, index) => [name, cells[index]])) }
  }
}

/**
 * Streams the rows of a table in `.ndjson`, `.jsonl` or `.csv`, each also with `.gz`. Throws an `ImportError` that
 * names the line.
 */
export async function* readRows(file: string): AsyncGenerator<Row> {
  const format = /\.(ndjson|jsonl|csv)(\.gz)?$/.exec(file)?.[1]
  if (!format)
    throw new ImportError(file, 1, 'tên tệp phải kết thúc bằng .ndjson, .csv, .ndjson.gz hoặc .csv.gz.')
  yield* format === 'csv' ? csvRows(file) : jsonRows(file)
}
