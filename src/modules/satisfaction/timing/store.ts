/** SQL of the points that the clock gives. */

import { sql, type Tx } from '#kernel/db.ts'

/** Counts these dossiers anew. Doing it twice changes nothing. */
export async function refreshTimes(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await sql`delete from satisfaction_times where case_id = any(${caseIds}::uuid[])`.execute(tx)
  await sql`
    with counted as materialized (
      select case_id, criterion, unit_id, on_day, points from satisfaction_times_now where case_id = any(${caseIds}::uuid[]))
    insert into satisfaction_times (case_id, criterion, unit_id, on_day, points) select * from counted`.execute(
    tx,
  )
}

/** Tiêu chí 1 of one dossier; `undefined` while it has not ended, or without a limit. */
export async function findWholeTime(tx: Tx, caseId: string): Promise<number | undefined> {
  const { rows } = await sql<{ points: number }>`
    select points from satisfaction_times where case_id = ${caseId} and criterion = 'whole'`.execute(tx)
  return rows[0]?.points
}
