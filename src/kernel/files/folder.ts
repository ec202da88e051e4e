/** The file store as a folder. */

import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore } from '../files.ts'

export const isSha256 = /^[0-9a-f]{64}$/

/** Names are hashes in two levels of folders. */
export async function openFolderStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const durable = new Set<string>()
  return {
    incoming,
    async take(path, { sha256 }) {
      const target = place(sha256)
      const around = dirname(target)
      await rename(path, target).catch(async (thrown: NodeJS.ErrnoException) => {
        if (thrown.code !== 'ENOENT') throw thrown
        await mkdir(around, { recursive: true, mode: 0o700 })
        await rename(path, target)
      })
      // A name is durable only when its folder is, and a new folder only when the one around it is.
      await syncFolder(around)
      if (durable.has(around)) return
      for (const at of [dirname(around), folder]) await syncFolder(at)
      durable.add(around)
    },
    has: (sha256) =>
      stat(place(sha256)).then(
        (found) => found.isFile() && found.size > 0,
        () => false,
      ),
    open: async (sha256) => {
      const path = place(sha256)
      await stat(path)
      return createReadStream(path)
    },
    remove: (sha256) => rm(place(sha256), { force: true }),
    async *list() {
      const found = await opendir(folder, { recursive: true })
      for await (const { name, parentPath } of found) {
        if (!isSha256.test(name)) continue
        // It may have been removed since its folder was read.
        const stored = await stat(join(parentPath, name)).catch(none)
        if (stored) yield { sha256: name, storedAt: stored.mtime }
      }
    },
  }
}

/** Of what is not there; any other fault is thrown on. */
export function none(thrown: NodeJS.ErrnoException): undefined {
  if (thrown.code !== 'ENOENT') throw thrown
}

/** Makes what was made, renamed or removed in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const opened = await open(path, 'r')
  await opened.sync().finally(() => opened.close())
}
