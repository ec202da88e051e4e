/** What browsers ask for, kept on disk as it was built, so that a process that starts builds nothing. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Asset, Assets } from './assets.ts'

/** Where the bytes of an asset lie in the one file of all. */
type Span = readonly [from: number, to: number]
type Entry = Pick<Asset, 'url' | 'contentType'> & {
  readonly name: string
  readonly bytes: Span
  readonly brotli?: Span
  readonly gzip?: Span
}

/** Writes them into a folder of their own. */
export async function writeAssets(folder: string, assets: Assets): Promise<void> {
  const pieces: Buffer[] = []
  let length = 0
  const put = (bytes: Buffer): Span => {
    pieces.push(bytes)
    length += bytes.length
    return [length - bytes.length, length]
  }
  const entries = [...assets].map(
    ([name, { url, contentType, bytes, brotli, gzip }]): Entry => ({
      name,
      url,
      contentType,
      bytes: put(bytes),
      ...(brotli && { brotli: put(brotli) }),
      ...(gzip && { gzip: put(gzip) }),
    }),
  )
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'bytes'), Buffer.concat(pieces))
  await writeFile(join(folder, 'index.json'), JSON.stringify(entries))
}

/** Reads what `writeAssets` wrote. */
export async function readAssets(folder: string): Promise<Assets> {
  const [index, all] = await Promise.all([
    readFile(join(folder, 'index.json'), 'utf8'),
    readFile(join(folder, 'bytes')),
  ])
  const at = ([from, to]: Span) => all.subarray(from, to)
  return new Map(
    (JSON.parse(index) as Entry[]).map(({ name, url, contentType, bytes, brotli, gzip }) => [
      name,
      {
        url,
        contentType,
        bytes: at(bytes),
        ...(brotli && { brotli: at(brotli) }),
        ...(gzip && { gzip: at(gzip) }),
      },
    ]),
  )
}
