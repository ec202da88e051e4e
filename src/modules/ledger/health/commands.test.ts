import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { service } from '#kernel/testing/people.ts'
import { insertCheck } from '../monitor/store.ts'
import { settle } from '../testing/commands.ts'
import { checks } from './commands.ts'

const platform = await freshPlatform()
const at = (time: string) => platform.as(service(), `2026-03-02T${time}:00Z`)
const look = async (name: string, context: Context) =>
  (await checks.find((one) => one.name === `ledger.${name}`)?.look(context))?.state

test('what waits for the ledger longer than five minutes is told, and no more once it is a leaf', async () => {
  const then = at('02:00')
  await inTransaction(then, (tx) => appendEvent(tx, then, 'dossier.submitted', { subject: randomUUID() }))
  assert.equal(await look('growth', at('02:05')), 'well')
  assert.equal(await look('growth', at('02:06')), 'degraded')
  await settle(then)
  assert.equal(await look('growth', at('02:06')), 'well')
})

test('a finding is down until a reading finds nothing; a watch that sleeps is told', async () => {
  const read = (context: Context, findings: Parameters<typeof insertCheck>[2]['findings']) =>
    inTransaction(context, (tx) => insertCheck(tx, randomUUID(), { at: context.now, leaves: 9, findings }))
  assert.equal(await look('watch', at('03:00')), 'well', 'before the first reading there is nothing to tell')
  await read(at('03:00'), [{ kind: 'eventChanged', tree: 'decisions', where: '7' }])
  assert.equal(await look('watch', at('03:01')), 'down')
  await read(at('04:00'), [])
  assert.equal(await look('watch', at('04:01')), 'well')
  assert.equal(await look('watch', at('07:01')), 'degraded')
})
