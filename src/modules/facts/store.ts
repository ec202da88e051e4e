/** SQL of the fact book: rows are added, never changed, but for the end of what a withdrawn result said. */

import { sql, type Tx } from '#kernel/db.ts'
import { type Fact, markOf, type NewFact, type Subject } from './domain.ts'

/** Every word about the subject. */
export async function findFacts(tx: Tx, subject: Subject): Promise<readonly Fact[]> {
  const { rows } = await sql<Fact>`
    select key, value, source, by, by_name as "byName", as_of as "asOf", valid_to::text as "validTo", reference,
      ended_at as "endedAt", mark
    from facts where subject = ${subject}`.execute(tx)
  return rows
}

/** Gives the keys of what was not there before. */
export async function insertFacts(
  tx: Tx,
  subject: Subject,
  facts: readonly NewFact[],
  at: Date,
): Promise<readonly string[]> {
  if (facts.length === 0) return []
  const rows = await tx
    .insertInto('facts')
    .values(
      facts.map((fact) => ({
        subject,
        key: fact.key,
        value: JSON.stringify(fact.value),
        source: fact.source,
        by: fact.by,
        by_name: JSON.stringify(fact.byName),
        as_of: fact.asOf,
        valid_to: fact.validTo ?? null,
        reference: fact.reference,
        mark: markOf(subject, fact),
        recorded_at: at,
      })),
    )
    .onConflict((on) => on.column('mark').doNothing())
    .returning('key')
    .execute()
  return rows.map(({ key }) => key)
}

/** What a result said ends with it. */
export async function endFacts(tx: Tx, reference: string, at: Date): Promise<void> {
  await sql`update facts set ended_at = ${at}
    where source = 'signed' and reference = ${reference} and ended_at is null`.execute(tx)
}

export type Objection = {
  readonly requestId: string
  readonly code: string
  readonly key: string
  readonly madeAt: Date
}

export type NewObjection = {
  readonly requestId: string
  readonly subject: Subject
  readonly key: string
  readonly known: Fact
  readonly said: NewFact['value']
  readonly why: string
  readonly code: string
  readonly at: Date
}

/** Sent twice it is one: its request is one. */
export async function insertObjection(tx: Tx, one: NewObjection): Promise<void> {
  const { source, by, byName, asOf } = one.known
  await sql`
    insert into fact_objections (request_id, subject, key, known, known_source, said, why, code, made_at)
    values (${one.requestId}, ${one.subject}, ${one.key}, ${JSON.stringify(one.known.value)}::jsonb,
      ${JSON.stringify({ source, by, byName, asOf })}::jsonb, ${JSON.stringify(one.said)}::jsonb, ${one.why}, ${one.code}, ${one.at})
    on conflict (request_id) do nothing`.execute(tx)
}

/** The newest first. */
export async function findObjections(tx: Tx, subject: Subject): Promise<readonly Objection[]> {
  const { rows } = await sql<Objection>`
    select request_id as "requestId", code, key, made_at as "madeAt" from fact_objections
    where subject = ${subject} order by made_at desc limit 100`.execute(tx)
  return rows
}

export type Ask = {
  readonly outcome: 'asking' | 'answered' | 'away'
  readonly askedAt: Date
  readonly said: unknown
  readonly reference: string | null
}
export type Question = { readonly subject: Subject; readonly register: string; readonly question: string }

/**
 * Takes the right to ask: of many at once one gets it, and nobody while the last answer is younger than `freshFrom` or the
 * register was away a moment ago.
 */
export async function claimAsk(
  tx: Tx,
  { subject, register, question }: Question,
  { now, freshFrom, retryFrom }: { readonly now: Date; readonly freshFrom: Date; readonly retryFrom: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into fact_asks (subject, register, question, outcome, asked_at)
    values (${subject}, ${register}, ${question}, 'asking', ${now})
    on conflict (subject, register, question) do update
      set outcome = 'asking', asked_at = excluded.asked_at, said = null, reference = null
      where case fact_asks.outcome when 'answered' then fact_asks.asked_at < ${freshFrom}
        else fact_asks.asked_at < ${retryFrom} end
    returning 1`.execute(tx)
  return rows.length > 0
}

export async function findAsk(tx: Tx, { subject, register, question }: Question): Promise<Ask | undefined> {
  const { rows } = await sql<Ask>`
    select outcome, asked_at as "askedAt", said, reference from fact_asks
    where subject = ${subject} and register = ${register} and question = ${question}`.execute(tx)
  return rows[0]
}

export async function endAsk(
  tx: Tx,
  { subject, register, question }: Question,
  { outcome, said, reference }: Omit<Ask, 'askedAt'>,
): Promise<void> {
  await sql`update fact_asks set outcome = ${outcome}, said = ${JSON.stringify(said ?? null)}::jsonb, reference = ${reference}
    where subject = ${subject} and register = ${register} and question = ${question}`.execute(tx)
}
