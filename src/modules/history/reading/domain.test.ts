import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessColumns, parseTime } from './domain.ts'

test('columns are known by their names in Vietnamese, in English and as mining tools write them', () => {
  assert.deepEqual(guessColumns(['Thời điểm', 'Mã hồ sơ', 'Cán bộ', 'Hoạt động']), {
    case: 'Mã hồ sơ',
    activity: 'Hoạt động',
    time: 'Thời điểm',
    resource: 'Cán bộ',
  })
  assert.deepEqual(
    guessColumns([
      'case:concept:name',
      'concept:name',
      'time:timestamp',
      'org:resource',
      'lifecycle:transition',
      'case:AMOUNT_REQ',
    ]),
    {
      case: 'case:concept:name',
      activity: 'concept:name',
      time: 'time:timestamp',
      resource: 'org:resource',
      lifecycle: 'lifecycle:transition',
      fee: 'case:AMOUNT_REQ',
    },
  )
  const celonis = guessColumns(['Case ID', 'Activity', 'Complete Timestamp', 'Resource', 'Variant'])
  assert.deepEqual(
    [celonis.case, celonis.activity, celonis.time],
    ['Case ID', 'Activity', 'Complete Timestamp'],
  )
  assert.deepEqual(guessColumns(['a', 'b']), {})
})

test('a time is read as ISO or with the day first, in the zone that it names or that is told', () => {
  const province: readonly (readonly [string, string])[] = [
    ['2025-12-25T14:30:00+07:00', '2025-12-25T07:30:00.000Z'],
    ['2025-12-25T07:30:00Z', '2025-12-25T07:30:00.000Z'],
    ['2025-12-25 14:30', '2025-12-25T07:30:00.000Z'],
    ['2011/10/01 08:08:58.256', '2011-10-01T01:08:58.256Z'],
    ['25/12/2025 14:30', '2025-12-25T07:30:00.000Z'],
    ['5-1-2025', '2025-01-04T17:00:00.000Z'],
    ['25.12.2025 14:30:59', '2025-12-25T07:30:59.000Z'],
  ]
  for (const [text, instant] of province)
    assert.equal(parseTime(text, 'province')?.toISOString(), instant, text)
  assert.equal(parseTime('25/12/2025 14:30', 'utc')?.toISOString(), '2025-12-25T14:30:00.000Z')
})

test('what is no time is told, never bent into one', () => {
  for (const text of [
    '',
    '31/02/2025',
    '12/25/2025',
    '2025-13-01',
    '25:00',
    '2025-01-01T25:00',
    '2025-01-01 12:60',
    '45678',
    'hôm qua',
  ])
    assert.equal(parseTime(text, 'province'), undefined, text)
})
