import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { type ReportAct, type ReportState, reportActs } from '../domain.ts'
import { closeRated, rateReport, reopenReport } from '../following/commands.ts'
import { proof } from '../proof/commands.ts'
import { findHandlings } from '../store.ts'
import {
  acceptance,
  asSender,
  at,
  commune,
  desk,
  monday,
  otherUnit,
  platform,
  reportOf,
  sender,
  sent,
  standing,
  visitor,
} from '../testing/commands.ts'
import { findEventsOfTest, findLooksOfTest, findMarksOfTest } from '../testing/store.ts'
import * as commands from './commands.ts'
import { openContacts, openWork, viewQueue } from './reading/commands.ts'

const words = 'Lý do đủ dài để người đọc hiểu.'
const due = (iso: string) => new Date(iso)

/** Each act of officers as it is done rightly. */
const deeds: Partial<Record<ReportAct, (code: string) => Promise<unknown>>> = {
  accept: async (code) => commands.acceptReport(await desk(), { code, ...acceptance }),
  reject: async (code) => commands.rejectReport(await desk(), { code, ground: 'khong-ro' }),
  forward: async (code) =>
    commands.forwardReport(await desk(), 'forward', { code, unitCode: 'Z99.12.02', words }),
  reassign: async (code) =>
    commands.forwardReport(await desk(), 'reassign', { code, unitCode: 'Z99.03', words }),
  take: async (code) => commands.takeReport(await commune(monday), { code }),
  giveBack: async (code) => commands.giveBackReport(await commune(monday), { code, words }),
  extend: async (code) => commands.extendReport(await commune(monday), { code, words }),
  answer: async (code) => commands.answerReport(await commune(monday), { code, words, files: [] }),
  sendBack: async (code) => commands.sendBackReport(await desk(monday), { code, words }),
  publish: async (code) => commands.publishReport(await desk(monday), { code }),
  merge: async (code) => commands.mergeReport(await desk(), { code, into: (await sent()).code }),
  split: async (code) => commands.splitReport(await desk(), { code, category: 'cat-bay', words }),
}
const stops = ['new', 'accepted', 'forwarded', 'processing', 'answered', 'published'] as const

test('every act of officers is done from the states of the table, to the state of the table, and from no other', async () => {
  let refused = 0
  for (const [act, deed] of Object.entries(deeds)) {
    const { from, to } = reportActs[act as ReportAct] as { from: readonly ReportState[]; to?: ReportState }
    for (const state of stops) {
      const { code } = await standing(state)
      if (from.includes(state)) {
        await deed(code)
        assert.equal((await reportOf({ code })).state, to ?? state, `${act} from ${state}`)
        continue
      }
      const isOutOfReach =
        reportActs[act as ReportAct].by === 'unit' && (state === 'new' || state === 'accepted')
      const wanted = isOutOfReach ? 'feedback.notFound' : 'feedback.notNow'
      await assert.rejects(deed(code), { code: wanted }, `${act} from ${state}`)
      assert.equal((await reportOf({ code })).state, state)
      refused += 1
    }
  }
  assert.ok(refused > 40, `${refused} refused`)
  assert.equal(
    Object.keys(deeds).length,
    Object.values(reportActs).filter(({ by }) => by === 'triage' || by === 'unit' || by === 'publisher')
      .length,
  )
})

test('limits run in office hours of whoever has the report, as counted by hand', async () => {
  // Friday 15:00: two hours on Friday, two on Saturday morning.
  const made = await sent()
  assert.deepEqual((await reportOf(made)).dueAt, due('2026-03-07T09:00+07:00'))
  await commands.acceptReport(await desk(), { code: made.code, ...acceptance })
  // Eight hours: two on Friday, four on Saturday, two on Monday.
  assert.deepEqual((await reportOf(made)).dueAt, due('2026-03-09T09:00+07:00'))
  await commands.forwardReport(await desk(), 'forward', { code: made.code, unitCode: 'Z99.12.02', words: '' })
  // The commune does not work on Saturdays: two hours on Friday, two on Monday.
  assert.deepEqual((await reportOf(made)).dueAt, due('2026-03-09T09:00+07:00'))
  await commands.takeReport(await commune(monday), { code: made.code })
  // Five days of eight hours each without a Saturday.
  assert.deepEqual((await reportOf(made)).dueAt, due('2026-03-16T08:00+07:00'))
  await commands.extendReport(await commune('2026-03-11T08:00+07:00'), { code: made.code, words })
  // Three days more, from where it would have run out.
  const extended = await reportOf(made)
  assert.deepEqual(
    [extended.dueAt, extended.handleDueAt],
    [due('2026-03-19T08:00+07:00'), due('2026-03-19T08:00+07:00')],
  )
  await assert.rejects(
    commands.extendReport(await commune('2026-03-12T08:00+07:00'), { code: made.code, words }),
    {
      code: 'feedback.extendedBefore',
    },
  )
})

test('what is urgent runs by night and on Sundays', async () => {
  const { code } = await sent()
  await commands.acceptReport(await desk(), { code, ...acceptance, urgency: 'khan-cap' })
  await commands.forwardReport(await desk(), 'forward', { code, unitCode: 'Z99.12.02', words: '' })
  await commands.takeReport(await commune('2026-03-06T16:30+07:00'), { code })
  assert.deepEqual((await reportOf({ code })).dueAt, due('2026-03-07T16:30+07:00'))
})

test('forms that say too little are refused, each with its own sentence', async () => {
  const { code } = await sent()
  const refused = async (deed: Promise<unknown>, name: string) =>
    assert.rejects(deed, { code: `feedback.${name}` })
  await refused(
    commands.acceptReport(await desk(), { code, ...acceptance, category: 'khong-co' }),
    'categoryNeeded',
  )
  await refused(
    commands.acceptReport(await desk(), { code, ...acceptance, urgency: 'khong-co' }),
    'urgencyNeeded',
  )
  await refused(
    commands.acceptReport(await desk(), { code, ...acceptance, publicWords: ' x ' }),
    'wordsNeeded',
  )
  await refused(commands.rejectReport(await desk(), { code, ground: '' }), 'groundNeeded')
  await refused(commands.mergeReport(await desk(), { code, into: code }), 'intoItself')
  await refused(commands.mergeReport(await desk(), { code, into: 'PA-000000-00000' }), 'intoItself')
  await refused(commands.splitReport(await desk(), { code, category: 'cat-bay', words: 'x' }), 'wordsNeeded')
  const given = (await standing('forwarded')).code
  await refused(
    commands.forwardReport(await desk(), 'reassign', { code: given, unitCode: 'Z99.12.02', words: '' }),
    'sameUnit',
  )
  await refused(
    commands.forwardReport(await desk(), 'reassign', { code: given, unitCode: 'Z98', words: '' }),
    'unitNeeded',
  )
  await refused(commands.giveBackReport(await commune(monday), { code: given, words: 'x' }), 'reasonNeeded')
  const taken = (await standing('processing')).code
  await refused(
    commands.answerReport(await commune(monday), { code: taken, words: 'x', files: [] }),
    'answerNeeded',
  )
})

test('only the unit that has it handles it, only the desk sorts, and nobody publishes their own answer', async () => {
  const { code } = await standing('forwarded')
  await assert.rejects(commands.takeReport(await otherUnit(monday), { code }), { code: 'feedback.notFound' })
  await assert.rejects(commands.takeReport(await desk(monday), { code }), { code: 'feedback.notYours' })
  await assert.rejects(commands.rejectReport(await commune(monday), { code, ground: 'khong-ro' }), {
    code: 'feedback.notYours',
  })
  await assert.rejects(openWork(await otherUnit(), code), { code: 'feedback.notFound' })
  await assert.rejects(openWork(await commune(), (await sent()).code), { code: 'feedback.notFound' })
  const both = await at('Z99.12.02', ['feedback.process', 'feedback.publish'], monday)
  const own = (await standing('processing')).code
  await commands.answerReport(both, { code: own, words, files: [] })
  await assert.rejects(commands.publishReport(both, { code: own }), { code: 'feedback.ownAnswer' })
  await commands.publishReport(await desk(monday), { code: own })
  assert.equal((await reportOf({ code: own })).state, 'published')
})

test('a unit is proposed by category and place; given back and given away end its part', async () => {
  const { code } = await standing('accepted')
  const report = await reportOf({ code })
  assert.equal((await commands.proposedUnit(await desk(), report))?.code, 'Z99.12.02')
  assert.equal(
    (await commands.proposedUnit(await desk(), { ...report, category: 'cat-bay' }))?.code,
    'Z99.03',
  )
  assert.equal(
    (await commands.proposedUnit(await desk(), { ...report, category: 'duong-lac' }))?.code,
    'Z99.12',
  )
  await commands.forwardReport(await desk(), 'forward', { code, unitCode: 'Z99.12.02', words: '' })
  await commands.giveBackReport(await commune(monday), { code, words })
  assert.deepEqual([(await reportOf({ code })).state, (await reportOf({ code })).unitId], ['accepted', null])
  await assert.rejects(openWork(await commune(monday), code), { code: 'feedback.notFound' })
  await commands.forwardReport(await desk(monday), 'forward', { code, unitCode: 'Z99.03', words: '' })
  await commands.takeReport(await otherUnit('2026-03-09T09:00+07:00'), { code })
  await commands.forwardReport(await desk('2026-03-09T10:00+07:00'), 'reassign', {
    code,
    unitCode: 'Z99.12.02',
    words: '',
  })
  const handlings = await read(visitor(), (tx) => findHandlings(tx, report.id))
  assert.deepEqual(
    handlings.map(({ endedAt }) => endedAt !== null),
    [true, true, false],
  )
})

test('an answer that is sent back leaves the limit of the unit as it stood', async () => {
  const { code } = await standing('answered')
  await commands.sendBackReport(await desk('2026-03-10T09:00+07:00'), { code, words })
  const report = await reportOf({ code })
  assert.deepEqual([report.state, report.dueAt], ['processing', due('2026-03-16T08:00+07:00')])
  await commands.answerReport(await commune('2026-03-17T08:00+07:00'), { code, words, files: [] })
  const marks = await read(visitor(), (tx) => findMarksOfTest(tx, report.id))
  assert.deepEqual(marks, [
    'feedback.answeredLate 2026-03-17 Z99.12.02',
    'feedback.fellLate 2026-03-16 Z99.12.02',
    'feedback.firstAnswerHours 2026-03-17 Z99.12.02',
    'feedback.firstAnswers 2026-03-17 Z99.12.02',
    'feedback.received 2026-03-09 Z99.12.02',
  ])
})

test('joining brings the people along; splitting makes a second report with the same sender', async () => {
  const [first, second] = [await sent({}, asSender()), await sent()]
  await commands.mergeReport(await desk(), { code: first.code, into: second.code.toLowerCase() })
  const [merged, target] = [await reportOf(first), await reportOf(second)]
  assert.deepEqual([merged.state, merged.mergedIntoCode, target.joined], ['merged', second.code, 1])
  const code = await commands.splitReport(await desk(), { code: second.code, category: 'cat-bay', words })
  const part = await reportOf({ code })
  assert.deepEqual([part.state, part.splitFromCode, part.category], ['new', second.code, 'cat-bay'])
  assert.deepEqual(part.dueAt, due('2026-03-07T09:00+07:00'))
})

test('who sent it is seen by the desk alone, with a reason, and the person is told', async () => {
  const { code } = await sent({ name: 'Bà Diều', phone: '0912 345 678' }, asSender())
  const report = await reportOf({ code })
  await assert.rejects(openContacts(await desk(), { code, reason: 'x' }), { code: 'feedback.reasonNeeded' })
  const { contacts } = await openContacts(await desk(), { code, reason: 'Hỏi thêm vị trí cây đa' })
  assert.deepEqual(
    contacts.map(({ name, phone }) => [name, phone]),
    [['Bà Diều', '0912345678']],
  )
  const [look] = await read(visitor(), (tx) => findLooksOfTest(tx, report.id))
  assert.deepEqual(
    [look?.what, look?.words, look?.subjects.includes(sender.personId)],
    ['reporter', 'Hỏi thêm vị trí cây đa', true],
  )
  const seen = JSON.stringify([
    await openWork(await desk(), code),
    await viewQueue(await desk(), { isLate: false, page: 0 }),
  ])
  assert.ok(seen.includes(code))
  assert.doesNotMatch(seen, /Bà Diều|0912345678/)
  assert.ok(!seen.includes(sender.personId))
})

test('no event tells who sent, rated or reopened a report', async () => {
  const { code } = await standing('published', asSender())
  await rateReport(asSender('2026-03-11T08:00+07:00'), {
    code,
    rating: 'dissatisfied',
    words: 'Dây vẫn chùng',
  })
  await reopenReport(asSender('2026-03-11T08:01+07:00'), { code, words: 'Dây điện vẫn chùng xuống đường.' })
  const { id } = await reportOf({ code })
  const events = await read(visitor(), (tx) => findEventsOfTest(tx, id))
  const names = ['sent', 'accepted', 'forwarded', 'taken', 'answered', 'published', 'rated', 'reopened']
  assert.deepEqual(
    events.map(({ name }) => name),
    names.map((name) => `feedback.${name}`),
  )
  assert.ok(!JSON.stringify(events).includes(sender.personId))
  assert.doesNotMatch(JSON.stringify(events), /vẫn chùng/)
})

test('what waits past its limit is told by the watch, of the unit that has it', async () => {
  const { code } = await standing('forwarded')
  const system = (moment: string) => platform.as({ kind: 'system' }, moment)
  const lacksAt = async (moment: string) =>
    (await read(visitor(), (tx) => proof.find(tx, system(moment)))).filter((one) => one.code === code)
  assert.deepEqual(await lacksAt('2026-03-09T09:00+07:00'), [])
  const [lack] = await lacksAt('2026-03-09T09:01+07:00')
  assert.deepEqual(
    [lack?.kind, lack?.place, lack?.unitId],
    ['late', 'take', (await reportOf({ code })).unitId],
  )
})

test('what was published is closed when the days for rating are over, and not before', async () => {
  const { code } = await standing('published')
  const run = (moment: string) => closeRated.run(platform.as({ kind: 'system' }, moment))
  await run('2026-03-25T08:00+07:00')
  assert.equal((await reportOf({ code })).state, 'published')
  await run('2026-03-26T08:00+07:00')
  await run('2026-03-26T09:00+07:00')
  const closed = await reportOf({ code })
  assert.deepEqual([closed.state, closed.closedAt], ['closed', due('2026-03-26T08:00+07:00')])
})
