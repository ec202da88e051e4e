/** SQL of targets. */

import { sql, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Span } from '../figures/domain.ts'
import type { Target } from './domain.ts'

/** Those of a set that hold over the whole of these days. */
export async function findTargets(tx: Tx, set: string, { from, to }: Span): Promise<readonly Target[]> {
  const { rows } = await sql<Target>`
    select indicator, unit_id as "unitId", from_day::text as "from", to_day::text as "to", value::float8 as value, source
    from indicator_targets
    where replaced_at is null and set_code = ${set} and from_day <= ${from}::date and to_day >= ${to}::date`.execute(
    tx,
  )
  return rows
}

/** The newest stands; what it replaces is kept. */
export async function saveTarget(
  tx: Tx,
  target: Target & { readonly set: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const { set, indicator, unitId, from, to, value, source, by, at } = target
  await sql`
    update indicator_targets set replaced_at = ${at}
    where set_code = ${set} and indicator = ${indicator} and unit_id = ${unitId} and from_day = ${from}::date
      and to_day = ${to}::date and replaced_at is null`.execute(tx)
  await sql`
    insert into indicator_targets
      (id, set_code, indicator, unit_id, from_day, to_day, value, source, entered_by, entered_at)
    values (${newId(at)}, ${set}, ${indicator}, ${unitId}, ${from}::date, ${to}::date, ${value}, ${source}, ${by}, ${at})`.execute(
    tx,
  )
}
