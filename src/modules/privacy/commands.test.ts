import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { inTransaction } from '#kernel/db.ts'
import { recordLook } from '#kernel/looks.ts'
import type { Module } from '#kernel/module.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, officer, savePerson, service } from '#kernel/testing/people.ts'
import { keepsOf, viewLooks } from './looks/commands.ts'
import {
  answerRequest,
  askAboutData,
  openAsk,
  openOwnRequest,
  openRequest,
  viewOwnRequests,
  viewRequests,
} from './requests/commands.ts'

const platform = await freshPlatform()
const may = citizen()
const other = citizen({ identityNumber: '099190000002' })
await savePerson(platform, may)
await savePerson(platform, other)
const dossier = randomUUID()
const software = service([], { name: 'Phần mềm đất đai' })
const keeper: Pick<Module, 'keeps'> = {
  keeps: async (_tx, { personId }) =>
    personId === may.personId
      ? [{ id: dossier, code: 'H99-1', name: { vi: 'Thả diều', en: 'Kites' }, href: '/ho-so/H99-1' }]
      : [],
}
const keeps = keepsOf([keeper as Module])
const at = '2026-03-02T09:00+07:00'
const asMay = (key?: string) => ({ ...platform.as(may, at), operationKey: key })
const lan = officer({ title: 'Chuyên viên', permissions: new Set(['privacy.answer']) })
const controller = officer({ permissions: new Set(['privacy.answer']), unitReach: '*' })

const look = (actor: Parameters<typeof platform.as>[0], when = at) => {
  const context = platform.as(actor, when)
  return inTransaction(context, (tx) =>
    recordLook(tx, context, { of: [dossier, randomUUID()], what: 'dossier', why: 'step' }),
  )
}
const refusedWith = (code: string) => ({ code: `privacy.${code}` })
const month = { period: '30' } as const

test('a person sees who looked at the own things, newest first, and no reading of their own', async () => {
  await look(lan, '2026-03-01T09:00+07:00')
  await look(software)
  await look(may)
  const { looks } = await viewLooks(asMay(), keeps, month)
  assert.deepEqual(
    looks.map(({ title }) => title),
    ['Phần mềm đất đai', 'Chuyên viên'],
  )
  assert.deepEqual(
    looks[0]?.things.map(({ code }) => code),
    ['H99-1'],
  )
  const { looks: none } = await viewLooks(platform.as(other, at), keeps, month)
  assert.deepEqual(none, [])
  const later = await viewLooks(platform.as(may, '2026-05-01T09:00+07:00'), keeps, month)
  assert.deepEqual(later.looks, [])
})

test('a look is asked about once however often the form is sent; nobody asks about another’s', async () => {
  const { looks } = await viewLooks(asMay(), keeps, month)
  const lookId = looks.find(({ viewerId }) => viewerId === software.tokenId)?.id ?? ''
  const ask = { kind: 'question', words: 'Vì sao xem hồ sơ của tôi?', lookId } as const
  const id = await askAboutData(asMay('one-form'), keeps, ask)
  assert.equal(await askAboutData(asMay('one-form'), keeps, ask), id)
  assert.equal((await viewOwnRequests(asMay())).length, 1)
  await assert.rejects(askAboutData(asMay(), keeps, { ...ask, words: 'sao?' }), refusedWith('wordsNeeded'))
  await assert.rejects(openAsk(platform.as(other, at), keeps, lookId), refusedWith('notFound'))
  await assert.rejects(openOwnRequest(platform.as(other, at), id), refusedWith('notFound'))
})

test('whoever looked may not answer; another does once, and the person is told', async () => {
  const [request] = await viewRequests(platform.as(controller, at))
  assert.ok(request)
  assert.ok(request.lookWords?.includes('Phần mềm đất đai'))
  const { id } = request
  const answer = { id, outcome: 'done', answer: 'Cán bộ mở để làm bước thẩm định.' } as const
  await assert.rejects(
    answerRequest(platform.as({ ...controller, personId: software.tokenId }, at), answer),
    refusedWith('ownAct'),
  )
  await assert.rejects(
    answerRequest(platform.as(controller, at), { ...answer, answer: 'ok' }),
    refusedWith('answerNeeded'),
  )
  const both = await Promise.allSettled([1, 2].map(() => answerRequest(platform.as(controller, at), answer)))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const told = await openOwnRequest(asMay(), id)
  assert.equal(told.answer, answer.answer)
  assert.ok((await platform.eventNames()).includes('dataRequest.answered'))
  assert.equal((await openRequest(platform.as(controller, at), id)).outcome, 'done')
  assert.ok((await platform.looksAt(may.personId)).some(({ why }) => why === 'request'))
})
