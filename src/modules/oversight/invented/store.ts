/** SQL of made-up absences. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type Busy = {
  readonly postId: string
  readonly personId: string
  readonly unitId: string
  readonly held: number
}

/** Officers by how much open work they hold, most first, with a colleague of the same unit who could stand in. */
export async function findBusy(
  tx: Tx,
  on: CalendarDate,
): Promise<readonly (Busy & { readonly colleagueId: string })[]> {
  const { rows } = await sql<Busy & { colleagueId: string }>`
    select * from (
      select distinct on (o.person_id) o.post_id as "postId", o.person_id as "personId", o.unit_id as "unitId", (
          select count(*) from case_steps s where s.holder_id = o.person_id and s.ended_at is null) as held, (
          select other.person_id from officer_posts other where other.unit_id = o.unit_id and other.person_id <> o.person_id
          order by 'dossier.approve' = any(other.permissions) desc, other.person_id limit 1) as "colleagueId"
      from officer_posts o where 'dossier.process' = any(o.permissions) and not 'dossier.approve' = any(o.permissions)
        and o.valid_from <= ${on} and coalesce(o.valid_to, 'infinity') >= ${on}
      order by o.person_id, o.post_id
    ) busy where "colleagueId" is not null and held > 0 order by held desc, "personId" limit 2`.execute(tx)
  return rows
}

export async function hasAbsences(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('absences').select('id').limit(1).executeTakeFirst()) !== undefined
}
