import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { inTransaction, sql } from './db.ts'
import { type Look, recordLook, settleLooks } from './looks.ts'
import { freshPlatform } from './testing/database.ts'
import { officer, service } from './testing/people.ts'

const platform = await freshPlatform()
const lan = officer()
const seen = (at: string, look: Partial<Look> & Pick<Look, 'of'>, actor: typeof lan = lan) => {
  const context = platform.as(actor, at)
  return inTransaction(context, (tx) => recordLook(tx, context, { what: 'dossier', why: 'step', ...look }))
}

test('alike within half an hour is one row with a count; another purpose, person or hour is another', async () => {
  const id = randomUUID()
  await seen('2026-03-02T02:00:00Z', { of: [id] })
  await seen('2026-03-02T02:29:00Z', { of: [id] })
  await seen('2026-03-02T02:31:00Z', { of: [id] })
  await seen('2026-03-02T02:31:00Z', { of: [id], why: 'lookup', words: 'Người dân hỏi' })
  await seen('2026-03-02T02:31:00Z', { of: [id] }, officer())
  const looks = await platform.looksAt(id)
  assert.deepEqual(
    looks.map(({ times }) => times),
    [2, 1, 1, 1],
  )
})

test('a list is one row with all that stood in it, in whatever order', async () => {
  const [a, b] = [randomUUID(), randomUUID()]
  await seen('2026-03-02T02:00:00Z', { of: [a, b, a], what: 'list' })
  await seen('2026-03-02T02:01:00Z', { of: [b, a], what: 'list' })
  assert.equal((await platform.looksAt(a))[0]?.times, 2)
  assert.equal((await platform.looksAt(b)).length, 1)
})

test('two at once are both counted', async () => {
  const id = randomUUID()
  await Promise.all([1, 2, 3].map(() => seen('2026-03-02T02:00:00Z', { of: [id] })))
  assert.equal((await platform.looksAt(id))[0]?.times, 3)
})

test('what was undone was not read', async () => {
  const id = randomUUID()
  const context = platform.as(lan, '2026-03-02T02:00:00Z')
  await assert.rejects(
    inTransaction(context, async (tx) => {
      await recordLook(tx, context, { of: [id], what: 'dossier', why: 'step' })
      throw new Error('the page could not be made')
    }),
  )
  assert.deepEqual(await platform.looksAt(id), [])
})

test('a system reads by software, and a look can neither be rewritten nor taken back', async () => {
  const id = randomUUID()
  const context = platform.as(service(), '2026-03-02T02:00:00Z')
  await inTransaction(context, (tx) => recordLook(tx, context, { of: [id], what: 'dossier', why: 'api' }))
  assert.equal((await platform.looksAt(id))[0]?.way, 'api')
  for (const change of [
    sql`update looks set why = 'step'`,
    sql`delete from looks`,
    sql`delete from looks_2026`,
  ])
    await assert.rejects(
      inTransaction(context, (tx) => change.execute(tx)),
      /permission denied/,
    )
})

test('looks of many requests are written together, each before its answer, and all of them are counted', async () => {
  const [common, own] = [randomUUID(), randomUUID()]
  const requests = Array.from({ length: 20 }, (_nothing, index) => {
    const context = { ...platform.as(lan, '2026-03-02T03:00:00Z'), looks: { isTold: false, waiting: [] } }
    const of = index % 2 === 0 ? [common] : [own, common]
    return async () => {
      await inTransaction(context, (tx) => recordLook(tx, context, { of, what: 'dossier', why: 'step' }))
      assert.ok(context.looks.isTold)
      await settleLooks(context)
      return (await platform.looksAt(common)).length
    }
  })
  const seenAtOnce = await Promise.all(requests.map((one) => one()))
  assert.ok(seenAtOnce.every((rows) => rows > 0))
  const counts = (await platform.looksAt(common)).map(({ times }) => times)
  assert.deepEqual(counts.toSorted(), [10, 10])
  assert.equal((await platform.looksAt(own))[0]?.times, 10)
})

test('a look that cannot be written keeps the answer back', async () => {
  const context = { ...platform.as(lan, '2026-03-02T03:00:00Z'), looks: { isTold: false, waiting: [] } }
  await inTransaction(context, (tx) =>
    recordLook(tx, context, { of: ['no uuid'], what: 'dossier', why: 'step' }),
  )
  await assert.rejects(settleLooks(context), /uuid/)
})

test('readings that were events are carried over once, alike ones together, those of the person themselves not', async () => {
  const [subject, viewer] = [randomUUID(), randomUUID()]
  const file = new URL('migrations/20260307-0210_kernel_carry-views.sql', import.meta.url)
  const carry = readFileSync(file, 'utf8')
  const event = (at: string, name: string, payload: object, kind = 'officer') => sql`
    insert into events (at, name, subject_id, actor_kind, actor_id, payload)
    values (${at}, ${name}, ${subject}, ${kind}, ${viewer}, ${JSON.stringify(payload)})`
  await inTransaction(platform.as({ kind: 'system' }, '2026-03-02T00:00:00Z'), async (tx) => {
    await event('2026-01-05T02:01:00Z', 'dossier.viewed', { why: 'step' }).execute(tx)
    await event('2026-01-05T02:29:00Z', 'dossier.viewed', { why: 'step' }).execute(tx)
    await event('2026-01-05T02:31:00Z', 'dossier.viewed', { why: 'lookup', file: 'x' }).execute(tx)
    await event('2026-01-05T03:00:00Z', 'dossier.viewed', { why: 'api' }, 'service').execute(tx)
    await event('2026-01-05T03:30:00Z', 'dossier.viewed', {}, 'citizen').execute(tx)
    await sql.raw(carry).execute(tx)
    await sql.raw(carry).execute(tx)
  })
  assert.deepEqual(
    (await platform.looksAt(subject)).map(({ viewerKind, what, why, way, times }) => [
      viewerKind,
      what,
      why,
      way,
      times,
    ]),
    [
      ['officer', 'dossier', 'step', 'screen', 2],
      ['officer', 'file', 'lookup', 'screen', 1],
      ['service', 'dossier', 'api', 'api', 1],
    ],
  )
})
