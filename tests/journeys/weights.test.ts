/** What a phone fetches for each kind of page, cold, stays within the budgets of the design language, and comes from nowhere else. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prepareVisitor } from '../../bench/visitor.ts'
import { weighPages } from '../../bench/weights.ts'
import { openStage } from './stage.ts'

const stage = await openStage([])

test('every kind of page stays within its budget', async () => {
  const visitor = await prepareVisitor(stage.context)
  assert.ok(visitor.pages.length > 10)
  assert.deepEqual(await weighPages(stage.url, visitor), [])
})
