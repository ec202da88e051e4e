import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '../steps/domain.ts'
import { expectedSteps, type LinkedStep, memberAnswers, memberPapers, outcomeOf } from './domain.ts'

const name = { vi: 'Diều', en: 'Kite' }
const linked = (key: string, more: Omit<Partial<Step>, 'type'> = {}): LinkedStep => ({
  key,
  type: 'linked',
  name,
  role: 'desk',
  hours: 8,
  ...more,
  procedure: '9.000001',
})
const head = { answers: { host: 'Ka Brếu', kites: [{ name: 'Sáo' }] }, channel: 'online', work: [] } as const

test('a member is answered by expressions over the declaration; what has no value is not answered', () => {
  const answers = {
    flyer: 'answers.host',
    kites: 'answers.kites',
    guardian: 'answers.nobody',
    kind: "'person'",
  }
  assert.deepEqual(memberAnswers(linked('a', { answers }), head, '2026-03-02'), {
    flyer: 'Ka Brếu',
    kites: [{ name: 'Sáo' }],
    kind: 'person',
  })
})

test('a member reads what came of the steps before it', () => {
  const work = [{ key: 'tha-dieu', outcome: 'refused', endedAt: new Date(0) }]
  const step = linked('b', { answers: { why: 'outcomes.tha_dieu' } })
  assert.deepEqual(memberAnswers(step, { ...head, work }, '2026-03-02'), { why: 'refused' })
})

test('papers are taken by the key of the declaration’s own', () => {
  const given = [
    { key: 'anh', fileId: '1' },
    { key: 'anh', fileId: '2' },
    { key: 'so-do', fileId: '3' },
  ]
  assert.deepEqual(memberPapers(linked('a', { papers: { 'anh-dieu': 'anh' } }), given), [
    { key: 'anh-dieu', fileId: '1' },
    { key: 'anh-dieu', fileId: '2' },
  ])
})

test('fees are asked for what comes when each member is granted: not for what follows a refusal', () => {
  const steps = [
    linked('a'),
    linked('b', { when: "answers.host == 'Ka Brếu'" }),
    linked('c', { when: "answers.host == 'Lý Sáo'" }),
    linked('d', { when: "outcomes.a != 'done'" }),
    linked('e', { when: "outcomes.a == 'done'" }),
  ]
  const keys = expectedSteps({ steps }, head, '2026-03-02').map(({ key }) => key)
  assert.deepEqual(keys, ['a', 'b', 'e'])
})

test('a step ends with what came of its member, and not before', () => {
  assert.equal(outcomeOf({ state: 'processing', isRefused: false }), undefined)
  assert.equal(outcomeOf({ state: 'done', isRefused: false }), 'done')
  assert.equal(outcomeOf({ state: 'done', isRefused: true }), 'refused')
  assert.equal(outcomeOf({ state: 'returned', isRefused: false }), 'done')
  assert.equal(outcomeOf({ state: 'withdrawn', isRefused: false }), 'withdrawn')
  assert.equal(outcomeOf({ state: 'stopped', isRefused: false }), 'stopped')
})
