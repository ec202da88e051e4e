/** SQL of intakes at the counter. A clerk finds the own ones only. */

import { sql, type Tx } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import type { Officer } from '#kernel/policy.ts'
import type { Intake } from './domain.ts'

const columns = sql`id, state, unit_id as "unitId", clerk_id as "clerkId", ticket_id as "ticketId",
  procedure_code as "procedureCode", procedure_version as "procedureVersion", cards, holding, typed, filled, papers,
  filing, scans, scanned, asked, means, pay_reference as "payReference", case_id as "caseId", opened_at as "openedAt",
  saved_at as "savedAt"`

/** The intake that the clerk left last without ending it. */
export async function findOpenIntakes(tx: Tx, clerk: Officer): Promise<readonly Intake[]> {
  const { rows } = await sql<Intake>`select ${columns} from desk_intakes
    where clerk_id = ${clerk.personId} and unit_id = ${clerk.unitId} and state = 'open'
    order by saved_at desc limit 20`.execute(tx)
  return rows
}

export async function findIntake(tx: Tx, clerk: Officer, id: string): Promise<Intake | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Intake>`select ${columns} from desk_intakes
    where id = ${id} and clerk_id = ${clerk.personId} and unit_id = ${clerk.unitId}`.execute(tx)
  return rows[0]
}

/** The locked row, made now when it is not there; somebody else's id gives nothing. */
export async function openIntakeForUpdate(
  tx: Tx,
  clerk: Officer,
  { id, at, ticketId = null }: { readonly id: string; readonly at: Date; readonly ticketId?: string | null },
): Promise<Intake | undefined> {
  if (!isId(id)) return undefined
  await sql`insert into desk_intakes (id, unit_id, clerk_id, ticket_id, state, opened_at, saved_at)
    values (${id}, ${clerk.unitId}, ${clerk.personId}, ${ticketId}, 'open', ${at}, ${at})
    on conflict (id) do nothing`.execute(tx)
  const { rows } = await sql<Intake>`select ${columns} from desk_intakes
    where id = ${id} and clerk_id = ${clerk.personId} and unit_id = ${clerk.unitId} for update`.execute(tx)
  return rows[0]
}

export async function saveIntake(tx: Tx, intake: Intake, at: Date): Promise<void> {
  await tx
    .updateTable('desk_intakes')
    .set({
      procedure_code: intake.procedureCode,
      procedure_version: intake.procedureVersion,
      cards: JSON.stringify(intake.cards),
      holding: JSON.stringify(intake.holding),
      typed: JSON.stringify(intake.typed),
      filled: JSON.stringify(intake.filled),
      papers: JSON.stringify(intake.papers),
      filing: JSON.stringify(intake.filing),
      scans: JSON.stringify(intake.scans),
      scanned: JSON.stringify(intake.scanned),
      asked: JSON.stringify(intake.asked),
      means: intake.means,
      pay_reference: intake.payReference,
      saved_at: at,
      version: sql`version + 1`,
    })
    .where('id', '=', intake.id)
    .execute()
}

type End = { readonly state: 'accepted' | 'dropped'; readonly caseId: string | null; readonly at: Date }

export async function endIntake(tx: Tx, id: string, { state, caseId, at }: End): Promise<void> {
  await tx
    .updateTable('desk_intakes')
    .set({ state, case_id: caseId, closed_at: at, saved_at: at })
    .where('id', '=', id)
    .execute()
}

export type ProcedureChoice = { readonly code: string; readonly name: string }

/** Thủ tục hay làm nhất tại quầy in a span. */
export async function findFavourites(
  tx: Tx,
  unitId: string,
  { from, to }: { readonly from: Date; readonly to: Date },
  max: number,
): Promise<readonly ProcedureChoice[]> {
  const { rows } = await sql<ProcedureChoice>`
    select p.code, p.name from procedures p join (
      select procedure_code, count(*) as times from desk_intakes
      where unit_id = ${unitId} and state = 'accepted' and closed_at >= ${from} and closed_at < ${to}
      group by procedure_code
    ) used on used.procedure_code = p.code
    where p.ended_at is null order by used.times desc, p.code limit ${max}`.execute(tx)
  return rows
}

/** What this desk wrote into text fields of a procedure since a day, often enough to be nobody's own; the most usual first. */
export async function findUsual(
  tx: Tx,
  unitId: string,
  {
    procedure,
    fields,
    since,
    min,
  }: { procedure: string; fields: readonly string[]; since: Date; min: number },
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (fields.length === 0) return new Map()
  const { rows } = await sql<{ field: string; values: readonly string[] }>`
    select field, array_agg(value order by times desc, value) as values from (
      select f.field, d.answers->>f.field as value, count(*) as times
      from desk_intakes i join dossiers d on d.case_id = i.case_id cross join unnest(${fields}::text[]) f (field)
      where i.unit_id = ${unitId} and i.procedure_code = ${procedure} and i.closed_at >= ${since}
        and d.answers->>f.field <> ''
      group by f.field, d.answers->>f.field having count(*) >= ${min}) usual
    group by field`.execute(tx)
  return new Map(rows.map(({ field, values }) => [field, values]))
}

export async function findProceduresByCode(
  tx: Tx,
  codes: readonly string[],
): Promise<readonly ProcedureChoice[]> {
  if (codes.length === 0) return []
  const { rows } = await sql<ProcedureChoice>`select code, name from procedures
    where code = any(${codes}) and ended_at is null order by array_position(${codes}::text[], code)`.execute(
    tx,
  )
  return rows
}

export type OwnFile = { readonly id: string; readonly name: string; readonly bytes: number }

export async function findOwnFiles(
  tx: Tx,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly OwnFile[]> {
  const real = ids.filter(isId)
  if (real.length === 0) return []
  return tx
    .selectFrom('files')
    .select(['id', 'name', 'bytes'])
    .where('owner_id', '=', ownerId)
    .where('id', 'in', real)
    .execute()
}

/** What the confirmation after accepting says. */
export async function findAccepted(tx: Tx, caseId: string) {
  const { rows } = await sql<{
    code: string
    procedureName: string
    applicantName: string
    dueAt: Date | null
  }>`
    select c.code, d.procedure_name as "procedureName", d.applicant_name as "applicantName", c.due_at as "dueAt"
    from cases c join dossiers d on d.case_id = c.id where c.id = ${caseId}`.execute(tx)
  return rows[0]
}
