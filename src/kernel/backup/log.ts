/** Takes the write-ahead log to the second place as it is written, as `pg_receivewal` does: at most a second is ever missing. */

import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { openPlace, readJson, syncFolder, writeDurably } from './place.ts'
import { openReplication, type Replication } from './replication.ts'
import { formatLsn, type Lsn, parseLsn, parseSegmentFile, segmentName, segmentOf } from './segments.ts'

/** A name the server knows this receiver by; it keeps what the receiver has not yet. */
export const slotName = 'mot_cua_backup'
const flushMs = 1_000
/** PostgreSQL counts microseconds from here. */
const epochMs = Date.UTC(2000, 0, 1)

/** How far the log has come: everything that was committed by `at` is in the second place. */
export type Received = { readonly lsn: string; readonly at: string; readonly timeline: number }

export const readReceived = (place: string): Promise<Received | undefined> =>
  readJson<Received>(join(place, 'wal', 'received.json')).catch(() => undefined)

/** A frame with a checksum of its own: what rots in the second place does not go unseen. */
export const compressor = () =>
  createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  })

type Stream = {
  readonly folder: string
  readonly timeline: number
  readonly segmentBytes: number
  readonly from: Lsn
}

/** Receives until told to stop; throws what ends it before. `onReceived` hears how far it has come, once a second. */
export async function receiveLog(
  url: string,
  place: string,
  { signal, onReceived }: { readonly signal: AbortSignal; readonly onReceived?: (one: Received) => void },
): Promise<void> {
  const replication = await openReplication(url, 'physical')
  const end = () => void replication.close()
  signal.addEventListener('abort', end)
  try {
    const [{ systemid, timeline } = {}] = await replication.run('IDENTIFY_SYSTEM')
    await openPlace(place, systemid ?? '')
    const stream = await prepare(replication, join(place, 'wal'), Number(timeline))
    await follow(replication, stream, onReceived)
  } catch (thrown) {
    if (!signal.aborted) throw thrown
  } finally {
    signal.removeEventListener('abort', end)
    await replication.close()
  }
}

/** Size of a segment in bytes, as the server was made with. */
export async function segmentBytesOf(replication: Replication): Promise<number> {
  const [row] = await replication.run('SHOW wal_segment_size')
  const [, size, unit] = /^(\d+)(MB|GB)$/.exec(row?.wal_segment_size ?? '') ?? []
  if (!size) throw new Error('The server did not tell the size of its segments')
  return Number(size) * (unit === 'GB' ? 1024 : 1) * 1024 * 1024
}

async function prepare(replication: Replication, folder: string, timeline: number): Promise<Stream> {
  const segmentBytes = await segmentBytesOf(replication)
  const reserved = await reserve(replication)
  if (timeline > 1) await keepHistory(replication, folder, timeline)
  const kept = (await readdir(folder))
    .flatMap((file) => parseSegmentFile(file, segmentBytes) ?? [])
    .filter((one) => one.timeline === timeline)
  const last = kept.reduce((most, { segment, isPartial }) => {
    const next = isPartial ? segment : segment + 1n
    return next > most ? next : most
  }, -1n)
  const first = segmentOf(reserved, segmentBytes)
  // What the server has thrown away leaves a gap; a new base backup begins behind it (`gapBehind`).
  const segment = last >= 0n && last >= first ? last : first
  return { folder, timeline, segmentBytes, from: segment * BigInt(segmentBytes) }
}

/** The place from which the server keeps the log for this receiver. A slot that was given up is made anew. */
async function reserve(replication: Replication): Promise<Lsn> {
  const [slot] = await replication.run(`READ_REPLICATION_SLOT ${slotName}`)
  if (slot?.restart_lsn) return parseLsn(slot.restart_lsn)
  if (slot?.slot_type) await replication.run(`DROP_REPLICATION_SLOT ${slotName}`)
  await replication.run(`CREATE_REPLICATION_SLOT ${slotName} PHYSICAL (RESERVE_WAL)`)
  const [made] = await replication.run(`READ_REPLICATION_SLOT ${slotName}`)
  return parseLsn(made?.restart_lsn ?? '')
}

async function keepHistory(replication: Replication, folder: string, timeline: number): Promise<void> {
  const [history] = await replication.run(`TIMELINE_HISTORY ${timeline}`)
  if (history?.filename) await writeDurably(join(folder, history.filename), history.content ?? '')
}

async function follow(
  replication: Replication,
  stream: Stream,
  onReceived: ((one: Received) => void) | undefined,
): Promise<void> {
  const { folder, timeline } = stream
  const writer = segmentWriter(stream)
  let completeAt: Date | undefined
  let told = 0
  let turn: Promise<void> = Promise.resolve()
  let failed: unknown
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch((thrown: unknown) => {
      failed ??= thrown
      return replication.close()
    })
    return turn
  }
  const tell = async () => {
    await writer.flush()
    replication.wire.sendCopyFromChunk(statusOf(writer.written()))
    if (!completeAt || completeAt.getTime() === told) return
    told = completeAt.getTime()
    const one = { lsn: formatLsn(writer.written()), at: completeAt.toISOString(), timeline }
    await writeDurably(join(folder, 'received.json'), JSON.stringify(one))
    onReceived?.(one)
  }
  const clock = setInterval(() => void inTurn(tell), flushMs)
  const command = `START_REPLICATION SLOT ${slotName} PHYSICAL ${formatLsn(stream.from)} TIMELINE ${timeline}`
  const receiving = replication.run(command, {
    onChunk: (chunk) =>
      inTurn(async () => {
        const message = parseMessage(chunk)
        if (message.bytes) await writer.write(message.at, message.bytes)
        if (writer.written() >= message.end) completeAt = message.sentAt
        if (message.asksReply) await tell()
      }),
  })
  const [ended] = await Promise.allSettled([receiving])
  clearInterval(clock)
  await turn
  await writer.close()
  // What could not be written is why the connection ended.
  if (failed) throw failed
  if (ended?.status === 'rejected') throw ended.reason
}

type Message = {
  readonly at: Lsn
  /** How far the server had written when it sent this. */
  readonly end: Lsn
  readonly sentAt: Date
  readonly bytes?: Buffer
  readonly asksReply: boolean
}

function parseMessage(chunk: Buffer): Message {
  const micros = (from: number) => new Date(epochMs + Number(chunk.readBigInt64BE(from) / 1000n))
  if (chunk[0] === 0x77)
    return {
      at: chunk.readBigUInt64BE(1),
      end: chunk.readBigUInt64BE(9),
      sentAt: micros(17),
      bytes: chunk.subarray(25),
      asksReply: false,
    }
  const end = chunk.readBigUInt64BE(1)
  return { at: end, end, sentAt: micros(9), asksReply: chunk[17] === 1 }
}

/** Says how far everything is safe, and asks for an answer: it tells how far the server has come. */
function statusOf(lsn: Lsn): Buffer {
  const status = Buffer.alloc(34)
  status.write('r', 0)
  for (const at of [1, 9, 17]) status.writeBigUInt64BE(lsn, at)
  status.writeBigInt64BE(BigInt(Date.now() - epochMs) * 1000n, 25)
  status[33] = 1
  return status
}

function segmentWriter({ folder, timeline, segmentBytes, from }: Stream) {
  const size = BigInt(segmentBytes)
  let written = from
  let flushed = from
  let file: FileHandle | undefined
  const nameNow = () => join(folder, segmentName(timeline, written / size, segmentBytes))
  /** As long as a segment from the beginning, as the server wants it. What an earlier run received stays until it is written over. */
  const begin = async () => {
    const name = `${nameNow()}.partial`
    const handle = await open(name, 'r+').catch(() => open(name, 'w', 0o600))
    await handle.truncate(segmentBytes)
    await syncFolder(folder)
    return handle
  }
  return {
    written: () => written,
    async write(at: Lsn, bytes: Buffer): Promise<void> {
      if (at !== written) throw new Error(`The log goes on at ${formatLsn(at)}, not at ${formatLsn(written)}`)
      for (let done = 0; done < bytes.length; ) {
        file ??= await begin()
        const name = nameNow()
        const offset = Number(written % size)
        const length = Math.min(bytes.length - done, segmentBytes - offset)
        await file.write(bytes, done, length, offset)
        done += length
        written += BigInt(length)
        if (offset + length < segmentBytes) continue
        await file.sync()
        await file.close()
        file = undefined
        await finish(name)
      }
    },
    async flush(): Promise<void> {
      if (written === flushed) return
      await file?.sync()
      flushed = written
    },
    async close(): Promise<void> {
      await file?.sync()
      await file?.close()
      file = undefined
    },
  }
}

/** Compresses a whole segment; the growing file goes when the compressed one is safe. */
async function finish(name: string): Promise<void> {
  const target = createWriteStream(`${name}.zst.new`, { mode: 0o600, flush: true })
  await pipeline(createReadStream(`${name}.partial`), compressor(), target)
  await rename(`${name}.zst.new`, `${name}.zst`)
  await rm(`${name}.partial`)
  await syncFolder(join(name, '..'))
}
