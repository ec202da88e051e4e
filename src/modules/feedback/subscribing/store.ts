/** SQL of what people follow, and of what was published there. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Topic } from './domain.ts'

export async function findTopics(tx: Tx, personId: string): Promise<readonly Topic[]> {
  const { rows } = await sql<Topic>`
    select area_code as "areaCode", category from feedback_follows where person_id = ${personId} order by chosen_at`.execute(
    tx,
  )
  return rows
}

/** Answers whether it was not followed before. */
export async function insertTopic(
  tx: Tx,
  personId: string,
  { areaCode, category }: Topic,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into feedback_follows (person_id, area_code, category, chosen_at, told_at)
    values (${personId}, ${areaCode}, ${category}, ${at}, ${at}) on conflict do nothing returning 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Answers whether there was one. Without a topic all of them end. */
export async function deleteTopics(tx: Tx, personId: string, topic?: Topic): Promise<boolean> {
  const which = topic ? sql`and area_code = ${topic.areaCode} and category = ${topic.category}` : sql``
  const { rows } =
    await sql`delete from feedback_follows where person_id = ${personId} ${which} returning 1`.execute(tx)
  return rows.length > 0
}

/** Those who were told nothing since then, at most so many. */
export async function findFollowers(tx: Tx, before: Date, max: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from feedback_follows where told_at < ${before} order by 1 limit ${max}`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export type Fresh = { readonly personId: string; readonly count: number }

/** How many reports with a result each of them has not heard of; from here on they were told. */
export async function takeFresh(tx: Tx, people: readonly string[], now: Date): Promise<readonly Fresh[]> {
  const { rows } = await sql<Fresh>`
    select f.person_id as "personId", count(distinct r.id)::int as count
    from feedback_follows f join feedback_reports r on r.published_at > f.told_at and r.published_at <= ${now}
      and f.area_code in ('', r.area_code) and f.category in ('', r.category)
    where f.person_id = any(${[...people]}::uuid[]) group by 1`.execute(tx)
  await sql`update feedback_follows set told_at = ${now} where person_id = any(${[...people]}::uuid[])`.execute(
    tx,
  )
  return rows
}
