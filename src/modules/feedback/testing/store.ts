/** Units as tests ask for them. */

import { sql, type Tx } from '#kernel/db.ts'

export async function findUnitOfTest(
  tx: Tx,
  code: string,
): Promise<{ id: string; path: string; name: string }> {
  const { rows } = await sql<{ id: string; path: string; name: string }>`
    select id, path::text as path, name from units where code = ${code} order by valid_from desc limit 1`.execute(
    tx,
  )
  const [unit] = rows
  if (!unit) throw new Error(`There is no unit ${code}`)
  return unit
}

/** Looks that name the report: by whom, at what, in which words. */
export async function findLooksOfTest(tx: Tx, reportId: string) {
  const { rows } = await sql<{ what: string; words: string | null; subjects: string[] }>`
    select what, words, subjects from looks where ${reportId}::uuid = any(subjects) order by first_at, id`.execute(
    tx,
  )
  return rows
}

/** Events of a report, with who is named. */
export async function findEventsOfTest(tx: Tx, reportId: string) {
  const { rows } = await sql<{ name: string; actor: string | null; payload: object }>`
    select name, actor_id as actor, payload from events where subject_id = ${reportId} order by txid, position`.execute(
    tx,
  )
  return rows
}

/** Marks of a report, as the engine of indicators counts them. */
export async function findMarksOfTest(tx: Tx, reportId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ mark: string }>`
    select measure || ' ' || on_day || ' ' || u.code as mark from feedback_marks m join units u on u.id = m.unit_id
    where subject_id = ${reportId} order by 1`.execute(tx)
  return rows.map(({ mark }) => mark)
}

/** Messages of a kind, by who got them. */
export async function findMessagesOfTest(tx: Tx, kind: string) {
  const { rows } = await sql<{ personId: string; facts: object }>`
    select person_id as "personId", facts from notifications where kind = ${kind} order by at`.execute(tx)
  return rows
}
