/** SQL of reports like one that is about to be sent. */

import { type RawBuilder, sql, type Tx } from '#kernel/db.ts'
import type { ReportState } from '../domain.ts'

export type Like = {
  readonly id: string
  readonly code: string
  readonly state: ReportState
  readonly areaCode: string
  readonly latitude: number | null
  readonly longitude: number | null
  /** Empty until somebody has looked whether everyone may read them. */
  readonly publicWords: string | null
  readonly publicPlace: string | null
  readonly receivedAt: Date
  readonly joined: number
}

/** What was added to a report in these very words. */
export async function findRemark(
  tx: Tx,
  reportId: string,
  words: string,
): Promise<{ id: string; at: Date } | undefined> {
  const { rows } = await sql<{ id: string; at: Date }>`
    select id, at from feedback_acts where report_id = ${reportId} and act = 'remark' and words = ${words}
    order by at limit 1`.execute(tx)
  return rows[0]
}

type Ask = {
  readonly notId: string
  readonly category: string
  readonly areaCode: string
  readonly box:
    | { readonly south: number; readonly north: number; readonly west: number; readonly east: number }
    | undefined
  readonly since: Date
  readonly states: readonly ReportState[]
  readonly max: number
}

/**
 * Of one category, lately, in the box around a point; without points on both sides, in one commune. The newest of each. Two
 * questions, each with an index of its own: one with `or` would read all reports of the category.
 */
export async function findLike(
  tx: Tx,
  { notId, category, areaCode, box, since, states, max }: Ask,
): Promise<readonly Like[]> {
  const like = (where: RawBuilder<unknown>) => sql`(
    select id, code, state, area_code as "areaCode", latitude, longitude, public_words as "publicWords",
      public_place as "publicPlace", received_at as "receivedAt", joined
    from feedback_reports
    where category = ${category} and received_at >= ${since} and id <> ${notId} and state = any(${states}::text[]) and ${where}
    order by received_at desc limit ${max})`
  const inArea = sql`area_code = ${areaCode}`
  const { rows } = await (box
    ? sql<Like>`${like(sql`latitude between ${box.south} and ${box.north} and longitude between ${box.west} and ${box.east}`)}
        union all ${like(sql`latitude is null and ${inArea}`)}`
    : sql<Like>`${like(inArea)}`
  ).execute(tx)
  return rows
}
