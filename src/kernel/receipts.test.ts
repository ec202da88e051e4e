import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { test } from 'node:test'
import { grow, hashLeaf, inclusionPath, type TileReader, treeRoot } from './merkle-tiles.ts'
import {
  checkpointText,
  cosignedBytes,
  openCheckpoint,
  openNote,
  parseVerifierKey,
  signatureLine,
  timedSignature,
  type VerifierKey,
  verifierKey,
  verifierKeyText,
} from './notes.ts'
import {
  canonicalJson,
  checkReceipt,
  fromBase45,
  type LedgerEntry,
  leafOf,
  promiseText,
  qrText,
  receiptText,
  toBase45,
} from './receipts.ts'
import { naiveReceipt } from './testing/naive-merkle.ts'
import { verdictWords } from './verdicts.ts'

type Pair = { readonly verifier: VerifierKey; readonly privateKey: KeyObject }

async function newKey(name: string, type: VerifierKey['type'] = 'note'): Promise<Pair> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  return { privateKey, verifier: await verifierKey(name, type, raw) }
}
const signed = ({ verifier, privateKey }: Pair, text: string) =>
  `${text}\n${signatureLine(verifier, sign(null, Buffer.from(text), privateKey))}`

const origin = 'so.example.vn/so-cai/quyet-dinh'
const log = await newKey(origin)
const witness = await newKey('lamchung.example.vn', 'witness')
const entry: LedgerEntry = {
  about: {
    v: 1,
    tree: 'decisions',
    at: '2026-03-02T02:00:00.000000Z',
    name: 'dossier.submitted',
    position: 7,
  },
  salt: Buffer.alloc(16, 7),
  details: {
    code: 'Z99-260302-0001',
    procedure: '1.001193',
    files: ['ab12cd34ef'.padEnd(64, '0')],
    feeVnd: 50_000,
  },
}

/** A receipt of the entry as leaf 5 of 300, its head cosigned. */
async function receipt() {
  const leaves = Array.from({ length: 300 }, (_, at) => hashLeaf(Buffer.from(`${at}`)))
  leaves[5] = Buffer.from(await leafOf(entry))
  const tiles = new Map(grow(0, [], leaves).map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]))
  const read: TileReader = async ({ level, index }) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0)
  const text = checkpointText({ origin, size: 300, root: await treeRoot(read, 300) })
  const seconds = 1_772_416_800
  const cosignature = timedSignature(seconds, sign(null, cosignedBytes(text, seconds), witness.privateKey))
  const checkpoint = signed(log, text) + signatureLine(witness.verifier, cosignature)
  return { entry, index: 5, path: await inclusionPath(read, 5, 300), checkpoint }
}
const keys = [log.verifier, witness.verifier]

test('the published note of the Go reference implementation opens with its key, and not when altered', async () => {
  const key = await parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
  assert.ok(key)
  const text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
  const line =
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
  const opened = await openNote(`${text}\n${line}`, [key])
  assert.ok(opened.is === 'signed' && opened.text === text)
  assert.equal((await openNote(`${text.replace('answer', 'ansver')}\n${line}`, [key])).is, 'forged')
  assert.equal((await openNote(`${text}\n${line}`, [log.verifier])).is, 'unsigned')
  for (const wrong of ['PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'x', 'a+b+c'])
    assert.equal(await parseVerifierKey(wrong), undefined)
})

test('canonical JSON and Base45 are those of their standards', () => {
  assert.equal(
    canonicalJson({ b: [1, 'é', { z: null, a: true }], a: 1e21, '€': 0.1 }),
    '{"a":1e+21,"b":[1,"é",{"a":true,"z":null}],"€":0.1}',
  )
  // RFC 9285, section 4.3 and 4.4.
  assert.equal(toBase45(Buffer.from('Hello!!')), '%69 VD92EX0')
  assert.equal(Buffer.from(fromBase45('QED8WEX0') ?? []).toString(), 'ietf!')
  for (const wrong of ['GGX', 'a', '::', 'ZZZZ']) assert.equal(fromBase45(wrong), undefined, wrong)
})

test('a receipt is proven with nothing but the keys, by both verifiers, and names its witness', async () => {
  const text = receiptText(await receipt())
  const verdict = await checkReceipt(text, keys)
  assert.ok(verdict.is === 'proven')
  assert.deepEqual([verdict.index, verdict.size, verdict.origin], [5, 300, origin])
  assert.deepEqual(
    verdict.witnesses.map(({ key }) => key.name),
    ['lamchung.example.vn'],
  )
  assert.ok(naiveReceipt(text, verifierKeyText(log.verifier)))
  const words = verdictWords(verdict, 'vi')
  assert.equal(words.tone, 'success')
  assert.deepEqual(
    words.rows.slice(0, 3).map(({ value }) => value),
    ['Nộp hồ sơ', '09:00:00 02/03/2026', 'Z99-260302-0001'],
  )
})

test('no letter of a receipt can be changed without being found, and both verifiers agree', async () => {
  const text = receiptText(await receipt())
  const verifier = verifierKeyText(log.verifier)
  const ownEnd = text.indexOf('— lamchung')
  const found = { wrong: 0, unclear: 0 }
  for (let at = 0; at < ownEnd - 1; at += 3) {
    const letter = text[at] === 'A' ? 'B' : 'A'
    const changed = text.slice(0, at) + letter + text.slice(at + 1)
    const verdict = await checkReceipt(changed, keys)
    assert.ok(verdict.is === 'wrong' || verdict.is === 'unclear', `${at}: ${verdict.is}`)
    assert.equal(
      await Promise.resolve()
        .then(() => naiveReceipt(changed, verifier))
        .catch(() => false),
      false,
      `${at}`,
    )
    found[verdict.is]++
  }
  assert.ok(found.wrong > 100 && found.unclear > 10, JSON.stringify(found))
  const stranger = await newKey(origin)
  assert.deepEqual(await checkReceipt(text, [stranger.verifier]), { is: 'unclear', because: 'unknownKey' })
})

test('one code holds the whole proof; a letter of it changed proves nothing', async () => {
  const text = await qrText(await receipt())
  assert.match(text, /^[0-9A-Z $%*+\-./:]+$/, 'alphanumeric mode')
  const verdict = await checkReceipt(text, keys)
  assert.ok(verdict.is === 'proven' && verdict.entry.details.code === 'Z99-260302-0001')
  for (let at = 4; at < text.length - 1; at += 7) {
    const letter = text[at] === '0' ? '1' : '0'
    const changed = await checkReceipt(text.slice(0, at) + letter + text.slice(at + 1), keys)
    assert.ok(changed.is === 'wrong' || changed.is === 'unclear', `${at}`)
  }
})

test('a promise is a promise until then, and of this content only', async () => {
  const promiser = await newKey('so.example.vn/so-cai/loi-hua')
  const at = new Date('2026-03-02T02:00:00Z')
  const by = new Date('2026-03-02T02:01:00Z')
  const note = signed(promiser, promiseText(entry, await leafOf(entry), { origin, at, by }))
  const verdict = await checkReceipt(note, [promiser.verifier])
  assert.ok(verdict.is === 'promised' && verdict.by.getTime() === by.getTime())
  const other = promiseText({ ...entry, details: { code: 'khác' } }, await leafOf(entry), { origin, at, by })
  assert.deepEqual(await checkReceipt(signed(promiser, other), [promiser.verifier]), {
    is: 'wrong',
    because: 'otherContent',
  })
})

test('witnesses alone do not make a head', async () => {
  const text = checkpointText({ origin, size: 1, root: Buffer.alloc(32) })
  const line = signatureLine(
    witness.verifier,
    timedSignature(1, sign(null, cosignedBytes(text, 1), witness.privateKey)),
  )
  assert.equal((await openCheckpoint(`${text}\n${line}`, keys)).is, 'unsigned')
})
