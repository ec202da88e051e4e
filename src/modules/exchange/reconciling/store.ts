/** SQL of reconciliation: what we believe, what differed, what was sent again. */

import type { Belief, Difference } from '#kernel/connectors.ts'
import { sql, type Tx } from '#kernel/db.ts'

/** Of streams with nothing on its way, after `after` in order: the last message that arrived, and what is known. */
export async function findBeliefs(
  tx: Tx,
  connector: string,
  after: string,
  most: number,
): Promise<readonly Belief[]> {
  const { rows } = await sql<Belief>`
    select m.stream, m.body, coalesce((select jsonb_object_agg(f.name, f.value) from exchange_facts f
      where f.connector = m.connector and f.stream = m.stream), '{}') as known
    from exchange_messages m
    where m.connector = ${connector} and m.stream > ${after} and m.state = 'sent'
      and not exists (select from exchange_messages other where other.connector = m.connector and other.stream = m.stream
        and (other.state in ('waiting', 'parked') or (other.state = 'sent' and other.number > m.number)))
    order by m.stream limit ${most}`.execute(tx)
  return rows
}

/** Writes what differs and was not known to; answers the streams that are new. */
export async function noteDifferences(
  tx: Tx,
  connector: string,
  differences: readonly Difference[],
  now: Date,
): Promise<number> {
  let added = 0
  for (const { stream, what, ours, theirs } of differences) {
    const { rows } = await sql`
      insert into exchange_differences (connector, stream, what, ours, theirs, found_at)
      values (${connector}, ${stream}, ${what}, ${ours}, ${theirs}, ${now})
      on conflict (connector, stream, what) where ended_at is null
      do update set ours = excluded.ours, theirs = excluded.theirs returning (xmax = 0) as added`.execute(tx)
    if ((rows[0] as { added: boolean } | undefined)?.added) added += 1
  }
  return added
}

/** Ends open differences of streams that were compared and agree now; answers how many of them a resend had mended. */
export async function endAgreed(
  tx: Tx,
  connector: string,
  compared: readonly string[],
  stillDiffer: readonly Difference[],
  now: Date,
): Promise<number> {
  const open = stillDiffer.map(({ stream, what }) => `${stream}\n${what}`)
  const { rows } = await sql<{ resent: boolean }>`
    update exchange_differences set ended_at = ${now}
    where connector = ${connector} and ended_at is null and stream = any(${[...compared]})
      and not (stream || E'\n' || what = any(${open}))
    returning resent_at is not null as resent`.execute(tx)
  return rows.filter(({ resent }) => resent).length
}

/** Sends the last message of a stream again, as a new one. */
export async function resendLast(
  tx: Tx,
  connector: string,
  stream: string,
  id: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into exchange_messages (id, connector, stream, number, kind, body, purpose, article, dossier_code, next_at, made_at)
    select ${id}, connector, stream, number + 1, kind, body, purpose, article, dossier_code, ${now}, ${now}
    from exchange_messages where connector = ${connector} and stream = ${stream} order by number desc limit 1`.execute(
    tx,
  )
  await sql`update exchange_differences set resent_at = ${now}
    where connector = ${connector} and stream = ${stream} and ended_at is null`.execute(tx)
}

export async function insertReconciliation(
  tx: Tx,
  run: {
    readonly connector: string
    readonly startedAt: Date
    readonly compared: number
    readonly found: number
    readonly mended: number
  },
): Promise<void> {
  await sql`insert into exchange_reconciliations (connector, started_at, compared, found, mended)
    values (${run.connector}, ${run.startedAt}, ${run.compared}, ${run.found}, ${run.mended})`.execute(tx)
}

export type OpenDifference = Difference & {
  readonly id: string
  readonly connector: string
  readonly foundAt: Date
  readonly resentAt: Date | null
}

export async function findOpenDifferences(tx: Tx): Promise<readonly OpenDifference[]> {
  const { rows } = await sql<OpenDifference>`
    select id, connector, stream, what, ours, theirs, found_at as "foundAt", resent_at as "resentAt"
    from exchange_differences where ended_at is null order by found_at, stream limit 100`.execute(tx)
  return rows
}

export type LastReconciliation = {
  readonly connector: string
  readonly startedAt: Date
  readonly compared: number
  readonly found: number
  readonly mended: number
}

export async function findLastReconciliations(tx: Tx): Promise<readonly LastReconciliation[]> {
  const { rows } = await sql<LastReconciliation>`
    select distinct on (connector) connector, started_at as "startedAt", compared, found, mended
    from exchange_reconciliations order by connector, started_at desc`.execute(tx)
  return rows
}
