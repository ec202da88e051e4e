/** Bản sao lưu nền: all of the server's files as `pg_basebackup --format=tar` would write them, taken while people work. */

import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { compressor, segmentBytesOf } from './log.ts'
import {
  type AboutBase,
  aboutName,
  archiveName,
  type Base,
  manifestName,
  openPlace,
  syncFolder,
  writeDurably,
} from './place.ts'
import { openReplication, type Replication } from './replication.ts'

type Beside = Pick<AboutBase, 'files' | 'keys' | 'installation'>

/**
 * Takes one. `beside` is asked when the data are safe: it copies what does not lie in the database and says what it did. Nothing
 * of an attempt that fails is left.
 */
export async function takeBase(url: string, place: string, beside: () => Promise<Beside>): Promise<Base> {
  const replication = await openReplication(url, 'physical')
  const unfinished = join(place, 'base', `.${randomUUID()}`)
  try {
    const [{ systemid = '' } = {}] = await replication.run('IDENTIFY_SYSTEM')
    await openPlace(place, systemid ?? '')
    await mkdir(unfinished, { mode: 0o700 })
    const started = new Date()
    const segmentBytes = await segmentBytesOf(replication)
    const { rows, archive, manifest } = await copyOut(replication, join(unfinished, archiveName))
    const [start, , end] = rows
    if (!start?.recptr || !end?.recptr || rows.length !== 3)
      throw new Error('Chỉ sao lưu được máy chủ không có tablespace riêng.')
    await writeDurably(join(unfinished, manifestName), manifest)
    const about: AboutBase = {
      format: 1,
      startedAt: started.toISOString(),
      systemId: systemid ?? '',
      timeline: Number(start.tli),
      startLsn: start.recptr,
      endLsn: end.recptr,
      segmentBytes,
      archive,
      endedAt: new Date().toISOString(),
      ...(await beside()),
    }
    await writeDurably(join(unfinished, aboutName), JSON.stringify(about, undefined, 2))
    const name = started.toISOString().replace(/[-:]|\.\d+/g, '')
    const folder = join(place, 'base', name)
    await rename(unfinished, folder)
    await syncFolder(join(place, 'base'))
    return { name, folder, about }
  } finally {
    await rm(unfinished, { recursive: true, force: true })
    await replication.close()
  }
}

const command = `BASE_BACKUP (LABEL 'mot-cua', CHECKPOINT 'fast', WAIT false, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`

/** Streams the one archive into a file; the server's own manifest, which names each file's hash, comes behind it. */
async function copyOut(replication: Replication, file: string) {
  const tar = new PassThrough({ highWaterMark: 4 * 1024 * 1024 })
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const written = pipeline(tar, compressor(), count, createWriteStream(file, { mode: 0o600, flush: true }))
  written.catch(() => replication.close())
  const manifest: Buffer[] = []
  let [tarBytes, archives, inManifest] = [0, 0, false]
  const rows = await replication.run(command, {
    onChunk(chunk) {
      const kind = String.fromCharCode(chunk[0] ?? 0)
      if (kind === 'n') archives++
      else if (kind === 'm') inManifest = true
      else if (kind === 'd' && inManifest) manifest.push(chunk.subarray(1))
      else if (kind === 'd' && archives === 1) {
        tarBytes += chunk.length - 1
        if (!tar.write(chunk.subarray(1))) return new Promise((resolve) => tar.once('drain', resolve))
      }
      return undefined
    },
  })
  // The server leaves out the two empty blocks that end an archive.
  tar.end(Buffer.alloc(1024))
  await written
  return {
    rows,
    manifest: Buffer.concat(manifest),
    archive: { bytes, sha256: hash.digest('hex'), tarBytes: tarBytes + 1024 },
  }
}
