/** SQL of what a forecast for one dossier or one place needs beside the history. */

import type { ClockHistory } from '#kernel/calendar.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { Place } from './domain.ts'

export type OneCourse = {
  readonly unitId: string
  readonly unitCode: string
  readonly aboveId: string | null
  readonly procedure: string
  readonly channel: string
  readonly clock: ClockHistory
  readonly endedAt: Date | null
}

export async function findCourse(tx: Tx, caseId: string): Promise<OneCourse | undefined> {
  const { rows } = await sql<OneCourse>`
    select c.unit_id as "unitId", u.code as "unitCode", u.parent_id as "aboveId", c.procedure, c.channel, c.clock,
      c.ended_at as "endedAt"
    from dossier_courses c join units u on u.id = c.unit_id where c.case_id = ${caseId}`.execute(tx)
  return rows[0]
}

/** A unit as it is today, or was called last. */
export async function findPlace(tx: Tx, unitCode: string): Promise<Place | undefined> {
  const { rows } = await sql<Place>`
    select id as "unitId", code as "unitCode", parent_id as "aboveId" from units where code = ${unitCode}
    order by valid_from desc limit 1`.execute(tx)
  return rows[0]
}
