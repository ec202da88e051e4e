/** Bringing an installation's own texts into it. */

import path from 'node:path'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import type { CliCommand } from '#kernel/module.ts'
import { type ProcedureTexts, readProcedureTexts } from '#kernel/packs.ts'
import * as store from './store.ts'

export type ImportedTexts = {
  readonly read: number
  /** New or changed; the rest stood there already. */
  readonly written: number
  /** Codes that the catalogue does not have; their texts are left out. */
  readonly unknown: readonly string[]
}

const batchSize = 200

/**
 * Nhập toàn văn thủ tục from an export of the installation: all of the file or nothing. Running it again changes nothing.
 * Throws an `ImportError` that names the line of the file.
 */
export async function importProcedureTexts(
  context: Context,
  file: string,
  progress: (read: number) => void = () => undefined,
): Promise<ImportedTexts> {
  const source = path.basename(file)
  return inTransaction(context, async (tx) => {
    let [read, written] = [0, 0]
    const unknown: string[] = []
    const save = async (batch: readonly ProcedureTexts[]) => {
      const known = await store.knownCodes(
        tx,
        batch.map(({ code }) => code),
      )
      unknown.push(...batch.filter(({ code }) => !known.has(code)).map(({ code }) => code))
      written += await store.saveTexts(
        tx,
        batch.filter(({ code }) => known.has(code)),
        source,
        context.now,
      )
      read += batch.length
      progress(read)
    }
    let batch: ProcedureTexts[] = []
    for await (const texts of readProcedureTexts(file)) {
      batch.push(texts)
      if (batch.length < batchSize) continue
      await save(batch)
      batch = []
    }
    if (batch.length > 0) await save(batch)
    return { read, written, unknown }
  })
}

/** `npm run import:procedures -- <file>`: the texts of an installation's own export. */
export const importCommand: CliCommand = {
  name: 'import:procedures',
  summary: 'Nhập toàn văn thủ tục từ tệp .ndjson hoặc .csv, nén .gz được',
  async run(context, [file]) {
    if (!file) throw new Error('Thiếu tên tệp. Cách dùng: npm run import:procedures -- <tệp.ndjson.gz>')
    const { read, written, unknown } = await importProcedureTexts(context, file, (count) =>
      console.log(`Đã đọc ${count} thủ tục.`),
    )
    console.log(`Xong: ${read} thủ tục trong tệp, ${written} mới hoặc thay đổi.`)
    if (unknown.length > 0)
      console.log(`Bỏ qua ${unknown.length} mã không có trong danh mục: ${unknown.slice(0, 20).join(', ')}`)
  },
}
