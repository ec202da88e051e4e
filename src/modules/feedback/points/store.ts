/** SQL of the reports on the map: in a box, those of one cell as one point in their middle. */

import { sql, type Tx } from '#kernel/db.ts'
import type { GeoBox } from '#kernel/geometry.ts'

export type Cell = {
  readonly lon: number
  readonly lat: number
  readonly count: number
  /** Of one of them, the only one where there is no other. */
  readonly code: string
  readonly place: string
}

/** Public reports with a point in the box, put together by cells of so many degrees; each for itself with 0. */
export async function findCells(
  tx: Tx,
  { west, south, east, north }: GeoBox,
  { degrees, max }: { readonly degrees: number; readonly max: number },
): Promise<readonly Cell[]> {
  const cell = degrees > 0 ? sql`floor(longitude / ${degrees}), floor(latitude / ${degrees})` : sql`id`
  const { rows } = await sql<Cell>`
    select avg(longitude) as lon, avg(latitude) as lat, count(*)::int as count, min(code) as code,
      min(public_place) as place
    from feedback_reports
    where accepted_at is not null and state <> 'rejected' and longitude is not null
      and longitude >= ${west} and longitude < ${east} and latitude > ${south} and latitude <= ${north}
    group by ${cell} limit ${max}`.execute(tx)
  return rows
}
