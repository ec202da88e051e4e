/** Khôi phục: a base backup and the log behind it, up to a second, into an empty folder. */

import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { NotStarted, type PrivateServer, startPrivately } from '../postgres.ts'
import { readReceived } from './log.ts'
import { archiveName, type Base, findBases, manifestName } from './place.ts'
import { parseLsn, parseSegmentFile, segmentName, segmentOf } from './segments.ts'
import { readTar } from './tar.ts'

type Manifest = {
  readonly Files: readonly { readonly Path: string; readonly Size: number; readonly Checksum: string }[]
}

/** The newest base that was whole at a moment. Throws a sentence where there is none. */
export async function baseFor(place: string, to?: Date): Promise<Base> {
  const bases = await findBases(place)
  const fitting = bases.filter(({ about }) => !to || Date.parse(about.endedAt) <= to.getTime())
  const [first] = bases
  const last = fitting.at(-1)
  if (last) return last
  throw new Error(
    first
      ? `Bản sao lưu sớm nhất xong lúc ${first.about.endedAt}; không khôi phục được về trước lúc đó.`
      : `Chưa có bản sao lưu nào trong ${place}.`,
  )
}

/**
 * Reads an archive and compares every file with the hash that the server gave it. With a folder the files are written there.
 * Throws naming the first that is not what it was, and when one is lacking.
 */
export async function readBase({ folder }: Base, into?: string): Promise<number> {
  const manifest = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as Manifest
  const wanted = new Map(manifest.Files.map((file) => [file.Path, file]))
  const source = createReadStream(join(folder, archiveName))
  const tar = source.pipe(createZstdDecompress())
  source.once('error', (thrown) => tar.destroy(thrown))
  for await (const { name, kind, content } of readTar(tar)) {
    const target = into && join(into, name)
    if (kind === 'folder' && target) await mkdir(target, { recursive: true, mode: 0o700 })
    if (kind !== 'file') continue
    const hash = createHash('sha256')
    const counted = Readable.from(
      (async function* () {
        for await (const piece of content) {
          hash.update(piece)
          yield piece
        }
      })(),
    )
    if (target) {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await pipeline(counted, createWriteStream(target, { mode: 0o600 }))
    } else for await (const _ of counted);
    const file = wanted.get(name)
    if (file && hash.digest('hex') !== file.Checksum) throw new Error(`${name} không còn như lúc sao lưu.`)
    wanted.delete(name)
  }
  const [lacking] = wanted.keys()
  if (lacking) throw new Error(`Bản sao lưu thiếu ${lacking}.`)
  return manifest.Files.length
}

/**
 * The log from the base's beginning on, as far as it is there without a gap. With a folder the segments are written there;
 * otherwise they are read through, which checks their checksums. Throws when the base itself is not covered.
 */
export async function readLog(place: string, { about }: Base, into?: string): Promise<bigint> {
  const { segmentBytes, timeline, startLsn, endLsn } = about
  const folder = join(place, 'wal')
  const files = new Map(
    (await readdir(folder)).flatMap((file) => {
      const one = parseSegmentFile(file, segmentBytes)
      return one ? [[`${one.name}${one.isPartial ? ' partial' : ''}`, file] as const] : []
    }),
  )
  let segment = segmentOf(parseLsn(startLsn), segmentBytes)
  for (; ; segment++) {
    const name = segmentName(timeline, segment, segmentBytes)
    const whole = files.get(name)
    const partial = files.get(`${name} partial`)
    if (whole) {
      const stream = createReadStream(join(folder, whole)).pipe(createZstdDecompress())
      if (into) await pipeline(stream, createWriteStream(join(into, name), { mode: 0o600 }))
      else for await (const _ of stream);
    } else if (partial && into) await copyFile(join(folder, partial), join(into, name))
    if (!whole) {
      const reached = partial ? segment + 1n : segment
      if (reached * BigInt(segmentBytes) < parseLsn(endLsn))
        throw new Error(`Thiếu nhật ký ${name}: bản sao lưu này không dùng được.`)
      return reached
    }
  }
}

export type RestoreOptions = {
  /** Everything committed up to then; to the end of what was received where it is left out. */
  readonly to?: Date | undefined
  /** Or up to a place in the log, without what begins there. */
  readonly toLsn?: string
  readonly serverOptions?: readonly string[]
}

export type RestoredServer = PrivateServer & { readonly base: Base }

/** Restores the server's files into a folder that does not exist yet, and starts a server on them. */
export async function restoreServer(
  place: string,
  folder: string,
  { to, toLsn, serverOptions = [] }: RestoreOptions = {},
): Promise<RestoredServer> {
  const base = await baseFor(place, to)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} không trống.`)
  await readBase(base, folder)
  await readLog(place, base, join(folder, 'pg_wal'))
  await writeFile(join(folder, 'recovery.signal'), '')
  // Every segment lies in its place already, and the command that would fetch one finds none.
  const common = [
    'restore_command=false',
    'recovery_target_timeline=current',
    'hot_standby=off',
    'recovery_init_sync_method=syncfs',
    ...serverOptions,
  ]
  const target = to
    ? [`recovery_target_time=${to.toISOString().replace('Z', '+00:00')}`]
    : toLsn
      ? [`recovery_target_lsn=${toLsn}`, 'recovery_target_inclusive=off']
      : []
  const options = [...common, ...target, ...(target.length > 0 ? ['recovery_target_action=promote'] : [])]
  try {
    return { ...(await startPrivately(folder, options)), base }
  } catch (thrown) {
    // Nothing was committed between the last change and that moment, and the log is there up to it.
    if (!to || !(await isReceivedUntil(place, to)) || !endedEarly(thrown)) throw withReason(thrown, to)
    return { ...(await startPrivately(folder, common)), base }
  }
}

const endedEarly = (thrown: unknown) =>
  thrown instanceof NotStarted && thrown.message.includes('recovery ended before configured recovery target')

async function isReceivedUntil(place: string, to: Date): Promise<boolean> {
  const received = await readReceived(place)
  return received !== undefined && Date.parse(received.at) >= to.getTime()
}

function withReason(thrown: unknown, to: Date | undefined): unknown {
  if (!endedEarly(thrown)) return thrown
  const moment = to ? `lúc ${to.toISOString()}` : 'chỗ đã nêu'
  return new Error(`Nhật ký nhận được chưa tới ${moment}. Bỏ --to để khôi phục hết những gì đã nhận.`, {
    cause: thrown,
  })
}

/** A folder that is no longer needed. */
export const discard = (folder: string) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
