/** Writes files of a pack: one entry of a list per line, so that a change shows as one line in a comparison. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

function valueText(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0 || typeof value[0] !== 'object')
    return JSON.stringify(value)
  return `[\n${value.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`
}

/** The text of a pack file: properties on their own lines, lists of records one record a line. */
export function packText(kind: string, depth: number, content: Readonly<Record<string, unknown>>): string {
  const $schema = `${'../'.repeat(depth)}schemas/${kind}.schema.json`
  const lines = Object.entries({ $schema, ...content }).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${valueText(value)}`,
  )
  return `{\n${lines.join(',\n')}\n}\n`
}

/** Writes `file` (a path inside the pack in `folder`, itself two levels below the root). */
export async function writePackFile(
  folder: string,
  file: string,
  kind: string,
  content: Readonly<Record<string, unknown>>,
): Promise<void> {
  const where = path.join(folder, file)
  await mkdir(path.dirname(where), { recursive: true })
  await writeFile(where, packText(kind, 2 + file.split('/').length - 1, content))
}
