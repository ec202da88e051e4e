import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readPack } from '#kernel/packs.ts'
import { calendarOf } from '#kernel/platform.ts'
import { formatTime } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { freeSlots, slotsOf } from './domain.ts'

const calendar = calendarOf(await readPack(fileURLToPath(new URL('../../../../packs/demo', import.meta.url))))
const monday = calendarDate('2026-03-02')

test('slots fill the office hours, none lies across the break, a day off has none', () => {
  const hourly = slotsOf(calendar, monday, 60)
  const half = slotsOf(calendar, monday, 30)
  assert.equal(half.length * 30, 480, half.map(formatTime).join(' '))
  // Each half day leaves half an hour over.
  assert.equal(hourly.length, 7)
  for (const slots of [half, hourly]) assert.equal(new Set(slots.map(formatTime)).size, slots.length)
  assert.deepEqual(slotsOf(calendar, calendarDate('2026-03-01'), 30), [])
})

test('a slot that has begun is gone, a full one has no place left', () => {
  const slots = slotsOf(calendar, monday, 60)
  const [first, second, third] = slots
  assert.ok(first && second && third)
  const free = freeSlots(slots, new Map([[second.getTime(), 2]]), 2, first)
  assert.deepEqual([free[0]?.startsAt, free[0]?.left, free[1]?.left], [second, 0, 2])
})
