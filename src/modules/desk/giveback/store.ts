/** SQL of giving back. What a clerk may find is what the clerk may see of dossiers. */

import { sql, type Tx } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import type { Officer } from '#kernel/policy.ts'
import { visibleTo } from '#modules/dossiers/api.ts'
import type { Asked, Found, Receiver } from './domain.ts'

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

function condition(asked: Asked) {
  switch (asked.by) {
    case 'code':
      return sql`cases.code = ${asked.code}`
    case 'card':
    case 'identity':
      return sql`dossiers.applicant_identity = ${asked.identity} and dossiers.search_text like ${`%${asked.identity}%`}`
    case 'phone':
      return sql`dossiers.applicant_phone = ${asked.phone} and dossiers.search_text like ${`%${asked.phone}%`}`
    case 'name':
      return sql.join(
        asked.words.map((word) => sql`dossiers.search_text like ${`%${escaped(word)}%`}`),
        sql` and `,
      )
    case 'nothing':
      return sql`false`
    default:
      return asked satisfies never
  }
}

const columns = (officer: Officer) => sql`
  cases.id as "caseId", cases.code, cases.version, cases.state, dossiers.procedure_name as "procedureName",
  dossiers.applicant_name as "applicantName", dossiers.applicant_identity as "applicantIdentity",
  cases.due_at as "dueAt", person.full_name as "holderName", holder.name as "holderUnitName",
  cases.state = 'done' and cases.step_type = 'return' and holder.path ~ ${officer.unitReach}::lquery as "isReady"`
const tables = sql`cases join dossiers on dossiers.case_id = cases.id join units holder on holder.id = cases.holder_unit_id
  left join persons person on person.id = cases.holder_id`

/** Ready ones first; of those given back already only today's. */
export async function findForGiveBack(
  tx: Tx,
  officer: Officer,
  asked: Asked,
  { since, max }: { readonly since: Date; readonly max: number },
): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    select ${columns(officer)} from ${tables}
    where ${visibleTo(officer)} and ${condition(asked)} and (cases.ended_at is null or cases.ended_at >= ${since})
    order by "isReady" desc, cases.ended_at nulls first, cases.due_at, cases.id limit ${max}`.execute(tx)
  return rows
}

export async function findChosen(
  tx: Tx,
  officer: Officer,
  caseIds: readonly string[],
): Promise<readonly Found[]> {
  const real = caseIds.filter(isId)
  if (real.length === 0) return []
  const { rows } = await sql<Found>`
    select ${columns(officer)} from ${tables}
    where cases.id = any(${real}) and ${visibleTo(officer)} order by cases.id`.execute(tx)
  return rows
}

type NewCode = { readonly caseId: string; readonly hash: string; readonly at: Date; readonly until: Date }

/** A new code takes the place of the one before. */
export async function saveCode(tx: Tx, { caseId, hash, at, until }: NewCode): Promise<void> {
  await sql`insert into desk_codes (case_id, code_hash, made_at, expires_at)
    values (${caseId}, ${hash}, ${at}, ${until})
    on conflict (case_id) do update set code_hash = excluded.code_hash, made_at = excluded.made_at,
      expires_at = excluded.expires_at, tries = 0, used_at = null`.execute(tx)
}

export type Code = { readonly caseId: string; readonly hash: string; readonly tries: number }

/** Codes of these dossiers that still hold, locked. */
export async function findCodesForUpdate(
  tx: Tx,
  caseIds: readonly string[],
  at: Date,
): Promise<readonly Code[]> {
  const { rows } = await sql<Code>`select case_id as "caseId", code_hash as hash, tries from desk_codes
    where case_id = any(${caseIds}) and used_at is null and expires_at > ${at} order by case_id for update`.execute(
    tx,
  )
  return rows
}

export async function countTry(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await sql`update desk_codes set tries = tries + 1 where case_id = any(${caseIds})`.execute(tx)
}

export async function useCode(tx: Tx, caseId: string, at: Date): Promise<void> {
  await tx.updateTable('desk_codes').set({ used_at: at }).where('case_id', '=', caseId).execute()
}

type NewDelivery = {
  readonly caseId: string
  readonly officer: Officer
  readonly receiver: Receiver
  readonly confirmedBy: 'signature' | 'code'
  readonly originals: string
  readonly at: Date
}

/** How the result left the desk; said once. */
export async function insertDelivery(tx: Tx, delivery: NewDelivery): Promise<void> {
  const { caseId, officer, receiver, confirmedBy, originals, at } = delivery
  await tx
    .insertInto('desk_deliveries')
    .values({
      case_id: caseId,
      unit_id: officer.unitId,
      clerk_id: officer.personId,
      receiver_kind: receiver.kind,
      receiver_name: receiver.name,
      receiver_identity: receiver.identity,
      authority_paper: receiver.kind === 'authorised' ? receiver.authorityPaper : null,
      confirmed_by: confirmedBy,
      originals: originals || null,
      handed_at: at,
    })
    .onConflict((on) => on.column('case_id').doNothing())
    .execute()
}

/** The clerk's own deliveries among these, so that a press repeated after a crash goes on where it stopped. */
export async function findDelivered(tx: Tx, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('desk_deliveries')
    .select('case_id')
    .where('case_id', 'in', caseIds)
    .execute()
  return new Set(rows.map((row) => row.case_id))
}
