/** Where a log is read from: an address or a folder that `socai export` wrote; keys from a file. Nothing is believed unread. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type TileReader, tileWidth } from '#kernel/merkle-tiles.ts'
import { openCheckpoint, parseVerifierKey, type VerifierKey } from '#kernel/notes.ts'

/** The file, or a sentence that says what to do. */
export function readBytes(file: string | undefined, what: string): Buffer {
  if (!file) throw new Error(`Thiếu ${what}.`)
  try {
    return readFileSync(file)
  } catch {
    throw new Error(`Không đọc được ${what}: ${file}`)
  }
}

export const readText = (file: string | undefined, what: string): string =>
  readBytes(file, what).toString('utf8')

export async function readKeys(file: string | undefined): Promise<readonly VerifierKey[]> {
  const lines = readText(file, 'tệp khóa (--keys TỆP, tải từ trang Sổ cái)').split('\n').filter(Boolean)
  const keys = (await Promise.all(lines.map(parseVerifierKey))).filter((key) => key !== undefined)
  if (keys.length === 0) throw new Error('Tệp khóa không có khóa nào đọc được.')
  return keys
}

async function fetchBytes(log: string, name: string): Promise<Buffer> {
  if (!/^https?:/.test(log)) return readFileSync(path.join(log, name))
  const reply = await fetch(`${log.replace(/\/$/, '')}/${name}`, { signal: AbortSignal.timeout(20_000) })
  if (!reply.ok) throw new Error(`${log} trả lời ${reply.status} khi hỏi ${name}.`)
  return Buffer.from(await reply.arrayBuffer())
}

/** The newest signed head of a log. Throws when its own signature does not hold. */
export async function readHead(log: string, keys: readonly VerifierKey[]) {
  const note = (await fetchBytes(log, 'checkpoint')).toString('utf8')
  const opened = await openCheckpoint(note, keys)
  return { note, opened }
}

/** Tiles of a log as they are at a size. */
export const tilesOf =
  (log: string, size: number): TileReader =>
  ({ level, index }) => {
    const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - index * tileWidth)
    const text = String(index)
    const groups = text.padStart(Math.ceil(text.length / 3) * 3, '0').match(/\d{3}/g) ?? []
    const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/')
    return fetchBytes(log, `tile/${level}/${name}${width === tileWidth ? '' : `.p/${width}`}`)
  }
