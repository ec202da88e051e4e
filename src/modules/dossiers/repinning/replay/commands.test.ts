/** More dossiers than one waits for: the replay is a job, its progress is told, and done twice it counts once. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { beginDraft, changeDraft } from '#modules/services/api.ts'
import { as, kitePermit, look, monday, submitted, system } from '../../testing/commands.ts'
import { replayLater, startReplay, viewReplay } from './commands.ts'
import * as store from './store.ts'

const many = 430
const drafter = as.bind(undefined, 'administrator', monday, 'Z99')

/** The same dossier again and again, each with its own code. */
async function copied(code: string, count: number): Promise<void> {
  const { id } = await look(code)
  await inTransaction(system(), async (tx) => {
    for (const [table, key] of [
      ['cases', 'id'],
      ['dossiers', 'case_id'],
    ] as const)
      await sql`insert into ${sql.table(table)}
        select (jsonb_populate_record(one, jsonb_build_object(${sql.lit(key)}, md5(${id}::text || n)::uuid)
          || ${sql.raw(table === 'cases' ? "jsonb_build_object('code', one.code || '-' || n)" : "'{}'")})).*
        from ${sql.table(table)} one, generate_series(1, ${count}::int) n where one.${sql.ref(key)} = ${id}`.execute(
        tx,
      )
  })
}

test('a replay over more than two hundred runs as a job that tells how far it is', async () => {
  await copied(await submitted(kitePermit), many - 1)
  const draftId = await beginDraft(drafter(), { code: kitePermit })
  await changeDraft(drafter(), { id: draftId, revision: 1 }, (definition) => ({ ...definition, fees: [] }))
  const id = await startReplay(drafter(), { draftId, wanted: 1000 })
  const progress = async () => {
    const { replay } = await viewReplay(drafter(), draftId, undefined)
    return [replay?.done, replay?.total, replay?.finishedAt !== null]
  }
  assert.deepEqual(await progress(), [0, many, false], 'nobody waits for it')
  const { rows } = await read(system(), (tx) =>
    sql<{ key: string }>`select key from graphile_worker.jobs where key like ${`%${id}%`}`.execute(tx),
  )
  assert.equal(rows.length, 1)
  // A worker that died after the first batch had told so much.
  await inTransaction(system(), (tx) => store.saveBatch(tx, id, 200, []))
  assert.deepEqual(await progress(), [200, many, false])
  await replayLater.run(system(), { id })
  assert.deepEqual(await progress(), [many, many, true])
  await replayLater.run(system(), { id })
  const { replay, rows: shown } = await viewReplay(as('officer', monday, 'Z99.13'), draftId, 'cheaper')
  assert.deepEqual([replay?.summary?.total, replay?.summary?.counts.cheaper], [many, many])
  assert.deepEqual(shown, [], 'of another unit none is shown')
  const kept = await read(system(), (tx) =>
    sql<{ n: number }>`select count(*)::int as n from dossier_replay_rows where replay_id = ${id}`.execute(
      tx,
    ),
  )
  assert.equal(kept.rows[0]?.n, many)
})
