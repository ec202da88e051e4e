/** SQL of the figures of petitions: the very marks that the engine of indicators counts. */

import { type RawBuilder, sql, type Tx } from '#kernel/db.ts'
import type { Period } from '#kernel/periods.ts'
import type { Counted } from './domain.ts'
import { countedKeys } from './domain.ts'

const sums = sql.join(
  countedKeys.map(
    (key) =>
      sql`coalesce(sum(m.value) filter (where m.measure = ${`petitions.${key}`}), 0)::int as ${sql.ref(key)}`,
  ),
)

async function count(tx: Tx, { from, until }: Period, key: RawBuilder<unknown>, name: RawBuilder<unknown>) {
  const { rows } = await sql<Counted>`
    select ${key} as key, ${name} as name, ${sums}
    from petition_marks m join units u on u.id = m.unit_id join petitions p on p.id = m.subject_id
    where m.on_day >= ${from} and m.on_day < ${until}
    group by 1, 2 order by 3 desc, 2`.execute(tx)
  return rows
}

/** A unit that was renamed keeps its code, under its newest name. */
export const countUnits = (tx: Tx, period: Period): Promise<readonly Counted[]> =>
  count(
    tx,
    period,
    sql`u.code`,
    sql`(select n.name from units n where n.code = u.code order by n.valid_from desc limit 1)`,
  )

export const countKinds = (tx: Tx, period: Period): Promise<readonly Counted[]> =>
  count(tx, period, sql`p.about`, sql`p.about`)
