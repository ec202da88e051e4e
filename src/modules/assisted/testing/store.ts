/** What tests ask the database. */

import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '#kernel/db.ts'

/** Gives somebody a post at the unit; answers the post. */
export async function hireForTest(tx: Tx, unitCode: string, roles: readonly string[]): Promise<string> {
  const [personId, postId] = [randomUUID(), randomUUID()]
  await sql`insert into persons (id, kind, full_name) values (${personId}, 'officer', 'Ưng Văn Đỉnh')`.execute(
    tx,
  )
  await sql`insert into posts (id, person_id, unit_id, title, roles, valid_from)
    select ${postId}, ${personId}, id, 'Chủ tịch', ${roles}, '2020-01-01' from units
    where code = ${unitCode} order by valid_from desc limit 1`.execute(tx)
  return postId
}

/** The dossier of a session, as it was written. */
export async function findDossierOfTest(tx: Tx, sessionId: string) {
  const { rows } = await sql<{
    code: string
    slip: string
    applicantId: string
    applicantName: string
    phone: string
    submitter: string
    helpUnit: string
    answers: Record<string, unknown>
    files: number
  }>`select s.dossier_code as code, d.slip, d.applicant_id as "applicantId", d.applicant_name as "applicantName",
      d.applicant_phone as phone, d.submitter_name as submitter, u.code as "helpUnit", d.answers,
      (select count(*)::int from dossier_papers p where p.case_id = d.case_id and p.file_id is not null) as files
    from assisted_sessions s join dossiers d on d.case_id = s.case_id join units u on u.id = d.help_unit_id
    where s.id = ${sessionId}`.execute(tx)
  return rows[0]
}

export async function countOfTest(
  tx: Tx,
  table: 'dossiers' | 'assisted_sessions' | 'consents' | 'mandates',
): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from ${sql.table(table)}`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findEvidenceOfTest(tx: Tx, sessionId: string) {
  const { rows } = await sql<{
    way: string
    signature: string | null
    fileId: string | null
    owner: string | null
  }>`
    select e.way, e.signature, e.file_id as "fileId", f.owner_id as owner
    from assisted_evidence e left join files f on f.id = e.file_id where e.session_id = ${sessionId}`.execute(
    tx,
  )
  return rows[0]
}

export async function findMandateOfTest(tx: Tx, sessionId: string) {
  const { rows } = await sql<{ role: string; ending: string | null; procedures: string[] }>`
    select m.role, m.ending, m.procedures from assisted_sessions s join mandates m on m.id = s.mandate_id
    where s.id = ${sessionId}`.execute(tx)
  return rows[0]
}

/** Looks at a person or a dossier: by whom and why. */
export async function findLooksOfTest(tx: Tx, subject: string) {
  const { rows } = await sql<{ viewer: string; why: string; what: string }>`
    select viewer_id as viewer, why, what from looks where ${subject}::uuid = any(subjects) order by first_at, id`.execute(
    tx,
  )
  return rows
}
