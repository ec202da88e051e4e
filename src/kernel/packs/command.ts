/** The commands behind `npm run pack`. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Kind, kinds } from './kinds.ts'
import { checkPack, packWarnings, problemLine } from './pack.ts'

type Say = (line: string) => void

/** Kiểm tra các gói: prints every problem as `file:line: message`. Returns the exit code, 1 when any was found. */
export async function checkPackCommand(folders: readonly string[], say: Say = console.log): Promise<0 | 1> {
  let total = 0
  for (const folder of folders) {
    const problems = await checkPack(folder)
    total += problems.length
    for (const problem of problems) say(problemLine({ ...problem, file: path.join(folder, problem.file) }))
    for (const warning of await packWarnings(folder))
      say(`Cảnh báo: ${problemLine({ ...warning, file: path.join(folder, warning.file) })}`)
    if (problems.length === 0) say(`${folder}: gói hợp lệ.`)
  }
  if (total > 0) say(`Có ${total} lỗi. Hãy sửa các dòng trên rồi kiểm tra lại.`)
  return total > 0 ? 1 : 0
}

/** Writes `<folder>/<kind>.schema.json`, JSON Schema 2020-12, so that editors complete and check packs. */
export async function writeSchemasCommand(folder: string, say: Say = console.log): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, kind] of Object.entries<Kind>(kinds)) {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: kind.path,
      ...kind.schema,
    }
    await writeFile(path.join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`)
    say(`${folder}/${name}.schema.json`)
  }
}
