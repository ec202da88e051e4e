import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withdrawConsent } from '#kernel/consents.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { platform, standing } from '../testing/commands.ts'
import { findMessagesOfTest } from '../testing/store.ts'
import { followTopic, forgetFollower, tellFollowers, unfollowTopics, viewFollows } from './commands.ts'
import { followPurpose, topicQuery } from './domain.ts'

const lan = citizen({ identityNumber: '099190000501' })
const minh = citizen({ identityNumber: '099190000502' })
await savePerson(platform, lan)
await savePerson(platform, minh)
const as = (who: typeof lan, moment = '2026-03-06T15:00+07:00') => platform.as(who, moment)
const system = (moment: string) => platform.as({ kind: 'system' }, moment)

async function agreed(who: typeof lan, moment?: string): Promise<string> {
  const { asked } = await viewFollows(as(who, moment))
  assert.ok(asked)
  return asked.sha256
}
const topic = { areaCode: '99202', category: '' }

test('following rests on a consent, names a place or a category, and is there once', async () => {
  await assert.rejects(followTopic(as(lan), topic), { code: 'consents.notGiven' })
  const words = await agreed(lan)
  for (const wrong of [
    { areaCode: '', category: '' },
    { areaCode: '99', category: '' },
    { areaCode: '', category: 'x' },
  ])
    await assert.rejects(followTopic(as(lan), wrong, words), { code: 'feedback.topicNeeded' })
  await followTopic(as(lan), topic, words)
  await followTopic(as(lan), topic)
  await followTopic(as(lan), { areaCode: '', category: 'cat-bay' })
  const { topics, asked } = await viewFollows(as(lan))
  assert.deepEqual([topics.map(topicQuery), asked], [['noi=99202', 'linh-vuc=cat-bay'], undefined])
})

test('one message a day tells how many results there are, and a day without results none', async () => {
  await followTopic(as(minh), { areaCode: '', category: 'cat-bay' }, await agreed(minh))
  await standing('published')
  await standing('published')
  const told = async () =>
    await read(system('2026-03-11T18:00+07:00'), (tx) => findMessagesOfTest(tx, 'feedback.followed'))
  await tellFollowers.run(system('2026-03-10T17:30+07:00'))
  await tellFollowers.run(system('2026-03-10T17:31+07:00'))
  assert.deepEqual(await told(), [{ personId: lan.personId, facts: { count: 2 } }])
  await tellFollowers.run(system('2026-03-11T17:30+07:00'))
  assert.equal((await told()).length, 1)
})

test('one press ends one, another ends all with the consent; withdrawing elsewhere ends them too', async () => {
  await unfollowTopics(as(lan), topic)
  assert.equal((await viewFollows(as(lan))).topics.length, 1)
  await unfollowTopics(as(lan))
  const { topics, asked } = await viewFollows(as(lan))
  assert.deepEqual([topics, asked !== undefined], [[], true])
  const later = as(minh, '2026-03-11T18:00+07:00')
  await inTransaction(later, (tx) =>
    withdrawConsent(tx, later, { personId: minh.personId, purpose: followPurpose }),
  )
  await catchUp(system('2026-03-11T19:00+07:00'), forgetFollower)
  assert.deepEqual((await viewFollows(later)).topics, [])
})
