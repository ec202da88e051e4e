import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { inTransaction } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, officer, savePerson } from '#kernel/testing/people.ts'
import { countsFor, markAllRead, notify, openMessage, viewMessages } from './commands.ts'
import { defineNotices, wordsOf } from './domain.ts'

const platform = await freshPlatform()
const mai = citizen()
const gio = officer()
for (const person of [mai, gio]) await savePerson(platform, person)
const monday = '2026-03-02T08:00+07:00'

const notices = defineNotices('kites', {
  ready: {
    subject: ['Diều {code} đã sẵn sàng', 'Kite {code} is ready'],
    body: ['Đến lấy trước {due}.', 'Collect it by {due}.'],
  },
})
const facts = { code: 'D-1', due: '2026-03-05T03:00:00.000Z' }
const send = (personId: string, subjectId = randomUUID(), more: { key?: string } = {}) =>
  inTransaction(platform, (tx) =>
    notify(tx, platform.as({ kind: 'system' }, monday), [
      { notice: notices.ready, to: [personId], subjectId, link: '/ho-so/D-1', facts, ...more },
    ]),
  )

test('words are made when they are read, in the reader’s language, with days as the province writes them', () => {
  assert.deepEqual(wordsOf('kites.ready', facts, 'vi'), {
    subject: 'Diều D-1 đã sẵn sàng',
    body: 'Đến lấy trước 10:00 ngày 05/03/2026.',
  })
  assert.equal(wordsOf('kites.ready', facts, 'en').subject, 'Kite D-1 is ready')
  assert.equal(wordsOf('kites.forgotten', { code: 'D-9' }, 'vi').subject, 'D-9')
})

test('the same thing is told to a person once, also by two at once', async () => {
  const subject = randomUUID()
  const told = await Promise.all([send(mai.personId, subject), send(mai.personId, subject)])
  assert.deepEqual(told.toSorted(), [0, 1])
  assert.equal(await send(mai.personId, subject), 0)
  assert.equal(await send(mai.personId, subject, { key: 'another' }), 1)
})

test('what is written in a transaction that fails was never told', async () => {
  const count = async () => (await countsFor(platform, mai)).get('/tai-khoan/thong-bao')
  const before = await count()
  await assert.rejects(
    inTransaction(platform, async (tx) => {
      await notify(tx, platform.as({ kind: 'system' }, monday), [
        { notice: notices.ready, to: [mai.personId], subjectId: randomUUID(), link: '/', facts },
      ])
      throw new Error('không thành')
    }),
  )
  assert.equal(await count(), before)
})

test('nobody is told who is in no table: a system that submitted has no account to read in', async () => {
  assert.equal(await send(randomUUID()), 0)
})

test('opening a message marks it read and leads to the thing; another person finds none', async () => {
  const lan = citizen({ personId: randomUUID(), identityNumber: '099190000002' })
  await savePerson(platform, lan)
  await send(lan.personId)
  const context = platform.as(lan, monday)
  const { messages } = await viewMessages(context)
  const [message] = messages
  assert.ok(message && message.readAt === null)
  await assert.rejects(openMessage(platform.as(mai, monday), message.id), { code: 'notifications.notFound' })
  assert.equal(await openMessage(context, message.id), '/ho-so/D-1')
  assert.ok((await viewMessages(context)).messages[0]?.readAt)
})

test('a long list goes on page by page, newest first, and is read in one act', async () => {
  for (let n = 0; n < 35; n += 1) await send(gio.personId)
  const context = platform.as(gio, monday)
  const first = await viewMessages(context)
  assert.equal(first.messages.length, 30)
  const second = await viewMessages(context, first.next)
  assert.equal(second.messages.length, 5)
  assert.equal(new Set([...first.messages, ...second.messages].map(({ id }) => id)).size, 35)
  assert.equal((await countsFor(platform, gio)).get('/lam-viec/thong-bao'), 35)
  await markAllRead(context)
  assert.equal((await countsFor(platform, gio)).get('/lam-viec/thong-bao'), 0)
})
