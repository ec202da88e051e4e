/** SQL of the made-up activity of a desk. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'

export async function hasHandovers(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('desk_handovers').select('id').limit(1).execute()).length > 0
}

/** The post of the clerk at whose desk most papers lie. */
export async function findBusiestClerk(tx: Tx, today: CalendarDate): Promise<string | undefined> {
  const { rows } = await sql<{ postId: string }>`
    select p.post_id as "postId" from officer_posts p
      join units u on u.id = p.unit_id and u.desk_name is not null
      left join dossiers d on d.receiving_unit_id = p.unit_id and d.channel = 'direct'
    where 'desk.receive' = any(p.permissions) and p.valid_from <= ${today} and coalesce(p.valid_to, 'infinity') >= ${today}
    group by p.post_id order by count(d.case_id) desc, p.post_id limit 1`.execute(tx)
  return rows[0]?.postId
}
