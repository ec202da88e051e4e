/** Writes dossiers as they stand once their result is there, for tests of what is asked about them. */

import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '#kernel/db.ts'

export type Returned = {
  readonly unit: string
  readonly code: string
  readonly state?: string
  readonly applicantId?: string
  readonly received?: string
  readonly due?: string
  readonly ended?: string
}

/** Answers the id of the dossier. Its lookup code is `ABC234`. */
export async function writeReturned(tx: Tx, one: Returned): Promise<string> {
  const id = randomUUID()
  const { state = 'returned', received = '2026-03-02T08:00+07:00', due = '2026-03-06T17:00+07:00' } = one
  const ended = one.ended ?? '2026-03-05T09:00+07:00'
  const isOver = ['returned', 'done', 'notAccepted'].includes(state)
  const unit = sql`(select id from units where code = ${one.unit} order by valid_from desc limit 1)`
  const clock = [
    { kind: 'accepted', at: received, limit: { amount: 5, unit: 'workingDay' } },
    ...(isOver ? [{ kind: 'ended', at: ended }] : []),
  ]
  await sql`
    insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
      holder_unit_id, opened_at, received_at, due_at, ended_at, clock)
    values (${id}, 'dossier', ${one.code}, '9.000002', 1, ${state}, 'x', 'return', 'desk', ${unit}, ${received}, ${received},
      ${due}, ${state === 'returned' ? ended : null}, ${JSON.stringify(clock)})`.execute(tx)
  await sql`
    insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id, applicant_kind,
      applicant_id, applicant_name, applicant_phone, submitter_name, answers, summary, return_method, fee_vnd, fee_lines,
      lookup_secret, search_text)
    values (${id}, '9.000002', 'Báo thả diều', 'direct', ${unit}, ${unit}, 'citizen', ${one.applicantId ?? null},
      'Trần Thị Diều', '0990000001', 'Trần Thị Diều', '{}', '', 'desk', 0, '[]', 'ABC234', '')`.execute(tx)
  await sql`
    insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, started_at, ended_at)
    values (${id}, 1, 'x', 'return', 'Trả kết quả', 'desk', ${unit}, ${received}, ${isOver ? ended : null})`.execute(
    tx,
  )
  return id
}
