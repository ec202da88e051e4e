/** SQL of breakers. */

import { sql, type Tx } from '#kernel/db.ts'
import { type Breaker, closedBreaker, latestProbe } from '../domain.ts'

export async function findBreaker(tx: Tx, connector: string): Promise<Breaker> {
  const { rows } = await sql<Breaker>`
    select failures, opened_at as "openedAt", probe_at as "probeAt" from exchange_breakers
    where connector = ${connector}`.execute(tx)
  return rows[0] ?? closedBreaker
}

/** The breaker, held until the transaction ends, so that failures at once are all counted. */
export async function findBreakerForUpdate(tx: Tx, connector: string): Promise<Breaker> {
  await sql`insert into exchange_breakers (connector) values (${connector}) on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql<Breaker>`
    select failures, opened_at as "openedAt", probe_at as "probeAt" from exchange_breakers
    where connector = ${connector} for update`.execute(tx)
  return rows[0] ?? closedBreaker
}

export async function saveBreaker(
  tx: Tx,
  connector: string,
  breaker: Breaker,
  problem: string | null,
): Promise<void> {
  await sql`update exchange_breakers set failures = ${breaker.failures}, opened_at = ${breaker.openedAt},
    probe_at = ${breaker.probeAt}, last_problem = ${problem} where connector = ${connector}`.execute(tx)
}

/** Takes the right to try a system whose circuit is open; of many at once, one gets it until `next`. */
export async function claimProbe(tx: Tx, connector: string, now: Date, next: Date): Promise<boolean> {
  const { rows } = await sql`update exchange_breakers set probe_at = ${next}
    where connector = ${connector} and opened_at is not null
      and (probe_at <= ${now} or probe_at > ${latestProbe(now)}) returning 1`.execute(tx)
  return rows.length > 0
}

export async function findBreakers(tx: Tx): Promise<ReadonlyMap<string, Breaker>> {
  const { rows } = await sql<Breaker & { connector: string }>`
    select connector, failures, opened_at as "openedAt", probe_at as "probeAt" from exchange_breakers`.execute(
    tx,
  )
  return new Map(rows.map(({ connector, ...breaker }) => [connector, breaker]))
}
