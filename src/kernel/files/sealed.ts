/** A store whose bytes at rest are ciphertext (AES-256-GCM), named by the hash of what they are when opened. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { open, rm, unlink } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FileStore, StoredBytes } from '../files.ts'
import { SealBroken, type Sealing } from './keys.ts'
import { copyBytes } from './second.ts'

const magic = Buffer.from('MCSEAL1\n')
const [nonceBytes, tagBytes] = [12, 16]
const headBytes = magic.length + nonceBytes
const takesMax = 3

/**
 * Everything that is taken in is sealed, whoever sent it and whatever paper it is: what nobody has to declare, nobody can forget
 * to. What lay there before stays readable as it is, until `seal` is asked.
 */
export function sealedStore(store: FileStore, sealing: Sealing): FileStore {
  const sealed: FileStore = {
    ...store,
    sealing,
    async take(path, { sha256, bytes, content }) {
      const own = `${path}.sealed`
      try {
        for (let tries = 1; ; tries++) {
          const { key, durable } = await sealing.make(sha256)
          await Promise.all([sealInto(own, content ?? path, key, { sha256, bytes }), durable])
          await store.take(own, { sha256, bytes, isSealed: true })
          // Whoever removes these bytes meanwhile destroys that key: what was sealed with it is sealed once more.
          if ((await sealing.find(sha256))?.equals(key)) break
          if (tries === takesMax) throw new SealBroken('gone', `The key of ${sha256} does not stay`)
        }
        await unlink(path)
      } catch (thrown) {
        await rm(own, { force: true })
        throw thrown
      }
    },
    async has(sha256) {
      if (!(await store.has(sha256))) return false
      return (await sealing.has(sha256)) || !(await isSealedIn(store, sha256))
    },
    open: async (sha256) => {
      const { head, rest } = await begin(await store.open(sha256))
      if (!isHead(head)) return Readable.from(chain(head, rest))
      const key = await sealing.find(sha256)
      if (!key) {
        rest.destroy()
        throw new SealBroken('gone', `Khóa của tệp ${sha256} đã bị hủy hoặc không có ở đây.`)
      }
      return Readable.from(unsealed(chain(head, rest), key, sha256))
    },
    async remove(sha256) {
      await sealing.end(sha256)
      await store.remove(sha256)
    },
    seal: async (sha256) => !(await isSealedIn(store, sha256)) && copyBytes(store, sealed, sha256),
  }
  return sealed
}

/** Whether bytes lie there sealed; read from the store as it is underneath. */
async function isSealedIn(store: FileStore, sha256: string): Promise<boolean> {
  const { head, rest } = await begin(await store.open(sha256))
  rest.destroy()
  return isHead(head)
}

const isHead = (head: Buffer) => head.subarray(0, magic.length).equals(magic)

const chunkMax = 1024 * 1024

/** Writes sealed bytes, durably. In pieces no larger than the file: memory that is only promised has the whole heap swept. */
async function sealInto(
  target: string,
  source: Buffer | string,
  key: Buffer,
  { sha256, bytes }: StoredBytes,
): Promise<void> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(sha256))
  await using sealed = await open(target, 'w', 0o600)
  let ahead = Buffer.concat([magic, nonce])
  for await (const piece of typeof source === 'string' ? piecesOf(source, bytes) : [source]) {
    ahead = Buffer.concat([ahead, cipher.update(piece)])
    if (ahead.length < chunkMax) continue
    await sealed.writeFile(ahead)
    ahead = Buffer.alloc(0)
  }
  await sealed.writeFile(Buffer.concat([ahead, cipher.final(), cipher.getAuthTag()]))
  await sealed.sync()
}

/** One buffer, filled again and again. */
async function* piecesOf(path: string, bytes: number): AsyncIterable<Buffer> {
  const piece = Buffer.allocUnsafe(Math.min(bytes + 1, chunkMax))
  await using source = await open(path, 'r')
  for (;;) {
    const { bytesRead } = await source.read(piece)
    if (bytesRead === 0) return
    yield piece.subarray(0, bytesRead)
  }
}

/** Opens as it reads. Whoever uses a stream before its end compares the hash, as for any bytes of the store. */
async function* unsealed(source: AsyncIterable<Buffer>, key: Buffer, sha256: string): AsyncIterable<Buffer> {
  let kept: Buffer = Buffer.alloc(0)
  let decipher: ReturnType<typeof createDecipheriv> | undefined
  for await (const chunk of source) {
    kept = Buffer.concat([kept, chunk])
    if (!decipher && kept.length >= headBytes) {
      decipher = createDecipheriv('aes-256-gcm', key, kept.subarray(magic.length, headBytes))
      ;(decipher as import('node:crypto').DecipherGCM).setAAD(Buffer.from(sha256))
      kept = kept.subarray(headBytes)
    }
    if (!decipher || kept.length <= tagBytes) continue
    yield decipher.update(kept.subarray(0, -tagBytes))
    kept = kept.subarray(-tagBytes)
  }
  try {
    const gcm = decipher as import('node:crypto').DecipherGCM
    gcm.setAuthTag(kept)
    yield gcm.final()
  } catch (cause) {
    throw new SealBroken('spoiled', `Tệp ${sha256} đã bị sửa hoặc hỏng từ khi được mã hóa.`, cause)
  }
}

type Begun = { readonly head: Buffer; readonly rest: Readable }

async function begin(rest: Readable): Promise<Begun> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of rest.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(Buffer.from(chunk))
    length += chunk.length
    if (length >= headBytes) break
  }
  return { head: Buffer.concat(chunks), rest }
}

async function* chain(head: Buffer, rest: Readable): AsyncIterable<Buffer> {
  yield head
  for await (const chunk of rest) yield chunk as Buffer
}
