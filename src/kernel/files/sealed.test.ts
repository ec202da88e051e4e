/** Files at rest: unreadable for a thief, erased with their key, and whole for whoever may read them. */

import assert from 'node:assert/strict'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { openFileStore, readVerified, receiveFile } from '../files.ts'
import { changeMaster, forgetPrevious, openSealing, rewrapKeys } from './keys.ts'

const root = mkdtempSync(join(tmpdir(), 'mot-cua-sealed-'))
after(() => rmSync(root, { recursive: true, force: true }))

const at = (name: string) => join(root, name)
const open = async (name: string, keys = `${name}-keys`, master = join(at(keys), 'master.key')) =>
  openFileStore(pathToFileURL(at(name)).href, { sealing: await openSealing(join(at(keys), 'files'), master) })
type Store = Awaited<ReturnType<typeof open>>

const words = 'Nguyễn Thị Gió, căn cước 060190000001, tiền sử: hen suyễn. '
const put = (store: Store, text = words.repeat(9_000)) =>
  receiveFile(store, { name: 'giấy', content: Readable.from([Buffer.from(text)]) }, 5, 'anything')
const readBack = async (store: Store, sha256: string) =>
  (await readVerified(store, sha256, 'giấy')).toString()
const filesIn = (folder: string) =>
  globSync('**/*', { cwd: folder })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
const pathOf = (name: string, sha256: string) =>
  join(at(name), sha256.slice(0, 2), sha256.slice(2, 4), sha256)

test('what lies on the disk gives away nothing of the paper; who may read it has it whole', async () => {
  const store = await open('kho')
  const { sha256, bytes } = await put(store)
  assert.equal(await readBack(store, sha256), words.repeat(9_000))
  const paths = [...filesIn(at('kho')), ...filesIn(at('kho-keys'))]
  assert.equal(paths.length, 3)
  for (const path of paths) {
    const content = readFileSync(path)
    for (const word of ['Nguyễn', '060190000001', 'hen suyễn']) assert.ok(!content.includes(word), path)
  }
  assert.equal(statSync(pathOf('kho', sha256)).size, bytes + 36)
  assert.equal(await store.has(sha256), true)
})

test('an empty file, a short one and one of many pieces come back as they were', async () => {
  const store = await open('cỡ')
  for (const length of [1, 15, 16, 17, 65_535, 65_536, 1_048_577]) {
    const text = 'x'.repeat(length)
    assert.equal(await readBack(store, (await put(store, text)).sha256), text)
  }
})

test('erased is erased: the old folder put back, with everything but the key, opens no more', async () => {
  const store = await open('xóa')
  const [gone, kept] = [await put(store), await put(store, 'giấy của người khác')]
  cpSync(at('xóa'), at('xóa-cũ'), { recursive: true })
  await store.remove(gone.sha256)
  assert.equal(await store.has(gone.sha256), false)
  const old = await open('xóa-cũ', 'xóa-keys')
  assert.equal(await old.has(gone.sha256), false)
  await assert.rejects(readBack(old, gone.sha256), { code: 'files.ended' })
  assert.equal(await readBack(old, kept.sha256), 'giấy của người khác')
  // Handed in again, it is a new file with a new key; the old bytes stay shut.
  await put(store)
  assert.equal(await readBack(store, gone.sha256), words.repeat(9_000))
  await assert.rejects(readBack(old, gone.sha256), { code: 'files.lost' })
})

test('a new master key: no stored byte is touched, everything is readable throughout, the old key opens nothing', async () => {
  const store = await open('đổi')
  const papers = await Promise.all(['một', 'hai', 'ba'].map((text) => put(store, text)))
  const before = papers.map(({ sha256 }) => readFileSync(pathOf('đổi', sha256)))
  const master = join(at('đổi-keys'), 'master.key')
  const old = join(at('đổi-keys'), 'cũ.key')
  cpSync(master, old)
  await changeMaster(master)
  await assert.rejects(changeMaster(master), /chưa xong/)
  const meanwhile = await put(store, 'bốn')
  for (const [index, { sha256 }] of papers.entries())
    assert.equal(await readBack(store, sha256), ['một', 'hai', 'ba'][index])
  const { folder } = store.sealing ?? assert.fail('not sealed')
  assert.equal(await rewrapKeys({ folder, masterFile: master }), 3)
  assert.equal(await rewrapKeys({ folder, masterFile: master }), 0)
  await forgetPrevious(master)
  assert.deepEqual(
    papers.map(({ sha256 }) => readFileSync(pathOf('đổi', sha256))),
    before,
  )
  for (const { sha256 } of [...papers, meanwhile]) assert.ok(await readBack(store, sha256))
  const thief = await open('đổi', 'đổi-keys', old)
  await assert.rejects(readBack(thief, papers[0]?.sha256 ?? ''), { code: 'files.shut' })
})

test('another master key says which one is missing; none at all stops the start', async () => {
  const store = await open('sai')
  const { sha256 } = await put(store)
  const other = at('khác.key')
  writeFileSync(other, `${'ab'.repeat(32)}\n`)
  const wrong = await open('sai', 'sai-keys', other)
  await assert.rejects(readBack(wrong, sha256), (thrown: Error & { code?: string }) => {
    assert.equal(thrown.code, 'files.shut')
    assert.match(
      String((thrown.cause as Error).message),
      /được gói bằng khóa chủ [0-9a-f]{16}; ở đây chỉ có [0-9a-f]{16}/,
    )
    return true
  })
  await assert.rejects(open('sai', 'sai-keys', at('không-có.key')), /không có khóa chủ/)
})

test('one bit, a cut end or the bytes of another file are found at once', async () => {
  const store = await open('hỏng')
  const [a, b, c] = [
    await put(store, 'a'.repeat(999)),
    await put(store, 'b'.repeat(999)),
    await put(store, 'c'.repeat(999)),
  ]
  const path = (one: { sha256: string }) => pathOf('hỏng', one.sha256)
  const [bytes, other] = [readFileSync(path(a)), readFileSync(path(b))]
  for (const place of [0, 9, 300, bytes.length - 1]) {
    const bad = Buffer.from(bytes)
    bad[place] = (bad[place] ?? 0) ^ 1
    writeFileSync(path(a), bad)
    await assert.rejects(readBack(store, a.sha256), { code: 'files.lost' }, `bit at ${place}`)
  }
  writeFileSync(path(a), other)
  await assert.rejects(readBack(store, a.sha256), { code: 'files.lost' })
  for (const length of [4, 19, 30, 500]) {
    writeFileSync(path(c), readFileSync(path(c)).subarray(0, length))
    await assert.rejects(readBack(store, c.sha256), { code: 'files.lost' }, `cut at ${length}`)
  }
})

test('handed in by many at once, and removed meanwhile: what is said to be there can be read', async () => {
  const store = await open('đua')
  for (let round = 0; round < 15; round++) {
    const text = `vòng ${round}`
    const [first] = await Promise.all([put(store, text), put(store, text), put(store, text)])
    await Promise.allSettled([put(store, text), store.remove(first.sha256), put(store, text)])
    if (await store.has(first.sha256)) assert.equal(await readBack(store, first.sha256), text)
    await put(store, text)
    assert.equal(await readBack(store, first.sha256), text)
  }
})

test('files from before are read as they are, and sealed when asked', async () => {
  const plain = await openFileStore(pathToFileURL(at('xưa')).href)
  const { sha256 } = await put(plain)
  assert.ok(readFileSync(pathOf('xưa', sha256)).includes('hen suyễn'))
  const store = await open('xưa')
  assert.equal(await store.has(sha256), true)
  assert.equal(await readBack(store, sha256), words.repeat(9_000))
  assert.deepEqual([await store.seal?.(sha256), await store.seal?.(sha256)], [true, false])
  assert.ok(!readFileSync(pathOf('xưa', sha256)).includes('hen suyễn'))
  assert.equal(await readBack(store, sha256), words.repeat(9_000))
})
