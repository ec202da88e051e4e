-- As before; what is done in the place of another names both and the mandate. A submission whose mandate no longer holds makes
-- nothing and gets no answer.
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
      "helpUnitId" uuid, "familyId" uuid, "familyStep" int, at timestamptz, "actorKind" text, "actorId" uuid,
      "representedId" uuid, "mandateId" uuid)
    order by key, "contentHash"
  ), held as materialized (
    select m.id from mandates m join input i on i."mandateId" = m.id
    where m.confirmed_at is not null and m.ended_at is null
      and m.valid_from <= i.at and coalesce(m.valid_until, 'infinity') > i.at
    for share of m
  ), fresh as (
    insert into operations (key, content_hash, subject_id, made_at)
    select key, "contentHash", id, at from input where "mandateId" is null or "mandateId" in (select id from held) order by key
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
      help_unit_id, family_id, family_step)
    select id, "procedureCode", "procedureName", channel, "receivingUnitId", "competentUnitId", "applicantId", "applicantKind",
      "applicantName", "applicantIdentity", "applicantPhone", "applicantEmail", "applicantAddress", "submitterName", answers,
      summary, "returnMethod", "feeVnd", "feeLines", "lookupSecret", "replyDueAt", "searchText",
      "helpUnitId", "familyId", "familyStep" from numbered
  ), new_papers as (
    insert into dossier_papers (case_id, paper_key, name, file_id, copy_kind, position, added_at)
    select n.id, p.key, p.name, p."fileId", coalesce(p."copyKind", 2), p.position, n.at
    from numbered n, jsonb_to_recordset(n.papers)
      as p (key text, name text, "fileId" uuid, "copyKind" smallint, position int)
  ), new_parties as (
    insert into dossier_participants (case_id, position, role, name, identity, phone, scope, valid_from, valid_to, paper_key, has_consent)
    select n.id, p.position, p.role, p.name, p.identity, p.phone, p.scope, p."validFrom", p."validTo", p."paperKey", coalesce(p."hasConsent", false)
    from numbered n, jsonb_to_recordset(coalesce(n.parties, '[]')) as p (position int, role text, name text, identity text,
      phone text, scope text, "validFrom" date, "validTo" date, "paperKey" text, "hasConsent" boolean)
  ), new_events as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, represented_id, mandate_id, payload)
    select at, 'dossier.submitted', id, "actorKind", "actorId", "receivingUnitId", "representedId", "mandateId", jsonb_build_object('code', code,
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

-- As before, with the mandate or the absence beside whom the act was done for.
create or replace function apply_moves(moves jsonb) returns jsonb
language plpgsql set search_path from current set enable_hashjoin to off set enable_mergejoin to off as $$
declare
  answer jsonb;
begin
  with input as materialized (
    select distinct on (id) *
    from jsonb_to_recordset(moves) as m (
      place int, id uuid, version int, state text, "stepKey" text, "stepType" text, "stepRole" text,
      "stepDueAt" timestamptz, "holderUnitId" uuid, "holderId" uuid, "receivedAt" timestamptz, "dueAt" timestamptz,
      "pausedAt" timestamptz, "dueBeforePause" timestamptz, "endedAt" timestamptz, clock jsonb, work jsonb, facts jsonb,
      told jsonb, at timestamptz, "actorKind" text, "actorId" uuid, "unitId" uuid, "representedId" uuid, "mandateId" uuid)
    order by id, place
  ), standing as materialized (
    select c.id from cases c join input i on i.id = c.id and i.version = c.version order by c.id for update of c
  ), moved as (
    update cases c set version = c.version + 1, state = i.state, step_key = i."stepKey", step_type = i."stepType",
      step_role = i."stepRole", step_due_at = i."stepDueAt", holder_unit_id = i."holderUnitId", holder_id = i."holderId",
      received_at = i."receivedAt", due_at = i."dueAt", paused_at = i."pausedAt", due_before_pause = i."dueBeforePause",
      ended_at = i."endedAt", clock = i.clock
    from input i join standing using (id) where c.id = i.id
    returning c.id
  ), new_work as (
    insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, holder_id, started_at, due_at,
      ended_at, outcome, note, record, represented_id)
    select i.id, w.number, w.key, w.type, w.name, w.role, w."unitId", w."holderId", w."startedAt", w."dueAt", w."endedAt",
      w.outcome, w.note, w.record, w."representedId"
    from input i join standing using (id), jsonb_to_recordset(i.work) as w (number int, key text, type text, name text,
      role text, "unitId" uuid, "holderId" uuid, "startedAt" timestamptz, "dueAt" timestamptz, "endedAt" timestamptz,
      outcome text, note text, record jsonb, "representedId" uuid)
    on conflict (case_id, number) do update set unit_id = excluded.unit_id, holder_id = excluded.holder_id,
      due_at = excluded.due_at, ended_at = excluded.ended_at, outcome = excluded.outcome, note = excluded.note,
      record = excluded.record, represented_id = excluded.represented_id
  ), new_facts as (
    update dossiers d set answers = coalesce(i.facts->'answers', d.answers),
      supplement_count = coalesce((i.facts->>'supplementCount')::int, d.supplement_count),
      result_delivered_at = coalesce((i.facts->>'deliveredAt')::timestamptz, d.result_delivered_at)
    from input i join standing using (id) where d.case_id = i.id and i.facts is not null
  ), new_events as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, represented_id, mandate_id, payload)
    select i.at, t.event->>'name', i.id, i."actorKind", i."actorId", coalesce((t.event->>'unitId')::uuid, i."unitId"),
      i."representedId", i."mandateId", t.event->'payload'
    from input i join standing using (id), jsonb_array_elements(i.told) with ordinality as t (event, place)
    order by i.place, t.place
  )
  select jsonb_agg(i.place) into answer from input i join moved using (id);
  return coalesce(answer, '[]'::jsonb);
end $$;
