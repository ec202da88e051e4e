/** The circular's table by hand: every rule that is counted here, at each of its edges (docs/legal.md#satisfaction). */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CriteriaSet, readPack } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'
import {
  agencyPoints,
  bringsPoints,
  classOf,
  isOfAgency,
  levelWords,
  meanOf,
  mostOf,
  numberOf,
  overallOf,
  readAnswers,
  setOn,
  totalOf,
} from './domain.ts'

const { satisfaction } = await readPack('packs/demo')
const set = setOn(satisfaction, '2026-03-31' as CalendarDate) as CriteriaSet
const agency = (number: string) => {
  const found = set.criteria.find((one) => one.number === number)
  assert.ok(found && isOfAgency(found))
  return found
}

test('nine criteria bring 18 points; local ones bear a star and bring none', () => {
  assert.equal(mostOf(set), 18)
  assert.deepEqual(set.criteria.map(numberOf), [...'123456789', '10*', '11*', '12*'])
  assert.equal(setOn(satisfaction, '2018-06-01' as CalendarDate), undefined)
})

test('classes begin where the circular says', () => {
  const names = [18, 15, 14.99, 12, 11.99, 9, 8.99, 6, 5.99, 0].map((points) => classOf(set, points)?.name.vi)
  assert.deepEqual(names, [
    'Xuất sắc',
    'Xuất sắc',
    'Tốt',
    'Tốt',
    'Khá',
    'Khá',
    'Trung bình',
    'Trung bình',
    'Yếu',
    'Yếu',
  ])
})

test('a total with something missing has a class only where nothing missing could change it', () => {
  // 2·7 + 0.75 = 14.75 of 16 known: with the ninth between 14.75 (Tốt) and 16.75 (Xuất sắc).
  const open = totalOf(set, [2, 2, 2, 2, 2, 2, 2, 0.75, null])
  assert.deepEqual(
    [open?.points, open?.known, open?.class?.name.vi, open?.least?.name.vi, open?.most?.name.vi],
    [14.75, 16, undefined, 'Tốt', 'Xuất sắc'],
  )
  // 15 of 16: whatever the ninth brings it is 15 to 17.
  assert.equal(totalOf(set, [2, 2, 2, 2, 2, 2, 2, 1, null])?.class?.name.vi, 'Xuất sắc')
  // All known, and a nought is a nought.
  assert.equal(totalOf(set, [0, 0, 0, 0, 0, 0, 0, 0, 0])?.class?.name.vi, 'Yếu')
  assert.equal(totalOf(set, [null, null]), undefined)
})

test('an agency gets the mean of its dossiers, and nothing without any', () => {
  // (2·2 + 1·1) / 3 = 5/3.
  assert.equal(meanOf([2, 1, 0]), 1.67)
  assert.equal(meanOf([0, 0, 4]), 0)
  assert.equal(meanOf([0, 0, 0]), null)
})

test('criterion 5: a fifth of a department’s procedures on the spot, half of a district’s, all of a commune’s', () => {
  const at = (level: 'department' | 'district' | 'commune', onSpot: number, atDesk = 100) =>
    agencyPoints(agency('5'), level, { listed: 100, onSpot, due: 100, atDesk })
  assert.deepEqual([at('department', 20), at('department', 19)], [2, 1])
  assert.deepEqual([at('district', 50), at('district', 49)], [2, 1])
  assert.deepEqual([at('commune', 100), at('commune', 99)], [2, 1])
  assert.equal(at('commune', 0, 99), 0, 'not all that must be are taken in at the desk')
  assert.equal(agencyPoints(agency('5'), 'commune', { listed: 0, onSpot: 0, due: 0, atDesk: 0 }), 1)
})

test('criterion 6: both ways, one, or not exact', () => {
  const at = (exact: number, posted: number, electronic: number) =>
    agencyPoints(agency('6'), 'commune', { exact, posted, electronic })
  assert.deepEqual([at(1, 1, 1), at(1, 1, 0), at(1, 0, 1), at(1, 0, 0), at(0, 1, 1)], [2, 1, 1, 0, 0])
})

test('criterion 8: none or all in time, nine of ten, and nothing that drags on', () => {
  const at = (petitions: number, inTime: number, protracted = 0) =>
    agencyPoints(agency('8'), 'commune', { petitions, inTime, protracted })
  assert.deepEqual([at(0, 0), at(10, 10), at(10, 9), at(100, 89)], [2, 2, 1, 0])
  assert.deepEqual([at(10, 10, 1), at(0, 0, 1)], [0, 0])
})

test('criterion 9: a fifth online and three of ten dossiers; fewer; one that is late', () => {
  const at = (offered: number, online: number, late = 0) =>
    agencyPoints(agency('9'), 'district', { offered, online, late })
  assert.deepEqual([at(20, 30), at(19.99, 30), at(20, 29.99), at(20, 15), at(20, 14.99)], [2, 1, 1, 1, 0])
  assert.deepEqual([at(0, 100), at(100, 100, 1)], [0, 0])
})

test('a figure that nobody knows makes the criterion missing, not nought', () => {
  assert.equal(agencyPoints(agency('9'), 'commune', { offered: 50, online: null, late: 0 }), null)
  assert.equal(agencyPoints(agency('8'), 'commune', { petitions: 0, inTime: 0 }), null)
})

test('a level is told with the thresholds of the agency’s own kind', () => {
  assert.match(levelWords(agency('5'), 2, 'commune').vi, /^Từ 100% /)
  assert.match(levelWords(agency('5'), 2, 'department').vi, /^Từ 20% /)
  assert.ok(set.criteria.filter(bringsPoints).every((one) => !/[{}]/.test(levelWords(one, 1, 'district').vi)))
})

test('answers are those that there are; the overall one says whether somebody is satisfied', () => {
  const typed = { 3: '2', 4: '1', 7: 'complaint', 10: 'very', 11: 'dissatisfied', 12: 'satisfied' } as Record<
    string,
    string
  >
  const { answers, missing } = readAnswers(set, (number) => typed[number])
  assert.deepEqual(answers, {
    3: 2,
    4: 1,
    7: 'complaint',
    10: 'very',
    11: 'dissatisfied',
    12: 'satisfied',
  })
  assert.deepEqual(missing, [])
  assert.equal(overallOf(set, answers), 'dissatisfied')
  assert.deepEqual(readAnswers(set, () => '3').missing, ['3', '4', '7', '10', '11', '12'])
  assert.equal(overallOf(set, {}), null)
})
