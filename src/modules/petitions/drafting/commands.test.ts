import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import sharp from 'sharp'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import type { Draft } from '../domain.ts'
import { openEnclosure, openOwnEnclosure, takeEnclosures } from '../enclosures/commands.ts'
import { openWork } from '../handling/reading/commands.ts'
import { openOwnPetition } from '../published/commands.ts'
import type { Typed } from '../sending/domain.ts'
import { aboutRules, aboutStaff, by, petitionOf, platform, tuesday, visitor } from '../testing/commands.ts'
import { findLooksOfTest } from '../testing/store.ts'
import { findKept, findSent, keepDraft, readKey, sendDraft } from './commands.ts'

const refused = (deed: Promise<unknown>, name: string) => assert.rejects(deed, { code: `petitions.${name}` })
const form = (): Context => ({ ...visitor(), operationKey: randomUUID() })

async function photo() {
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .withExif({ IFD3: { GPSLatitude: '10/1 55/1 0/1', GPSLatitudeRef: 'N' }, IFD0: { Make: 'Diều' } })
    .jpeg()
    .toBuffer()
  assert.ok((await sharp(bytes).metadata()).exif, 'the photo says where it was taken')
  return receiveFile(platform.files, { name: 'don.jpeg', content: Readable.from([bytes]) })
}

async function kept(typed: Typed = aboutRules, about: 'rules' | 'staff' = 'rules') {
  const files = await takeEnclosures(platform, [await photo()])
  return keepDraft(form(), { about, typed, files })
}

test('a draft is as it was typed, right or wrong, and opens with its secret alone', async () => {
  const draft = await kept({ ...aboutRules, words: 'ngắn' })
  assert.deepEqual((await findKept(visitor(), draft))?.typed.words, 'ngắn')
  assert.equal(await findKept(visitor(), { ...draft, secret: 'AAAA2222' }), undefined)
  await refused(sendDraft(visitor(), draft), 'wordsNeeded')
  await refused(sendDraft(visitor(), { id: randomUUID(), secret: draft.secret }), 'draftGone')
  assert.equal(readKey('x.AAAA2222'), undefined)
})

test('going back changes what was typed and keeps the files, which may be taken out', async () => {
  const first = await kept()
  const typed = { ...aboutRules, words: 'Đơn xin thả diều phải nộp bốn bản giống hệt nhau.' }
  const again = await keepDraft(form(), { about: 'rules', typed, files: [], draft: first })
  assert.deepEqual([again.id, again.files.length, again.typed.words], [first.id, 1, typed.words])
  const removedId = again.files[0]?.id ?? ''
  const other = await kept()
  const untouched = await keepDraft(form(), { about: 'rules', typed, files: [], draft: other, removedId })
  assert.equal(untouched.files.length, 1, 'a file of another draft stays')
  const without = await keepDraft(form(), { about: 'rules', typed, files: [], draft: first, removedId })
  assert.equal(without.files.length, 0)
})

test('the same form sent twice is one draft', async () => {
  const context = form()
  const keep = { about: 'rules' as const, typed: aboutRules, files: [] }
  assert.equal((await keepDraft(context, keep)).id, (await keepDraft(context, keep)).id)
})

test('five files and no more', async () => {
  const files = await Promise.all([1, 2, 3, 4, 5].map(photo))
  const one = files.slice(0, 1)
  await refused(takeEnclosures(platform, [...files, ...one]), 'filesTooMany')
  const draft = await keepDraft(form(), { about: 'rules', typed: aboutRules, files })
  await refused(keepDraft(form(), { about: 'rules', typed: aboutRules, files: one, draft }), 'filesTooMany')
  assert.equal((await findKept(visitor(), draft))?.files.length, 5)
})

test('sent twice, or twice at once, it is one petition, and the draft is gone', async () => {
  const draft: Draft = await kept()
  const [one, two] = await Promise.all([sendDraft(visitor(), draft), sendDraft(visitor(), draft)])
  assert.deepEqual(one, two)
  assert.deepEqual(await sendDraft(visitor(), draft), one)
  assert.deepEqual([one.secret, await findKept(visitor(), draft)], [draft.secret, undefined])
  assert.deepEqual(await findSent(visitor(), draft), one)
  assert.equal(await findSent(visitor(), { ...draft, secret: 'AAAA2222' }), undefined)
})

test('a photo says no more where it was taken; officers open it with a look, whom it is about does not', async () => {
  const { code, secret } = await sendDraft(visitor(), await kept(aboutStaff, 'staff'))
  const { files } = await openOwnPetition(visitor(), { code, secret })
  const [file] = files
  assert.ok(file)
  const own = await openOwnEnclosure(visitor(), { code, secret }, file.id)
  assert.deepEqual([own.name, own.mediaType], ['don.jpg', 'image/jpeg'])
  assert.equal((await sharp(own.body).metadata()).exif, undefined)
  await refused(openOwnEnclosure(visitor(), { code, secret: 'AAAA2222' }, file.id), 'notFound')
  assert.equal((await openWork(by('desk', tuesday), code)).files.length, 1)
  const { id } = await petitionOf({ code })
  const looks = () => read(visitor(), (tx) => findLooksOfTest(tx, id))
  const before = (await looks()).length
  await openEnclosure(by('desk', tuesday), code, file.id)
  assert.equal((await looks()).length, before + 1)
  await refused(openEnclosure(by('accused', tuesday), code, file.id), 'notFound')
  await refused(openEnclosure(by('other', tuesday), code, file.id), 'notFound')
  await assert.rejects(openEnclosure(by('desk', tuesday), code, randomUUID()), { code: 'files.notFound' })
})
