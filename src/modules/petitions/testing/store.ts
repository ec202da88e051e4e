/** Officers and traces as tests ask for them. */

import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '#kernel/db.ts'

/** Gives somebody a post at the unit; answers the post. */
export async function hireForTest(
  tx: Tx,
  { name, unitCode, roles }: { name: string; unitCode: string; roles: readonly string[] },
): Promise<string> {
  const [personId, postId] = [randomUUID(), randomUUID()]
  await sql`insert into persons (id, kind, full_name) values (${personId}, 'officer', ${name})`.execute(tx)
  await sql`insert into posts (id, person_id, unit_id, title, roles, valid_from)
    select ${postId}, ${personId}, id, 'Chuyên viên', ${roles}, '2020-01-01' from units
    where code = ${unitCode} order by valid_from desc limit 1`.execute(tx)
  return postId
}

/** Looks that name the petition: at what, in which words. */
export async function findLooksOfTest(tx: Tx, petitionId: string) {
  const { rows } = await sql<{ what: string; words: string | null; subjects: string[] }>`
    select what, words, subjects from looks where ${petitionId}::uuid = any(subjects) order by first_at, id`.execute(
    tx,
  )
  return rows
}

/** Events of a petition, with who is named. */
export async function findEventsOfTest(tx: Tx, petitionId: string) {
  const { rows } = await sql<{ name: string; actor: string | null; payload: object }>`
    select name, actor_id as actor, payload from events where subject_id = ${petitionId} order by txid, position`.execute(
    tx,
  )
  return rows
}

/** Messages about it, by whom they are for. */
export async function findMessagesOfTest(tx: Tx, petitionId: string) {
  const { rows } = await sql<{ kind: string; personId: string }>`
    select kind, person_id as "personId" from notifications where subject_id = ${petitionId} order by kind`.execute(
    tx,
  )
  return rows
}

/** Marks of a petition, as the engine of indicators counts them. */
export async function findMarksOfTest(tx: Tx, petitionId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ mark: string }>`
    select replace(measure, 'petitions.', '') || ' ' || on_day || ' ' || u.code as mark
    from petition_marks m join units u on u.id = m.unit_id where subject_id = ${petitionId} order by 1`.execute(
    tx,
  )
  return rows.map(({ mark }) => mark)
}

/** Marks of readers of today. */
export async function findReaderMarksOfTest(tx: Tx) {
  const { rows } = await sql<{ mark: string; onDay: string }>`
    select mark, on_day::text as "onDay" from petition_reader_marks order by on_day, mark`.execute(tx)
  return rows
}
