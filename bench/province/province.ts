/** An installation as large as a province, kept in a folder if one is named, and people who are signed in to it. */

import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { formToken } from '#kernel/web/session.ts'
import { organisation } from '#modules/organisation/module.ts'
import { type BenchInstallation, startInstallation } from '../installation.ts'
import { citizenId, fillProvince, officerId, type ProvinceSize } from './filling.ts'

/** What PostgreSQL counts of each statement, and the plan of each that is slow; a machine of 24 GB lends it a quarter. */
const server = [
  'shared_buffers=4GB',
  'max_wal_size=16GB',
  'checkpoint_timeout=15min',
  'shared_preload_libraries=pg_stat_statements,auto_explain',
  'auto_explain.log_min_duration=300',
  'auto_explain.log_analyze=off',
]

/** Starts it; fills it unless the folder holds one of this size already. */
export async function startProvince(
  size: ProvinceSize,
  keep: string | undefined,
): Promise<BenchInstallation> {
  const note = keep && join(resolve(keep), 'filled.json')
  const filled = note && existsSync(note) ? readFileSync(note, 'utf8') : undefined
  if (filled !== undefined && filled !== JSON.stringify(size))
    throw new Error(`${keep} holds another province: ${filled}. Name another folder.`)
  const bench = await startInstallation({ keep, server, log: 'bench.log' })
  try {
    if (filled === undefined) {
      await organisation.seed?.(bench.context)
      const took = await fillProvince(bench, size)
      console.log(`${JSON.stringify(size)} written, seconds: ${JSON.stringify(took)}`)
      if (note) writeFileSync(note, JSON.stringify(size))
    }
    return bench
  } catch (thrown) {
    await bench.stop()
    throw thrown
  }
}

const settledLooks = 4
const lookMs = 5_000
const settleMsMax = 15 * 60_000

/**
 * Waits until the worker has taken in what it finds in a province it has not seen: what is overdue, what is warned of. Throws when it
 * does not come to rest.
 */
export async function settle({ context, folder }: BenchInstallation): Promise<void> {
  const note = join(folder, 'settled')
  if (existsSync(note)) return
  const began = performance.now()
  for (let calm = 0; calm < settledLooks; await sleep(lookMs)) {
    if (performance.now() - began > settleMsMax) throw new Error('The worker does not come to rest')
    const { rows } = await read(context, (tx) =>
      sql<{ behind: number }>`select count(*)::int as behind from event_cursors
        where (txid, position) < (select txid, position from events order by txid desc, position desc limit 1)`.execute(
        tx,
      ),
    )
    // The first round of what is done every minute has to have begun.
    calm = rows[0]?.behind === 0 && performance.now() - began > 75_000 ? calm + 1 : 0
  }
  console.log(`the worker came to rest after ${((performance.now() - began) / 1000).toFixed(0)} s`)
  writeFileSync(note, '')
}

export type SignedIn = { readonly cookie: string; readonly csrf: string }

/** Sessions of the first so many citizens or officers of the province. */
export async function signIn(
  context: Context,
  kind: 'citizen' | 'officer',
  count: number,
): Promise<readonly SignedIn[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  const rows = tokens.map((token, n) => ({
    hash: createHash('sha256').update(token).digest('hex'),
    person: kind === 'officer' ? officerId(n) : citizenId(n),
    post: kind === 'officer' ? officerId(n) : null,
  }))
  await inTransaction(context, (tx) =>
    sql`insert into sessions (token_hash, person_id, post_id, opened_at, used_at, ends_at, level, idle_minutes)
      select decode(hash, 'hex'), person, post, now(), now(), now() + interval '6 hours', 2, 360
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (hash text, person uuid, post uuid)`.execute(
      tx,
    ),
  )
  return tokens.map((token) => ({
    cookie: `phien=${token}`,
    csrf: formToken(context.settings.secretKey, token),
  }))
}
