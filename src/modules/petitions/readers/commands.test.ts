import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { openWork } from '../handling/reading/commands.ts'
import { openPetition } from '../published/commands.ts'
import { viewStatistics } from '../statistics/commands.ts'
import { asSender, by, petitionOf, standing, thursday, visitor } from '../testing/commands.ts'
import { findEventsOfTest, findMarksOfTest, findReaderMarksOfTest } from '../testing/store.ts'
import { forgetReaders, judgeAnswer } from './commands.ts'

const friday = '2026-03-06T10:00+07:00'
const from = (address: string, at = thursday): Context => ({
  ...visitor(at),
  sender: { address, browser: 'Trình duyệt' },
})

test('one a day for a device and for an account, counted for everyone and for the office', async () => {
  const { code } = await standing('published')
  const judge = (context: Context, verdict: 'useful' | 'unclear') => judgeAnswer(context, { code, verdict })
  const counted = [
    await judge(from('198.51.100.1'), 'useful'),
    await judge(from('198.51.100.1'), 'unclear'),
    await judge(from('198.51.100.2'), 'unclear'),
    await judge({ ...asSender(thursday), sender: { address: '198.51.100.1', browser: '' } }, 'useful'),
    await judge({ ...asSender(thursday), sender: { address: '198.51.100.9', browser: '' } }, 'useful'),
    await judge(from('198.51.100.1', friday), 'useful'),
  ]
  assert.deepEqual(counted, [true, false, true, true, false, true])
  assert.deepEqual((await openPetition(visitor(friday), code)).found, { useful: 3, unclear: 1 })
  assert.deepEqual((await openWork(by('desk', friday), code)).found, { useful: 3, unclear: 1 })
  const { id } = await petitionOf({ code })
  const marks = await read(visitor(), (tx) => findMarksOfTest(tx, id))
  assert.ok(
    marks.includes('foundUseful 2026-03-05 Z99.02') && marks.includes('foundUseful 2026-03-06 Z99.02'),
  )
  const unit = (await viewStatistics(visitor(friday), '2026-03')).units.find(({ key }) => key === 'Z99.02')
  assert.deepEqual([unit?.foundUseful, unit?.foundUnclear], [3, 1])
  assert.equal(unit?.received, 1, 'readers are no petitions')
})

test('nothing says who they were, and when the day is over nothing is left of them', async () => {
  const { code } = await standing('published')
  await judgeAnswer(from('198.51.100.7'), { code, verdict: 'useful' })
  await judgeAnswer(asSender(thursday), { code, verdict: 'useful' })
  const { id } = await petitionOf({ code })
  const kept = await read(visitor(), async (tx) => [
    await findReaderMarksOfTest(tx),
    (await findEventsOfTest(tx, id)).filter(({ name }) => name === 'petitions.judged'),
  ])
  assert.ok(kept.every(({ length }) => length >= 2))
  const { personId } = asSender().actor as { readonly personId: string }
  assert.ok(!JSON.stringify(kept).includes(personId) && !JSON.stringify(kept).includes('198.51.100.7'))
  await forgetReaders.run(visitor(friday))
  const left = await read(visitor(), findReaderMarksOfTest)
  assert.deepEqual(
    left.filter(({ onDay }) => onDay < '2026-03-06'),
    [],
  )
  assert.equal((await openPetition(visitor(friday), code)).found.useful, 2)
})

test('what is not public has no readers', async () => {
  const { code } = await standing('answered')
  const judged = judgeAnswer(from('198.51.100.1'), { code, verdict: 'useful' })
  await assert.rejects(judged, { code: 'petitions.notFound' })
})
