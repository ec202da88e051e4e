/** SQL of replays: past dossiers read in batches, and what was found. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Actor } from '#kernel/policy.ts'
import { visibleTo } from '../../steps/store.ts'
import type { Change, Group, Past, Summary } from '../domain.ts'

export type Replay = {
  readonly id: string
  readonly draftId: string
  readonly draftRevision: number
  readonly code: string
  readonly wanted: number
  readonly total: number
  readonly done: number
  readonly summary: Summary | null
  readonly askedAt: Date
  readonly finishedAt: Date | null
}

const columns = sql`id, draft_id as "draftId", draft_revision as "draftRevision", procedure_code as code, wanted, total, done,
  summary, asked_at as "askedAt", finished_at as "finishedAt"`

export async function insertReplay(
  tx: Tx,
  replay: Pick<Replay, 'id' | 'draftId' | 'draftRevision' | 'code' | 'wanted' | 'askedAt'> & {
    readonly askedBy: string
  },
): Promise<number> {
  const { id, draftId, draftRevision, code, wanted, askedAt, askedBy } = replay
  const { rows } = await sql<{ total: number }>`
    insert into dossier_replays (id, draft_id, draft_revision, procedure_code, wanted, total, asked_by, asked_at)
    select ${id}::uuid, ${draftId}::uuid, ${draftRevision}::int, ${code}, ${wanted}::int, least(${wanted}::int, count(*)),
      ${askedBy}, ${askedAt}::timestamptz from dossiers where procedure_code = ${code}
    returning total`.execute(tx)
  return rows[0]?.total ?? 0
}

export async function findReplay(tx: Tx, id: string): Promise<Replay | undefined> {
  const { rows } = await sql<Replay>`select ${columns} from dossier_replays where id = ${id}`.execute(tx)
  return rows[0]
}

export async function findLatestReplay(tx: Tx, draftId: string): Promise<Replay | undefined> {
  const { rows } = await sql<Replay>`
    select ${columns} from dossier_replays where draft_id = ${draftId} order by asked_at desc limit 1`.execute(
    tx,
  )
  return rows[0]
}

export type PastDossier = Past & { readonly id: string; readonly version: number }

/** The next dossiers of a procedure, the newest first, as they stand: finished and open alike. */
export async function findPast(
  tx: Tx,
  code: string,
  after: { readonly openedAt: Date; readonly id: string } | undefined,
  limit: number,
): Promise<readonly PastDossier[]> {
  const next = after
    ? sql`and (c.opened_at, c.id) < (${after.openedAt}::timestamptz, ${after.id}::uuid)`
    : sql``
  const { rows } = await sql<PastDossier>`
    select c.id, c.definition_version as version, d.channel, d.answers, d.applicant_kind as "applicantKind",
      c.opened_at as "openedAt", c.received_at as "receivedAt", c.clock,
      array(select distinct p.paper_key from dossier_papers p
        where p.case_id = c.id and p.removed_at is null) as "paperKeys"
    from dossiers d join cases c on c.id = d.case_id
    where d.procedure_code = ${code} ${next}
    order by c.opened_at desc, c.id desc limit ${limit}`.execute(tx)
  return rows
}

export type Found = { readonly caseId: string; readonly groups: readonly Group[]; readonly change: Change }

export async function saveBatch(
  tx: Tx,
  replayId: string,
  done: number,
  found: readonly Found[],
): Promise<void> {
  await sql`
    insert into dossier_replay_rows (replay_id, case_id, groups, change)
    select ${replayId}, "caseId", array(select jsonb_array_elements_text(groups)), change
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f ("caseId" uuid, groups jsonb, change jsonb)
    on conflict do nothing`.execute(tx)
  await tx.updateTable('dossier_replays').set({ done }).where('id', '=', replayId).execute()
}

export async function finishReplay(tx: Tx, id: string, summary: Summary, at: Date): Promise<void> {
  await tx
    .updateTable('dossier_replays')
    .set({ summary: JSON.stringify(summary), done: summary.total, finished_at: at })
    .where('id', '=', id)
    .execute()
}

export type ReplayRow = { readonly code: string; readonly openedAt: Date; readonly change: Change }

/** The dossiers of one group that the actor may see. */
export async function findRows(
  tx: Tx,
  actor: Actor,
  replayId: string,
  group: Group,
  limit: number,
): Promise<readonly ReplayRow[]> {
  const { rows } = await sql<ReplayRow>`
    select cases.code, cases.opened_at as "openedAt", r.change
    from dossier_replay_rows r join cases on cases.id = r.case_id join dossiers on dossiers.case_id = cases.id
    where r.replay_id = ${replayId} and ${group} = any (r.groups) and ${visibleTo(actor)}
    order by cases.opened_at desc, cases.id desc limit ${limit}`.execute(tx)
  return rows
}

/** Of these procedures, the one with most dossiers. */
export async function findProcedureOfMost(tx: Tx, codes: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select procedure_code as code from dossiers where procedure_code = any(${codes})
    group by procedure_code order by count(*) desc, procedure_code limit 1`.execute(tx)
  return rows[0]?.code
}
