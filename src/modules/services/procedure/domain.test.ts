import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPack } from '#kernel/packs.ts'
import { calendarDate } from '#kernel/types.ts'
import { describeProcedure, type ProcedureDefinition } from '../domain.ts'
import {
  feeKnowledge,
  flagsOf,
  limitInWords,
  limitLines,
  paperGroups,
  paragraphsOf,
  placeOf,
  publishedFees,
} from './domain.ts'

const pack = await readPack('packs/demo')

function definition(code: string, knowsDepth = true): ProcedureDefinition {
  const facts = pack.catalogue.find((one) => one.code === code)
  assert.ok(facts)
  const depth = knowsDepth ? pack.procedures.find((one) => one.code === code) : undefined
  return { ...describeProcedure(facts, depth, pack.forms), version: 1 }
}
const kite = definition('9.000001')
const artist = definition('9.000004')
const today = calendarDate('2026-03-02')

test('a limit says whether days off count, and nothing is the same day', () => {
  assert.equal(limitInWords({ amount: 5, unit: 'workingDay' }, 'vi'), '5 ngày làm việc')
  assert.equal(limitInWords({ amount: 30, unit: 'day' }, 'vi'), '30 ngày, kể cả ngày nghỉ')
  assert.equal(limitInWords({ amount: 1, unit: 'month' }, 'en'), '1 month')
  assert.equal(limitInWords({ amount: 0, unit: 'workingDay' }, 'vi'), 'Trong ngày')
})

test('channels with the same limit share a line; cases keep their own', () => {
  const lines = limitLines(definition('9.000002'), today)
  assert.deepEqual(lines, [{ channels: [], label: undefined, limit: { amount: 2, unit: 'workingDay' } }])
  assert.deepEqual(
    limitLines(kite, today).map(({ label, limit }) => [label?.vi, limit.amount]),
    [
      ['Diều dưới 2 mét', 1],
      ['Nộp trực tuyến', 3],
      [undefined, 5],
    ],
  )
})

test('papers of a procedure in depth say whether they are needed; those of a mixed list do not', () => {
  assert.deepEqual(
    paperGroups(kite).flatMap(({ papers }) => papers.map(({ need }) => need)),
    ['required', 'byCase', 'ifAny'],
  )
  const [common, food] = paperGroups(definition('9.000101', false))
  assert.equal(common?.name, undefined)
  assert.equal(food?.name, 'Quầy bán đồ ăn, thức uống')
  assert.ok(food?.papers.every(({ need }) => need === 'unknown'))
  assert.deepEqual(
    common?.papers.filter(({ need }) => need === 'byCase').map(({ key }) => key),
    ['authorisation'],
  )
})

test('a published fee is never taken for a rule; only "miễn phí" on every channel is taken for free', () => {
  assert.equal(feeKnowledge(kite), 'rules')
  assert.equal(feeKnowledge(artist), 'ask')
  assert.deepEqual(publishedFees(artist), [{ text: '150 VNĐ', channels: [] }])
  assert.equal(feeKnowledge(definition('9.000002')), 'none')
  const silent = definition('9.000002')
  const channels = silent.facts.channels.map((one) => ({ ...one, flags: ['feeMissing' as const] }))
  assert.equal(feeKnowledge({ ...silent, facts: { ...silent.facts, channels } }), 'ask')
})

test('doubts of the source are told once each, and only where nobody has checked it', () => {
  assert.deepEqual(flagsOf(artist).toSorted(), ['agencyLevelMismatch', 'feeSuspect', 'limitUnitMissing'])
  assert.deepEqual(flagsOf(kite), [])
})

test('the department of the field decides at province level; a commune follows from the address', () => {
  assert.equal(placeOf(kite, pack).unit?.code, 'Z99.02')
  const stall = placeOf(definition('9.000102'), pack)
  assert.deepEqual([stall.level, stall.unit, stall.communeOffice], ['commune', undefined, 'Người trông cát'])
})

test('a published text that only says there is none is none', () => {
  assert.deepEqual(paragraphsOf('Không có thông tin'), [])
  assert.deepEqual(paragraphsOf(' Bước 1\n\n Bước 2 '), ['Bước 1', 'Bước 2'])
})
