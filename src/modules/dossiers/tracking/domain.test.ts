import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holderKind, maskName, publicName, storyOf, todoOf, waitsAtDesk } from './domain.ts'

const at = (time: string) => new Date(`2026-03-02T${time}+07:00`)
const named = (key: string) => ({ key, name: { vi: `Bước ${key}`, en: `Step ${key}` } })
const step = (number: number, key: string, endedAt: Date | null, outcome: string | null = null) => ({
  number,
  key,
  name: key,
  unitName: 'Sở Gió',
  startedAt: at('08:00'),
  dueAt: at('17:00'),
  endedAt,
  outcome: outcome ?? (endedAt ? 'done' : null),
})
const told = (parts: Partial<Parameters<typeof storyOf>[0]>) =>
  storyOf({
    dossier: { state: 'processing', openedAt: at('08:00'), endedAt: null },
    steps: [],
    supplements: [],
    known: ['a', 'b', 'c'].map(named),
    coming: [],
    language: 'vi',
    ...parts,
  })

test('a name is masked to its outline, with its marks in one piece', () => {
  assert.equal(maskName('Nguyễn Thị Mây'), 'N***** T** M**')
  assert.equal(maskName('  Ỷ   Ỹ '), 'Ỷ Ỹ')
  assert.equal(maskName('Đặng Ươ'.normalize('NFD')), 'Đ*** Ư*')
})

test('a firm is named in full, a household is not', () => {
  const applicantName = 'Hải Sản'
  assert.equal(publicName({ applicantKind: 'enterprise', applicantName }), 'Hải Sản')
  assert.equal(publicName({ applicantKind: 'household', applicantName }), 'H** S**')
})

test('the story goes from what was done over where it is to what comes', () => {
  const story = told({
    steps: [step(1, 'a', at('09:00')), step(2, 'b', null)],
    coming: [named('c')],
    language: 'en',
  })
  assert.deepEqual(
    story.map((entry) => [
      entry.kind,
      'name' in entry ? entry.name : '',
      'state' in entry ? entry.state : '',
    ]),
    [
      ['submitted', '', ''],
      ['step', 'Step a', 'done'],
      ['step', 'Step b', 'current'],
      ['coming', 'Step c', ''],
    ],
  )
})

test('while papers are missing the applicant has it, and no date is told for the step', () => {
  const story = told({
    dossier: { state: 'supplementing', openedAt: at('08:00'), endedAt: null },
    steps: [step(1, 'a', null)],
    supplements: [{ askedAt: at('10:00'), answeredAt: null }],
  })
  assert.deepEqual(
    story.map(({ kind }) => kind),
    ['submitted', 'supplementAsked', 'waiting', 'step'],
  )
  const last = story.at(-1)
  assert.ok(last?.kind === 'step' && last.state === 'stopped' && last.dueAt === null)
  assert.equal(holderKind('supplementing'), 'applicant')
})

test('an ended dossier ends its story once', () => {
  const story = told({
    dossier: { state: 'notAccepted', openedAt: at('08:00'), endedAt: at('11:00') },
    steps: [step(1, 'a', at('11:00'), 'notAccepted')],
  })
  assert.deepEqual(
    story.map(({ kind }) => kind),
    ['submitted', 'ended'],
  )
})

test('each state asks the applicant for one thing at most', () => {
  assert.equal(todoOf({ state: 'supplementing', isRated: false }), 'mend')
  assert.equal(todoOf({ state: 'done', isRated: false }), 'collect')
  assert.equal(todoOf({ state: 'returned', isRated: false }), 'rate')
  assert.equal(todoOf({ state: 'returned', isRated: true }), undefined)
  assert.equal(todoOf({ state: 'processing', isRated: false }), undefined)
})

test('a result waits at the desk unless it came electronically or goes by post', () => {
  const done = { state: 'done', hasResult: true, returnMethod: 'desk' } as const
  assert.ok(waitsAtDesk(done))
  assert.ok(waitsAtDesk({ ...done, returnMethod: 'online', hasResult: false }), 'on paper alone')
  assert.ok(!waitsAtDesk({ ...done, returnMethod: 'online' }))
  assert.ok(!waitsAtDesk({ ...done, returnMethod: 'post' }))
  assert.ok(!waitsAtDesk({ ...done, state: 'returned' }))
})
