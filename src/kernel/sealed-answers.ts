/**
 * Câu trả lời về sức khỏe: what a form asks about health (`about` of its field) lies at rest as ciphertext only, in the database, its
 * log and every copy of them. Each draft, dossier, intake and result has a data key of its own, named by the hash of its id; whoever
 * ends the thing destroys the key. docs/legal.md#sensitive-data
 *
 * All that is secret of one object is one envelope beside what is not, so that not even which questions were answered can be seen:
 * `{ "filedBy": "self", "$sealed": "1 <name of the key> <which key> <nonce, ciphertext, tag>" }`.
 */

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { SealBroken, type Sealing } from './files/keys.ts'
import type { FormDefinition } from './forms/definition.ts'
import { healthFields, sealedName } from './forms/health.ts'

/** A store of files has them, and so has whatever holds one. */
type Keys = { readonly answerKeys?: Sealing | undefined }

const sealedLine = /^1 ([0-9a-f]{64}) ([0-9a-f]{16}) ([\w-]{38,})$/
const [nonceBytes, tagBytes] = [12, 16]
/** Lengths are rounded up: "yes" and "no" look the same. */
const paddedBytes = 64

/** Tells a key from one that was destroyed and made anew under the same name. */
const markOf = (key: Buffer) =>
  createHash('sha256').update('mot-cua key of answers').update(key).digest('hex').slice(0, 16)
const keyOf = (id: string) => createHash('sha256').update(`answers ${id}`).digest('hex')

/** What was said, by field or by the name of a control (`kites.0.length`), as it may be written down for the thing with this id. */
export function sealAnswers<Said extends object>(
  keys: Keys,
  form: Pick<FormDefinition, 'pages'>,
  id: string,
  said: Said,
): Promise<Said> {
  const secret = healthFields(form)
  return sealNamed(keys, id, said, (name) => secret.has(name.split('.')[0] ?? ''))
}

/** As `sealAnswers`, with the names that are secret. Without keys, or with nothing secret in it, it is written as it is. */
export async function sealNamed<Said extends object>(
  { answerKeys }: Keys,
  id: string,
  said: Said,
  isSecret: (name: string) => boolean,
): Promise<Said> {
  const entries = Object.entries(said)
  const secret = entries.filter(([name]) => isSecret(name))
  if (!answerKeys || secret.length === 0) return said
  const sha256 = keyOf(id)
  const { key, durable } = await answerKeys.make(sha256)
  const nonce = randomBytes(nonceBytes)
  const text = JSON.stringify(Object.fromEntries(secret))
  const length = Math.ceil(Buffer.byteLength(text) / paddedBytes) * paddedBytes
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aadOf(sha256))
  const sealed = Buffer.concat([
    nonce,
    cipher.update(Buffer.concat([Buffer.from(text), Buffer.alloc(length - Buffer.byteLength(text), ' ')])),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  await durable
  return {
    ...Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    [sealedName]: `1 ${sha256} ${markOf(key)} ${sealed.toString('base64url')}`,
  } as Said
}

const aadOf = (sha256: string) => Buffer.from(`answers 1 ${sha256}`)

/**
 * JSON with what is sealed in it opened, at any depth; what was never sealed is as it is. Where a key was destroyed the envelope
 * stays (`isErased` of forms). Throws `SealBroken` where the master key is another or the ciphertext was changed.
 */
export function readSealed(keys: Sealing, text: string): unknown {
  if (!text.includes(`"${sealedName}"`)) return JSON.parse(text)
  return JSON.parse(text, (_, value: unknown) => (hasEnvelope(value) ? opened(keys, value) : value))
}

type Enveloped = { readonly [sealedName]: string }
const hasEnvelope = (value: unknown): value is Enveloped =>
  typeof value === 'object' && value !== null && typeof (value as Enveloped)[sealedName] === 'string'

function opened(keys: Sealing, enveloped: Enveloped): unknown {
  const { [sealedName]: line, ...open } = enveloped
  const [, sha256, mark, text] = sealedLine.exec(line) ?? []
  const key = sha256 === undefined ? undefined : keys.findNow(sha256)
  if (!key || markOf(key) !== mark || text === undefined) return enveloped
  const sealed = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
  decipher.setAAD(aadOf(sha256 ?? '')).setAuthTag(sealed.subarray(-tagBytes))
  try {
    const said = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
    return { ...open, ...(JSON.parse(said.toString()) as object) }
  } catch (cause) {
    throw new SealBroken('spoiled', `Câu trả lời niêm phong bằng khóa ${sha256} đã bị sửa hoặc hỏng.`, cause)
  }
}

/** The key itself, for a hash from which nobody guesses what was said; nothing where nothing of this thing is sealed. */
export const answersKey = async ({ answerKeys }: Keys, id: string): Promise<Buffer | undefined> =>
  answerKeys?.find(keyOf(id))

/** As `answersKey`; one is made where something is said about health and there is none. */
export async function makeAnswersKey(
  { answerKeys }: Keys,
  form: Pick<FormDefinition, 'pages'>,
  id: string,
  said: object,
): Promise<Buffer | undefined> {
  if (!answerKeys || healthFields(form).isDisjointFrom(new Set(Object.keys(said)))) return undefined
  const { key, durable } = await answerKeys.make(keyOf(id))
  await durable
  return key
}

/** Xóa vĩnh viễn: nobody opens any more what was said in these things, in no copy of the database. */
export async function forgetAnswers({ answerKeys }: Keys, ids: readonly string[]): Promise<void> {
  for (const id of ids) await answerKeys?.end(keyOf(id))
}
