/**
 * `npm run bench:sealing [-- --files 300 --kilobytes 400 --clients 8]`: files a second into a store that seals and into one that does
 * not, in turns, and read back. Fails when sealing takes more than half of the rate away.
 */

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type FileStore, openFileStore, openSealing, readVerified, receiveFile } from '#kernel/files.ts'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '300' },
    kilobytes: { type: 'string', default: '400' },
    clients: { type: 'string', default: '8' },
    /** On the disk that counts: a folder in memory would hide what is durable. */
    folder: { type: 'string', default: '.' },
  },
})
const [count, bytes, clients] = [
  Number(values.files),
  Number(values.kilobytes) * 1024,
  Number(values.clients),
]
const rounds = 3
const root = mkdtempSync(join(values.folder, 'bench-sealing-'))

async function measure(store: FileStore): Promise<{ readonly stored: number; readonly readBack: number }> {
  const contents = Array.from({ length: count }, () => randomBytes(bytes))
  const hashes: string[] = []
  const began = performance.now()
  await together(contents, async (content) => {
    const incoming = { name: 'x', content: Readable.from([content]) }
    hashes.push((await receiveFile(store, incoming, 60, 'anything')).sha256)
  })
  const stored = performance.now()
  await together(hashes, async (sha256) => void (await readVerified(store, sha256, 'x')))
  const rate = (ms: number) => (count * 1000) / ms
  return { stored: rate(stored - began), readBack: rate(performance.now() - stored) }
}

async function together<T>(things: readonly T[], act: (thing: T) => Promise<void>): Promise<void> {
  let next = 0
  const work = async () => {
    for (let at = next++; at < things.length; at = next++) await act(things[at] as T)
  }
  await Promise.all(Array.from({ length: clients }, work))
}

try {
  const keys = join(root, 'keys')
  const sealing = await openSealing(join(keys, 'files'), join(keys, 'master.key'))
  const at = (name: string) => pathToFileURL(join(root, name)).href
  const stores = {
    open: await openFileStore(at('open')),
    sealed: await openFileStore(at('sealed'), { sealing }),
  }
  const best = { open: { stored: 0, readBack: 0 }, sealed: { stored: 0, readBack: 0 } }
  for (let round = 0; round < rounds; round++)
    for (const name of ['open', 'sealed'] as const) {
      const { stored, readBack } = await measure(stores[name])
      best[name].stored = Math.max(best[name].stored, stored)
      best[name].readBack = Math.max(best[name].readBack, readBack)
    }
  const share = best.sealed.stored / best.open.stored
  const of = ({ stored, readBack }: typeof best.open) =>
    `${stored.toFixed(0)} stored, ${readBack.toFixed(0)} read`
  console.log(
    `Files of ${values.kilobytes} KB a second, ${clients} clients: open ${of(best.open)}; sealed ${of(best.sealed)}; share of the rate ${share.toFixed(2)}`,
  )
  if (share < 0.5) process.exitCode = 1
} finally {
  rmSync(root, { recursive: true, force: true })
}
