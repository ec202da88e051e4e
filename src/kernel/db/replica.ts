/**
 * A copy of the database that follows the leader (`DATABASE_READ_URL`), for pages that are the same for everyone. Each transaction
 * there proves in its first round trip that it has what the leader had some seconds ago; whoever reads their own asks the leader.
 */

import { type Database, openDatabase } from '../db.ts'
import { replicaReads } from '../metrics.ts'

export type Replica = {
  /** The copy, unless it was away or late a moment ago. */
  use(): Database | undefined
  /** Told when a read there failed: the next ones ask the leader for a while. */
  failed(): void
  close(): Promise<void>
}

type ReplicaOptions = {
  readonly url: string
  readonly leader: Database
  readonly name: string
  readonly connectionsMax?: number
  /** How far the copy may be behind the leader. */
  readonly lagSecondsMax: number
  readonly now?: () => number
}
type Mark = { readonly at: number; readonly lsn: string }

const lookMs = 1_000
const restAfterFailureMs = 5_000

/** Opens the copy and keeps an eye on how far the leader is, once a second. */
export function openReplica(options: ReplicaOptions): Replica {
  const { url, leader, name, connectionsMax = 12, lagSecondsMax, now = Date.now } = options
  let marks: readonly Mark[] = []
  let restsUntil = 0
  const copy = openDatabase({
    url,
    schema: leader.schema,
    clock: leader.clock,
    name,
    connectionsMax,
    connectSecondsMax: 1,
    readsOnly: () => demandOf(marks, now() - lagSecondsMax * 1000),
  })
  const look = async () => {
    const at = now()
    try {
      const { rows } = await leader.pool.query<{ lsn: string }>(
        'select case when pg_is_in_recovery() then null else pg_current_wal_lsn() end as lsn',
      )
      if (rows[0]?.lsn) marks = [...marks, { at, lsn: rows[0].lsn }].slice(-2 - lagSecondsMax)
    } catch {
      // The leader is away: what it was last known to have is all there is to read.
    }
  }
  void look()
  const timer = setInterval(() => void look(), lookMs).unref()
  return {
    use: () => (marks.length > 0 && now() >= restsUntil ? copy : undefined),
    failed() {
      restsUntil = now() + restAfterFailureMs
      replicaReads.inc({ outcome: 'failed' })
    },
    async close() {
      clearInterval(timer)
      await copy.close()
    },
  }
}

/**
 * A statement that fails on a copy which has not replayed what the leader had at the moment: the newest mark that is as old,
 * or the oldest there is. A leader reached by the copy's address is not in recovery, and passes.
 */
export function demandOf(marks: readonly Mark[], moment: number): string {
  const mark = marks.findLast(({ at }) => at <= moment) ?? marks[0]
  if (!mark) return 'select 1 / 0'
  if (!/^[0-9A-F]+\/[0-9A-F]+$/.test(mark.lsn)) throw new Error(`Not a place in the log: ${mark.lsn}`)
  return `select 1 / (not pg_is_in_recovery() or pg_last_wal_replay_lsn() >= '${mark.lsn}')::int`
}
