import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { type PetitionAct, type PetitionState, petitionActs, refusal } from '../domain.ts'
import { completePetition, lapseIncomplete } from '../following/commands.ts'
import { proof } from '../proof/commands.ts'
import {
  answerWords,
  asSender,
  by,
  given,
  petitionOf,
  platform,
  published,
  sent,
  standing,
  thursday,
  tuesday,
  visitor,
  wednesday,
} from '../testing/commands.ts'
import { findMarksOfTest } from '../testing/store.ts'
import * as commands from './commands.ts'

const words = 'Lý do đủ dài để người đọc hiểu.'
const at = (iso: string) => new Date(iso)
const refused = (deed: Promise<unknown>, name: keyof typeof refusal) =>
  assert.rejects(deed, { code: `petitions.${name}` })

/** Each act of officers as it is done rightly. */
const deeds: Partial<Record<PetitionAct, (code: string) => Promise<unknown>>> = {
  accept: (code) => commands.acceptPetition(by('desk', thursday), given(code)),
  askMore: (code) => commands.askForMore(by('desk', thursday), { code, words }),
  forward: (code) => commands.forwardPetition(by('desk', thursday), { code, agency: 'Bộ Gió', words: '' }),
  leadAway: (code) => commands.leadAway(by('desk', thursday), { code, path: 'complaint', words }),
  reject: (code) => commands.rejectPetition(by('desk', thursday), { code, ground: 'da-tra-loi' }),
  reassign: (code) =>
    commands.reassignPetition(by('desk', thursday), { code, unitCode: 'Z99.03', words: '' }),
  take: (code) => commands.takePetition(by('clerk', thursday), { code }),
  giveBack: (code) => commands.giveBackPetition(by('clerk', thursday), { code, words }),
  answer: (code) => commands.answerPetition(by('clerk', thursday), { code, words: answerWords }),
  publish: (code) => commands.publishAnswer(by('desk', thursday), { code, ...published }),
  sendBack: (code) => commands.sendBackAnswer(by('desk', thursday), { code, words }),
  link: async (code) => commands.linkPetition(by('desk', thursday), { code, earlier: (await older).code }),
}
const templated = 'Cơ quan đã kiểm tra. Kết quả: [ghi việc đã xác minh].'

test('no answer goes out while a part of its template is not filled in', async () => {
  const { replies } = platform.pack.petitions
  const { code } = await standing('processing')
  const answer = (said: string) => commands.answerPetition(by('clerk', thursday), { code, words: said })
  for (const one of replies) await refused(answer(one.words), 'unfilled')
  await refused(answer(templated), 'unfilled')
  await answer(answerWords)
  await refused(
    commands.publishAnswer(by('desk', thursday), { code, ...published, answer: templated }),
    'unfilled',
  )
  await commands.publishAnswer(by('desk', thursday), { code, ...published })
})

const older = sent('rules', {}, visitor('2026-02-27T08:00+07:00'))
const stops = ['new', 'accepted', 'processing', 'answered', 'published'] as const

test('every act of officers is done from the states of the table, to the state of the table, and from no other', async () => {
  let count = 0
  for (const [act, deed] of Object.entries(deeds) as [PetitionAct, (code: string) => Promise<unknown>][]) {
    const {
      from,
      to,
      by: doer,
    } = petitionActs[act] as {
      from: readonly PetitionState[]
      to?: PetitionState
      by: string
    }
    for (const state of stops) {
      const { code } = await standing(state)
      if (from.includes(state)) {
        await deed(code)
        assert.equal((await petitionOf({ code })).state, to ?? state, `${act} from ${state}`)
        continue
      }
      await refused(deed(code), doer === 'unit' && state === 'new' ? 'notFound' : 'notNow')
      assert.equal((await petitionOf({ code })).state, state)
      count += 1
    }
  }
  assert.ok(count > 35, `${count} refused`)
  const officers = Object.values(petitionActs).filter(({ by: doer }) => /desk|unit|publisher/.test(doer))
  assert.equal(Object.keys(deeds).length, officers.length)
})

test('limits are those of the law in working days, as counted by hand', async () => {
  // Monday: two working days end when the office closes on Wednesday.
  const { code } = await sent()
  assert.deepEqual((await petitionOf({ code })).dueAt, at('2026-03-04T17:00+07:00'))
  await commands.acceptPetition(by('desk', tuesday), given(code))
  const { dueAt, handleDueAt } = await petitionOf({ code })
  // From Wednesday 4 March, Saturdays being half days: 4–7 are 3.5, 9–14 and 16–21 are 5.5 each, the rest ends on Monday 23.
  assert.deepEqual([dueAt, handleDueAt], [at('2026-03-23T17:00+07:00'), dueAt])
  await commands.reassignPetition(by('desk', wednesday), { code, unitCode: 'Z99.03', words: '' })
  assert.deepEqual((await petitionOf({ code })).dueAt, dueAt, 'another unit has what is left')
  await commands.giveBackPetition(by('other', wednesday), { code, words })
  await commands.acceptPetition(by('desk', thursday), given(code))
  assert.deepEqual((await petitionOf({ code })).dueAt, dueAt, 'giving back wins no time')
  await commands.takePetition(by('clerk', thursday), { code })
  await commands.answerPetition(by('clerk', thursday), { code, words: answerWords })
  await commands.sendBackAnswer(by('desk', thursday), { code, words })
  assert.deepEqual((await petitionOf({ code })).dueAt, dueAt, 'nor does a bad answer')
})

test('asking the sender has five days where passing on has two; what they add is sorted anew', async () => {
  const inTime = await sent()
  await commands.askForMore(by('desk', '2026-03-06T10:00+07:00'), { code: inTime.code, words })
  assert.equal((await petitionOf(inTime)).lateAt, null)
  const late = await sent()
  await commands.rejectPetition(by('desk', '2026-03-06T10:00+07:00'), {
    code: late.code,
    ground: 'da-tra-loi',
  })
  assert.deepEqual((await petitionOf(late)).lateAt, at('2026-03-04T17:00+07:00'))
  const saturday = '2026-03-07T20:00+07:00'
  await refused(completePetition(visitor(saturday), { ...inTime, words: 'x' }), 'wordsNeeded')
  await completePetition(visitor(saturday), { ...inTime, words: 'Đó là đơn xin thả diều dài trên một mét.' })
  const again = await petitionOf(inTime)
  assert.equal(again.state, 'new')
  assert.match(again.words, /ba bản giống hệt[^]*Bổ sung ngày 07\/03\/2026: Đó là đơn/)
  assert.ok(again.dueAt && again.dueAt > at('2026-03-09T00:00+07:00'))
})

test('what is never completed lapses after the days of the pack, at nobody’s cost', async () => {
  const made = await sent()
  await commands.askForMore(by('desk', tuesday), { code: made.code, words })
  const run = (moment: string) => lapseIncomplete.run(platform.as({ kind: 'system' }, moment))
  await run('2026-03-13T23:59+07:00')
  assert.equal((await petitionOf(made)).state, 'incomplete')
  await run('2026-03-14T00:00+07:00')
  await run('2026-03-14T01:00+07:00')
  const { id, state, endedAt } = await petitionOf(made)
  assert.deepEqual([state, endedAt], ['lapsed', at('2026-03-14T00:00+07:00')])
  assert.deepEqual(await read(visitor(), (tx) => findMarksOfTest(tx, id)), [
    'aboutRules 2026-03-02 Z99',
    'received 2026-03-02 Z99',
  ])
})

test('forms that say too little are refused, each with its own sentence', async () => {
  const { code } = await sent()
  const desk = by('desk', tuesday)
  await refused(commands.acceptPetition(desk, given(code, { unitCode: 'Z98' })), 'unitNeeded')
  await refused(commands.acceptPetition(desk, given(code, { procedureCode: '1.999999' })), 'procedureUnknown')
  await refused(commands.rejectPetition(desk, { code, ground: '' }), 'groundNeeded')
  await refused(commands.leadAway(desk, { code, path: '', words }), 'pathNeeded')
  await refused(commands.leadAway(desk, { code, path: 'complaint', words: 'x' }), 'reasonNeeded')
  await refused(commands.forwardPetition(desk, { code, agency: ' ', words: '' }), 'elsewhereNeeded')
  await refused(commands.linkPetition(desk, { code, earlier: code }), 'earlierUnknown')
  const later = await sent('rules', {}, visitor(tuesday))
  await refused(commands.linkPetition(desk, { code, earlier: later.code }), 'earlierUnknown')
  const taken = (await standing('processing')).code
  await refused(commands.answerPetition(by('clerk', wednesday), { code: taken, words: 'x' }), 'answerNeeded')
  await refused(
    commands.reassignPetition(by('desk', wednesday), { code: taken, unitCode: 'Z99.02', words: '' }),
    'sameUnit',
  )
  const done = (await standing('answered')).code
  await refused(
    commands.publishAnswer(by('desk', thursday), { code: done, ...published, title: '' }),
    'titleNeeded',
  )
})

test('only the unit that has it handles it, only the desk sorts', async () => {
  const { code } = await standing('accepted')
  await refused(commands.takePetition(by('other', wednesday), { code }), 'notFound')
  await refused(commands.takePetition(by('desk', wednesday), { code }), 'notYours')
  await refused(commands.leadAway(by('chief', wednesday), { code, path: 'complaint', words }), 'notYours')
  const fresh = await sent()
  // The head of the province’s agency handles petitions, and yet does not see what nobody has sorted.
  await refused(commands.takePetition(by('head', tuesday), { code: fresh.code }), 'notFound')
})

test('marks tell what is due, in time, late, disliked and sent again', async () => {
  const marksOf = async (made: { code: string }) => {
    const { id } = await petitionOf(made)
    return read(visitor(), (tx) => findMarksOfTest(tx, id))
  }
  const made = await standing('published')
  const good = [
    'aboutRules 2026-03-02 Z99.02',
    'answered 2026-03-05 Z99.02',
    'answeredInTime 2026-03-05 Z99.02',
    'due 2026-03-05 Z99.02',
    'received 2026-03-02 Z99.02',
  ]
  assert.deepEqual(await marksOf(made), good)
  const again = await sent('rules', {}, visitor('2026-03-10T08:00+07:00'))
  await commands.linkPetition(by('desk', '2026-03-10T09:00+07:00'), { code: again.code, earlier: made.code })
  assert.deepEqual(await marksOf(made), good.toSpliced(3, 0, 'disliked 2026-03-05 Z99.02'))
  await commands.leadAway(by('desk', '2026-03-10T10:00+07:00'), {
    code: again.code,
    path: 'complaint',
    words,
  })
  assert.deepEqual([await marksOf(made), await marksOf(again)], [good, []])
  const waiting = await sent('staff')
  assert.deepEqual(await marksOf(waiting), [
    'aboutStaff 2026-03-02 Z99',
    'due 2026-03-04 Z99',
    'fellLate 2026-03-04 Z99',
    'received 2026-03-02 Z99',
  ])
})

test('what waits past its limit is told by the watch, of whoever has to do it', async () => {
  const system = (moment: string) => platform.as({ kind: 'system' }, moment)
  const lacksAt = async (code: string, moment: string) =>
    (await read(visitor(), (tx) => proof.find(tx, system(moment)))).filter((one) => one.code === code)
  const fresh = await sent()
  assert.deepEqual(await lacksAt(fresh.code, '2026-03-04T17:00+07:00'), [])
  const [sorting] = await lacksAt(fresh.code, '2026-03-04T17:01+07:00')
  assert.deepEqual([sorting?.place, sorting?.unitId], ['sort', (await petitionOf(fresh)).unitId])
  const { code } = await standing('processing', 'rules', asSender())
  const [handling] = await lacksAt(code, '2026-04-10T08:00+07:00')
  assert.deepEqual([handling?.place, handling?.unitId], ['handle', (await petitionOf({ code })).unitId])
})
