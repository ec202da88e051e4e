-- What did not have to be asked: where each answer came from, and which papers a register vouched for (docs/legal.md#fact-book).
alter table dossiers add column prefilled jsonb;
alter table dossier_papers add column vouch jsonb,
  -- A register vouches in place of the file.
  add constraint dossier_papers_vouch check (vouch is null or file_id is null);

-- Published: how much was asked of the person, and how much the State knew. Dossiers that were not filled in page by page have no row.
create view dossier_prefilled as
select d.case_id, d.procedure_code, (d.prefilled->'fields'->>'asked')::int as fields_asked,
  (d.prefilled->'fields'->>'known')::int as fields_known, (d.prefilled->'fields'->>'objected')::int as fields_objected,
  (d.prefilled->'papers'->>'asked')::int as papers_asked, (d.prefilled->'papers'->>'vouched')::int as papers_vouched
from dossiers d where d.prefilled is not null;
comment on view dossier_prefilled is 'Số ô không phải khai, số giấy tờ không phải nộp của từng hồ sơ';

/*
 * Nộp hồ sơ: takes a list of submissions, each checked and dated by the caller, and makes each whole or not at all, in
 * one round trip. The web process sends the submissions that arrived while the last call ran as one list, so however
 * many people submit, at most one writer a process waits for the day's book of an agency.
 * An item whose key was seen before answers `repeated` with the first receipt, or `changed` when its content differs.
 */
create or replace function submit_dossiers(submissions jsonb) returns jsonb
language plpgsql set search_path from current as $$
declare
  answer jsonb;
begin
  with input as materialized (
    select distinct on (key) *
    from jsonb_to_recordset(submissions) as s (
      key text, "contentHash" text, id uuid, "agencyCode" text, period text, "procedureCode" text, "procedureName" text,
      version int, "stepKey" text, "stepName" text, "stepType" text, "stepRole" text, "stepDueAt" timestamptz, channel text, "receivingUnitId" uuid,
      "competentUnitId" uuid, "applicantId" uuid, "applicantKind" text, "applicantName" text, "applicantIdentity" text,
      "applicantPhone" text, "applicantEmail" text, "applicantAddress" text, "submitterName" text, answers jsonb,
      summary text, "returnMethod" text, "feeVnd" bigint, "feeLines" jsonb, "lookupSecret" text, "replyDueAt" timestamptz,
      clock jsonb, "searchText" text, papers jsonb, parties jsonb,
      "helpUnitId" uuid, "familyId" uuid, "familyStep" int, prefilled jsonb, at timestamptz, "actorKind" text, "actorId" uuid)
    order by key, "contentHash"
  ), fresh as (
    insert into operations (key, content_hash, subject_id, made_at)
    select key, "contentHash", id, at from input order by key
    on conflict (key) do nothing
    returning key
  ), made as materialized (
    select input.*, row_number() over (partition by "agencyCode", period order by key) as place,
      count(*) over (partition by "agencyCode", period) as amount
    from input join fresh using (key)
  ), books as (
    insert into number_books (book, period, last_number)
    select 'dossier ' || "agencyCode", period, max(amount) from made group by "agencyCode", period order by 1, 2
    on conflict (book, period) do update set last_number = number_books.last_number + excluded.last_number
    returning book, period, last_number
  ), numbered as materialized (
    select made.*, made."agencyCode" || '-' || made.period || '-'
        || lpad((books.last_number - made.amount + made.place)::text, greatest(4, length((books.last_number)::text)), '0') as code
    from made join books on books.book = 'dossier ' || made."agencyCode" and books.period = made.period
  ), new_cases as (
    insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role, holder_unit_id,
      opened_at, due_at, step_due_at, clock)
    select id, 'dossier', code, "procedureCode", version, 'registered', "stepKey", "stepType", "stepRole", "receivingUnitId", at,
      "replyDueAt", "replyDueAt", clock from numbered
  ), new_steps as (
    insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, started_at, due_at)
    select id, 1, "stepKey", "stepType", "stepName", "stepRole", "receivingUnitId", at, "replyDueAt" from numbered
  ), new_dossiers as (
    insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id,
      applicant_id, applicant_kind, applicant_name, applicant_identity, applicant_phone, applicant_email, applicant_address,
      submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret, reply_due_at, search_text,
      help_unit_id, family_id, family_step, prefilled)
    select id, "procedureCode", "procedureName", channel, "receivingUnitId", "competentUnitId", "applicantId", "applicantKind",
      "applicantName", "applicantIdentity", "applicantPhone", "applicantEmail", "applicantAddress", "submitterName", answers,
      summary, "returnMethod", "feeVnd", "feeLines", "lookupSecret", "replyDueAt", "searchText",
      "helpUnitId", "familyId", "familyStep", prefilled from numbered
  ), new_papers as (
    insert into dossier_papers (case_id, paper_key, name, file_id, copy_kind, position, added_at, vouch)
    select n.id, p.key, p.name, p."fileId", coalesce(p."copyKind", 2), p.position, n.at, p.vouch
    from numbered n, jsonb_to_recordset(n.papers)
      as p (key text, name text, "fileId" uuid, "copyKind" smallint, position int, vouch jsonb)
  ), new_parties as (
    insert into dossier_participants (case_id, position, role, name, identity, phone, scope, valid_from, valid_to, paper_key, has_consent)
    select n.id, p.position, p.role, p.name, p.identity, p.phone, p.scope, p."validFrom", p."validTo", p."paperKey", coalesce(p."hasConsent", false)
    from numbered n, jsonb_to_recordset(coalesce(n.parties, '[]')) as p (position int, role text, name text, identity text,
      phone text, scope text, "validFrom" date, "validTo" date, "paperKey" text, "hasConsent" boolean)
  ), new_events as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, payload)
    select at, 'dossier.submitted', id, "actorKind", "actorId", "receivingUnitId", jsonb_build_object('code', code,
      'procedure', "procedureCode", 'version', version, 'channel', channel, 'replyDueAt', "replyDueAt", 'feeVnd', "feeVnd")
    from numbered
  ), new_counts as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, payload)
    select at, 'draft.prefilled', id, "actorKind", "actorId", "receivingUnitId", jsonb_build_object('code', code,
      'procedure', "procedureCode", 'fields', prefilled->'fields', 'papers', prefilled->'papers')
    from numbered where prefilled is not null
  )
  select jsonb_agg(jsonb_build_object('key', key, 'contentHash', "contentHash", 'outcome', 'created', 'caseId', id, 'code', code,
    'lookupSecret', "lookupSecret", 'at', at, 'replyDueAt', "replyDueAt")) into answer
  from numbered;

  -- Repeats are answered from what the first call wrote; it has committed, or this one would still be waiting for it.
  return coalesce(answer, '[]'::jsonb) || coalesce((
    select jsonb_agg(jsonb_build_object('key', o.key, 'contentHash', o.content_hash, 'outcome', 'repeated', 'caseId', c.id, 'code', c.code,
      'lookupSecret', d.lookup_secret, 'at', c.opened_at, 'replyDueAt', d.reply_due_at))
    from operations o join cases c on c.id = o.subject_id join dossiers d on d.case_id = c.id
    where o.key in (select s->>'key' from jsonb_array_elements(submissions) s)
      and not exists (select from jsonb_array_elements(coalesce(answer, '[]'::jsonb)) a where a->>'key' = o.key)
  ), '[]'::jsonb);
end $$;
