import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPack } from '#kernel/packs.ts'
import { calendarOf } from '#kernel/platform.ts'
import type { Officer, Permission } from '#kernel/policy.ts'
import {
  type Clock,
  type ClockEvent,
  clockAfter,
  type Dossier,
  dueOf,
  nextStepOf,
  officerMay,
  previousStepOf,
  type Step,
  stillClock,
} from './domain.ts'

const calendar = calendarOf(await readPack('packs/demo'))
const at = (text: string) => new Date(`${text}+07:00`)
const accepted = (text: string): ClockEvent => ({
  name: 'dossier.accepted',
  at: at(text),
  clock: { countFrom: 'hourExact', cutOffMinutes: null },
  limit: { amount: 5, unit: 'workingDay' },
})

test('waiting for the applicant moves the date on by the working time waited', () => {
  const clock = dueOf(calendar, [
    { name: 'dossier.submitted', at: at('2026-03-02T08:00') },
    accepted('2026-03-02T10:00'),
    { name: 'dossier.supplementRequested', at: at('2026-03-03T10:00') },
    { name: 'dossier.supplemented', at: at('2026-03-05T10:00') },
  ])
  const plain = dueOf(calendar, [accepted('2026-03-02T10:00')])
  assert.equal(clock.pausedAt, null)
  // Two working days were waited, so the date is that of a reception two working days later.
  assert.deepEqual(clock.dueAt, dueOf(calendar, [accepted('2026-03-04T10:00')]).dueAt)
  assert.ok(plain.dueAt && clock.dueAt && clock.dueAt > plain.dueAt)
})

test('while the applicant is asked there is no date, and where it stood is known', () => {
  const before = dueOf(calendar, [accepted('2026-03-02T10:00')])
  const paused = clockAfter(calendar, before, {
    name: 'dossier.supplementRequested',
    at: at('2026-03-03T10:00'),
  })
  assert.equal(paused.dueAt, null)
  assert.deepEqual(paused.dueBeforePause, before.dueAt)
})

test('a dossier that was never accepted is answered afresh after the supplement', () => {
  const clock = dueOf(calendar, [
    { name: 'dossier.submitted', at: at('2026-03-02T08:00') },
    { name: 'dossier.supplementRequested', at: at('2026-03-02T10:00') },
    { name: 'dossier.supplemented', at: at('2026-03-09T08:00') },
  ])
  const fresh = dueOf(calendar, [{ name: 'dossier.submitted', at: at('2026-03-09T08:00') }])
  assert.deepEqual(clock, fresh)
})

test('a weekend of waiting costs nothing', () => {
  const history = [accepted('2026-03-11T10:00')]
  const clock = dueOf(calendar, [
    ...history,
    { name: 'dossier.clockStopped', at: at('2026-03-14T11:30') },
    { name: 'dossier.clockResumed', at: at('2026-03-16T06:00') },
  ])
  assert.deepEqual(clock.dueAt, dueOf(calendar, history).dueAt)
})

const step = (key: string, type: Step['type'], more: Partial<Step> = {}): Step => ({
  key,
  type,
  name: { vi: key, en: key },
  role: 'officer',
  hours: 8,
  ...more,
})
const steps = [
  step('a', 'receive', { role: 'desk' }),
  step('b', 'appraise'),
  step('c', 'inspect', { when: 'answers.isFlooded == true' }),
  step('d', 'approve', { role: 'head' }),
  step('e', 'sign', { role: 'leader' }),
]

test('a step whose condition does not hold is passed over, forwards and back', () => {
  const dossier = { channel: 'online', answers: { isFlooded: false } } as const
  assert.equal(nextStepOf({ steps }, { ...dossier, stepKey: 'b' })?.key, 'd')
  assert.equal(nextStepOf({ steps }, { ...dossier, answers: { isFlooded: true }, stepKey: 'b' })?.key, 'c')
  assert.equal(previousStepOf({ steps }, { ...dossier, stepKey: 'd' })?.key, 'b')
  assert.equal(previousStepOf({ steps }, { ...dossier, stepKey: 'b' }), undefined)
  assert.equal(nextStepOf({ steps }, { ...dossier, stepKey: 'e' }), undefined)
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
const clock: Clock = { ...stillClock, dueAt: new Date() }
const dossier = (change: Partial<Dossier>): Dossier => ({
  ...clock,
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
  stepKey: 'b',
  stepType: 'appraise',
  stepRole: 'officer',
  stepDueAt: null,
  holderUnitId: 'unit',
  holderUnitPath: 'root.unit',
  holderId: null,
  competentUnitId: 'unit',
  receivingUnitId: 'unit',
  openedAt: new Date(),
  supplementCount: 0,
  dueExplanation: {},
  ...change,
})

test('a step asks for its permission, its role and its unit', () => {
  const mine = officer('specialist', ['dossier.process'])
  const may = (who: Officer, change: Partial<Dossier> = {}) =>
    officerMay('forward', who, dossier(change), stepRoles)
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
  assert.ok(may(mine, { holderId: mine.personId, holderUnitPath: 'elsewhere' }), 'in the own hands')
})

test('signing, numbering and returning end by their own act and are not sent on', () => {
  const leader = officer('leader', ['dossier.sign', 'dossier.assign'])
  const signing = dossier({ stepType: 'sign', stepRole: 'leader' })
  assert.ok(!officerMay('forward', leader, signing, stepRoles))
  assert.ok(officerMay('assign', leader, signing, stepRoles))
})
