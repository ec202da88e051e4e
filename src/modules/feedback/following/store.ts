/** SQL of one's own reports, and of those that are over. */

import { sql, type Tx } from '#kernel/db.ts'
import type { ReportState } from '../domain.ts'
import { type Report, reportColumns, reportTables } from '../store.ts'

export type OwnReport = {
  readonly id: string
  readonly code: string
  readonly role: 'sender' | 'joined'
  readonly state: ReportState
  readonly category: string
  /** What one wrote oneself; of others what everyone may read. */
  readonly words: string
  readonly receivedAt: Date
  readonly mayRate: boolean
}

const listMax = 100

export async function findOwn(tx: Tx, personId: string): Promise<readonly OwnReport[]> {
  const { rows } = await sql<OwnReport>`
    select r.id, r.code, p.role, r.state, r.category, case when p.role = 'sender' then r.words else coalesce(r.public_words, '') end
      as words, r.received_at as "receivedAt",
      (p.role = 'sender' and r.state = 'published' and h.rating is null) as "mayRate"
    from feedback_reporters p join feedback_reports r on r.id = p.report_id left join feedback_handlings h on h.id = r.handling_id
    where p.person_id = ${personId} and r.state <> 'draft' order by r.received_at desc limit ${listMax}`.execute(
    tx,
  )
  return rows
}

/** Published before the moment, locked; those that somebody else works on are left for the next time. */
export async function lockOver(tx: Tx, before: Date, max: number): Promise<readonly Report[]> {
  const { rows } = await sql<Report>`
    select ${reportColumns} from ${reportTables}
    where r.state = 'published' and r.published_at < ${before} order by r.published_at limit ${max}
    for update of r skip locked`.execute(tx)
  return rows
}
