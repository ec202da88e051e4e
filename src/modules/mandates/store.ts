/** SQL of mandates. Those of others are simply not found. */

import { mandateInForce, sql, type Tx } from '#kernel/db.ts'
import type { MandateRole } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Ending, Mandate } from './domain.ts'

const columns = sql`m.id, m.represented_id as "representedId", owner.full_name as "representedName",
  owner.kind as "representedKind", owner.identity_number as "representedIdentity", m.agent_identity as "agentIdentity",
  m.agent_id as "agentId", agent.full_name as "agentName", m.role, m.scopes, m.procedures, m.source, m.evidence,
  m.file_id as "fileId", m.unit_id as "unitId", m.valid_from as "validFrom", m.valid_until as "validUntil",
  m.asked_by as "askedBy", m.asked_at as "askedAt", m.awaits, m.confirmed_at as "confirmedAt", m.ended_at as "endedAt",
  m.ending, m.reason`
const tables = sql`mandates m join persons owner on owner.id = m.represented_id left join persons agent on agent.id = m.agent_id`

const listMax = 200

/** Ai thay mặt: of the account, the newest first. */
export async function findOfRepresented(tx: Tx, representedId: string): Promise<readonly Mandate[]> {
  const { rows } = await sql<Mandate>`
    select ${columns} from ${tables} where m.represented_id = ${representedId}
    order by m.asked_at desc, m.id desc limit ${listMax}`.execute(tx)
  return rows
}

/** Thay mặt ai: of the person with this number, the newest first. */
export async function findOfAgent(tx: Tx, agentIdentity: string): Promise<readonly Mandate[]> {
  const { rows } = await sql<Mandate>`
    select ${columns} from ${tables} where m.agent_identity = ${agentIdentity}
    order by m.asked_at desc, m.id desc limit ${listMax}`.execute(tx)
  return rows
}

export type Side = {
  /** The account that the actor acts in. */
  readonly accountId: string
  /** The number of a person who acts as themselves. */
  readonly ownIdentity: string | undefined
}

/** One that the actor is a side of; locked until the transaction ends, so that of two answers one counts. */
export async function findForUpdate(
  tx: Tx,
  { accountId, ownIdentity }: Side,
  id: string,
): Promise<Mandate | undefined> {
  const { rows } = await sql<Mandate>`
    select ${columns} from ${tables} where m.id = ${id}
      and (m.represented_id = ${accountId} or m.agent_identity = ${ownIdentity ?? null}) for update of m`.execute(
    tx,
  )
  return rows[0]
}

export type NewMandate = Pick<
  Mandate,
  | 'id'
  | 'representedId'
  | 'agentIdentity'
  | 'agentId'
  | 'role'
  | 'scopes'
  | 'procedures'
  | 'source'
  | 'evidence'
  | 'validFrom'
  | 'validUntil'
  | 'askedBy'
  | 'askedAt'
  | 'awaits'
> & { readonly fileId?: string; readonly unitId?: string }

/** Writes it; `already` when the same person has or awaits the same role in these days, `repeated` for the same form. */
export async function insertMandate(tx: Tx, mandate: NewMandate): Promise<'made' | 'already' | 'repeated'> {
  const made = await tx
    .insertInto('mandates')
    .values({
      id: mandate.id,
      represented_id: mandate.representedId,
      agent_identity: mandate.agentIdentity,
      agent_id: mandate.agentId,
      role: mandate.role,
      scopes: [...mandate.scopes],
      procedures: mandate.procedures && [...mandate.procedures],
      source: mandate.source,
      evidence: mandate.evidence,
      file_id: mandate.fileId ?? null,
      unit_id: mandate.unitId ?? null,
      valid_from: mandate.validFrom,
      valid_until: mandate.validUntil,
      asked_by: mandate.askedBy,
      asked_at: mandate.askedAt,
      awaits: mandate.awaits,
      confirmed_at: mandate.awaits ? null : mandate.askedAt,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return 'made'
  const same = await tx
    .selectFrom('mandates')
    .select('id')
    .where('id', '=', mandate.id)
    .where('asked_by', '=', mandate.askedBy)
    .executeTakeFirst()
  return same ? 'repeated' : 'already'
}

/** Both sides agree from now on. */
export async function confirm(
  tx: Tx,
  id: string,
  by: { readonly confirmedBy: string | null; readonly agentId: string; readonly at: Date },
): Promise<void> {
  await sql`update mandates set awaits = null, confirmed_by = ${by.confirmedBy}, confirmed_at = ${by.at},
    agent_id = ${by.agentId} where id = ${id}`.execute(tx)
}

export async function end(
  tx: Tx,
  id: string,
  by: {
    readonly endedBy: string | null
    readonly ending: Ending
    readonly at: Date
    readonly reason?: string
  },
): Promise<void> {
  await sql`update mandates set ended_by = ${by.endedBy}, ended_at = ${by.at}, ending = ${by.ending},
    reason = ${by.reason ?? null} where id = ${id}`.execute(tx)
}

/** The mandate by which this person may act in that account now; held until the transaction ends. */
export async function findInForce(
  tx: Tx,
  id: string,
  agentId: string,
  now: Date,
): Promise<{ readonly id: string; readonly representedId: string } | undefined> {
  const { rows } = await sql<{ id: string; representedId: string }>`
    select id, represented_id as "representedId" from mandates
    where id = ${id} and agent_id = ${agentId} and ${mandateInForce(now)} for share`.execute(tx)
  return rows[0]
}

/** Those who act for an account now in one role. */
export async function findHolders(
  tx: Tx,
  representedId: string,
  role: MandateRole,
  now: Date,
): Promise<readonly { readonly id: string; readonly agentIdentity: string; readonly agentName: string }[]> {
  const { rows } = await sql<{ id: string; agentIdentity: string; agentName: string }>`
    select m.id, m.agent_identity as "agentIdentity", agent.full_name as "agentName"
    from mandates m join persons agent on agent.id = m.agent_id
    where m.represented_id = ${representedId} and m.role = ${role} and ${mandateInForce(now)}`.execute(tx)
  return rows
}

/** A mandate that a register proved some time ago. */
export type ToRecheck = Pick<Mandate, 'id' | 'representedId' | 'agentId' | 'agentIdentity' | 'role'> & {
  readonly representedIdentity: string
  readonly representedName: string
  readonly birthDate: CalendarDate | null
}

/** Those in force that were not asked about since `before`, the longest ago first. */
export async function findToRecheck(
  tx: Tx,
  { before, now, batch }: { readonly before: Date; readonly now: Date; readonly batch: number },
): Promise<readonly ToRecheck[]> {
  const { rows } = await sql<ToRecheck>`
    select m.id, m.represented_id as "representedId", m.agent_id as "agentId", m.agent_identity as "agentIdentity", m.role,
      owner.identity_number as "representedIdentity", owner.full_name as "representedName",
      owner.birth_date::text as "birthDate"
    from mandates m join persons owner on owner.id = m.represented_id
    where m.source = 'register' and owner.identity_number is not null and coalesce(m.checked_at, m.confirmed_at) < ${before}
      and ${mandateInForce(now)}
    order by coalesce(m.checked_at, m.confirmed_at) limit ${batch}`.execute(tx)
  return rows
}

/** Whether it has not ended meanwhile; held until the transaction ends. */
export async function lockLive(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from mandates where id = ${id} and ended_at is null for update`.execute(
    tx,
  )
  return rows.length > 0
}

export async function keepChecked(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update mandates set checked_at = ${at} where id = ${id}`.execute(tx)
}

/** Papers that wait to be compared at desks of these units, the oldest first. */
export async function findAtDesk(tx: Tx, unitReach: string): Promise<readonly Mandate[]> {
  const { rows } = await sql<Mandate>`
    select ${columns} from ${tables} where m.awaits = 'desk' and m.ended_at is null
      and m.unit_id in (select id from units where path ~ ${unitReach}::lquery)
    order by m.asked_at, m.id limit ${listMax}`.execute(tx)
  return rows
}

export async function findAtDeskForUpdate(
  tx: Tx,
  unitReach: string,
  id: string,
): Promise<Mandate | undefined> {
  const { rows } = await sql<Mandate>`
    select ${columns} from ${tables} where m.id = ${id} and m.file_id is not null
      and m.unit_id in (select id from units where path ~ ${unitReach}::lquery) for update of m`.execute(tx)
  return rows[0]
}

export async function findPaper(tx: Tx, fileId: string) {
  return tx
    .selectFrom('files')
    .select(['name', 'sha256', 'media_type as mediaType'])
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
}
