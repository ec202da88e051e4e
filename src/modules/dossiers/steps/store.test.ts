import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { acceptDossier } from '../handling/commands.ts'
import { as, eventsOf, kitePermit, look, monday, seen, submitted, who } from '../testing/commands.ts'
import { actingIn, demandSeen } from './commands.ts'
import { change, giveTo, leadingWork, startMove, tell, tick } from './domain.ts'
import { applyMove, findDossier, loadDossier } from './store.ts'

async function accepted(): Promise<string> {
  const code = await submitted(kitePermit)
  await acceptDossier(as('desk-clerk'), await seen(code))
  return code
}
const head = () => as('division-head')
const taken = async (code: string) => {
  const dossier = await look(code)
  const given = giveTo(startMove(dossier), leadingWork(dossier).number, who('division-head').personId)
  return tell(given, 'dossier.assigned', { step: leadingWork(dossier).key })
}

test('a dossier is loaded alike in a transaction and in a round trip of its own', async () => {
  const code = await accepted()
  const context = head()
  assert.deepEqual(
    await loadDossier(context, code),
    await read(context, (tx) => findDossier(tx, context.actor, code)),
  )
})

test('of many moves that travel together each dossier takes one, and every mover is told', async () => {
  const codes = await Promise.all(Array.from({ length: 12 }, accepted))
  const moves = await Promise.all([...codes, ...codes].map(taken))
  const applied = await Promise.all(moves.map((move) => applyMove(head(), move)))
  assert.equal(applied.filter(Boolean).length, codes.length)
  for (const code of codes) {
    const told = (await eventsOf(code)).filter(({ name }) => name === 'dossier.assigned')
    assert.equal(told.length, 1)
    assert.equal((await look(code)).version, 3)
  }
})

test('moves of two processes on the same dossiers, in opposite order, end without waiting for each other', async () => {
  const codes = await Promise.all(Array.from({ length: 8 }, accepted))
  const moves = await Promise.all(codes.map(taken))
  const inOwn = (list: typeof moves) =>
    inTransaction(head(), async (tx) => {
      const done: boolean[] = []
      for (const move of list.toSorted((a, b) => (a.before.id < b.before.id ? -1 : 1)))
        done.push(await applyMove(head(), move, tx))
      return done
    })
  const joint = Promise.all(moves.toReversed().map((move) => applyMove(head(), move)))
  const [mine, theirs] = await Promise.all([inOwn(moves), joint])
  assert.equal([...mine, ...theirs].filter(Boolean).length, codes.length)
})

test('a move in a transaction that is rolled back leaves nothing', async () => {
  const code = await accepted()
  const before = await look(code)
  const move = await taken(code)
  await assert.rejects(
    inTransaction(head(), async (tx) => {
      assert.ok(await applyMove(head(), move, tx))
      throw new Error('and then the file was lost')
    }),
  )
  assert.deepEqual(await look(code), before)
})

test('what a move changes is what is loaded afterwards', async () => {
  const code = await accepted()
  const dossier = await demandSeen(head(), await seen(code))
  const acting = actingIn(head())
  const paused = tick(startMove(dossier), acting, {
    kind: 'paused',
    at: acting.now.toISOString(),
    cause: 'step',
  })
  const changed = change(paused, {
    supplementCount: 1,
    familyId: null,
    deliveredAt: new Date(monday),
    answers: { wind: 'none' },
  })
  assert.ok(await applyMove(head(), changed))
  const after = await look(code)
  assert.deepEqual(after, { ...changed.after, version: dossier.version + 1 })
  const { rows } = await read(head(), (tx) =>
    sql<{ step_due_at: Date | null; step_key: string }>`
      select step_due_at, step_key from cases where code = ${code}`.execute(tx),
  )
  assert.deepEqual(rows, [{ step_due_at: null, step_key: leadingWork(after).key }])
})
