import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, sql } from './db.ts'
import { advance, appendEvent, type Reaction } from './events.ts'
import { freshPlatform } from './testing/database.ts'

const platform = await freshPlatform()
const context = platform.as({ kind: 'system' }, '2026-03-02T01:00:00Z')
const subject = '00000000-0000-7000-8000-000000000001'

test('the application can neither change nor delete an event, nor alter a table', async () => {
  await inTransaction(context, (tx) => appendEvent(tx, context, 'kite.flown', { subject }))
  for (const forbidden of [
    'update events set name = $$a.b$$',
    'delete from events',
    'alter table events add x int',
  ])
    await assert.rejects(
      inTransaction(context, (tx) => sql.raw(forbidden).execute(tx)),
      /permission denied|must be owner/,
    )
})

test('an event and the change it tells are written together or not at all', async () => {
  const before = await platform.eventNames()
  await assert.rejects(
    inTransaction(context, async (tx) => {
      await appendEvent(tx, context, 'kite.lost', { subject })
      throw new Error('the change failed')
    }),
  )
  assert.deepEqual(await platform.eventNames(), before)
})

test('a reaction sees each event once, also one whose transaction commits late', async () => {
  const seen: string[] = []
  const reaction: Reaction = {
    name: 'test.watch',
    events: ['kite.sold', 'kite.bought'],
    run: async (_tx, _context, event) => void seen.push(event.name),
  }
  let commitLate: () => void = () => undefined
  const late = new Promise<void>((resolve) => {
    commitLate = resolve
  })
  const slow = inTransaction(context, async (tx) => {
    await appendEvent(tx, context, 'kite.sold', { subject })
    await late
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await inTransaction(context, (tx) => appendEvent(tx, context, 'kite.bought', { subject }))
  await advance(context, reaction)
  assert.deepEqual(seen, [], 'nothing above a running transaction may be consumed')
  commitLate()
  await slow
  // What is running in other databases of the server holds the horizon back as well, so it may take more than one look.
  for (let look = 0; look < 100 && seen.length < 2; look++) {
    await advance(context, reaction)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await advance(context, reaction)
  assert.deepEqual(seen, ['kite.sold', 'kite.bought'])
})
