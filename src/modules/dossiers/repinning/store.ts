/** SQL of moving dossiers to another version of their procedure. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Actor } from '#kernel/policy.ts'
import { visibleTo } from '../steps/store.ts'
import type { Past } from './domain.ts'

export type OpenDossier = Past & {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly rowVersion: number
  readonly work: readonly { readonly key: string; readonly name: string; readonly endedAt: null }[]
}

/** Open dossiers of a procedure on any other version, the oldest first, as far as the actor may see them. */
export async function findOpen(
  tx: Tx,
  actor: Actor,
  code: string,
  besides: number,
  limit: number,
): Promise<readonly OpenDossier[]> {
  const { rows } = await sql<OpenDossier>`
    select cases.id, cases.code, cases.definition_version as version, cases.version as "rowVersion", dossiers.channel,
      dossiers.answers, dossiers.applicant_kind as "applicantKind", cases.opened_at as "openedAt",
      cases.received_at as "receivedAt", cases.clock,
      array(select distinct p.paper_key from dossier_papers p
        where p.case_id = cases.id and p.removed_at is null) as "paperKeys",
      (select jsonb_agg(jsonb_build_object('key', s.step_key, 'name', s.name, 'endedAt', null) order by s.number)
        from case_steps s where s.case_id = cases.id and s.ended_at is null) as work
    from cases join dossiers on dossiers.case_id = cases.id
    where dossiers.procedure_code = ${code} and cases.ended_at is null and cases.definition_version <> ${besides}
      and ${visibleTo(actor)}
    order by cases.opened_at, cases.id limit ${limit}`.execute(tx)
  return rows
}

export type Repin = {
  readonly id: string
  readonly caseId: string
  readonly code: string
  readonly from: number
  readonly to: number
  readonly reason: string
  readonly before: { readonly clock: Past['clock']; readonly work: readonly number[]; readonly last: number }
  readonly caseVersion: number
  readonly doneByName: string
  readonly doneAt: Date
  readonly undoneAt: Date | null
  /** Nothing was done to the dossier since. */
  readonly canUndo: boolean
}

export async function pinTo(tx: Tx, caseId: string, version: number): Promise<void> {
  await tx.updateTable('cases').set({ definition_version: version }).where('id', '=', caseId).execute()
}

export async function insertRepin(
  tx: Tx,
  repin: Pick<Repin, 'id' | 'caseId' | 'from' | 'to' | 'reason' | 'caseVersion' | 'doneByName' | 'doneAt'> & {
    readonly before: object
    readonly doneBy: string
  },
): Promise<void> {
  await tx
    .insertInto('dossier_repins')
    .values({
      id: repin.id,
      case_id: repin.caseId,
      from_version: repin.from,
      to_version: repin.to,
      reason: repin.reason,
      before: JSON.stringify(repin.before),
      case_version: repin.caseVersion,
      done_by: repin.doneBy,
      done_by_name: repin.doneByName,
      done_at: repin.doneAt,
    })
    .execute()
}

const columns = sql`r.id, r.case_id as "caseId", cases.code, r.from_version as from, r.to_version as to, r.reason, r.before,
  r.case_version as "caseVersion", r.done_by_name as "doneByName", r.done_at as "doneAt", r.undone_at as "undoneAt",
  (r.undone_at is null and cases.version = r.case_version and cases.ended_at is null) as "canUndo"`

/** The last moves of a procedure's dossiers. */
export async function findRepins(
  tx: Tx,
  actor: Actor,
  code: string,
  limit: number,
): Promise<readonly Repin[]> {
  const { rows } = await sql<Repin>`
    select ${columns} from dossier_repins r join cases on cases.id = r.case_id
      join dossiers on dossiers.case_id = cases.id
    where dossiers.procedure_code = ${code} and ${visibleTo(actor)}
    order by r.done_at desc, r.id desc limit ${limit}`.execute(tx)
  return rows
}

export async function findRepinForUpdate(tx: Tx, actor: Actor, id: string): Promise<Repin | undefined> {
  const { rows } = await sql<Repin>`
    select ${columns} from dossier_repins r join cases on cases.id = r.case_id
      join dossiers on dossiers.case_id = cases.id
    where r.id = ${id} and ${visibleTo(actor)} for update of r`.execute(tx)
  return rows[0]
}

export async function noteUndone(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('dossier_repins').set({ undone_at: at }).where('id', '=', id).execute()
}
