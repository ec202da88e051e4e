/** SQL of recounts: open cases in batches, their changed dates, and how far a recount has come. */

import { findAnnounced } from '#kernel/calendars.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { DueMoved, Moved, OpenCase, Outcome } from './domain.ts'

export { findAnnounced }

export type Recount = {
  readonly id: string
  readonly announcementId: string
  readonly change: 'announced' | 'withdrawn'
  readonly name: string
  readonly legalBasis: string
  readonly fromOn: string
  readonly askedAt: Date
  readonly openCount: number
  readonly looked: number
  readonly moved: number
  readonly uncounted: number
  readonly afterId: string | null
  readonly finishedAt: Date | null
}

const recounts = (tx: Tx) =>
  tx
    .selectFrom('dossier_recounts')
    .select([
      'id',
      'announcement_id as announcementId',
      'change',
      'name',
      'legal_basis as legalBasis',
      'from_on as fromOn',
      'asked_at as askedAt',
      'open_count as openCount',
      'looked',
      'moved',
      'uncounted',
      'after_id as afterId',
      'finished_at as finishedAt',
    ])
    .$castTo<Recount>()

/** Recounts, the one under way first. */
export const findRecounts = (tx: Tx): Promise<readonly Recount[]> =>
  recounts(tx).orderBy('asked_at', 'desc').limit(50).execute()

/** The row stays locked, so that of two workers one counts a batch. */
export const findRecountForUpdate = (tx: Tx, id: string): Promise<Recount | undefined> =>
  recounts(tx).where('id', '=', id).forUpdate().executeTakeFirst()

type NewRecount = Pick<
  Recount,
  'id' | 'announcementId' | 'change' | 'name' | 'legalBasis' | 'fromOn' | 'askedAt'
>

/** One for each change; the same change told twice is the same recount. */
export async function insertRecount(tx: Tx, one: NewRecount): Promise<void> {
  await sql`
    insert into dossier_recounts
      (id, announcement_id, change, name, legal_basis, from_on, asked_at, open_count)
    select ${one.id}::uuid, ${one.announcementId}::uuid, ${one.change}, ${one.name}, ${one.legalBasis},
      ${one.fromOn}::date, ${one.askedAt}::timestamptz, count(*) from cases where kind = 'dossier' and ended_at is null
    on conflict (announcement_id, change) do nothing`.execute(tx)
}

/** The announcement that a recount is about, also when it was withdrawn. */
export async function findAnnouncementOf(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('calendar_announcements')
    .select([
      'id',
      'kind',
      'unit_code as unitCode',
      'from_on as fromOn',
      'to_on as toOn',
      'sessions',
      'name',
      'legal_basis as legalBasis',
      'sure',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  return row as Awaited<ReturnType<typeof findAnnounced>>[number] | undefined
}

type StoredStep = Omit<OpenCase['steps'][number], 'startedAt' | 'dueAt'> & {
  readonly startedAt: string
  readonly dueAt: string | null
}
type StoredCase = Omit<OpenCase, 'steps'> & { readonly steps: readonly StoredStep[] }

/** Open dossiers in order of id. Their rows are locked: an act that moves one waits, and counts with the new calendar. */
export async function findOpenForUpdate(
  tx: Tx,
  after: string | null,
  limit: number,
): Promise<readonly OpenCase[]> {
  const { rows } = await sql<StoredCase>`
    select c.id, c.code, c.clock, c.due_at as "dueAt", c.paused_at as "pausedAt",
      c.due_before_pause as "dueBeforePause", c.holder_unit_id as "holderUnitId",
      coalesce((select jsonb_agg(jsonb_build_object('number', s.number, 'type', s.step_type, 'startedAt', s.started_at,
          'dueAt', s.due_at) order by s.number)
        from case_steps s where s.case_id = c.id and s.ended_at is null), '[]') as steps
    from cases c
    where c.kind = 'dossier' and c.ended_at is null
      and c.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    order by c.id limit ${limit} for update of c`.execute(tx)
  return rows.map((row) => ({
    ...row,
    steps: row.steps.map(({ startedAt, dueAt, ...step }) => ({
      ...step,
      startedAt: new Date(startedAt),
      dueAt: dueAt === null ? null : new Date(dueAt),
    })),
  }))
}

/** Writes the dates of a batch and one `dossier.dueMoved` for each, in two statements. */
export async function saveMoved(
  tx: Tx,
  { id, change, name, legalBasis }: Recount,
  moved: readonly Moved[],
  at: Date,
) {
  if (moved.length === 0) return
  const rows = JSON.stringify(moved)
  await sql`
    with moved as (
      select * from jsonb_to_recordset(${rows}::jsonb) as m (id uuid, before timestamptz, after timestamptz,
        "dueAt" timestamptz, "dueBeforePause" timestamptz, steps jsonb)
    ), moved_steps as (
      select m.id, one.number, one."dueAt"
      from moved m, jsonb_to_recordset(m.steps) as one (number int, "dueAt" timestamptz)
    ), steps as (
      update case_steps s set due_at = one."dueAt" from moved_steps one
      where s.case_id = one.id and s.number = one.number
    )
    update cases c set due_at = m."dueAt", due_before_pause = m."dueBeforePause", version = c.version + 1,
      step_due_at = coalesce((select one."dueAt" from moved_steps one where one.id = c.id
        order by one.number limit 1), c.step_due_at)
    from moved m where c.id = m.id`.execute(tx)
  await sql`
    insert into events (at, name, subject_id, actor_kind, unit_id, payload)
    select ${at}, 'dossier.dueMoved', m.id, 'system', m."holderUnitId", jsonb_build_object('code', m.code,
      'before', m.before, 'after', m.after, 'recount', ${id}::text, 'change', ${change}::text, 'name', ${name}::text,
      'legalBasis', ${legalBasis}::text)
    from jsonb_to_recordset(${rows}::jsonb) as m (id uuid, code text, "holderUnitId" uuid, before text, after text)
    order by m.id`.execute(tx)
}

/** How far the recount has come, in the transaction of the batch. */
export async function saveProgress(
  tx: Tx,
  id: string,
  batch: readonly OpenCase[],
  { moved, uncounted }: Outcome,
  finishedAt: Date | null,
): Promise<void> {
  await sql`
    update dossier_recounts set looked = looked + ${batch.length}, moved = moved + ${moved.length},
      uncounted = uncounted + ${uncounted}, after_id = coalesce(${batch.at(-1)?.id ?? null}::uuid, after_id),
      finished_at = ${finishedAt}
    where id = ${id}`.execute(tx)
}

/**
 * Every time the calendar moved the date of a dossier, oldest first. With the span in which it can have happened only the months
 * of that span are looked at; planning a search through all of them takes longer than the rest of a page.
 */
export async function findDueMoves(
  tx: Tx,
  caseId: string,
  span: { readonly from: Date | '-infinity'; readonly to: Date | 'infinity' } = {
    from: '-infinity',
    to: 'infinity',
  },
): Promise<readonly DueMoved[]> {
  const { rows } = await sql<DueMoved>`
    select at, (payload->>'before')::timestamptz as before, (payload->>'after')::timestamptz as after,
      payload->>'change' as change, payload->>'name' as name, payload->>'legalBasis' as "legalBasis"
    from events where subject_id = ${caseId} and name = 'dossier.dueMoved'
      and at >= ${span.from}::timestamptz and at <= ${span.to}::timestamptz order by txid, position`.execute(
    tx,
  )
  return rows
}
