/** SQL that the invented reports need. */

import { sql, type Tx } from '#kernel/db.ts'

export async function hasReports(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from feedback_reports limit 1`.execute(tx)
  return rows.length > 0
}
