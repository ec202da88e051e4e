/** SQL of one's own petitions, and of those that were never completed. */

import { sql, type Tx } from '#kernel/db.ts'
import type { About, PetitionState } from '../domain.ts'
import { type Petition, petitionColumns, petitionTables } from '../store.ts'

export type OwnLine = {
  readonly id: string
  readonly code: string
  readonly state: PetitionState
  readonly about: About
  readonly words: string
  readonly receivedAt: Date
  readonly mayRate: boolean
}

const listMax = 100

export async function findOwnOnes(tx: Tx, personId: string): Promise<readonly OwnLine[]> {
  const { rows } = await sql<OwnLine>`
    select p.id, p.code, p.state, p.about, p.words, p.received_at as "receivedAt",
      (p.state = 'published' and p.rating is null) as "mayRate"
    from petition_senders s join petitions p on p.id = s.petition_id
    where s.person_id = ${personId} order by p.received_at desc limit ${listMax}`.execute(tx)
  return rows
}

/** Not completed in time, locked; those that somebody else works on are left for the next time. */
export async function lockOver(tx: Tx, now: Date, max: number): Promise<readonly Petition[]> {
  const { rows } = await sql<Petition>`
    select ${petitionColumns} from ${petitionTables}
    where p.state = 'incomplete' and p.due_at <= ${now} order by p.due_at limit ${max}
    for update of p skip locked`.execute(tx)
  return rows
}
