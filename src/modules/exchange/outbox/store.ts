/** SQL of messages on their way out. */

import { sql, type Tx } from '#kernel/db.ts'
import type { JsonObject } from '#kernel/types.ts'

export type Message = {
  readonly id: string
  readonly connector: string
  readonly stream: string
  readonly number: number
  readonly kind: string
  readonly body: JsonObject
  readonly purpose: string
  readonly article: string
  readonly dossierCode: string | null
  readonly state: 'waiting' | 'parked' | 'sent' | 'dropped'
  readonly tries: number
  readonly refusals: number
  readonly madeAt: Date
  readonly lastProblem: string | null
  /** The system that may have it already, although its answer never came. */
  readonly triedAt: string | null
}
export type NewMessage = Pick<
  Message,
  'id' | 'connector' | 'stream' | 'kind' | 'body' | 'purpose' | 'article' | 'dossierCode'
>

const columns = sql`m.id, m.connector, m.stream, m.number, m.kind, m.body, m.purpose, m.article,
  m.dossier_code as "dossierCode", m.state, m.tries, m.refusals, m.made_at as "madeAt", m.last_problem as "lastProblem",
  m.tried_at_system as "triedAt"`

/** Puts a message at the end of its stream. Writers of one stream come one after the other. */
export async function insertMessage(tx: Tx, message: NewMessage, now: Date, nextAt: Date): Promise<void> {
  const { id, connector, stream, kind, body, purpose, article, dossierCode } = message
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exchange ${connector} ${stream}`}, 0))`.execute(
    tx,
  )
  await sql`
    insert into exchange_messages (id, connector, stream, number, kind, body, purpose, article, dossier_code, next_at, made_at)
    select ${id}, ${connector}, ${stream}, coalesce(max(number), 0) + 1, ${kind}, ${JSON.stringify(body)}::jsonb, ${purpose},
      ${article}, ${dossierCode}, ${nextAt}, ${now}
    from exchange_messages where connector = ${connector} and stream = ${stream}`.execute(tx)
}

/**
 * Takes messages that are due, the first of each stream, for as long as the lease. A stream whose first one is parked or
 * waits for its next try stands still; the others go on.
 */
export async function claimDue(
  tx: Tx,
  connector: string,
  { now, until, most }: { readonly now: Date; readonly until: Date; readonly most: number },
): Promise<readonly Message[]> {
  const { rows } = await sql<Message>`
    with due as (
      select id from exchange_messages m
      where connector = ${connector} and state = 'waiting' and next_at <= ${now}
        and (leased_until is null or leased_until <= ${now})
        and not exists (select from exchange_messages earlier where earlier.connector = m.connector
          and earlier.stream = m.stream and earlier.number < m.number and earlier.state in ('waiting', 'parked'))
      order by next_at, made_at limit ${most} for update skip locked)
    update exchange_messages m set leased_until = ${until}, tries = tries + 1 from due where due.id = m.id
    returning ${columns}`.execute(tx)
  return rows
}

export async function markSent(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update exchange_messages set state = 'sent', ended_at = ${now}, leased_until = null, last_problem = null
    where id = ${id} and state = 'waiting'`.execute(tx)
}

export async function findCaseId(tx: Tx, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from cases where code = ${code}`.execute(tx)
  return rows[0]?.id
}

export async function markFailed(
  tx: Tx,
  id: string,
  {
    state,
    refusals,
    nextAt,
    problem,
    triedAt,
  }: {
    readonly state: 'waiting' | 'parked'
    readonly refusals: number
    readonly nextAt: Date
    readonly problem: string
    readonly triedAt: string | null
  },
): Promise<void> {
  await sql`update exchange_messages set tried_at_system = ${triedAt}, state = ${state}, refusals = ${refusals}, next_at = ${nextAt}, leased_until = null,
    last_problem = ${problem.slice(0, 500)} where id = ${id} and state = 'waiting'`.execute(tx)
}

/** Gives back what was taken and not tried, because the circuit opened meanwhile or it is not the hour. */
export async function giveBack(tx: Tx, ids: readonly string[], nextAt: Date): Promise<void> {
  await sql`update exchange_messages set leased_until = null, next_at = ${nextAt}, tries = greatest(tries - 1, 0)
    where id = any(${[...ids]}::uuid[]) and state = 'waiting'`.execute(tx)
}

export async function findParked(tx: Tx, id: string): Promise<Message | undefined> {
  const { rows } = await sql<Message>`
    select ${columns} from exchange_messages m where id = ${id} and state = 'parked' for update`.execute(tx)
  return rows[0]
}

export async function releaseMessage(tx: Tx, id: string, body: JsonObject, now: Date): Promise<void> {
  await sql`update exchange_messages set state = 'waiting', body = ${JSON.stringify(body)}::jsonb, refusals = 0, tries = 0,
    next_at = ${now} where id = ${id}`.execute(tx)
}

export async function dropMessage(
  tx: Tx,
  id: string,
  { at, by, reason }: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<void> {
  await sql`update exchange_messages set state = 'dropped', ended_at = ${at}, ended_by = ${by}, ended_reason = ${reason}
    where id = ${id}`.execute(tx)
}

export async function findFacts(tx: Tx, connector: string, stream: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; value: string }>`
    select name, value from exchange_facts where connector = ${connector} and stream = ${stream}`.execute(tx)
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

export async function keepFact(
  tx: Tx,
  connector: string,
  stream: string,
  name: string,
  value: string,
): Promise<void> {
  await sql`insert into exchange_facts (connector, stream, name, value) values (${connector}, ${stream}, ${name}, ${value})
    on conflict (connector, stream, name) do update set value = excluded.value`.execute(tx)
}

export async function findParkedMessages(tx: Tx): Promise<readonly Message[]> {
  const { rows } = await sql<Message>`
    select ${columns} from exchange_messages m where state = 'parked' order by made_at limit 100`.execute(tx)
  return rows
}

export type QueueOf = {
  readonly connector: string
  readonly waiting: number
  readonly parked: number
  readonly oldestAt: Date | null
}

export async function findQueues(tx: Tx): Promise<readonly QueueOf[]> {
  const { rows } = await sql<QueueOf>`
    select connector, count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'parked')::int as parked, min(made_at) as "oldestAt"
    from exchange_messages where state in ('waiting', 'parked') group by connector`.execute(tx)
  return rows
}

/** Streams that tell of a dossier bear its code. */
export async function findCasesOf(tx: Tx, stream: string): Promise<readonly string[]> {
  const found = await tx.selectFrom('cases').select('id').where('code', '=', stream).execute()
  return found.map(({ id }) => id)
}
