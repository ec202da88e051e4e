import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { recordLook, settleLooks } from '#kernel/looks.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { service } from '#kernel/testing/people.ts'
import { publish } from '../heads/commands.ts'
import { ledger } from '../module.ts'
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

test('what nobody could prove for four hours to have been looked at is not shown, until it can be', async () => {
  const settings = { ...platform.settings, unprovenHoursMax: 4 }
  await ledger.mount?.(undefined as never, { ...platform, settings })
  const shown = async (time: string) => {
    const context: Context = { ...at(time), looks: { isTold: false, waiting: [] } }
    await inTransaction(context, (tx) =>
      recordLook(tx, context, { of: [randomUUID()], what: 'dossier', why: 'api' }),
    )
    return settleLooks(context).then(
      () => 'shown',
      (thrown: Error) => thrown.message,
    )
  }
  const then = at('08:00')
  assert.equal(await shown('08:00'), 'shown')
  assert.equal(await shown('12:00'), 'shown')
  assert.match(await shown('12:01'), /^Sổ cái chưa ghi được lượt xem nào trong 4 giờ/)
  await settle(then)
  assert.match(await shown('12:02'), /^Sổ cái/, 'leaves that no head holds prove nothing')
  await publish(then, 'accesses')
  assert.equal(await shown('12:03'), 'shown')
})
