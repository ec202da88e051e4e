/**
 * The second place: a folder, which may be a mounted other machine. `base/<time>/` holds what `pg_basebackup --format=tar` would
 * write, `wal/` the log behind it, `files/` the store's files by their hash, `keys/` the sealed keys.
 */

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export const archiveName = 'base.tar.zst'
export const aboutName = 'about.json'
export const manifestName = 'backup_manifest'

/** What a base backup says of itself. */
export type AboutBase = {
  readonly format: 1
  readonly startedAt: string
  readonly endedAt: string
  readonly systemId: string
  readonly timeline: number
  readonly startLsn: string
  readonly endLsn: string
  readonly segmentBytes: number
  readonly archive: { readonly bytes: number; readonly sha256: string; readonly tarBytes: number }
  /** Files of the store that were in `files/` when it ended. */
  readonly files: number
  /** Name of the sealed keys, or why there are none. */
  readonly keys: { readonly sealed: string } | { readonly leftOut: string }
  /** What is needed beside the data to run it again: pack, version, settings without secrets. */
  readonly installation: Readonly<Record<string, string>>
}

export type Base = { readonly name: string; readonly folder: string; readonly about: AboutBase }

/** Whole base backups, the newest last. One that was not finished has no name yet. */
export async function findBases(place: string): Promise<readonly Base[]> {
  const names = await readdir(join(place, 'base')).catch(() => [])
  const bases: Base[] = []
  for (const name of names.filter((one) => /^\d{8}T\d{6}Z/.test(one)).sort()) {
    const folder = join(place, 'base', name)
    bases.push({ name, folder, about: await readJson<AboutBase>(join(folder, aboutName)) })
  }
  return bases
}

export async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, 'utf8')) as T
}

/** Whole or not at all, and there after a power cut. */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const fresh = `${file}.${randomUUID()}`
  await writeFile(fresh, content, { mode: 0o600, flush: true })
  await rename(fresh, file)
  await syncFolder(dirname(file))
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  // Some mounted file systems know no such thing; their own writes are then all there is.
  await handle.sync().catch(() => undefined)
  await handle.close()
}

type Identity = { readonly format: 1; readonly systemId: string }

/**
 * Makes the folders at the first use. Throws when the place holds another installation's backups, and when a place that was there
 * is gone: an unmounted disk would otherwise be filled behind the mount.
 */
export async function openPlace(place: string, systemId: string): Promise<void> {
  const file = join(place, 'mot-cua-backup.json')
  if (!existsSync(file)) {
    if (!existsSync(place))
      throw new Error(`Thư mục sao lưu ${place} không có. Gắn ổ hoặc tạo thư mục đó trước.`)
    for (const name of ['base', 'wal', 'files', 'keys'])
      await mkdir(join(place, name), { recursive: true, mode: 0o700 })
    await writeDurably(file, JSON.stringify({ format: 1, systemId } satisfies Identity))
  }
  const found = await readJson<Identity>(file)
  if (found.systemId !== systemId)
    throw new Error(`${place} là nơi sao lưu của một cơ sở dữ liệu khác. Chọn thư mục trống.`)
}
