/** SQL of the areas of which people want to be warned. */

import { sql, type Tx } from '#kernel/db.ts'

export async function findSubscription(tx: Tx, personId: string): Promise<readonly string[] | undefined> {
  const { rows } = await sql<{ areas: readonly string[] }>`
    select areas from news_subscriptions where person_id = ${personId}`.execute(tx)
  return rows[0]?.areas
}

export async function saveSubscription(
  tx: Tx,
  personId: string,
  areas: readonly string[],
  at: Date,
): Promise<void> {
  await sql`
    insert into news_subscriptions (person_id, areas, chosen_at) values (${personId}, ${[...areas]}, ${at})
    on conflict (person_id) do update set areas = excluded.areas, chosen_at = excluded.chosen_at`.execute(tx)
}

/** Answers whether there was one. */
export async function deleteSubscription(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from news_subscriptions where person_id = ${personId} returning 1`.execute(tx)
  return rows.length > 0
}

/** Those who asked for any of these areas, in order of their ids. */
export async function findSubscribers(
  tx: Tx,
  areas: readonly string[],
  after: string | null,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from news_subscriptions
    where areas && ${[...areas]}::text[] and person_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    order by person_id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}
