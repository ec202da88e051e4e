/** Fills an empty province from another place in one transaction, and proves that nothing differs. */

import type pg from 'pg'
import { applicationRole } from '../db/roles.ts'
import {
  type Partition,
  type Proof,
  partitionsOf,
  proofOf,
  type QueuedJob,
  type Sequence,
  tablesOf,
  writeJobs,
  writeRows,
  writeSequences,
} from './contents.ts'

/** Everything that makes a province, wherever it lies. */
export type Contents = {
  readonly migrations: string
  readonly tables: readonly string[]
  readonly partitions: readonly Partition[]
  readonly sequences: readonly Sequence[]
  readonly jobs: readonly QueuedJob[]
  rows(table: string): AsyncIterable<readonly string[]>
  proof(table: string): Promise<Proof>
}

/** What was copied, by table. */
export type Copied = { readonly tables: number; readonly rows: number }

/** Copies within the transaction that the caller began and commits. Throws when a table differs afterwards. */
export async function fill(target: pg.Client, schema: string, from: Contents): Promise<Copied> {
  const { rows: keys } = await target.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where connamespace = to_regnamespace($1) and contype = 'f' and conparentid = 0`,
    [`"${schema}"`],
  )
  for (const { table, name } of keys) await target.query(`alter table ${table} drop constraint "${name}"`)
  const tables = await tablesOf(target, schema)
  if (tables.join() !== from.tables.join()) throw new Error('Hai nơi không có cùng các bảng')
  await target.query(`truncate ${tables.map((table) => `"${table}"`).join(', ')}`)
  await bringPartitions(target, schema, from.partitions)
  let rows = 0
  for (const table of tables)
    for await (const batch of from.rows(table)) {
      await writeRows(target, table, batch)
      rows += batch.length
    }
  await writeSequences(target, from.sequences)
  for (const { table, name, definition } of keys)
    await target.query(`alter table ${table} add constraint "${name}" ${definition}`)
  await writeJobs(target, from.jobs)
  for (const table of tables) {
    const [here, there] = [await proofOf(target, table), await from.proof(table)]
    if (here.rows !== there.rows || here.hash !== there.hash)
      throw new Error(`Bảng ${table} khác sau khi chép: ${there.rows} dòng ở nguồn, ${here.rows} dòng ở đích`)
  }
  return { tables: tables.length, rows }
}

/** Months that were made since the migrations ran, with the rights that the application has there. */
async function bringPartitions(
  target: pg.Client,
  schema: string,
  wanted: readonly Partition[],
): Promise<void> {
  const there = new Set((await partitionsOf(target, schema, applicationRole)).map(({ name }) => name))
  for (const { name, parent, bounds, rights } of wanted) {
    if (there.has(name)) continue
    await target.query(`create table "${name}" partition of "${parent}" ${bounds}`)
    await target.query(`revoke all on "${name}" from ${applicationRole}`)
    if (rights.length > 0) await target.query(`grant ${rights.join(', ')} on "${name}" to ${applicationRole}`)
  }
}

const burnMax = 50_000_000
const burnBatch = 50_000

/**
 * Events are read in the order of their transactions, so numbers of new ones must lie above all old ones. Another server counts
 * its own: it is brought past the source's, one empty transaction after another.
 */
export async function bringPast(source: pg.Client, target: pg.Client): Promise<number> {
  const nowAt = async (client: pg.Client) =>
    Number(
      (await client.query<{ at: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as at'))
        .rows[0]?.at,
    )
  const wanted = await nowAt(source)
  const missing = wanted - (await nowAt(target))
  if (missing > burnMax)
    throw new Error(
      `Máy chủ đích đếm giao dịch chậm hơn ${missing}. Dừng nó và chạy: pg_resetwal -x ${wanted + 1} rồi làm lại`,
    )
  await target.query('set synchronous_commit to off')
  for (let left = missing; left > 0; left -= burnBatch)
    await target.query(
      `do $$ begin for i in 1 .. ${Math.min(left, burnBatch)} loop perform pg_current_xact_id(); commit; end loop; end $$`,
    )
  await target.query('reset synchronous_commit')
  return Math.max(0, missing)
}
