/** Writes dossiers as they would stand after their lives, with one event each, for tests and benchmarks of what is counted. */

import { randomUUID } from 'node:crypto'
import { sql, type Tx } from '#kernel/db.ts'
import type { Group } from './domain.ts'

/** Answers the ids of the dossiers, in order. */
export async function writeGroup(
  tx: Tx,
  group: Group,
  unitId: string,
  fileId: string,
): Promise<readonly string[]> {
  const ids = Array.from({ length: group.count }, () => randomUUID())
  const { received = null, due = null, finished = null, closed = finished, paused } = group
  const clock = finished ? [{ kind: 'ended', at: finished }] : []
  const list = sql`(select n::int, id from unnest(${ids}::uuid[]) with ordinality as i (id, n))`
  await sql`
    insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
      holder_unit_id, opened_at, received_at, due_at, paused_at, due_before_pause, ended_at, clock)
    select id, 'dossier', 'T' || id, ${group.procedure}, 1, ${group.state}, 'x', 'appraise', 'officer', ${unitId},
      coalesce(${received}::timestamptz, ${closed}::timestamptz), ${received}::timestamptz,
      ${paused ? null : due}::timestamptz, ${paused?.at ?? null}::timestamptz, ${paused?.dueBefore ?? null}::timestamptz,
      ${closed}::timestamptz, ${JSON.stringify(clock)}::jsonb from ${list} l`.execute(tx)
  await sql`
    insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id, applicant_kind,
      applicant_name, submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret, search_text,
      supplement_count, family_id, family_step)
    select id, ${group.procedure}, 'Thả diều', ${group.channel}, ${unitId}, ${unitId}, 'citizen', 'Gió', 'Gió', '{}', '',
      ${group.returnMethod ?? 'online'}, ${group.feeVnd ?? 0}, '[]', 'ABC123', '', ${group.supplements ?? 0},
      ${group.familyOf ?? null}::uuid, case when ${group.familyOf ?? null}::uuid is not null then n end from ${list} l`.execute(
    tx,
  )
  if (group.secondSupplementAt)
    await sql`
      insert into dossier_supplements (case_id, number, faults, reason, asked_by, asked_at, is_counted_late)
      select id, 2, '[]', 'Thiếu dây', ${randomUUID()}::uuid, ${group.secondSupplementAt}::timestamptz, true from ${list} l`.execute(
      tx,
    )
  if (group.filed)
    await sql`
      insert into dossier_papers (case_id, paper_key, name, file_id, position, added_at, is_digitised, is_reused)
      select id, 'ban-ve', 'Bản vẽ', ${fileId}::uuid, 1, now(), n <= ${group.digitised ?? 0},
        n > ${group.filed - (group.reused ?? 0)} from ${list} l where n <= ${group.filed}`.execute(tx)
  if (group.signedResult)
    await sql`
      insert into results (case_id, unit_id, kind, template, content, state, drafted_by, drafted_at, register, register_year,
        register_number, numbered_at, signed_at, file_id)
      select id, ${unitId}, 'grant', 'x', '{}', 'signed', id, now(), 'R' || id, 2026, n, now(), now(), ${fileId}::uuid
      from ${list} l where n <= ${group.signedResult}`.execute(tx)
  const paid = (group.paidOnline ?? 0) + (group.voidedOnline ?? 0)
  if (paid > 0)
    await sql`
      insert into payments_receipts (id, request_key, unit_id, book_year, number, case_id, moment, means, provider_reference,
        payer_name, total_vnd, taken_at, voided_by, voided_at, void_reason)
      select gen_random_uuid(), id::text, ${unitId}, 2026, n, id, 'intake', 'online', id::text, 'Gió', 8000, now(),
        case when n > ${group.paidOnline ?? 0} then (select id from persons limit 1) end,
        case when n > ${group.paidOnline ?? 0} then now() end, case when n > ${group.paidOnline ?? 0} then 'Nhầm' end
      from ${list} l where n <= ${paid}`.execute(tx)
  if (group.synced)
    await sql`
      insert into exchange_messages (id, connector, stream, number, kind, body, purpose, article, dossier_code, state, next_at,
        made_at, ended_at)
      select gen_random_uuid(), 'portal', 'T' || id, 1, 'dossier', jsonb_build_object('record', jsonb_build_object(
        'DanhSachGiayToKetQua', case when n <= ${group.resultPushed ?? 0} then '[{"TenGiayTo": "x"}]'::jsonb else '[]'::jsonb end)),
        'x', 'x', 'T' || id, 'sent', now(), now(), now() from ${list} l where n <= ${group.synced}`.execute(
      tx,
    )
  const rated = (group.ratedUnhappy ?? 0) + (group.ratedHappy ?? 0)
  if (rated > 0)
    await sql`
      insert into satisfaction_answers (case_id, unit_id, criteria, version, answers, overall, is_anonymous, channel, rated_at)
      select id, ${unitId}, 'tt-01-2018', '2018', '{"3": 2, "4": 1, "7": "good"}',
        case when n <= ${group.ratedUnhappy ?? 0} then 'dissatisfied' else 'very' end, true, 'receipt', ${closed}::timestamptz
      from ${list} l where n <= ${rated}`.execute(tx)
  if (group.populationAsked)
    await sql`
      insert into national_asked (case_id, register)
      select id, 'population' from ${list} l where n <= ${group.populationAsked}`.execute(tx)
  await sql`
    insert into events (at, name, subject_id, actor_kind, payload)
    select coalesce(${received}::timestamptz, now()), 'dossier.written', id, 'system', '{}'::jsonb from ${list} l`.execute(
    tx,
  )
  return ids
}

/** A file that is named but whose bytes nobody will ask for. */
export async function writeFile(tx: Tx): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into files (id, sha256, name, media_type, bytes, created_at)
    values (${id}, ${'0'.repeat(64)}, 'giay.pdf', 'application/pdf', 1, now())`.execute(tx)
  return id
}
