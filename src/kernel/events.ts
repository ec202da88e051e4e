/** Events: append-only, written in the transaction of the change they tell, consumed in order by reactions with cursors. */

import type { Context } from './context.ts'
import { inTransaction, type RawBuilder, readOnce, sql, type Tx } from './db.ts'
import { accountIdOf } from './policy.ts'
import type { JsonObject, JsonValue } from './types.ts'

export type EventName = `${string}.${string}`
export type AppendedEvent = {
  readonly position: number
  readonly txid: string
  readonly at: Date
  readonly name: EventName
  readonly subjectId: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly unitId: string | null
  /** In whose place the actor did it: an absent officer, or the owner of the account. */
  readonly representedId: string | null
  /** By which right: the absence or the mandate. */
  readonly mandateId: string | null
  readonly payload: JsonObject
}

/** What a module says about an event: `subject` is the id of the thing it happened to. */
export type NewEvent = {
  readonly subject: string
  readonly payload?: { readonly [key: string]: JsonValue | undefined }
  readonly unitId?: string | undefined
}

/** Tells what happened. Written beside the change: call it inside the same transaction. */
export async function appendEvent(tx: Tx, context: Context, name: EventName, event: NewEvent): Promise<void> {
  const { actor, now } = context
  await tx
    .insertInto('events')
    .values({
      at: now,
      name,
      subject_id: event.subject,
      actor_kind: actorKindOf(context),
      actor_id: actorIdOf(context),
      unit_id: event.unitId ?? (actor.kind === 'officer' ? actor.unitId : null),
      represented_id: representedIdOf(context),
      mandate_id: mandateIdOf(context),
      payload: JSON.stringify(event.payload ?? {}),
    })
    .execute()
}

/** The id under which the actor appears in events: of the person who acts. `null` for a visitor and the system itself. */
export function actorIdOf({ actor }: Pick<Context, 'actor'>): string | null {
  return actor.kind === 'citizen' && actor.agent ? actor.agent.personId : accountIdOf(actor)
}

/** In whose place the actor acts now, an absent officer or the owner of the account; or `null`. */
export function representedIdOf({ actor }: Pick<Context, 'actor'>): string | null {
  if (actor.kind === 'citizen') return actor.agent ? actor.personId : null
  return actor.kind === 'officer' ? (actor.inPlaceOf?.personId ?? null) : null
}

/** By which right the actor acts in the place of another: the absence or the mandate; or `null`. */
export function mandateIdOf({ actor }: Pick<Context, 'actor'>): string | null {
  if (actor.kind === 'citizen') return actor.agent?.mandate.id ?? null
  return actor.kind === 'officer' ? (actor.inPlaceOf?.absenceId ?? null) : null
}

/** How the actor is called in events; a system that acts for its unit is told as the system it is. */
export const actorKindOf = ({ actor }: Context) =>
  actor.kind === 'officer' && actor.isService ? 'service' : actor.kind

/** Something that answers to events, in order and exactly once inside the database. Runs in the worker. */
export type Reaction = {
  /** `<module>.<what it does>`: the name of its cursor. */
  readonly name: `${string}.${string}`
  readonly events: readonly EventName[]
  run(tx: Tx, context: Context, event: AppendedEvent): Promise<void>
}

/**
 * Something that takes events many at a time and needs none in particular: what it keeps is counted anew from the things
 * they were about. Histories brought in from another system are taken too.
 */
export type Fold = {
  readonly name: `${string}.${string}`
  readonly batchSize: number
  runMany(tx: Tx, context: Context, events: readonly AppendedEvent[]): Promise<void>
}

const batchSize = 100

/**
 * Takes the next events of one reaction or fold. The order is `(txid, position)` below the oldest running transaction: a plain
 * `position > last` loses events, because a later position can commit before an earlier one.
 * Returns how many events were looked at; another worker holding the cursor gives 0.
 */
export async function advance(context: Context, reaction: Reaction | Fold): Promise<number> {
  const size = 'runMany' in reaction ? reaction.batchSize : batchSize
  return inTransaction(context, async (tx) => {
    const cursor = await holdCursor(tx, reaction.name)
    if (!cursor) return 0
    const { rows } = await sql<AppendedEvent>`
      select position, txid, at, name, subject_id as "subjectId", actor_kind as "actorKind", actor_id as "actorId",
             unit_id as "unitId", represented_id as "representedId", mandate_id as "mandateId", payload
      from events
      where (txid, position) > ${placeOf(cursor)} and txid < pg_snapshot_xmin(pg_current_snapshot())
      order by txid, position limit ${size}`.execute(tx)
    if ('runMany' in reaction) {
      if (rows.length > 0) await reaction.runMany(tx, context, rows)
    } else {
      // What was brought in from another system is long past: nobody is told of it again.
      for (const event of rows)
        if (reaction.events.includes(event.name) && event.payload.imported !== true)
          await reaction.run(tx, context, event)
    }
    const last = rows.at(-1)
    if (last)
      await sql`update event_cursors set txid = ${last.txid}::xid8, position = ${last.position}, at = ${last.at},
        failures = 0, last_error = null where reaction = ${reaction.name}`.execute(tx)
    return rows.length
  })
}

type Cursor = { readonly txid: string; readonly position: number }

/**
 * A place in the log to read on from. As values PostgreSQL would guess that next to nothing lies behind it, and sort all that does,
 * however much that is, for the next hundred; as what is only known then it goes along the index.
 */
export const placeOf = ({ txid, position }: Cursor): RawBuilder<unknown> =>
  sql`((select ${txid}::xid8), (select ${position}::bigint))`

/** Holds a cursor until the transaction ends; `undefined` while another worker does. A reaction that is new begins with the log. */
async function holdCursor(tx: Tx, name: Reaction['name']): Promise<Cursor | undefined> {
  const held = async () => {
    const { rows } = await sql<Cursor>`
      select txid, position from event_cursors where reaction = ${name} for update skip locked`.execute(tx)
    return rows[0]
  }
  const known = await held()
  if (known) return known
  const { numAffectedRows = 0n } =
    await sql`insert into event_cursors (reaction) values (${name}) on conflict do nothing`.execute(tx)
  return numAffectedRows > 0n ? held() : undefined
}

/** An event at which the log was looked at, and its name. */
export type Passed = Cursor & { readonly name: EventName }

/**
 * What came into the log after an event, the newest first and at most `max`; without one, the newest. Only what reactions may take,
 * so that nothing ever comes in behind it.
 */
export function eventsSince(
  context: Context,
  after: Cursor | undefined,
  max: number,
): Promise<readonly Passed[]> {
  const since = after ? sql`(txid, position) > ${placeOf(after)} and` : sql``
  return readOnce<Passed>(
    context,
    sql`select txid, position, name from events where ${since} txid < pg_snapshot_xmin(pg_current_snapshot())
      order by txid desc, position desc limit ${after ? max : 1}`,
  )
}

/** Up to when a reaction has taken every event: now, or the time of the last one it took if more are waiting. */
export async function takenUntil(tx: Tx, { now }: Context, name: Reaction['name']): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select case when exists (select from events e where (e.txid, e.position) > (c.txid, c.position)) then c.at
      else ${now} end as at
    from event_cursors c where c.reaction = ${name}`.execute(tx)
  return rows[0]?.at ?? new Date(0)
}

/** Remembers that a reaction failed, so that the operator sees it; its cursor stays where it was. */
export async function noteFailure(
  context: Context,
  reaction: Reaction | Fold,
  error: unknown,
): Promise<void> {
  const text = error instanceof Error ? error.message : String(error)
  await inTransaction(context, (tx) =>
    sql`update event_cursors set failures = failures + 1, last_error = ${text.slice(0, 500)}
        where reaction = ${reaction.name}`.execute(tx),
  )
}
