/** Người làm chứng: remembers the newest head it saw, signs only what grew out of it, and never goes without its memory. */

import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { chmodSync, existsSync, renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { grewFrom } from '#kernel/merkle.ts'
import { consistencyPath, remembering } from '#kernel/merkle-tiles.ts'
import {
  cosignedBytes,
  openCheckpoint,
  signatureLine,
  splitNote,
  timedSignature,
  type VerifierKey,
  verifierKey,
  verifierKeyText,
} from '#kernel/notes.ts'
import { readHead, readText, tilesOf } from './reading.ts'

/** Heads by the origin of their log, and the witness itself. */
type State = {
  readonly name: string
  readonly privateKey: string
  readonly heads: Readonly<Record<string, string>>
}

function save(file: string, state: State): void {
  writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 2))
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

const keyOf = async ({ name, privateKey }: State) => {
  const key = createPrivateKey(privateKey)
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return { key, verifier: await verifierKey(name, 'witness', Buffer.from(x, 'base64url')) }
}

/** Makes a witness and gives the text of its key, for `socai witness-add` on the server. Never over one that is there. */
export async function initWitness(file: string, name: string): Promise<string> {
  if (existsSync(file)) throw new Error(`Đã có người làm chứng trong tệp ${file}; không ghi đè.`)
  const { privateKey } = generateKeyPairSync('ed25519')
  const state = {
    name,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    heads: {},
  }
  save(file, state)
  return verifierKeyText((await keyOf(state)).verifier)
}

export type Witnessed = { readonly is: 'proven' | 'disproved' | 'unclear'; readonly words: string }

/** Looks at a log once: checks its head, that it grew out of the last one, remembers it, signs it, hands the signature in. */
export async function witnessOnce(
  file: string,
  log: string,
  keys: readonly VerifierKey[],
  now = new Date(),
): Promise<Witnessed> {
  const state = JSON.parse(readText(file, 'tệp trạng thái của người làm chứng')) as State
  const { note, opened } = await readHead(log, keys)
  if (opened.is !== 'signed')
    return { is: 'disproved', words: `Điểm chốt của ${log} không do khóa đã biết ký.` }
  const { checkpoint } = opened
  const before = state.heads[checkpoint.origin]
  const last = before === undefined ? undefined : await openCheckpoint(before, keys)
  if (last && last.is !== 'signed') return { is: 'unclear', words: 'Điểm chốt đã nhớ không còn đọc được.' }
  if (last && last.checkpoint.size > checkpoint.size)
    return {
      is: 'disproved',
      words: `${checkpoint.origin} đã ngắn lại: ${checkpoint.size} lá, trước đây ${last.checkpoint.size} lá.`,
    }
  if (last) {
    const tiles = remembering(tilesOf(log, checkpoint.size))
    const path = await consistencyPath(tiles, last.checkpoint.size, checkpoint.size)
    if (!(await grewFrom(last.checkpoint, checkpoint, path)))
      return { is: 'disproved', words: `${checkpoint.origin} không còn bắt đầu bằng sổ đã thấy.` }
  }
  const { key, verifier } = await keyOf(state)
  const text = splitNote(note)?.text ?? ''
  const seconds = Math.floor(now.getTime() / 1000)
  const line = signatureLine(verifier, timedSignature(seconds, sign(null, cosignedBytes(text, seconds), key)))
  save(file, { ...state, heads: { ...state.heads, [checkpoint.origin]: note } })
  const taken = await handIn(log, `${text}\n${line}`)
  return {
    is: 'proven',
    words: `${checkpoint.origin}: ${checkpoint.size} lá, đúng là sổ cũ viết tiếp. ${taken}`,
  }
}

async function handIn(log: string, note: string): Promise<string> {
  if (!/^https?:/.test(log)) return `Chữ ký làm chứng:\n${note}`
  const reply = await fetch(new URL('/so-cai/chung-kien', log), {
    method: 'POST',
    body: new URLSearchParams({ note }),
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined)
  return reply?.ok ? 'Đã gửi chữ ký làm chứng.' : 'Sổ cái chưa nhận chữ ký làm chứng; lần sau gửi lại.'
}

/** Again and again until the process is ended; what does not agree ends it at once. */
export async function witnessForever(
  file: string,
  logs: readonly string[],
  keys: readonly VerifierKey[],
  everySeconds: number,
): Promise<Witnessed> {
  for (;;) {
    for (const log of logs) {
      const seen = await witnessOnce(file, log, keys).catch(
        (thrown: unknown): Witnessed => ({ is: 'unclear', words: String(thrown) }),
      )
      console.log(seen.words)
      if (seen.is === 'disproved') return seen
    }
    await sleep(everySeconds * 1000)
  }
}
