/** SQL of what everyone may read: nothing here knows who sent a report, nor its words before somebody looked. */

import { type RawBuilder, sql, type Tx } from '#kernel/db.ts'
import type { ReportState } from '../domain.ts'

export type PublicReport = {
  readonly id: string
  readonly code: string
  readonly state: ReportState
  readonly category: string
  readonly urgency: string
  readonly areaCode: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly words: string
  readonly place: string
  readonly receivedAt: Date
  readonly acceptedAt: Date
  readonly changedAt: Date
  readonly dueAt: Date | null
  readonly publishedAt: Date | null
  readonly joined: number
  readonly unitName: string | null
  readonly answer: string | null
  readonly mergedIntoCode: string | null
  /** The first picture that everyone may see. */
  readonly photoId: string | null
}

const columns = sql`r.id, r.code, r.state, r.category, r.urgency, r.area_code as "areaCode", r.latitude, r.longitude,
  r.public_words as words, r.public_place as place, r.received_at as "receivedAt", r.accepted_at as "acceptedAt",
  (select max(a.at) from feedback_acts a where a.report_id = r.id) as "changedAt", r.due_at as "dueAt",
  r.published_at as "publishedAt", r.joined, u.name as "unitName",
  (select l.answer from feedback_handlings l where l.report_id = r.id and l.published_at is not null
    order by l.published_at desc limit 1) as answer,
  other.code as "mergedIntoCode",
  (select p.id from feedback_photos p where p.report_id = r.id and p.public_file_id is not null and r.published_at is not null
    order by p.position limit 1) as "photoId"`
const tables = sql`feedback_reports r left join feedback_handlings h on h.id = r.handling_id left join units u on u.id = h.unit_id
  left join feedback_reports other on other.id = r.merged_into`
const isPublic = sql`r.accepted_at is not null and r.state <> 'rejected'`

export type PublicAsk = {
  readonly category?: string | undefined
  readonly areaCode?: string | undefined
  readonly states?: readonly ReportState[] | undefined
  /** Words without marks. */
  readonly search?: string | undefined
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly codes?: readonly string[] | undefined
  /** Older than the one with this moment and id. */
  readonly before?: { readonly at: Date; readonly id: string } | undefined
  readonly max: number
}

function conditions({
  category,
  areaCode,
  states,
  search,
  from,
  until,
  codes,
  before,
}: PublicAsk): RawBuilder<unknown> {
  const wanted = [
    isPublic,
    category && sql`r.category = ${category}`,
    areaCode && sql`r.area_code = ${areaCode}`,
    states && sql`r.state = any(${states}::text[])`,
    search && sql`r.search_text like ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}`,
    from && sql`r.received_at >= ${from}`,
    until && sql`r.received_at < ${until}`,
    codes && sql`r.code = any(${codes}::text[])`,
    before && sql`(r.received_at, r.id) < (${before.at}, ${before.id}::uuid)`,
  ].filter((one) => one !== undefined && one !== '')
  return sql.join(wanted as RawBuilder<unknown>[], sql` and `)
}

/** The newest first. */
export async function findPublic(tx: Tx, ask: PublicAsk): Promise<readonly PublicReport[]> {
  const { rows } = await sql<PublicReport>`
    select ${columns} from ${tables} where ${conditions(ask)} order by r.received_at desc, r.id desc limit ${ask.max}`.execute(
    tx,
  )
  return rows
}

export async function findPublicOne(tx: Tx, code: string): Promise<PublicReport | undefined> {
  const { rows } = await sql<PublicReport>`
    select ${columns} from ${tables} where ${isPublic} and r.code = ${code}`.execute(tx)
  return rows[0]
}
