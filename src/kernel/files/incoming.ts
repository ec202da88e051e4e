/** An upload on its way in: written, counted and hashed as it comes. */

import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { kernelRefusal } from '../errors.ts'
import type { StoredBytes } from '../files.ts'

type Writing = { readonly megabytesMax: number; readonly flush: boolean }
/** What is no larger stays at hand once it is written: to read it again costs more than the room it takes for a moment. */
const heldMegabytesMax = 4
/** Bytes that all uploads on their way in may still hold: lines that are slow, or only pretend to be, are to cost disk and no memory. */
let room = 64 * 1024 * 1024

/** Throws `kernel.tooLarge`. */
export async function writeIncoming(
  path: string,
  content: Readable,
  { megabytesMax, flush }: Writing,
): Promise<StoredBytes & { readonly content: Buffer | undefined }> {
  const hash = createHash('sha256')
  let bytes = 0
  let held: Buffer[] | undefined = []
  let taken = 0
  const giveBack = () => {
    room += taken
    taken = 0
  }
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > megabytesMax * 1024 * 1024) {
        done(kernelRefusal.tooLarge({ details: { megabytes: megabytesMax } }))
        return
      }
      hash.update(chunk)
      if (bytes > heldMegabytesMax * 1024 * 1024 || chunk.length > room) {
        held = undefined
        giveBack()
      }
      if (held) {
        held.push(chunk)
        taken += chunk.length
        room -= chunk.length
      }
      done(null, chunk)
    },
  })
  // `flush` makes the bytes durable before the stream closes; where they are sealed, that is done to what is sealed.
  await pipeline(content, count, createWriteStream(path, { flags: 'wx', mode: 0o600, flush })).finally(
    giveBack,
  )
  return { sha256: hash.digest('hex'), bytes, content: held && Buffer.concat(held) }
}
