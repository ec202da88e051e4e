/** SQL of the made-up log. */

import { sql, type Tx } from '#kernel/db.ts'

/** The commune with the most work: its people have something to look at. */
export async function findBusyCommune(
  tx: Tx,
): Promise<{ readonly id: string; readonly code: string } | undefined> {
  const { rows } = await sql<{ id: string; code: string }>`
    select u.id, u.code from units u left join case_steps s on s.unit_id = u.id
    where u.kind = 'commune' and u.valid_to is null
    group by u.id order by count(s.case_id) desc, u.code limit 1`.execute(tx)
  return rows[0]
}
