import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import sharp from 'sharp'
import { receiveFile } from './files.ts'
import { freshPlatform } from './testing/database.ts'
import { citizen } from './testing/people.ts'
import { addPart, completeUpload, findUploadState, startUpload, takeUpload } from './uploads.ts'

const platform = await freshPlatform()
const at = '2026-03-02T09:00+07:00'
const mine = platform.as(citizen(), at)
const stranger = platform.as(citizen(), at)
const visitor = platform.as({ kind: 'visitor' }, at)

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
/** A picture of noise is as large as it looks. */
async function photo(side: number): Promise<Buffer> {
  const raw = Buffer.from(
    Array.from({ length: side * side * 3 }, (_, index) => (index * 7919 * ((index % 13) + 1)) % 251),
  )
  return sharp(raw, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer()
}
const announced = (bytes: Buffer, key = randomUUID() as string) => ({
  key,
  name: 'ảnh lớn.jpg',
  bytes: bytes.length,
  sha256: sha256(bytes),
})
const part = (bytes: Buffer) =>
  receiveFile(platform.files, { name: 'part', content: Readable.from([bytes]) }, 8, 'anything')

test('a file in three parts is the same file, examined as one that came whole', async () => {
  const bytes = await photo(300)
  const { id } = await startUpload(mine, announced(bytes))
  const cuts = [0, 1000, 20_000, bytes.length]
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const state = await addPart(mine, { id, offset: from }, await part(bytes.subarray(from, cuts[index + 1])))
    assert.equal(state.offset, cuts[index + 1])
  }
  await assert.rejects(takeUpload(mine, id, 20, 'papers'), { code: 'uploads.notWhole' })
  assert.equal((await completeUpload(mine, id)).isWhole, true)
  assert.equal((await completeUpload(mine, id)).isWhole, true, 'said again it is as it was')
  const taken = await takeUpload(mine, id, 20, 'papers')
  assert.deepEqual([taken.sha256, taken.mediaType, taken.name], [sha256(bytes), 'image/jpeg', 'ảnh lớn.jpg'])
})

test('asked again it is the same upload; a part sent twice, or out of turn, changes nothing', async () => {
  const bytes = await photo(100)
  const file = announced(bytes)
  const { id } = await startUpload(mine, file)
  const half = await part(bytes.subarray(0, 500))
  const both = await Promise.all([
    addPart(mine, { id, offset: 0 }, half),
    addPart(mine, { id, offset: 0 }, half),
  ])
  assert.deepEqual(
    both.map(({ offset }) => offset),
    [500, 500],
  )
  assert.equal((await addPart(mine, { id, offset: 900 }, half)).offset, 500)
  assert.deepEqual(await startUpload(mine, file), await findUploadState(mine, id))
  await assert.rejects(completeUpload(mine, id), { code: 'uploads.notWhole' })
})

test('what is not the announced file is forgotten and may be sent anew', async () => {
  const [bytes, other] = [await photo(90), Buffer.from('x'.repeat(100))]
  const { id } = await startUpload(mine, { ...announced(bytes), bytes: other.length })
  await addPart(mine, { id, offset: 0 }, await part(other))
  await assert.rejects(completeUpload(mine, id), { code: 'uploads.changed' })
  assert.equal((await findUploadState(mine, id)).offset, 0)
  await assert.rejects(addPart(mine, { id, offset: 0 }, await part(Buffer.from('x'.repeat(101)))), {
    code: 'uploads.beyondEnd',
  })
})

test("another person's upload is not there, whatever key is guessed", async () => {
  const bytes = await photo(80)
  const file = announced(bytes)
  const { id } = await startUpload(mine, file)
  for (const context of [stranger, visitor]) {
    await assert.rejects(findUploadState(context, id), { code: 'uploads.notFound' })
    await assert.rejects(addPart(context, { id, offset: 0 }, await part(bytes)), { code: 'uploads.notFound' })
    await assert.rejects(takeUpload(context, id, 20, 'papers'), { code: 'uploads.notFound' })
    assert.notEqual((await startUpload(context, file)).id, id)
  }
})

test('there is a limit to one file, and to what one account has under way', async () => {
  const bytes = await photo(70)
  await assert.rejects(startUpload(mine, { ...announced(bytes), bytes: 21 * 1024 ** 2 }), {
    code: 'kernel.tooLarge',
  })
  const greedy = platform.as(citizen(), at)
  const large = () => startUpload(greedy, { ...announced(bytes), bytes: 20 * 1024 ** 2 })
  for (let count = 0; count < 50; count++) await large()
  await assert.rejects(large(), { code: 'uploads.tooMuch' })
  await startUpload(mine, announced(bytes))
})
