/** Bit rot: flipped, cut, swapped and deleted files are found and taken back, or named when there is nothing to take them from. */

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { copyNoted, openSecondStore } from '#kernel/backup.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import {
  openFileStore,
  openSealing,
  readVerified,
  receiveFile,
  recordFile,
  withSecondCopy,
} from '#kernel/files.ts'
import { kernelKeeping } from '#kernel/retention.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { scrubHealth } from '../domain.ts'
import { findRun } from '../store.ts'
import { scrub } from './commands.ts'

const platform = await freshPlatform()
const root = mkdtempSync(join(tmpdir(), 'mot-cua-scrub-'))
const [kept, place, notes] = [join(root, 'kept'), join(root, 'second'), join(root, 'notes')]
for (const folder of [kept, join(place, 'files')]) mkdirSync(folder, { recursive: true })
after(() => rmSync(root, { recursive: true, force: true }))

const sealing = await openSealing(join(root, 'keys', 'files'), join(root, 'keys', 'master.key'))
const openSecond = () => openSecondStore(place, sealing)
const files = withSecondCopy(await openFileStore(`file://${kept}`, { sealing }), openSecond, notes)
const context: Context = { ...platform.as({ kind: 'system' }, new Date()), files }
const bytes = kernelKeeping.bytes ?? []
const nightly = async () => (await scrub({ ...context, now: new Date() }, bytes, 1_000)).facts
const at = (sha256: string) => join(kept, sha256.slice(0, 2), sha256.slice(2, 4), sha256)

async function stored(text: string): Promise<string> {
  const content = Readable.from([text.repeat(500)])
  const file = await receiveFile(files, { name: 'diều', content }, 1, 'anything')
  await inTransaction(context, (tx) => recordFile(tx, context, file, {}))
  return file.sha256
}

/** What a disk does to files: one bit, the end, one for the other, none at all. */
function spoil(flipped: string, cut: string, [one, other]: readonly [string, string], deleted: string): void {
  const bad = readFileSync(at(flipped))
  bad[7] = (bad[7] ?? 0) ^ 16
  writeFileSync(at(flipped), bad)
  writeFileSync(at(cut), readFileSync(at(cut)).subarray(0, 99))
  const [first, second] = [readFileSync(at(one)), readFileSync(at(other))]
  writeFileSync(at(one), second)
  writeFileSync(at(other), first)
  rmSync(at(deleted))
}

const [a, b, c, d, e, f] = await Promise.all(['sáo', 'lá', 'gió', 'cát', 'sóng', 'mây'].map(stored))
const spoiled = [a, b, c, d, e].map(String)

test('without a second copy each is named, and not one wrong byte is served', async () => {
  assert.deepEqual((await nightly()).lost, [])
  spoil(String(a), String(b), [String(c), String(d)], String(e))
  for (const sha256 of spoiled)
    await assert.rejects(readVerified(files, sha256, 'diều'), { code: 'files.lost' })
  const { lost = [], mended } = await nightly()
  assert.deepEqual([[...lost].sort(), mended], [spoiled.toSorted(), []])
  assert.equal(scrubHealth(await read(context, (tx) => findRun(tx, 'scrub'))).state, 'degraded')
})

test('with one, the night takes all of them back, and the next night is quiet', async () => {
  const second = await openSecond()
  // What is wrong is never copied.
  const { wrong } = await copyNoted(files, second, notes)
  assert.deepEqual(wrong.toSorted(), [a, b, c, d].map(String).toSorted())
  assert.ok(await second.has(String(f)))
  for (const [sha256, text] of [
    [a, 'sáo'],
    [b, 'lá'],
    [c, 'gió'],
    [d, 'cát'],
    [e, 'sóng'],
  ] as const) {
    const path = join(second.incoming, 'x')
    writeFileSync(path, String(text).repeat(500))
    await second.take(path, { sha256: String(sha256), bytes: 1 })
  }
  const { mended = [], lost } = await nightly()
  assert.deepEqual([[...mended].sort(), lost], [spoiled.toSorted(), []])
  for (const sha256 of spoiled) assert.ok((await readVerified(files, sha256, 'diều')).length > 99)
  assert.equal((await findRunNow())?.isGood, false)
  const quiet = await nightly()
  assert.deepEqual([quiet.mended, quiet.lost, quiet.files], [[], [], 6])
  assert.equal((await findRunNow())?.isGood, true)
})
const findRunNow = () => read(context, (tx) => findRun(tx, 'scrub'))

test('whoever reads a spoiled file gets the right one at once; a spoiled copy mends nothing', async () => {
  spoil(String(a), String(b), [String(c), String(d)], String(e))
  for (const sha256 of spoiled) assert.ok((await readVerified(files, sha256, 'diều')).length > 99)
  const second = await openSecond()
  rmSync(at(String(f)))
  writeFileSync(join(place, 'files', String(f).slice(0, 2), String(f).slice(2, 4), String(f)), 'khác')
  await assert.rejects(readVerified(files, String(f), 'mây'), { code: 'files.lost' })
  assert.deepEqual((await nightly()).lost, [f])
  await second.remove(String(f))
  assert.deepEqual((await nightly()).lost, [f])
})

test('the night is slow on purpose', async () => {
  const size = [...spoiled].length * 2_000
  const began = Date.now()
  await scrub(context, bytes, size / 1024 / 1024)
  assert.ok(Date.now() - began > 500)
})
