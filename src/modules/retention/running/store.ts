/** SQL of the nightly runs and what they did. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Figures } from '../store.ts'

export type Run = {
  readonly id: string
  readonly day: CalendarDate
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly atClass: string | null
  readonly classesDone: number
  readonly bytesSeen: number
  readonly bytesRemoved: number
}

const columns = sql`id, day, started_at as "startedAt", ended_at as "endedAt", at_class as "atClass",
  classes_done as "classesDone", bytes_seen as "bytesSeen", bytes_removed as "bytesRemoved"`

/** The run of the day; one that was broken off is gone on with. */
export async function beginRun(
  tx: Tx,
  run: { readonly id: string; readonly day: CalendarDate; readonly at: Date },
): Promise<Run> {
  await sql`insert into retention_runs (id, day, started_at) values (${run.id}, ${run.day}, ${run.at})
    on conflict (day) do nothing`.execute(tx)
  const { rows } = await sql<Run>`select ${columns} from retention_runs where day = ${run.day}`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('No run')
  return found
}

export async function noteProgress(
  tx: Tx,
  runId: string,
  at: { readonly atClass: string | null; readonly classesDone: number },
): Promise<void> {
  await sql`update retention_runs set at_class = ${at.atClass}, classes_done = ${at.classesDone}
    where id = ${runId}`.execute(tx)
}

/** In the transaction of the batch, so that what was ended is counted once. */
export async function countEnded(tx: Tx, runId: string, key: string, ended: number): Promise<void> {
  await sql`insert into retention_counts (run_id, class, ended) values (${runId}, ${key}, ${ended})
    on conflict (run_id, class) do update set ended = retention_counts.ended + excluded.ended`.execute(tx)
}

export async function saveFigures(tx: Tx, runId: string, key: string, figures: Figures): Promise<void> {
  const { held, due, dueInMonth, dueInYear } = figures
  await sql`insert into retention_counts (run_id, class, held, due, due_in_month, due_in_year)
    values (${runId}, ${key}, ${held}, ${due}, ${dueInMonth}, ${dueInYear})
    on conflict (run_id, class) do update set held = excluded.held, due = excluded.due,
      due_in_month = excluded.due_in_month, due_in_year = excluded.due_in_year`.execute(tx)
}

export async function countBytes(
  tx: Tx,
  runId: string,
  { seen, removed }: { readonly seen: number; readonly removed: number },
): Promise<void> {
  await sql`update retention_runs set bytes_seen = bytes_seen + ${seen}, bytes_removed = bytes_removed + ${removed}
    where id = ${runId}`.execute(tx)
}

/** `false` when the run had ended before. */
export async function endRun(tx: Tx, runId: string, at: Date): Promise<boolean> {
  const { rows } = await sql`update retention_runs set ended_at = ${at}, at_class = null
    where id = ${runId} and ended_at is null returning 1`.execute(tx)
  return rows.length > 0
}

export type ClassCounts = Figures & {
  readonly key: string
  readonly ended: number
  readonly endedInAll: number
}

export async function findLastRun(tx: Tx): Promise<Run | undefined> {
  const { rows } = await sql<Run>`select ${columns} from retention_runs order by day desc limit 1`.execute(tx)
  return rows[0]
}

/** What a run counted of each class, with what was ended ever. */
export async function findCounts(tx: Tx, runId: string): Promise<readonly ClassCounts[]> {
  const { rows } = await sql<ClassCounts>`
    select class as key, sum(ended)::int as "endedInAll",
      coalesce(sum(ended) filter (where run_id = ${runId}), 0)::int as ended,
      coalesce(max(held) filter (where run_id = ${runId}), 0) as held,
      coalesce(max(due) filter (where run_id = ${runId}), 0) as due,
      coalesce(max(due_in_month) filter (where run_id = ${runId}), 0) as "dueInMonth",
      coalesce(max(due_in_year) filter (where run_id = ${runId}), 0) as "dueInYear"
    from retention_counts group by class`.execute(tx)
  return rows
}
