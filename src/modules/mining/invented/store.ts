/** SQL of the made-up log. */

import { sql, type Tx } from '#kernel/db.ts'

/** The commune with the most work: its people have something to look at. */
export async function findBusyCommune(
  tx: Tx,
): Promise<{ readonly id: string; readonly code: string } | undefined> {
  const { rows } = await sql<{ id: string; code: string }>`
    select u.id, u.code from case_steps s join units u on u.id = s.unit_id
    where u.kind = 'commune' and u.valid_to is null group by u.id order by count(*) desc, u.code limit 1`.execute(
    tx,
  )
  return rows[0]
}
