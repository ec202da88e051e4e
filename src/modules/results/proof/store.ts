/** SQL that looks for results which were signed and then forgotten. */

import type { Lack } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { sql, type Tx } from '#kernel/db.ts'

/** Nothing but its name says that a step comes before the signature. */
const beforeSigned = ['receive', 'assign', 'appraise', 'inspect', 'consult', 'draft', 'approve', 'sign']

/** Signed, yet the dossier stays where it was, or nobody gave the result to its owner. */
export async function findForgotten(tx: Tx, { now, pack }: Context): Promise<readonly Lack[]> {
  const { rows } = await sql<Lack>`
    select * from (
      select c.id as "caseId", c.code, c.holder_unit_id as "unitId", c.holder_id as "holderId", r.signed_at as since, case
        when c.step_type = any(${beforeSigned}) and r.signed_at < ${now}::timestamptz - interval '1 minute' then 'notMoved'
        when c.state = 'done' and r.signed_at < ${now}::timestamptz - make_interval(days => ${pack.oversight.handOverDays}::int)
          then 'notHandedOver'
      end as kind
      from results r join cases c on c.id = r.case_id where r.state = 'signed' and c.ended_at is null) looked
    where kind is not null`.execute(tx)
  return rows
}
