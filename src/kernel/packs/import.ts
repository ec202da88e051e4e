/** Reads the full texts of procedures from an installation's own export; the pack holds only facts. */
import { createReadStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/** Nội dung mô tả của một thủ tục, as its agency published it. Absent texts are empty. */
export type ProcedureTexts = {
  readonly code: string
  readonly texts: {
    readonly sequence: string
    readonly conditions: string
    readonly ways: string
    readonly basis: string
  }
}

/** Column of the export → text. */
const columns = {
  sequence: 'trinh_tu_thuc_hien',
  conditions: 'yeu_cau_dieu_kien',
  ways: 'cach_thuc_thuc_hien',
  basis: 'can_cu_phap_ly',
} as const
const codeColumn = 'ma_thu_tuc'
/** The longest text known is under 200 000 characters; more is a file of another kind. */
const rowCharactersMax = 2_000_000

/** A line of the export that cannot be used. `line` counts from 1. */
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
    if (cause instanceof ImportError) throw cause
    throw new ImportError(file, 1, 'không đọc được; tệp phải có thật, là chữ UTF-8 và không nén hỏng.', {
      cause,
    })
  }
}

type Row = { readonly line: number; readonly cells: Readonly<Record<string, unknown>> }

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
      if (!header.includes(codeColumn)) throw new ImportError(file, line, `thiếu cột ${codeColumn}.`)
      continue
    }
    if (cells.length === 1 && cells[0] === '') continue
    if (cells.length !== header.length)
      throw new ImportError(file, line, `có ${cells.length} ô, nhưng dòng tiêu đề có ${header.length} ô.`)
    yield { line, cells: Object.fromEntries(header.map((name, index) => [name, cells[index]])) }
  }
}

function textIn(file: string, { line, cells }: Row, column: string): string {
  const value = cells[column] ?? ''
  if (typeof value !== 'string') throw new ImportError(file, line, `${column} phải là chữ.`)
  return value.normalize('NFC').trim()
}

/**
 * Nhập toàn văn thủ tục: streams the rows of `file`, one procedure after another. Reads `.ndjson`, `.csv` and
 * both with `.gz`. Throws an `ImportError` naming the line, so that the caller's transaction rolls back.
 */
export async function* readProcedureTexts(file: string): AsyncGenerator<ProcedureTexts> {
  const plain = file.replace(/\.gz$/, '')
  const known = /\.(ndjson|jsonl|csv)$/.exec(plain)?.[1]
  if (!known)
    throw new ImportError(file, 1, 'tên tệp phải kết thúc bằng .ndjson, .csv, .ndjson.gz hoặc .csv.gz.')
  const seen = new Set<string>()
  for await (const row of known === 'csv' ? csvRows(file) : jsonRows(file)) {
    const code = textIn(file, row, codeColumn)
    if (!/^\d\.\d{6}$/.test(code))
      throw new ImportError(
        file,
        row.line,
        `mã thủ tục “${code}” không đúng dạng 1.001193 (cột ${codeColumn}).`,
      )
    if (seen.has(code)) throw new ImportError(file, row.line, `thủ tục ${code} đã có ở một dòng trước.`)
    seen.add(code)
    const text = (column: string) => textIn(file, row, column)
    yield {
      code,
      texts: {
        sequence: text(columns.sequence),
        conditions: text(columns.conditions),
        ways: text(columns.ways),
        basis: text(columns.basis),
      },
    }
  }
}
