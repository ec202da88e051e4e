/** Reads an archive of the form that PostgreSQL writes: plain files, folders and links, names of at most 100 signs. */

import { normalize } from 'node:path'

export type TarEntry = {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
  readonly bytes: number
  /** Must be read to its end before the next entry is asked for. */
  readonly content: AsyncGenerator<Buffer>
}

const block = 512

/** The entries, one after another. Throws when the archive ends early or a header does not hold. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const take = taker(source)
  for (;;) {
    const header = await take.exactly(block)
    if (header.every((byte) => byte === 0)) break
    const entry = parseHeader(header)
    const padding = (block - (entry.bytes % block)) % block
    yield { ...entry, content: take.pieces(entry.bytes) }
    if (padding > 0) await take.exactly(padding)
  }
  // What reads the stream to its end also checks its checksum.
  await take.rest()
}

function parseHeader(header: Buffer): Omit<TarEntry, 'content'> {
  const text = (from: number, to: number) => header.toString('utf8', from, to).split('\0')[0] ?? ''
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  if (sum !== Number.parseInt(text(148, 156), 8)) throw new Error('A header of the archive does not hold')
  const name = normalize(text(0, 100)).replace(/\/$/, '')
  if (name.startsWith('/') || name.split('/').includes('..')) throw new Error(`A name leads outside: ${name}`)
  const type = text(156, 157)
  const kind = type === '5' ? 'folder' : type === '0' || type === '' ? 'file' : 'other'
  return { name, kind, bytes: kind === 'file' ? Number.parseInt(text(124, 136), 8) : 0 }
}

function taker(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const more = async () => {
    const next = await chunks.next()
    if (next.done) throw new Error('The archive ends before its time')
    return next.value
  }
  return {
    async exactly(bytes: number): Promise<Buffer> {
      while (held.length < bytes) held = Buffer.concat([held, await more()])
      const taken = held.subarray(0, bytes)
      held = held.subarray(bytes)
      return taken
    },
    async *pieces(bytes: number): AsyncGenerator<Buffer> {
      for (let left = bytes; left > 0; ) {
        if (held.length === 0) held = await more()
        const piece = held.subarray(0, left)
        held = held.subarray(piece.length)
        left -= piece.length
        yield piece
      }
    },
    async rest(): Promise<void> {
      while (!(await chunks.next()).done);
    },
  }
}
