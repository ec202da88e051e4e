import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshPlatform } from '#kernel/testing/database.ts'
import { formatDateTime } from '#kernel/text.ts'
import { datesFor, requestCode } from './domain.ts'

const platform = await freshPlatform()

test('two working days for a question, ten or fifteen days for a right, each at the close of an office day', () => {
  const monday = new Date('2026-03-02T09:00+07:00')
  const told = (kind: Parameters<typeof datesFor>[0]) => {
    const { replyDueAt, dueAt } = datesFor(kind, platform.calendar, monday)
    return [formatDateTime(replyDueAt, 'vi'), formatDateTime(dueAt, 'vi')].map((text) => text.slice(-10))
  }
  assert.deepEqual(told('question'), ['04/03/2026', '04/03/2026'])
  assert.deepEqual(told('correction'), ['04/03/2026', '12/03/2026'])
  assert.deepEqual(told('withdrawal'), ['04/03/2026', '17/03/2026'])
})

test('the code of a request can be told on the phone', () => assert.equal(requestCode(42), 'DL-000042'))
