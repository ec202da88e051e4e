/**
 * Khóa tệp: each stored content, and what each dossier says about health, has a data key of its own, wrapped with the master key,
 * one small file each in a folder that is neither in the store nor in the database nor in their backups. Whoever has those without
 * this folder reads nothing; and what lost its key here is unreadable in every copy that was ever made of it.
 */

import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { link, mkdir, open, opendir, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isSha256, none, syncFolder } from './folder.ts'

/** Why sealed bytes cannot be opened: for whoever keeps the keys, not for whoever reads. */
export class SealBroken extends Error {
  /**
   * `gone`: the data key was destroyed, so nobody can read them any more. `shut`: it is there, and the master key is another.
   * `spoiled`: the bytes are not what was sealed.
   */
  readonly is: 'gone' | 'shut' | 'spoiled'
  constructor(is: SealBroken['is'], message: string, cause?: unknown) {
    super(message, { cause })
    this.is = is
  }
}

export type Sealing = {
  /** The folder of wrapped data keys. */
  readonly folder: string
  readonly masterFile: string
  /** The key of stored bytes; `undefined` where there is none. Throws `SealBroken` where it cannot be unwrapped. */
  find(sha256: string): Promise<Buffer | undefined>
  /** As `find`, without a turn for anybody else: for what is opened while rows are read. */
  findNow(sha256: string): Buffer | undefined
  /** The same; one is made where there is none, `given` or random. What is sealed with it counts once the key is durable. */
  make(sha256: string, given?: Buffer): Promise<{ readonly key: Buffer; readonly durable: Promise<void> }>
  has(sha256: string): Promise<boolean>
  /** Destroys a key for good. Destroying what is not there is harmless. */
  end(sha256: string): Promise<void>
  /** The name of every key. */
  list(): AsyncIterable<string>
}

type Master = { readonly id: string; readonly key: Buffer }

const [nonceBytes, keyBytes, tagBytes] = [12, 32, 16]
/** `1 <master> <base64url>`, always as long as every other, so that wrapping anew writes over it in place. */
const wrappedLine = /^1 ([0-9a-f]{16}) ([\w-]{80})\n$/

const previousOf = (masterFile: string) => `${masterFile}.previous`
const newMaster = () => `${randomBytes(keyBytes).toString('hex')}\n`
const masterOf = (text: string): Master => {
  const key = Buffer.from(text.trim(), 'hex')
  if (key.length !== keyBytes) throw new Error('A master key of files must be 64 hexadecimal digits')
  return {
    key,
    id: createHash('sha256').update('mot-cua master of files').update(key).digest('hex').slice(0, 16),
  }
}

const subfolders = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Opens the keys of a store; a master key is made where there are no keys yet. Throws where its file is missing and there are. */
export async function openSealing(folder: string, masterFile: string): Promise<Sealing> {
  for (const one of [folder, dirname(masterFile)]) await mkdir(one, { recursive: true, mode: 0o700 })
  const isNew = !subfolders.some((name) => existsSync(join(folder, name)))
  if (!existsSync(masterFile)) {
    if (!isNew)
      throw new Error(
        `Có khóa tệp trong ${folder} mà không có khóa chủ ${masterFile}: chép khóa chủ từ nơi cất riêng vào đó.`,
      )
    await (await createOnce(masterFile, newMaster())).durable
  }
  // All at once, so that storing a file makes no folder durable.
  await Promise.all(subfolders.map((name) => mkdir(join(folder, name), { recursive: true, mode: 0o700 })))
  if (isNew) await syncFolder(folder)
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  const unwrapped = (sha256: string): Buffer | undefined => {
    const line = readNow(place(sha256))
    return line === undefined ? undefined : unwrap(readMasters(masterFile), sha256, line)
  }
  const find = async (sha256: string, tries = 3): Promise<Buffer | undefined> => {
    try {
      return unwrapped(sha256)
    } catch (thrown) {
      if (tries === 1) throw thrown
      // It may be wrapped anew at this very moment.
      await sleep(5)
      return find(sha256, tries - 1)
    }
  }
  const findNow = (sha256: string, tries = 3): Buffer | undefined => {
    try {
      return unwrapped(sha256)
    } catch (thrown) {
      if (tries === 1) throw thrown
      return findNow(sha256, tries - 1)
    }
  }
  return {
    folder,
    masterFile,
    find,
    findNow,
    list: () => namesIn(folder),
    async make(sha256, given) {
      const path = place(sha256)
      const known = await find(sha256)
      // Somebody made it who may not have come so far yet.
      if (known) return { key: known, durable: syncFile(path) }
      const key = given ?? randomBytes(keyBytes)
      const { isMade, durable } = await createOnce(path, wrap(readMasters(masterFile)[0], sha256, key))
      if (isMade) return { key, durable }
      // Of two who made one at once, the first counts.
      await durable
      const first = await find(sha256)
      if (!first) throw new SealBroken('gone', `The key of ${sha256} was just destroyed`)
      return { key: first, durable: syncFile(path) }
    },
    has: (sha256) => exists(place(sha256)),
    async end(sha256) {
      const path = place(sha256)
      if (!(await exists(path))) return
      await rm(path, { force: true })
      await syncFolder(dirname(path))
    },
  }
}

/** The master key in force first, then the one before it while keys are still wrapped with that. */
function readMasters(masterFile: string): readonly [Master, ...Master[]] {
  const previous = readNow(previousOf(masterFile))
  return [masterOf(readFileSync(masterFile, 'utf8')), ...(previous === undefined ? [] : [masterOf(previous)])]
}

/**
 * A key at once: a hundred bytes that the machine has at hand, where a turn of the pool of threads would wait behind others' durable
 * writes.
 */
function readNow(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    return none(thrown as NodeJS.ErrnoException)
  }
}

function wrap({ id, key }: Master, sha256: string, dataKey: Buffer): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`1 ${sha256}`))
  const sealed = Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
  return `1 ${id} ${sealed.toString('base64url')}\n`
}

function unwrap(masters: readonly Master[], sha256: string, line: string): Buffer {
  const [, id, text = ''] = wrappedLine.exec(line) ?? []
  const master = masters.find((one) => one.id === id)
  if (!master)
    throw new SealBroken(
      'shut',
      `Khóa của tệp ${sha256} được gói bằng khóa chủ ${id ?? 'không đọc được'}; ở đây chỉ có ${masters.map((one) => one.id).join(', ')}.`,
    )
  const sealed = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', master.key, sealed.subarray(0, nonceBytes))
  decipher.setAAD(Buffer.from(`1 ${sha256}`)).setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
  } catch (cause) {
    throw new SealBroken('shut', `Khóa của tệp ${sha256} đã bị sửa hoặc hỏng.`, cause)
  }
}

/** Đổi khóa chủ: a new master key takes the place of the old one, which stays beside it until `rewrapKeys` is through. */
export async function changeMaster(masterFile: string): Promise<void> {
  if (await previousMaster(masterFile))
    throw new Error(
      `Lần đổi khóa trước chưa xong: còn ${previousOf(masterFile)}. Chạy lại việc gói khóa trước.`,
    )
  const next = `${masterFile}.next`
  await rm(next, { force: true })
  await (await createOnce(next, newMaster())).durable
  await link(masterFile, previousOf(masterFile))
  await rename(next, masterFile)
  await syncFolder(dirname(masterFile))
}

/**
 * Wraps every data key that is not under the master key in force anew; no stored byte is touched. In place, so that a key which
 * is destroyed meanwhile stays destroyed. Answers how many there were.
 */
export async function rewrapKeys({
  folder,
  masterFile,
}: Pick<Sealing, 'folder' | 'masterFile'>): Promise<number> {
  const masters = readMasters(masterFile)
  let rewrapped = 0
  for await (const name of namesIn(folder)) {
    const opened = await open(join(folder, name.slice(0, 2), name), 'r+').catch(none)
    if (!opened) continue
    try {
      const line = await opened.readFile('utf8')
      if (line.startsWith(`1 ${masters[0].id} `)) continue
      await opened.write(wrap(masters[0], name, unwrap(masters, name, line)), 0)
      await opened.sync()
      rewrapped++
    } finally {
      await opened.close()
    }
  }
  return rewrapped
}

async function* namesIn(folder: string): AsyncIterable<string> {
  for await (const { name } of await opendir(folder, { recursive: true })) if (isSha256.test(name)) yield name
}

/** Whether a change of the master key is under way. */
export const previousMaster = (masterFile: string) => exists(previousOf(masterFile))

/** Ends the master key before this one. Only once no key is wrapped with it, at any place. */
export const forgetPrevious = (masterFile: string) => rm(previousOf(masterFile), { force: true })

type Created = { readonly isMade: boolean; readonly durable: Promise<void> }

/** Whole or not there, and never over one that is there; durable a little later. */
async function createOnce(path: string, text: string): Promise<Created> {
  const own = join(dirname(path), `.${randomUUID()}`)
  const opened = await open(own, 'wx', 0o600)
  let isMade = true
  try {
    await opened.writeFile(text)
    await link(own, path)
  } catch (thrown) {
    isMade = (thrown as NodeJS.ErrnoException).code !== 'EEXIST'
    if (isMade) {
      await opened.close()
      throw thrown
    }
  } finally {
    await unlink(own)
  }
  const sync = isMade ? opened.sync() : Promise.resolve()
  return { isMade, durable: sync.finally(() => opened.close()).then(() => syncFolder(dirname(path))) }
}

async function syncFile(path: string): Promise<void> {
  const opened = await open(path, 'r+').catch(none)
  // Whoever destroyed it meanwhile is found out when the bytes are in their place.
  if (!opened) return
  await opened.sync().finally(() => opened.close())
  await syncFolder(dirname(path))
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
