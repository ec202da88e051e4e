import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPack } from '#kernel/packs.ts'
import { calendarOf } from '#kernel/platform.ts'
import type { Officer, Permission } from '#kernel/policy.ts'
import {
  type Acting,
  beginWork,
  type Dossier,
  endWork,
  enter,
  leadingWork,
  openWork,
  type Step,
  startMove,
  tellPassedOn,
  tick,
  type Work,
} from './domain.ts'
import { officerMay } from './rights/domain.ts'

const calendar = calendarOf(await readPack('packs/demo'))
const at = (text: string) => new Date(`${text}+07:00`)
const acting = (text: string, by: string | null = 'officer'): Acting => ({
  now: at(text),
  calendarOf: () => calendar,
  by,
})
const unit = { id: 'unit', path: 'root.unit' }

const step = (key: string, type: Step['type'], more: Partial<Step> = {}): Step => ({
  key,
  type,
  name: { vi: key, en: key },
  role: 'officer',
  hours: 8,
  ...more,
})
const stepRoles = { desk: 'clerk', officer: 'specialist', head: 'chief', leader: 'leader' }
const officer = (role: string, permissions: readonly Permission[], unitReach = 'root.unit'): Officer => ({
  kind: 'officer',
  personId: `person of ${role}`,
  name: role,
  title: role,
  unitId: 'unit',
  unitCode: 'Z99',
  unitName: 'Sở Gió',
  unitReach,
  roles: [role],
  permissions: new Set(permissions),
})
const work = (more: Partial<Work> = {}): Work => ({
  number: 2,
  key: 'b',
  type: 'appraise',
  name: 'b',
  role: 'officer',
  unitId: 'unit',
  unitPath: 'root.unit',
  holderId: null,
  representedId: null,
  startedAt: at('2026-03-02T10:00'),
  dueAt: at('2026-03-03T10:00'),
  endedAt: null,
  outcome: null,
  note: null,
  record: null,
  ...more,
})
const dossier = (change: Partial<Dossier> = {}): Dossier => ({
  receivedAt: at('2026-03-02T10:00'),
  dueAt: at('2026-03-07T10:00'),
  pausedAt: null,
  dueBeforePause: null,
  clock: [
    {
      kind: 'accepted',
      at: at('2026-03-02T10:00').toISOString(),
      policy: { countFrom: 'hourExact', cutOffMinutes: null },
      limit: { amount: 5, unit: 'workingDay' },
    },
  ],
  id: 'case',
  code: 'Z99-260302-0001',
  version: 1,
  state: 'processing',
  procedureCode: '9.000001',
  procedureVersion: 1,
  channel: 'online',
  answers: {},
  applicantId: null,
  applicantKind: 'citizen',
  competentUnitId: 'unit',
  receivingUnitId: 'unit',
  openedAt: at('2026-03-02T08:00'),
  endedAt: null,
  deliveredAt: null,
  supplementCount: 0,
  familyId: null,
  work: [
    work({ number: 1, key: 'a', type: 'receive', endedAt: at('2026-03-02T10:00'), outcome: 'accepted' }),
    work(),
  ],
  ...change,
})

test('a step asks for its permission, its role and its unit', () => {
  const mine = officer('specialist', ['dossier.process'])
  const may = (who: Officer, change: Partial<Work> = {}) =>
    officerMay('forward', who, dossier(), work(change), stepRoles)
  assert.ok(may(mine))
  assert.ok(!may(officer('specialist', [])), 'without the permission')
  assert.ok(!may(officer('chief', ['dossier.process'])), 'with another role')
  assert.ok(!may(officer('specialist', ['dossier.process'], 'root.other')), 'in another unit')
  assert.ok(
    !may(officer('specialist', ['dossier.process'], 'root.uni')),
    'in a unit whose path only begins alike',
  )
  assert.ok(may(officer('specialist', ['dossier.process'], 'root.*')), 'in the unit above, reaching below')
  assert.ok(!may(officer('specialist', ['dossier.process'], 'root')), 'in the unit above, reaching itself')
  assert.ok(!may(mine, { holderId: 'somebody else' }), 'held by another')
  assert.ok(may(mine, { holderId: mine.personId, unitPath: 'elsewhere' }), 'in the own hands')
  assert.ok(!may(mine, { endedAt: new Date() }), 'a step that has ended')
})

test('signing, numbering and returning end by their own act and are not sent on', () => {
  const leader = officer('leader', ['dossier.sign', 'dossier.assign'])
  const signing = work({ type: 'sign', role: 'leader' })
  assert.ok(!officerMay('forward', leader, dossier(), signing, stepRoles))
  assert.ok(officerMay('assign', leader, dossier(), signing, stepRoles))
})

test('steps begin side by side with dates of their own, none later than the whole', () => {
  const ended = endWork(startMove(dossier()), acting('2026-03-03T08:00'), 2, { outcome: 'done' })
  const short = step('c', 'inspect', { hours: 8 })
  const long = step('d', 'appraise', { hours: 800 })
  const beginnings = [short, long].map((one) => ({ step: one, unit, holderId: null }))
  const { after } = beginWork(ended, acting('2026-03-03T08:00'), beginnings)
  assert.deepEqual(
    openWork(after).map(({ number, key, dueAt }) => [number, key, dueAt]),
    [
      [3, 'c', at('2026-03-04T08:00')],
      [4, 'd', after.dueAt],
    ],
  )
  assert.equal(leadingWork(after).key, 'c')
  const told = tellPassedOn({ ...ended, after }, work(), { outcome: 'done' }).told
  assert.deepEqual(
    told.map(({ name, payload }) => [name, payload.to]),
    [
      ['dossier.forwarded', 'c'],
      ['dossier.forwarded', 'd'],
    ],
  )
})

test('a step that others are waited for ends by itself and says so', () => {
  const beside = dossier({ work: [work(), work({ number: 3, key: 'c' })] })
  const ended = endWork(startMove(beside), acting('2026-03-03T08:00'), 2, { outcome: 'done' })
  assert.deepEqual(
    tellPassedOn(ended, work(), { outcome: 'done' }).told.map(({ name }) => name),
    ['dossier.stepEnded'],
  )
  assert.equal(leadingWork(ended.after).key, 'c')
})

test('waiting for the applicant moves the dates of the whole and of open steps on by the time waited', () => {
  const stopped = tick(startMove(dossier()), acting('2026-03-03T08:00'), {
    kind: 'paused',
    at: at('2026-03-03T08:00').toISOString(),
    cause: 'supplement',
  })
  assert.deepEqual([stopped.after.dueAt, stopped.after.dueBeforePause], [null, at('2026-03-07T10:00')])
  const resumed = tick(stopped, acting('2026-03-05T08:00'), {
    kind: 'resumed',
    at: at('2026-03-05T08:00').toISOString(),
  })
  // Of the two days waited one half falls on a Saturday, on which Hòn Gió works in the morning.
  assert.deepEqual(resumed.after.dueAt, at('2026-03-10T16:00'))
  assert.deepEqual(leadingWork(resumed.after).dueAt, at('2026-03-05T10:00'))
  assert.equal(resumed.after.work[0]?.endedAt?.toISOString(), at('2026-03-02T10:00').toISOString())
})

test('a state that ends the case ends its work; one that the law does not let follow is a fault', () => {
  const withdrawn = enter(startMove(dossier()), acting('2026-03-03T08:00', null), 'withdrawn').after
  assert.deepEqual(openWork(withdrawn), [])
  assert.deepEqual(withdrawn.endedAt, at('2026-03-03T08:00'))
  assert.equal(withdrawn.clock.at(-1)?.kind, 'ended')
  assert.throws(() => enter(startMove(dossier()), acting('2026-03-03T08:00'), 'returned'))
})

test('whoever ends a step that nobody had taken is remembered as the one who did it', () => {
  const ended = endWork(startMove(dossier()), acting('2026-03-03T08:00', 'lan'), 2, {
    outcome: 'done',
    note: 'Đủ',
  })
  const [, done] = ended.after.work
  assert.deepEqual([done?.holderId, done?.outcome, done?.note], ['lan', 'done', 'Đủ'])
})
