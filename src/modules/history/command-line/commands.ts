/** `npm run import:log -- FILE --procedure CODE --unit CODE`: an import without a screen, for large logs and for scripts. */

import { createReadStream, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import type { CliCommand } from '#kernel/module.ts'
import { checkInput } from '#kernel/web/input.ts'
import { goOn, loadLog, mapLog, uploadLog } from '../commands.ts'
import { acts, columnRoles, emptyMapping, type Import, type Mapping } from '../domain.ts'
import { faultSentence } from '../faults/domain.ts'
import { findImport } from '../store.ts'

const megabytesMax = 500

const MappingFile = Type.Partial(
  Type.Object(
    {
      columns: Type.Partial(Type.Record(Type.Enum(columnRoles), Type.String())),
      zone: Type.Enum(['province', 'utc'] as const),
      activities: Type.Record(Type.String(), Type.String({ pattern: `^(step:.+|skip|${acts.join('|')})$` })),
      resources: Type.Record(Type.String(), Type.String()),
      unfinished: Type.Enum(['closed', 'open'] as const),
    },
    { additionalProperties: false },
  ),
)

export const importLogCommand: CliCommand = {
  name: 'import:log',
  summary: 'Nhập nhật ký hồ sơ của hệ thống khác từ tệp CSV hoặc XES, nén .gz được',
  async run(context, args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        procedure: { type: 'string' },
        unit: { type: 'string' },
        source: { type: 'string', default: 'hệ thống cũ' },
        mapping: { type: 'string' },
        replace: { type: 'boolean', default: false },
      },
    })
    const [path] = positionals
    const { procedure, unit } = values
    if (!path || !procedure || !unit)
      throw new Error(
        'Cách dùng: npm run import:log -- <tệp> --procedure <mã thủ tục> --unit <mã cơ quan> [--mapping ghep.json] [--source tên] [--replace]',
      )
    const incoming = { name: basename(path), content: createReadStream(path) }
    const file = await receiveFile(context.files, incoming, megabytesMax, 'anything')
    const upload = { file, procedure, source: values.source, unitCode: unit, replaces: values.replace }
    const told = values.mapping
      ? checkInput(MappingFile, JSON.parse(readFileSync(values.mapping, 'utf8')))
      : {}
    const id = await importLog(context, upload, told as Partial<Mapping>, console.log)
    console.log(`Xong. Xem kết quả: ${context.settings.publicUrl}/quan-tri/nhap-lich-su/${id}`)
  },
}

/** Nhập cả tệp trong một lượt: read, mapped as guessed with what is `told`, checked, loaded. Throws what stands in the way. */
export async function importLog(
  context: Context,
  upload: Parameters<typeof uploadLog>[1],
  told: Partial<Mapping> = {},
  say: (line: string) => void = () => {},
): Promise<string> {
  const id = await uploadLog(context, upload)
  await goOn(context, id)
  const found = await demand(context, id)
  say(`Đã đọc ${found.found?.rowsCount ?? 0} dòng. Cột: ${found.found?.columns.join(', ') ?? ''}`)
  const mapping = { ...emptyMapping, ...found.mapping, ...told }
  await mapLog(context, id, mapping)
  await goOn(context, id)
  // Other columns were named, so the file was read anew.
  if ((await demand(context, id)).state === 'read') {
    await mapLog(context, id, mapping)
    await goOn(context, id)
  }
  const { report } = await demand(context, id)
  for (const fault of report?.faults.slice(0, 50) ?? []) say(faultSentence(fault, 'vi'))
  for (const { name, count } of report?.unmapped ?? []) say(`Chưa ghép: ${name} (${count} lần)`)
  await loadLog(context, id)
  say(`Đang nạp ${report?.casesCount ?? 0} hồ sơ, ${report?.eventsCount ?? 0} sự kiện.`)
  await goOn(context, id)
  await demand(context, id)
  return id
}

async function demand(context: Context, id: string): Promise<Import> {
  const one = await read(context, (tx) => findImport(tx, id))
  if (!one) throw new Error(`The import ${id} is not there`)
  if (one.failure) throw new Error(one.failure.vi)
  return one
}
