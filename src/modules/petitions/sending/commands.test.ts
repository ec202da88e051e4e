import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { citizen } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { modules } from '../../../app.ts'
import { openUnit } from '../../indicators/board/commands.ts'
import { isList } from '../../indicators/domain.ts'
import { parsePeriod } from '../../indicators/periods/domain.ts'
import { ratePetition, viewOwnPetitions } from '../following/commands.ts'
import {
  acceptPetition,
  answerPetition,
  leadAway,
  publishAnswer,
  takePetition,
} from '../handling/commands.ts'
import { isOwn, listPetitions, openOwnPetition, openPetition } from '../published/commands.ts'
import { viewStatistics } from '../statistics/commands.ts'
import {
  aboutRules,
  asSender,
  by,
  given,
  person,
  petitionOf,
  platform,
  published,
  sent,
  standing,
  thursday,
  tuesday,
  visitor,
} from '../testing/commands.ts'
import { findEventsOfTest, findMarksOfTest, findMessagesOfTest } from '../testing/store.ts'
import { readPetition, sendPetition } from './commands.ts'

const refused = (deed: Promise<unknown>, name: string) => assert.rejects(deed, { code: `petitions.${name}` })
const friday = '2026-03-06T10:00+07:00'

test('the same form sent twice is one petition, and nobody else knows of it', async () => {
  const found = readPetition(visitor(), 'rules', aboutRules)
  assert.ok('meant' in found)
  const form = { ...visitor(), operationKey: randomUUID() }
  const [one, two] = [await sendPetition(form, found.meant), await sendPetition(form, found.meant)]
  assert.deepEqual(one, two)
  assert.match(one.code, /^KN-260302-[2-9A-Z]{5}$/)
  await refused(openPetition(visitor(), one.code), 'notFound')
  await refused(openOwnPetition(visitor(), { code: one.code, secret: 'AAAA2222' }), 'notFound')
  await refused(openOwnPetition(visitor(), { code: one.code, secret: undefined }), 'notFound')
})

test('one’s own opens by account or by both codes, and to nobody else', async () => {
  const { code, secret } = await sent('rules', {}, asSender())
  const typed = `${secret.slice(0, 4)}-${secret.slice(4).toLowerCase()}`
  const own = (context: ReturnType<typeof visitor>, given?: string) => isOwn(context, { code, secret: given })
  assert.deepEqual([await own(asSender()), await own(visitor(), typed)], [true, true])
  const stranger = citizen({ identityNumber: '099190000099' })
  assert.deepEqual(
    [await own(platform.as(stranger, tuesday)), await own(visitor(), 'AAAA2222')],
    [false, false],
  )
  assert.ok((await viewOwnPetitions(asSender())).some((one) => one.code === code))
})

test('everyone reads the words of the second look, never those that were sent, nor who sent them', async () => {
  const wish = {
    words: 'Ông Bảy ở số 5 bắt tôi nộp ba bản, gọi 0911222333',
    name: 'Bà Kín',
    named: undefined,
  }
  const made = await standing('answered')
  const quiet = await sent('rules', wish)
  await publishAnswer(by('desk', thursday), { code: made.code, ...published })
  const list = await listPetitions(visitor(thursday), { search: 'ba ban giong', max: 50 })
  assert.ok(list.petitions.some(({ code }) => code === made.code))
  const text = JSON.stringify([list, await openPetition(visitor(thursday), made.code)])
  assert.doesNotMatch(text, /Bà Lụa|0912345678|giống hệt|Bảy/)
  assert.ok(!text.includes(made.secret) && !text.includes(quiet.code))
  const { petitions } = await listPetitions(visitor(thursday), { about: 'staff', max: 50 })
  assert.ok(petitions.every(({ about }) => about === 'staff'))
})

test('the sender’s name is public only where they asked for it, and never about an official', async () => {
  const nameOf = async (about: 'rules' | 'staff', named?: string) => {
    const made = await sent(about, { name: 'Bà Tên Lạ', named })
    const { code } = made
    await acceptPetition(by('desk', tuesday), given(code))
    await takePetition(by('clerk', tuesday), { code })
    await answerPetition(by('clerk', tuesday), { code, words: published.answer })
    await publishAnswer(by('desk', thursday), { code, ...published })
    return (await openPetition(visitor(friday), made.code)).senderName
  }
  assert.deepEqual(
    [await nameOf('rules'), await nameOf('rules', 'yes'), await nameOf('staff', 'yes')],
    [null, 'Bà Tên Lạ', null],
  )
})

test('what is led to another path tells its sender where to go, and is published nowhere', async () => {
  const made = await sent('staff', {}, asSender())
  await leadAway(by('desk', tuesday), { code: made.code, path: 'denunciation', words: 'Đây là việc tố cáo.' })
  const { petition, acts } = await openOwnPetition(asSender(tuesday), { code: made.code, secret: undefined })
  assert.deepEqual([petition.state, petition.path], ['ledAway', 'denunciation'])
  assert.equal(acts.at(-1)?.words, 'Đây là việc tố cáo.')
  await refused(openPetition(visitor(friday), made.code), 'notFound')
  const told = await read(visitor(), (tx) => findMessagesOfTest(tx, petition.id))
  assert.deepEqual(told, [{ kind: 'petitions.ended', personId: person.personId }])
})

test('rated once by who sent it, within the days of the pack', async () => {
  const made = await standing('published', 'rules', asSender())
  const own = { code: made.code, secret: made.secret }
  await refused(
    ratePetition(visitor(friday), { code: made.code, secret: undefined, rating: 'like', words: '' }),
    'notFound',
  )
  await refused(
    ratePetition(visitor('2026-04-05T10:00+07:00'), { ...own, rating: 'like', words: '' }),
    'rateOver',
  )
  await ratePetition(visitor('2026-04-04T10:00+07:00'), {
    ...own,
    rating: 'dislike',
    words: 'Vẫn đòi ba bản',
  })
  await refused(ratePetition(asSender(friday), { ...own, rating: 'like', words: '' }), 'ratedBefore')
  const fresh = await sent()
  await refused(ratePetition(visitor(friday), { ...fresh, rating: 'like', words: '' }), 'notNow')
  const { id } = await petitionOf(made)
  const events = await read(visitor(), (tx) => findEventsOfTest(tx, id))
  assert.ok(!JSON.stringify(events).includes(person.personId), 'no event tells who sent or rated it')
})

test('one’s own that is sent again counts against the answer; somebody else’s code does not', async () => {
  const before = await standing('published')
  const { id } = await petitionOf(before)
  const found = readPetition(visitor(), 'rules', aboutRules)
  assert.ok('meant' in found)
  const form = () => ({ ...visitor('2026-03-10T08:00+07:00'), operationKey: randomUUID() })
  const isDisliked = async () =>
    (await read(visitor(), (tx) => findMarksOfTest(tx, id))).some((mark) => mark.startsWith('disliked'))
  await sendPetition(form(), found.meant, { code: before.code, secret: 'AAAA2222' })
  assert.equal(await isDisliked(), false)
  const { code } = await sendPetition(form(), found.meant, before)
  assert.deepEqual([await isDisliked(), (await petitionOf({ code })).repeatsCode], [true, before.code])
})

test('indicators 5.1 to 5.3 of the agency are the petitions themselves', async () => {
  const fold = modules.find(({ name }) => name === 'indicators')?.reactions?.[0]
  const period = parsePeriod('month:2026-03-01')
  assert.ok(fold && period)
  const lists = modules.flatMap(({ measures = [] }) => measures).filter(isList)
  const at = '2026-04-10T10:00+07:00'
  const figures = async () => {
    await catchUp(platform.as({ kind: 'system' }, at), fold)
    const { own } = await openUnit(visitor(at), 'Z99.02', period, lists)
    return Object.fromEntries(
      own.score.figures.flatMap(({ indicator, of, per }) =>
        indicator.code.startsWith('5.') ? [[indicator.code, [of, per]]] : [],
      ),
    )
  }
  const number = (one: Record<string, (number | null)[]>, code: string, place: 0 | 1) =>
    one[code]?.[place] ?? 0
  const before = await figures()
  const liked = await standing('published')
  await ratePetition(visitor(friday), { ...liked, rating: 'like', words: '' })
  const disliked = await standing('published', 'staff')
  await ratePetition(visitor(friday), { ...disliked, rating: 'dislike', words: '' })
  await standing('processing')
  const after = await figures()
  const grown = (code: string, place: 0 | 1) => number(after, code, place) - number(before, code, place)
  assert.deepEqual(
    {
      all: grown('5.1', 0),
      rules: grown('5.1a', 0),
      staff: grown('5.1b', 0),
      // The third fell late on 23 March.
      inTime: [grown('5.2', 0), grown('5.2', 1)],
      content: [grown('5.3', 0), grown('5.3', 1)],
    },
    { all: 3, rules: 2, staff: 1, inTime: [2, 3], content: [1, 2] },
  )
  const page = await viewStatistics(visitor(at), '2026-03')
  const unit = page.units.find(({ key }) => key === 'Z99.02')
  assert.equal(unit?.received, number(after, '5.1', 0))
  assert.equal(unit?.due, number(after, '5.2', 1))
  assert.deepEqual((await viewStatistics(visitor(at), '2025-03')).units, [])
})
