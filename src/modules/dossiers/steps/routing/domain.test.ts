import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Step } from '../domain.ts'
import { comingStages, earlierSteps, nextSteps, stagesOf } from './domain.ts'

const today = '2026-03-02'
const step = (key: string, type: Step['type'], more: Partial<Step> = {}): Step => ({
  key,
  type,
  name: { vi: key, en: key },
  role: 'officer',
  hours: 8,
  ...more,
})
const definition = {
  steps: [
    step('tiep-nhan', 'receive'),
    step('tham-dinh', 'appraise', { parallel: 'xem-xet' }),
    step('xem-bai', 'inspect', {
      parallel: 'xem-xet',
      outcomes: ['dat', 'khong-dat'].map((key) => ({ key, label: { vi: key, en: key } })),
    }),
    step('hoi-y-kien', 'consult', { parallel: 'xem-xet', when: 'answers.isFlooded == true' }),
    step('hop', 'council', { when: "outcomes.xem_bai == 'khong-dat' and channel == 'online'" }),
    step('duyet', 'approve'),
    step('ky', 'sign'),
  ],
}
const begun = (key: string, outcome: string | null = null) => ({
  key,
  outcome,
  endedAt: outcome === null ? null : new Date(),
})
type Begun = ReturnType<typeof begun>
const dossier = (work: readonly Begun[], answers = {}) => ({ channel: 'online' as const, answers, work })
const keys = (steps: readonly Step[]) => steps.map(({ key }) => key)
const next = (work: readonly Begun[], answers = {}) =>
  keys(nextSteps(definition, dossier(work, answers), today))

test('steps with the same word make one stage', () => {
  assert.deepEqual(stagesOf(definition).map(keys), [
    ['tiep-nhan'],
    ['tham-dinh', 'xem-bai', 'hoi-y-kien'],
    ['hop'],
    ['duyet'],
    ['ky'],
  ])
})

test('the steps of a stage whose conditions hold begin together, and the next stage waits for all', () => {
  const received = begun('tiep-nhan', 'accepted')
  assert.deepEqual(next([received]), ['tham-dinh', 'xem-bai'])
  assert.deepEqual(next([received], { isFlooded: true }), ['tham-dinh', 'xem-bai', 'hoi-y-kien'])
  assert.deepEqual(next([received, begun('tham-dinh', 'done'), begun('xem-bai')]), [])
})

test('what came of a step decides the way; of a step done twice the last outcome counts', () => {
  const before = [begun('tiep-nhan', 'accepted'), begun('tham-dinh', 'done')]
  assert.deepEqual(next([...before, begun('xem-bai', 'dat')]), ['duyet'])
  assert.deepEqual(next([...before, begun('xem-bai', 'khong-dat')]), ['hop'])
  assert.deepEqual(next([...before, begun('xem-bai', 'khong-dat'), begun('xem-bai', 'dat')]), ['duyet'])
})

test('work that no definition knows is waited for and leads nowhere else', () => {
  const done = [begun('tiep-nhan', 'accepted'), begun('tham-dinh', 'done'), begun('xem-bai', 'dat')]
  assert.deepEqual(next([...done, begun('hoi-them')]), [])
  assert.deepEqual(next([...done, begun('hoi-them', 'agree')]), ['duyet'])
})

test('work goes back to steps that were done in earlier stages, never to reception', () => {
  const work = [
    begun('tiep-nhan', 'accepted'),
    begun('tham-dinh', 'done'),
    begun('xem-bai', 'dat'),
    begun('duyet'),
  ]
  assert.deepEqual(keys(earlierSteps(definition, dossier(work))), ['xem-bai', 'tham-dinh'])
  assert.deepEqual(
    keys(earlierSteps(definition, dossier([begun('tiep-nhan', 'accepted'), begun('tham-dinh')]))),
    [],
  )
  const back = [...work.slice(0, 3), begun('duyet', 'handedBack'), begun('tham-dinh')]
  assert.deepEqual(comingStages(definition, dossier(back), today).map(keys), [['duyet'], ['ky']])
})
