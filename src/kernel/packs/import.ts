/** Reads the full texts of procedures from an installation's own export; the pack holds only facts. */
import { ImportError, type Row, readRows } from './rows.ts'

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
  const seen = new Set<string>()
  for await (const row of readRows(file)) {
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
