/** SQL of who looked at a person's data. */

import { sql, type Tx } from '#kernel/db.ts'
import type { LookWay, LookWhat, LookWhy } from '#kernel/looks.ts'

export type SeenLook = {
  readonly id: string
  readonly firstAt: Date
  readonly lastAt: Date
  readonly times: number
  readonly viewerKind: 'visitor' | 'citizen' | 'officer' | 'service' | 'system'
  readonly viewerId: string | null
  /** Who looked in the person's place, by a mandate the person knows of. */
  readonly agentName: string | null
  readonly title: string | null
  readonly unitId: string | null
  readonly unitName: string | null
  /** Those of the asker's own things that were read. */
  readonly subjects: readonly string[]
  readonly what: LookWhat
  readonly why: LookWhy
  readonly way: LookWay
  readonly words: string | null
  readonly forDossier: string | null
}

export type LookAsk = {
  readonly of: readonly string[]
  /** The person whose page it is: own readings are no news. */
  readonly viewerNot: string
  readonly from: Date
  readonly before?: { readonly at: Date; readonly id: string } | undefined
  readonly max: number
}

const columns = (of: readonly string[]) => sql`l.id, l.first_at as "firstAt", l.last_at as "lastAt", l.times,
  l.viewer_kind as "viewerKind", l.viewer_id as "viewerId",
  case when l.viewer_kind = 'citizen' and l.represented_id is not null then
    (select full_name from persons where persons.id = l.viewer_id) end as "agentName", l.viewer_title as title, l.unit_id as "unitId",
  u.name as "unitName", l.what, l.why, l.way, l.words, l.for_dossier as "forDossier",
  array(select one from unnest(l.subjects) as one where one = any(${of}::uuid[])) as subjects`

/** The newest first. */
export async function findLooks(tx: Tx, ask: LookAsk): Promise<readonly SeenLook[]> {
  const { of, viewerNot, from, before, max } = ask
  const { rows } = await sql<SeenLook>`
    select ${columns(of)} from looks l left join units u on u.id = l.unit_id
    where l.subjects && ${of}::uuid[] and l.slot >= ${from}::timestamptz - interval '1 hour' and l.last_at >= ${from}
      and l.viewer_id is distinct from ${viewerNot}
      and ${before ? sql`(l.last_at, l.id) < (${before.at}, ${before.id}::uuid)` : sql`true`}
    order by l.last_at desc, l.id desc limit ${max}`.execute(tx)
  return rows
}

export async function findLook(tx: Tx, of: readonly string[], id: string): Promise<SeenLook | undefined> {
  const { rows } = await sql<SeenLook>`
    select ${columns(of)} from looks l left join units u on u.id = l.unit_id
    where l.id = ${id} and l.subjects && ${of}::uuid[]`.execute(tx)
  return rows[0]
}
