/** SQL of helping sessions. A helper finds their own ones only, and of them no name. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Session } from '../domain.ts'

export type Row = Session & {
  readonly teamId: string
  readonly unitId: string
  readonly memberId: string
  readonly deviceId: string | null
  readonly personId: string
  readonly papers: Readonly<Record<string, readonly string[]>>
  readonly mandateId: string
  readonly caseId: string | null
}

const columns = sql`s.id, s.slip, s.procedure_code as "procedureCode", p.name as "procedureName",
  s.dossier_code as "dossierCode", s.arrived_at as "arrivedAt", s.until_at as "untilAt", s.ended_at as "endedAt",
  s.team_id as "teamId", s.unit_id as "unitId", s.member_id as "memberId", s.device_id as "deviceId",
  s.person_id as "personId", s.papers, s.mandate_id as "mandateId", s.case_id as "caseId"`
const tables = sql`assisted_sessions s join procedures p on p.code = s.procedure_code`

export async function findOwn(tx: Tx, helperId: string, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${tables}
    where s.id = ${id} and s.helper_id = ${helperId}`.execute(tx)
  return rows[0]
}

export async function findOwnForUpdate(tx: Tx, helperId: string, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${tables}
    where s.id = ${id} and s.helper_id = ${helperId} for update of s`.execute(tx)
  return rows[0]
}

export async function listOwn(tx: Tx, helperId: string, max: number): Promise<readonly Session[]> {
  const { rows } = await sql<Session>`select ${columns} from ${tables}
    where s.helper_id = ${helperId} order by s.arrived_at desc limit ${max}`.execute(tx)
  return rows
}

/** Those with this person that the helper left open. */
export async function findOpenWith(
  tx: Tx,
  helperId: string,
  personId: string,
): Promise<readonly Pick<Row, 'id' | 'mandateId'>[]> {
  const { rows } = await sql<Pick<Row, 'id' | 'mandateId'>>`
    select id, mandate_id as "mandateId" from assisted_sessions
    where helper_id = ${helperId} and person_id = ${personId} and ended_at is null for update`.execute(tx)
  return rows
}

/** Số phiếu không có máy: the next of the team's commune, one after another. */
export async function nextSlip(tx: Tx, unitId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    update assisted_teams set last_slip = last_slip + 1
    where id = (select id from assisted_teams where unit_id = ${unitId} order by founded_at, id limit 1)
    returning last_slip as number`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('The commune has no team')
  return row.number
}

export type NewSession = Pick<
  Row,
  | 'id'
  | 'teamId'
  | 'unitId'
  | 'memberId'
  | 'deviceId'
  | 'slip'
  | 'procedureCode'
  | 'personId'
  | 'papers'
  | 'mandateId'
  | 'arrivedAt'
  | 'untilAt'
> & { readonly helperId: string }

/** `slipTaken` when another session has its slip. */
export async function insertSession(tx: Tx, session: NewSession): Promise<'made' | 'slipTaken'> {
  const made = await tx
    .insertInto('assisted_sessions')
    .values({
      id: session.id,
      team_id: session.teamId,
      unit_id: session.unitId,
      member_id: session.memberId,
      helper_id: session.helperId,
      device_id: session.deviceId,
      slip: session.slip,
      procedure_code: session.procedureCode,
      person_id: session.personId,
      papers: JSON.stringify(session.papers),
      mandate_id: session.mandateId,
      arrived_at: session.arrivedAt,
      until_at: session.untilAt,
    })
    .onConflict((on) => on.column('slip').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made ? 'made' : 'slipTaken'
}

export type Evidence = {
  readonly sessionId: string
  readonly purpose: string
  readonly shownSha256: string
  readonly language: 'vi' | 'en'
  readonly way: 'signed' | 'spoken'
  readonly signature: string | null
  readonly fileId: string | null
  readonly saidAt: Date
}

export async function insertEvidence(tx: Tx, evidence: Evidence): Promise<void> {
  await tx
    .insertInto('assisted_evidence')
    .values({
      session_id: evidence.sessionId,
      purpose: evidence.purpose,
      shown_sha256: evidence.shownSha256,
      language: evidence.language,
      way: evidence.way,
      signature: evidence.signature,
      file_id: evidence.fileId,
      said_at: evidence.saidAt,
    })
    .execute()
}

export async function setDossier(
  tx: Tx,
  id: string,
  { caseId, code }: { readonly caseId: string; readonly code: string },
): Promise<void> {
  await sql`update assisted_sessions set case_id = ${caseId}, dossier_code = ${code} where id = ${id}`.execute(
    tx,
  )
}

export async function endSession(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update assisted_sessions set ended_at = ${at} where id = ${id} and ended_at is null`.execute(tx)
}

export async function findTeamName(tx: Tx, teamId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from assisted_teams where id = ${teamId}`.execute(
    tx,
  )
  return rows[0]?.name ?? ''
}
