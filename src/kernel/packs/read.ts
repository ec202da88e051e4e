/** Reads the files of a pack and checks each against its schema. */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { type Kind, type KindName, kindOf, kinds } from './kinds.ts'
import { type Problem, sentenceFor } from './messages.ts'
import { lineOfSyntaxError, type Positions, positionsOf } from './positions.ts'

/** A file that was read: `content` obeys the schema of its kind, unless problems were found in it. */
export type PackFile = {
  readonly path: string
  readonly kind: KindName
  readonly content: unknown
  readonly sound: boolean
  readonly positions: () => Positions
}
type Reading = { readonly files: readonly PackFile[]; readonly problems: readonly Problem[] }

const problemsPerFileMax = 50
const compiled = new Map<TSchema, ReturnType<typeof Compile>>()
function validatorOf(schema: TSchema) {
  const known = compiled.get(schema)
  if (known) return known
  const made = Compile(schema)
  compiled.set(schema, made)
  return made
}

/** Paths of all JSON files of the pack, with `/` between parts, sorted. */
async function listJson(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

/** Editors find the schema by `$schema`; a wrong one would have them complete another kind of file. */
function schemaNameProblems(file: PackFile): Problem[] {
  const named = (file.content as { $schema?: unknown } | null)?.$schema
  const depth = '../'.repeat(file.path.split('/').length + 1)
  const expected = `${depth}schemas/${file.kind}.schema.json`
  if (named === expected) return []
  const line = file.positions().lineOf('/$schema')
  return [{ file: file.path, line, path: '/$schema', message: `“$schema” phải là “${expected}”.` }]
}

function schemaProblems(file: PackFile, kind: Kind): Problem[] {
  const validator = validatorOf(kind.schema)
  if (validator.Check(file.content)) return []
  return validator.Errors(file.content).flatMap((error) => {
    const message = sentenceFor(error)
    const line = file.positions().lineOf(error.instancePath)
    return message ? [{ file: file.path, line, path: error.instancePath, message }] : []
  })
}

async function readOne(folder: string, name: string): Promise<{ file?: PackFile; problems: Problem[] }> {
  const problem = (message: string, line = 1) => ({
    problems: [{ file: name, line, path: '', message }],
  })
  const kindName = kindOf(name)
  if (!kindName) return problem('Gói không có chỗ cho tệp này; hãy xem “A pack” trong docs/architecture.md.')
  const kind: Kind = kinds[kindName]
  const where = path.join(folder, name)
  if ((await stat(where)).size > kind.megabytesMax * 1e6)
    return problem(`Tệp lớn hơn ${kind.megabytesMax} MB; hãy tách nhỏ.`)
  const text = await readFile(where, 'utf8')
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    return problem(
      'Tệp không phải JSON đúng cú pháp; hãy xem dấu phẩy và ngoặc ở gần dòng này.',
      lineOfSyntaxError(error, text),
    )
  }
  let known: Positions | undefined
  const positions = () => (known ??= positionsOf(text))
  const file: PackFile = { path: name, kind: kindName, content, sound: true, positions }
  const problems = [...schemaProblems(file, kind), ...schemaNameProblems(file)]
  return { file: { ...file, sound: problems.length === 0 }, problems: problems.slice(0, problemsPerFileMax) }
}

/** Reads every JSON file of the pack in `folder`. Problems are returned, not thrown. */
export async function readFiles(folder: string): Promise<Reading> {
  const names = await listJson(folder).catch(() => undefined)
  if (!names) {
    const message = `Không mở được thư mục gói ${folder}; hãy kiểm tra đường dẫn.`
    return { files: [], problems: [{ file: '', line: 1, path: '', message }] }
  }
  const missing = Object.values<Kind>(kinds)
    .filter((kind) => kind.required && !names.includes(kind.path))
    .map((kind) => ({ file: kind.path, line: 1, path: '', message: 'Thiếu tệp này trong gói.' }))
  const read = await Promise.all(names.map((name) => readOne(folder, name)))
  return {
    files: read.flatMap(({ file }) => (file ? [file] : [])),
    problems: [...missing, ...read.flatMap(({ problems }) => problems)],
  }
}

/** Keys written twice in one object, for every file. */
export function repeatedKeys(files: readonly PackFile[]): Problem[] {
  return files.flatMap((file) =>
    file.positions().repeated.map((pointer) => ({
      file: file.path,
      line: file.positions().lineOf(pointer),
      path: pointer,
      message: 'Thuộc tính này được viết hai lần trong cùng một đối tượng; hãy giữ một.',
    })),
  )
}
