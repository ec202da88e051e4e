import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import sharp from 'sharp'
import { read } from '#kernel/db.ts'
import { readVerified, storeBytes } from '#kernel/files.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { reportLinks } from '../domain.ts'
import { rateReport, reopenReport, viewOwnReports } from '../following/commands.ts'
import {
  acceptReport,
  answerReport,
  forwardReport,
  publishReport,
  rejectReport,
  takeReport,
} from '../handling/commands.ts'
import { clearPhoto, openOriginal, takePhotos } from '../photos/commands.ts'
import { findPhotos } from '../photos/store.ts'
import {
  isOwn,
  listReports,
  openOwnPhoto,
  openOwnReport,
  openPhoto,
  openReport,
} from '../published/commands.ts'
import { reportFeed } from '../published/feed/commands.ts'
import { viewStatistics } from '../statistics/commands.ts'
import {
  acceptance,
  asSender,
  clearAll,
  commune,
  desk,
  jpeg,
  platform,
  reportOf,
  sender,
  sent,
  standing,
  started,
  visitor,
} from '../testing/commands.ts'
import { findMarksOfTest } from '../testing/store.ts'
import { checkReport, joinReport, readReport, sendReport, startReport } from './commands.ts'

const refused = (deed: Promise<unknown>, name: string) => assert.rejects(deed, { code: `feedback.${name}` })
const wrongIn = (wish: object) => {
  const found = readReport(visitor(), {
    category: 'cat-bay',
    area: '99101',
    place: 'Hẻm 1',
    words: 'Cát lấp hết cửa nhà',
    ...wish,
  })
  return 'wrong' in found ? found.wrong.map(({ name }) => name) : []
}

test('what is missing or wrong is told field by field', () => {
  assert.deepEqual(wrongIn({}), [])
  assert.deepEqual(wrongIn({ category: 'x', words: 'ngắn', area: '99', place: ' ' }), [
    'category',
    'words',
    'area',
    'place',
  ])
  assert.deepEqual(wrongIn({ phone: '123' }), ['phone'])
  assert.deepEqual(wrongIn({ latitude: '10,9', longitude: '' }), ['latitude'])
  assert.deepEqual(wrongIn({ latitude: '91', longitude: '108' }), ['latitude'])
  assert.deepEqual(wrongIn({ place: '', latitude: '10,9333', longitude: '108.1' }), [])
})

test('with borders a point alone tells the commune; one beyond them asks for it', async () => {
  const areaAt = async (_context: unknown, { latitude }: { latitude: number }) =>
    latitude > 10 ? '99103' : undefined
  const where = (latitude: string) => {
    const found = readReport(
      visitor(),
      { category: 'cat-bay', words: 'Cát lấp hết cửa nhà', latitude, longitude: '108' },
      { areaAt },
    )
    if ('wrong' in found) throw new Error('wrong')
    return startReport({ ...visitor(), operationKey: randomUUID() }, found.meant, {}, areaAt)
  }
  assert.equal((await reportOf(await where('10,5'))).areaCode, '99103')
  await refused(where('9,5'), 'areaNeeded')
})

test('nothing is known of a report before it is sent, and the same form is one report', async () => {
  const made = await started()
  await refused(openReport(visitor(), made.code), 'notFound')
  await refused(joinReport(visitor(), made.code), 'notFound')
  await refused(checkReport(visitor(), made.code, 'AAAA2222'), 'notFound')
  assert.equal((await checkReport(visitor(), made.code, made.secret.toLowerCase())).report.state, 'draft')
  await sendReport(visitor(), made.code, made.secret)
  await refused(sendReport(visitor(), made.code, made.secret), 'notNow')
  const again = { ...visitor(), operationKey: randomUUID() }
  const found = readReport(again, {
    category: 'cat-bay',
    area: '99101',
    place: 'Hẻm 1',
    words: 'Cát lấp hết cửa nhà',
  })
  assert.ok('meant' in found)
  const [one, two] = [await startReport(again, found.meant, {}), await startReport(again, found.meant, {})]
  assert.deepEqual(one, two)
})

test('of the same matter are those near in place, lately, of one category, and open', async () => {
  const place = { category: 'duong-lac', area: '99103' }
  const here = { ...place, latitude: '10,900000', longitude: '108,100000' }
  const north = (metres: number) => ({ ...here, latitude: (10.9 + metres / 111_195).toFixed(6) })
  const near = await sent(north(140))
  const far = await sent(north(160))
  const other = await sent({ ...here, category: 'cat-bay' })
  const placeless = await sent(place)
  const gone = await sent(north(10))
  await rejectReport(await desk(), { code: gone.code, ground: 'thu-rac' })
  const old = await sent(north(20), visitor('2026-02-03T09:00+07:00'))
  const draft = await started(here)
  const found = (await checkReport(visitor(), draft.code, draft.secret)).near
  assert.deepEqual(new Set(found.map(({ code }) => code)), new Set([near.code, placeless.code]))
  for (const { code } of [far, other, gone, old]) assert.ok(!found.some((one) => one.code === code))
  assert.ok(Math.abs((found.find(({ code }) => code === near.code)?.metres ?? 0) - 140) < 1)
  // Nobody has looked at it yet: that it is there is all that is told.
  assert.deepEqual(
    found.map(({ publicWords, publicPlace }) => [publicWords, publicPlace]),
    [
      [null, null],
      [null, null],
    ],
  )
})

test('“me too” counts once for an account, and not on what is over', async () => {
  const { code } = await sent()
  const person = citizen({ identityNumber: '099190000088' })
  await savePerson(platform, person)
  const by = () => ({ ...platform.as(person, '2026-03-06T15:00+07:00'), operationKey: randomUUID() })
  await joinReport(by(), code)
  await refused(joinReport(by(), code), 'joinedBefore')
  const form = { ...visitor(), operationKey: randomUUID() }
  await joinReport(form, code)
  await refused(joinReport(form, code), 'joinedBefore')
  assert.equal((await reportOf({ code })).joined, 2)
  assert.deepEqual(
    (await viewOwnReports(by())).map(({ role, words }) => [role, words]),
    [['joined', '']],
  )
  await rejectReport(await desk(), { code, ground: 'thu-rac' })
  await refused(joinReport({ ...visitor(), operationKey: randomUUID() }, code), 'notNow')
})

test('everyone reads the words of the desk, never those that were sent, nor who sent them', async () => {
  const made = await sent(
    { words: 'Ông Bảy ở số 5 đốt rác, gọi 0911222333', name: 'Bà Diều', phone: '0912345678' },
    asSender(),
  )
  await refused(openReport(visitor(), made.code), 'notFound')
  await acceptReport(await desk(), { code: made.code, ...acceptance })
  const open = {
    tale: await openReport(visitor(), made.code),
    list: await listReports(visitor(), { search: 'dieu', max: 50 }),
  }
  const feed = reportFeed(open.list.reports, { ...visitor(), publicUrl: 'http://localhost' })
  assert.equal(open.tale.report.words, acceptance.publicWords)
  assert.ok(open.list.reports.some(({ code }) => code === made.code))
  assert.match(feed, new RegExp(reportLinks.show(made.code)))
  for (const text of [JSON.stringify(open), feed]) {
    assert.doesNotMatch(text, /Bảy|0911222333|Bà Diều|0912345678|Trần Thị Diều/)
    assert.ok(!text.includes(sender.personId) && !text.includes(made.secret))
  }
  assert.equal((await listReports(visitor(), { search: 'bảy', max: 50 })).reports.length, 0)
})

test('one’s own report opens by account or by both codes, and to nobody else', async () => {
  const { code, secret } = await sent({}, asSender())
  assert.match((await openOwnReport(asSender(), code)).report.words, /dây đang chùng/)
  assert.equal(await isOwn(visitor(), code, `${secret.slice(0, 4)}-${secret.slice(4).toLowerCase()}`), true)
  const stranger = platform.as(citizen({ identityNumber: '099190000099' }), '2026-03-06T15:00+07:00')
  assert.deepEqual(
    [await isOwn(stranger, code), await isOwn(visitor(), code), await isOwn(visitor(), code, 'AAAA2222')],
    [false, false, false],
  )
  await refused(openOwnReport(stranger, code), 'notFound')
  const unnamed = await sent({ unnamed: 'yes', name: 'Bà Diều' }, asSender())
  assert.deepEqual(
    [await isOwn(asSender(), unnamed.code), await isOwn(visitor(), unnamed.code, unnamed.secret)],
    [false, true],
  )
  assert.ok(!(await viewOwnReports(asSender())).some((one) => one.code === unnamed.code))
})

const photosOf = async (made: { code: string }) => {
  const { id } = await reportOf(made)
  return read(visitor(), (tx) => findPhotos(tx, id))
}

test('a picture is drawn anew: what the camera wrote and what stands behind it are gone', async () => {
  assert.ok((await sharp(await jpeg()).metadata()).exif, 'the camera wrote something')
  const made = await sent({}, visitor(), 2)
  for (const { sha256, name } of await photosOf(made)) {
    const kept = await sharp(await readVerified(platform.files, sha256, name)).metadata()
    assert.deepEqual([kept.format, kept.width, kept.exif], ['jpeg', 120, undefined])
  }
  const file = await storeBytes(platform.files, 'a.jpg', await jpeg())
  await refused(takePhotos(visitor(), [file, file, file], 2), 'photosTooMany')
  await refused(takePhotos(visitor(), [{ ...file, mediaType: 'application/pdf' }], 2), 'notAPhoto')
})

test('pictures are for everyone once somebody covered what must not be seen; the original stays shut', async () => {
  const made = await standing('processing', visitor(), 1)
  const { code } = made
  const after = await storeBytes(platform.files, 'sau.jpg', await jpeg())
  await answerReport(await commune('2026-03-10T08:00+07:00'), {
    code,
    words: 'Đã gỡ diều xuống.',
    files: [after],
  })
  const [first, second] = await photosOf(made)
  assert.ok(first && second)
  const publisher = await desk('2026-03-10T09:00+07:00')
  await refused(publishReport(publisher, { code }), 'photosUnseen')
  for (const covers of ['1 2 3', '100 70 30 20', '0 0 10 10.5', 'a b c d', '0 0 0 5'])
    await refused(clearPhoto(publisher, { code, photoId: first.id, covers }), 'coverWrong')
  await refused(
    clearPhoto(await commune('2026-03-10T09:00+07:00'), { code, photoId: first.id, covers: '' }),
    'notYours',
  )
  await clearPhoto(publisher, { code, photoId: first.id, covers: '10 10 40 20\n60 30 20 20' })
  await assert.rejects(
    openPhoto(visitor(), code, first.id),
    { code: 'files.notFound' },
    'not before it is published',
  )
  await clearPhoto(publisher, { code, photoId: second.id, covers: '' })
  await publishReport(publisher, { code })
  const shown = await openPhoto(visitor(), code, first.id)
  const original = await openOriginal(publisher, code, first.id)
  assert.notDeepEqual(shown.body, original.body)
  assert.equal((await openReport(visitor(), code)).photos.length, 2)
  assert.deepEqual((await openOwnPhoto(visitor(), code, first.id, made.secret)).body, original.body)
  await refused(openOwnPhoto(visitor(), code, first.id, 'AAAA2222'), 'notFound')
})

test('covered parts are told apart from nothing: a black and white board turns grey', async () => {
  const board = await sharp({ create: { width: 120, height: 80, channels: 3, background: '#fff' } })
    .composite(
      Array.from({ length: 12 }, (_, at) => ({
        input: { create: { width: 5, height: 80, channels: 3 as const, background: '#000' } },
        left: at * 10,
        top: 0,
      })),
    )
    .jpeg()
    .toBuffer()
  const taken = await takePhotos(visitor(), [await storeBytes(platform.files, 'bang.jpg', board)], 5)
  const draft = await startReport(
    { ...visitor(), operationKey: randomUUID() },
    {
      category: 'cat-bay',
      area: '99202',
      place: 'x',
      point: undefined,
      words: 'Bảng đen trắng ở đây',
      name: null,
      phone: null,
      isUnnamed: false,
    },
    { photos: taken },
  )
  await sendReport(visitor(), draft.code, draft.secret)
  await acceptReport(await desk(), { code: draft.code, ...acceptance })
  await forwardReport(await desk(), 'forward', { code: draft.code, unitCode: 'Z99.12.02', words: '' })
  await takeReport(await commune(), { code: draft.code })
  await answerReport(await commune(), { code: draft.code, words: 'Đã lau bảng sạch.', files: [] })
  const [photo] = await photosOf(draft)
  assert.ok(photo)
  await clearPhoto(await desk(), { code: draft.code, photoId: photo.id, covers: '0 0 120 80' })
  await publishReport(await desk(), { code: draft.code })
  const { body } = await openPhoto(visitor(), draft.code, photo.id)
  const spread = async (picture: Buffer) => (await sharp(picture).greyscale().stats()).channels[0]?.stdev ?? 0
  assert.ok((await spread(board)) > 100, 'stripes')
  assert.ok((await spread(body)) < 40, `${await spread(body)}`)
})

test('rated once by who sent it; opened again once; then closed to both', async () => {
  const made = await standing('published', asSender(), 1)
  const { code, secret } = made
  const soon = visitor('2026-03-11T08:00+07:00')
  await refused(rateReport(soon, { code, rating: 'satisfied', words: '' }), 'notFound')
  await refused(rateReport(soon, { code, secret: 'AAAA2222', rating: 'satisfied', words: '' }), 'notFound')
  await rateReport(soon, { code, secret, rating: 'dissatisfied', words: 'Dây vẫn chùng' })
  await refused(
    rateReport(asSender('2026-03-11T09:00+07:00'), { code, rating: 'satisfied', words: '' }),
    'ratedBefore',
  )
  await refused(reopenReport(soon, { code, secret, words: 'x' }), 'reasonNeeded')
  await reopenReport(soon, { code, secret, words: 'Dây điện vẫn chùng xuống đường.' })
  const reopened = await reportOf({ code })
  // Eight working hours from Wednesday 08:00: seven that day, one on Thursday.
  assert.deepEqual([reopened.state, reopened.dueAt], ['reopened', new Date('2026-03-12T08:00+07:00')])
  await refused(
    reopenReport(soon, { code, secret, words: 'Dây điện vẫn chùng xuống đường.' }),
    'reopenedBefore',
  )
  await refused(
    rateReport(asSender('2026-03-11T10:00+07:00'), { code, rating: 'satisfied', words: '' }),
    'ratedBefore',
  )
  await forwardReport(await desk('2026-03-11T08:30+07:00'), 'forward', {
    code,
    unitCode: 'Z99.12.02',
    words: '',
  })
  await takeReport(await commune('2026-03-11T09:00+07:00'), { code })
  await answerReport(await commune('2026-03-11T10:00+07:00'), {
    code,
    words: 'Đã căng lại dây điện.',
    files: [],
  })
  await clearAll(made)
  await publishReport(await desk('2026-03-11T11:00+07:00'), { code })
  await refused(
    reopenReport(soon, { code, secret, words: 'Dây điện vẫn chùng xuống đường.' }),
    'reopenedBefore',
  )
  await rateReport(visitor('2026-03-12T08:00+07:00'), { code, secret, rating: 'satisfied', words: '' })
  const marks = await read(visitor(), (tx) => findMarksOfTest(tx, reopened.id))
  assert.deepEqual(
    marks.filter((mark) => mark.startsWith('feedback.reopened')),
    ['feedback.reopened 2026-03-11 Z99.12.02'],
  )
  const story = await openReport(visitor('2026-03-12T09:00+07:00'), code)
  assert.deepEqual(
    story.handlings.map(({ rating }) => rating),
    ['dissatisfied', 'satisfied'],
  )
})

test('pages follow each other without a gap, and filters keep to what they say', async () => {
  const [a, b, c] = [
    await sent({ area: '99103', category: 'gio-qua-manh' }, visitor('2026-03-04T08:00+07:00')),
    await sent({ area: '99103', category: 'gio-qua-manh' }, visitor('2026-03-05T08:00+07:00')),
    await sent({ area: '99203', category: 'gio-qua-manh' }, visitor('2026-03-06T08:00+07:00')),
  ]
  for (const { code } of [a, b, c])
    await acceptReport(await desk(), { code, ...acceptance, category: 'gio-qua-manh' })
  const ask = { category: 'gio-qua-manh', max: 2 }
  const first = await listReports(visitor(), ask)
  const second = await listReports(visitor(), { ...ask, after: first.next })
  assert.deepEqual(
    [first, second].map(({ reports }) => reports.map(({ code }) => code)),
    [[c.code, b.code], [a.code]],
  )
  assert.equal(second.next, undefined)
  const there = await listReports(visitor(), { ...ask, areaCode: '99103', max: 9 })
  assert.deepEqual(
    there.reports.map(({ code }) => code),
    [b.code, a.code],
  )
  assert.deepEqual((await listReports(visitor(), { ...ask, states: ['published'] })).reports, [])
  assert.equal((await listReports(visitor(), { ...ask, after: 'rubbish' })).reports.length, 2)
})

test('the figures of a unit are its marks of the period, up to today', async () => {
  const before = await viewStatistics(visitor('2026-03-31T08:00+07:00'), '2026-03')
  const { code } = await standing('published', asSender())
  await rateReport(asSender('2026-03-11T08:00+07:00'), { code, rating: 'acceptable', words: '' })
  await standing('processing')
  const of = ({ units }: typeof before) => units.find(({ key }) => key === 'Z99.12.02')
  const after = of(await viewStatistics(visitor('2026-03-31T08:00+07:00'), '2026-03'))
  const grown = (name: 'received' | 'answeredInTime' | 'fellLate' | 'rated' | 'ratedHappy') =>
    (after?.[name] ?? 0) - (of(before)?.[name] ?? 0)
  assert.deepEqual(
    [grown('received'), grown('answeredInTime'), grown('fellLate'), grown('rated'), grown('ratedHappy')],
    [2, 1, 1, 1, 1],
  )
  // The limit runs out on the sixteenth: nothing of it is told the day before.
  const early = of(await viewStatistics(visitor('2026-03-15T08:00+07:00'), '2026-03'))
  assert.ok((early?.fellLate ?? 0) < (after?.fellLate ?? 0))
  assert.deepEqual((await viewStatistics(visitor(), '2025-03')).units, [])
})
