/** Ký điểm chốt: heads of both trees, signed by the worker's own key; the head of looks is a leaf among decisions. */

import { sign } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { treeRoot } from '#kernel/merkle-tiles.ts'
import {
  checkpointText,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signatureLine,
  toHex,
  type VerifierKey,
  verifierKey,
  verifierKeyText,
} from '#kernel/notes.ts'
import type { SigningKey } from '#kernel/signed-messages.ts'
import { openSigningKey } from '#kernel/signing-keys.ts'
import { originOf, promiseName, refusal, type Tree, trees } from '../domain.ts'
import { findTree, tileReader } from '../sequencing/store.ts'
import * as store from './store.ts'

/** Between two heads of a tree that grows. */
const restMs = 5_000

export type OwnKey = { readonly signing: SigningKey; readonly verifier: VerifierKey }

async function ownKey(
  context: Context,
  file: string,
  name: string,
  make: boolean,
): Promise<OwnKey | undefined> {
  const signing = openSigningKey(context.settings.dataDir, `ledger/${file}`, make)
  if (!signing) return undefined
  return { signing, verifier: await verifierKey(name, 'note', Buffer.from(signing.publicKey, 'base64url')) }
}

/** The key of promises; made by the worker, and absent until then. */
export const promiseKey = (context: Context, make = false): Promise<OwnKey | undefined> =>
  ownKey(context, 'promise', promiseName(context.settings.publicUrl), make)

async function logKey(context: Context, tree: Tree): Promise<OwnKey> {
  const key = await ownKey(context, 'log', originOf(context.settings.publicUrl, tree), true)
  if (!key) throw new Error('The key of the ledger cannot be made')
  return key
}

export const signNote = ({ signing, verifier }: OwnKey, text: string): string =>
  `${text}\n${signatureLine(verifier, sign(null, Buffer.from(text), signing.privateKey))}`

/** Signs the head of a tree that grew, at most every five seconds. Answers whether it did. */
export async function publish(context: Context, tree: Tree): Promise<boolean> {
  const key = await logKey(context, tree)
  return inTransaction(context, async (tx) => {
    const { size } = await findTree(tx, tree)
    const last = await store.findHead(tx, tree)
    if (size === (last?.size ?? 0)) return false
    if (last && context.now.getTime() - last.at.getTime() < restMs) return false
    await announce(tx, context, key.verifier, 'log')
    const root = await treeRoot(tileReader(tx, tree), size)
    const note = signNote(key, checkpointText({ origin: key.verifier.name, size, root }))
    const isNew = await store.insertHead(tx, tree, { size, root, note, at: context.now })
    // One head anchors both trees.
    if (isNew && tree === 'accesses')
      await appendEvent(tx, context, 'ledger.accessesSealed', {
        subject: newId(context.now),
        payload: { size, root: toHex(root) },
      })
    return isNew
  })
}

/** Tells a key once, as an event that is itself a leaf. */
async function announce(tx: Tx, context: Context, verifier: VerifierKey, role: store.KeyRole): Promise<void> {
  const [name, key] = [verifier.name, verifierKeyText(verifier)]
  if (!(await store.insertKey(tx, { name, key, role, addedAt: context.now }))) return
  await appendEvent(tx, context, 'ledger.keyAdded', { subject: newId(context.now), payload: { key, role } })
}

/** Makes the key of promises and tells it, so that receipts can be given at once. */
export async function preparePromises(context: Context): Promise<void> {
  const key = await promiseKey(context, true)
  const known = await read(context, store.findKeys)
  if (key && !known.some((one) => one.key === verifierKeyText(key.verifier)))
    await inTransaction(context, (tx) => announce(tx, context, key.verifier, 'promise'))
}

/** Every key that signs or signed, and of every witness, as verifiers take them. */
export async function knownKeys(tx: Tx): Promise<readonly VerifierKey[]> {
  const keys = await Promise.all((await store.findKeys(tx)).map(({ key }) => parseVerifierKey(key)))
  return keys.filter((key) => key !== undefined)
}

/** Ghi khóa người làm chứng. Throws a sentence for the operator. */
export async function addWitness(context: Context, text: string): Promise<string> {
  const key = await parseVerifierKey(text)
  if (key?.type !== 'witness')
    throw new Error('Đây không phải khóa của người làm chứng. Lấy khóa bằng lệnh: socai witness init')
  await inTransaction(context, (tx) => announce(tx, context, key, 'witness'))
  return key.name
}

/** Nhận chữ ký làm chứng: of a head that was signed here. Throws `ledger.unknownWitness`. */
export async function takeCosignature(context: Context, note: string): Promise<void> {
  const keys = await read(context, knownKeys)
  const opened = await openNote(
    note,
    keys.filter(({ type }) => type === 'witness'),
  )
  const head = opened.is === 'signed' ? parseCheckpoint(opened.text) : undefined
  const tree = trees.find((one) => originOf(context.settings.publicUrl, one) === head?.origin)
  if (opened.is !== 'signed' || !head || !tree) throw refusal.unknownWitness()
  const lines = note.slice(note.lastIndexOf('\n\n') + 2).split('\n')
  await inTransaction(context, async (tx) => {
    const own = await store.findHeadOf(tx, tree, head.size)
    if (!own || Buffer.compare(own.root, head.root) !== 0) throw refusal.unknownWitness()
    for (const { key, at } of opened.by) {
      const line = lines.find((one) => one.startsWith(`— ${key.name} `))
      if (line)
        await store.insertCosignature(tx, tree, head.size, {
          witness: key.name,
          line: `${line}\n`,
          at: at ?? context.now,
        })
    }
  })
}
