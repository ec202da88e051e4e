/** SQL of what moved the date of a dossier. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Moved } from './domain.ts'

/** Every time the date was moved by something else than a stop of the clock, oldest first. */
export async function findMoves(tx: Tx, caseId: string): Promise<readonly Moved[]> {
  const { rows } = await sql<Moved>`
    select at,
      case name when 'dossier.dueMoved' then 'calendar' when 'dossier.repinned' then 'otherRules'
        when 'dossier.repinUndone' then 'formerRules' else payload->>'cause' end as cause,
      coalesce(payload->>'dueBefore', payload->>'before')::timestamptz as before,
      coalesce(payload->>'dueAfter', payload->>'after', payload->>'dueAt')::timestamptz as after,
      coalesce(payload->>'reason', payload->>'name') as reason, payload->>'legalBasis' as "legalBasis"
    from events where subject_id = ${caseId}
      and name in ('dossier.dueMoved', 'dossier.extended', 'dossier.repinned', 'dossier.repinUndone')
    order by txid, position`.execute(tx)
  return rows
}
