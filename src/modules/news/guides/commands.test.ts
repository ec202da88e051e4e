import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { before, test } from 'node:test'
import sharp from 'sharp'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { receiveFile, storeBytes } from '#kernel/files.ts'
import type { Permission } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { mp3Sample } from '#kernel/testing/sounds.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { modules } from '../../../app.ts'
import { guidesOf } from '../api.ts'
import { approvePiece, openWork, startPiece, submitPiece } from '../commands.ts'
import type { Draft } from '../domain.ts'
import { keepPicture, openFile } from '../files/commands.ts'
import { setRecording } from './commands.ts'
import { filesOf, type Guide, readGuide } from './domain.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const now = '2026-04-20T09:00+07:00'
const visitor = platform.as({ kind: 'visitor' }, '2026-04-20T10:00+07:00')

let editor: Context
let approver: Context
async function someone(permissions: readonly Permission[]): Promise<Context> {
  const system = platform.as({ kind: 'system' }, now)
  const unit = await read(system, (tx) => findUnitByCode(tx, 'Z99', system.today))
  assert.ok(unit)
  const who = officer({
    unitId: unit.id,
    unitCode: 'Z99',
    unitReach: unit.path,
    permissions: new Set(permissions),
  })
  await savePerson(platform, who)
  return platform.as(who, now)
}
before(async () => {
  editor = await someone(['news.write'])
  approver = await someone(['news.write', 'news.approve'])
})

const sound = (bytes: Uint8Array) =>
  receiveFile(platform.files, { name: 'doc.mp3', content: Readable.from([bytes]) }, 8, 'papers and sound')
const mp3 = mp3Sample()
const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#777' } })
  .png()
  .toBuffer()

const guide = (files: Partial<Guide> = {}): Draft<Guide> => {
  const content: Guide = {
    title: 'Thả diều cho đúng',
    lead: 'Cho người mới thả.',
    steps: [{ text: 'Xem gió.', picture: null }],
    procedures: ['9.000001'],
    lifeEvents: [],
    spoken: {},
    ...files,
  }
  return { content, areas: [], files: filesOf(content) }
}

test('a recording goes into the draft, is heard by nobody before approval, and by everyone after', async () => {
  const id = await startPiece(editor, { kind: 'guide', title: 'Thả diều' }, guide())
  await assert.rejects(setRecording(editor, id, 'cham', await storeBytes(platform.files, 'anh.png', png)), {
    code: 'news.notARecording',
  })
  await setRecording(editor, id, 'cham', await sound(mp3))
  const { piece } = await openWork<Guide>(editor, 'guide', id)
  const file = piece.version.content.spoken.cham
  assert.ok(file)
  await assert.rejects(openFile(visitor, file), { code: 'news.notFound' })
  assert.equal((await openFile(editor, file)).isPublic, false)
  await submitPiece(editor, { kind: 'guide', id })
  await assert.rejects(setRecording(editor, id, 'vi', await sound(mp3)), { code: 'news.notNow' })
  await approvePiece(approver, { kind: 'guide', id })
  const heard = await openFile(visitor, file)
  assert.deepEqual([heard.mediaType, heard.isPublic, heard.body.equals(mp3)], ['audio/mpeg', true, true])
  assert.deepEqual(
    (await guidesOf(visitor, '9.000001')).map(({ title }) => title),
    ['Thả diều cho đúng'],
  )
  assert.deepEqual(await guidesOf(visitor, '9.000002'), [])
})

test('a picture is made anew: small, and without where it was taken', async () => {
  const photo = await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#777' } })
    .withExif({ IFD0: { ImageDescription: 'nhà của tôi' } })
    .jpeg()
    .toBuffer()
  const file = await keepPicture(editor, await storeBytes(platform.files, 'anh.jpg', photo))
  await startPiece(
    editor,
    { kind: 'guide', title: 'Có ảnh' },
    guide({ steps: [{ text: 'Xem ảnh.', picture: { file, alt: 'Con diều' } }] }),
  )
  const { body, mediaType } = await openFile(editor, file)
  const { width, exif } = await sharp(body).metadata()
  assert.deepEqual([mediaType, width, exif], ['image/webp', 960, undefined])
})

const words = {
  short: 'ngắn',
  long: () => 'dài',
  choose: 'chọn',
  alt: 'mô tả',
  step: 'bước',
  labels: {},
  procedure: (code: string) => `không có ${code}`,
}

test('a form says what is missing, field by field', () => {
  const world = { kept: undefined, uploaded: new Map([['anh-1', 'f']]), isProcedure: () => false }
  const { errors } = readGuide({ 'tieu-de': 'x', 'buoc-1': 'Một', 'thu-tuc': '1.2, 3.4' }, world, words)
  assert.deepEqual(
    errors.map(({ field }) => field),
    ['tieu-de', 'tom-tat', 'anh-1-mo-ta', 'thu-tuc'],
  )
})
