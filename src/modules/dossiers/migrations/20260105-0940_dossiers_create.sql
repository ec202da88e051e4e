create table dossiers (
  case_id uuid primary key references cases (id),
  procedure_code text not null,
  procedure_name text not null,
  channel text not null check (channel in ('direct', 'online', 'post')),
  -- Place of help or reception and competent agency differ: a person may file at any desk of the province.
  receiving_unit_id uuid not null,
  competent_unit_id uuid not null,
  -- The account that follows the dossier: a person, or the service that submitted it.
  applicant_id uuid,
  applicant_kind text not null check (applicant_kind in ('citizen', 'enterprise', 'household')),
  applicant_name text not null,
  applicant_identity text,
  applicant_phone text,
  applicant_email text,
  applicant_address text,
  submitter_name text not null,
  answers jsonb not null,
  summary text not null,
  return_method text not null check (return_method in ('online', 'desk', 'post')),
  fee_vnd bigint not null check (fee_vnd >= 0),
  fee_lines jsonb not null,
  -- The four to six signs that, with the code, let a person look up a dossier without an account.
  lookup_secret text not null,
  reply_due_at timestamptz,
  -- How the date was counted, span by span.
  due_explanation jsonb,
  supplement_count int not null default 0,
  result_delivered_at timestamptz,
  -- Names, numbers and procedure without marks and in lower case, for finding.
  search_text text not null
);
comment on table dossiers is 'Hồ sơ thủ tục hành chính';
create index dossiers_applicant on dossiers (applicant_id, case_id desc) where applicant_id is not null;
create index dossiers_search on dossiers using gin (search_text gin_trgm_ops);

create table dossier_papers (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases (id),
  paper_key text not null,
  name text not null,
  file_id uuid references files (id),
  -- 0 original, 1 copy, 2 electronic, as the national portal counts them.
  copy_kind smallint not null default 2,
  position int not null,
  added_at timestamptz not null,
  removed_at timestamptz
);
comment on table dossier_papers is 'Thành phần hồ sơ';
create index dossier_papers_case on dossier_papers (case_id, position);

-- One supplement names all faults; each is tied to its field or paper.
create table dossier_supplements (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases (id),
  number int not null,
  faults jsonb not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  -- What the applicant had said before; the new answers stand in the dossier.
  answers_before jsonb,
  unique (case_id, number)
);
comment on table dossier_supplements is 'Yêu cầu bổ sung';

-- What officers tell each other about a dossier; the applicant does not see it.
create table dossier_notes (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases (id),
  author_id uuid not null,
  body text not null check (length(body) between 1 and 4000),
  written_at timestamptz not null
);
comment on table dossier_notes is 'Ý kiến trao đổi';
create index dossier_notes_case on dossier_notes (case_id, written_at);

create table dossier_ratings (
  case_id uuid primary key references cases (id),
  answers jsonb not null,
  comment text,
  channel text not null,
  rated_at timestamptz not null
);
comment on table dossier_ratings is 'Đánh giá hài lòng';

/*
 * Nộp hồ sơ: takes a list of submissions, each checked and dated by the caller, and makes each whole or not at all, in
 * one round trip. The web process sends the submissions that arrived while the last call ran as one list, so however
 * many people submit, at most one writer a process waits for the day's book of an agency.
 * An item whose key was seen before answers `repeated` with the first receipt, or `changed` when its content differs.
 */
create function submit_dossiers(submissions jsonb) returns jsonb
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
      "dueExplanation" jsonb, "searchText" text, papers jsonb, at timestamptz, "actorKind" text, "actorId" uuid)
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
      opened_at, due_at, step_due_at)
    select id, 'dossier', code, "procedureCode", version, 'registered', "stepKey", "stepType", "stepRole", "receivingUnitId", at,
      "replyDueAt", "replyDueAt" from numbered
  ), new_steps as (
    insert into case_steps (case_id, number, step_key, name, role, unit_id, started_at, due_at)
    select id, 1, "stepKey", "stepName", "stepRole", "receivingUnitId", at, "replyDueAt" from numbered
  ), new_dossiers as (
    insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id,
      applicant_id, applicant_kind, applicant_name, applicant_identity, applicant_phone, applicant_email, applicant_address,
      submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret, reply_due_at, due_explanation, search_text)
    select id, "procedureCode", "procedureName", channel, "receivingUnitId", "competentUnitId", "applicantId", "applicantKind",
      "applicantName", "applicantIdentity", "applicantPhone", "applicantEmail", "applicantAddress", "submitterName", answers,
      summary, "returnMethod", "feeVnd", "feeLines", "lookupSecret", "replyDueAt", "dueExplanation", "searchText" from numbered
  ), new_papers as (
    insert into dossier_papers (case_id, paper_key, name, file_id, copy_kind, position, added_at)
    select n.id, p.key, p.name, p."fileId", coalesce(p."copyKind", 2), p.position, n.at
    from numbered n, jsonb_to_recordset(n.papers)
      as p (key text, name text, "fileId" uuid, "copyKind" smallint, position int)
  ), new_events as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, payload)
    select at, 'dossier.submitted', id, "actorKind", "actorId", "receivingUnitId", jsonb_build_object('code', code,
      'procedure', "procedureCode", 'version', version, 'channel', channel, 'replyDueAt', "replyDueAt", 'feeVnd', "feeVnd")
    from numbered
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
