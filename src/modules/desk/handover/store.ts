/** SQL of hand-overs. Each side finds the records that name its unit. */

import { sql, type Tx } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import type { Officer } from '#kernel/policy.ts'
import type { AtDesk, Handover, HandoverLine, Verdict } from './domain.ts'

const below = (officer: Officer) => sql`(select id from units where path ~ ${officer.unitReach}::lquery)`

/** Received at this desk on paper, at work in a unit, and not handed over yet. */
const standsAtDesk = (officer: Officer) => sql`
  d.receiving_unit_id in ${below(officer)} and d.channel <> 'online' and c.received_at is not null
  and c.ended_at is null and c.step_type not in ('receive', 'return')
  and not exists (select from desk_handover_lines l where l.case_id = c.id and l.is_received is not false)`

const dossierColumns = sql`c.id as "caseId", c.code, d.procedure_name as "procedureName",
  d.applicant_name as "applicantName"`

export async function findAtDesk(tx: Tx, officer: Officer, max: number): Promise<readonly AtDesk[]> {
  const { rows } = await sql<AtDesk>`
    select ${dossierColumns}, c.received_at as "receivedAt", u.id as "toUnitId", u.name as "toUnitName",
      (select l.refused_reason from desk_handover_lines l join desk_handovers h on h.id = l.handover_id
        where l.case_id = c.id order by h.given_at desc limit 1) as "refusedReason"
    from cases c join dossiers d on d.case_id = c.id join units u on u.id = c.holder_unit_id
    where ${standsAtDesk(officer)}
    order by u.code, c.received_at, c.id limit ${max}`.execute(tx)
  return rows
}

/** The chosen ones that may be given, locked so that nobody else gives them at the same time. */
export async function findGivable(
  tx: Tx,
  officer: Officer,
  caseIds: readonly string[],
): Promise<readonly Pick<AtDesk, 'caseId' | 'code' | 'toUnitId' | 'toUnitName'>[]> {
  const real = caseIds.filter(isId)
  if (real.length === 0) return []
  // Locked by a statement of its own: what another has given meanwhile is seen only by the next one.
  await sql`select from cases where id = any(${real}) order by id for update`.execute(tx)
  const { rows } = await sql<Pick<AtDesk, 'caseId' | 'code' | 'toUnitId' | 'toUnitName'>>`
    select c.id as "caseId", c.code, u.id as "toUnitId", u.name as "toUnitName"
    from cases c join dossiers d on d.case_id = c.id join units u on u.id = c.holder_unit_id
    where c.id = any(${real}) and ${standsAtDesk(officer)} order by c.id`.execute(tx)
  return rows
}

export async function findCodes(tx: Tx, officer: Officer, caseIds: readonly string[]) {
  const real = caseIds.filter(isId)
  if (real.length === 0) return []
  const { rows } = await sql<{ caseId: string; code: string }>`
    select c.id as "caseId", c.code from cases c join dossiers d on d.case_id = c.id
    where c.id = any(${real}) and d.receiving_unit_id in ${below(officer)}`.execute(tx)
  return rows
}

/** What the same press gave before. */
export async function findByKey(tx: Tx, key: string) {
  const { rows } = await sql<{ id: string; toUnitName: string; count: number }>`
    select h.id, u.name as "toUnitName", (select count(*) from desk_handover_lines l where l.handover_id = h.id) as count
    from desk_handovers h join units u on u.id = h.to_unit_id where h.operation_key = ${key} order by h.id`.execute(
    tx,
  )
  return rows
}

type NewHandover = {
  readonly id: string
  readonly key: string
  readonly officer: Officer
  readonly toUnitId: string
  readonly at: Date
  readonly caseIds: readonly string[]
}

export async function insertHandover(
  tx: Tx,
  { id, key, officer, toUnitId, at, caseIds }: NewHandover,
): Promise<void> {
  await tx
    .insertInto('desk_handovers')
    .values({
      id,
      from_unit_id: officer.unitId,
      to_unit_id: toUnitId,
      given_by: officer.personId,
      given_at: at,
      operation_key: key,
    })
    .execute()
  await tx
    .insertInto('desk_handover_lines')
    .values(caseIds.map((caseId, position) => ({ handover_id: id, case_id: caseId, position })))
    .execute()
}

type Head = Omit<Handover, 'lines'>
const headColumns = sql`h.id, h.from_unit_id as "fromUnitId", f.name as "fromUnitName", h.to_unit_id as "toUnitId",
  t.name as "toUnitName", g.full_name as "givenBy", h.given_by as "givenById", h.given_at as "givenAt",
  r.full_name as "receivedBy", h.received_at as "receivedAt"`
const heads = sql`desk_handovers h join units f on f.id = h.from_unit_id join units t on t.id = h.to_unit_id
  join persons g on g.id = h.given_by left join persons r on r.id = h.received_by`
const visible = (officer: Officer) =>
  sql`(h.from_unit_id in ${below(officer)} or h.to_unit_id in ${below(officer)})`

export type HandoverHead = Head & { readonly count: number; readonly refused: number }

export async function findHandovers(tx: Tx, officer: Officer, max: number): Promise<readonly HandoverHead[]> {
  const { rows } = await sql<HandoverHead>`
    select ${headColumns}, (select count(*) from desk_handover_lines l where l.handover_id = h.id) as count,
      (select count(*) from desk_handover_lines l where l.handover_id = h.id and l.is_received is false) as refused
    from ${heads} where ${visible(officer)} order by h.given_at desc limit ${max}`.execute(tx)
  return rows
}

export async function findHandover(
  tx: Tx,
  officer: Officer,
  id: string,
  isLocked = false,
): Promise<Handover | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<Head>`select ${headColumns} from ${heads}
    where h.id = ${id} and ${visible(officer)} ${isLocked ? sql`for update of h` : sql``}`.execute(tx)
  const [head] = rows
  if (!head) return undefined
  const { rows: lines } = await sql<HandoverLine>`
    select ${dossierColumns}, d.applicant_address as "applicantAddress", d.fee_vnd as "feeVnd",
      d.return_method as "returnMethod", l.is_received as "isReceived", l.refused_reason as "refusedReason",
      (select count(*) from dossier_papers p where p.case_id = c.id and p.removed_at is null) as papers
    from desk_handover_lines l join cases c on c.id = l.case_id join dossiers d on d.case_id = c.id
    where l.handover_id = ${id} order by l.position`.execute(tx)
  return { ...head, lines }
}

export async function saveReceipt(
  tx: Tx,
  { id, officer, at }: { readonly id: string; readonly officer: Officer; readonly at: Date },
  verdicts: readonly Verdict[],
): Promise<void> {
  await tx
    .updateTable('desk_handovers')
    .set({ received_by: officer.personId, received_at: at })
    .where('id', '=', id)
    .execute()
  await sql`update desk_handover_lines l set is_received = v.reason is null, refused_reason = v.reason
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as v ("caseId" uuid, reason text)
    where l.handover_id = ${id} and l.case_id = v."caseId"`.execute(tx)
}
