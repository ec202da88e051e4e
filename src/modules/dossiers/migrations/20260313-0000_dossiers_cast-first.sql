-- As before, for a cluster: texts become times before and not inside `coalesce`; what is locked is not joined to what is given.
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
    select c.id, c.version from cases c where c.id = any(array(select i.id from input i)) order by c.id for update
  ), moved as (
    update cases c set version = c.version + 1, state = i.state, step_key = i."stepKey", step_type = i."stepType",
      step_role = i."stepRole", step_due_at = i."stepDueAt", holder_unit_id = i."holderUnitId", holder_id = i."holderId",
      received_at = i."receivedAt", due_at = i."dueAt", paused_at = i."pausedAt", due_before_pause = i."dueBeforePause",
      ended_at = i."endedAt", clock = i.clock
    from input i join standing using (id, version) where c.id = i.id
    returning c.id
  ), new_work as (
    insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, holder_id, started_at, due_at,
      ended_at, outcome, note, record, represented_id)
    select i.id, w.number, w.key, w.type, w.name, w.role, w."unitId", w."holderId", w."startedAt", w."dueAt", w."endedAt",
      w.outcome, w.note, w.record, w."representedId"
    from input i join standing using (id, version), jsonb_to_recordset(i.work) as w (number int, key text, type text, name text,
      role text, "unitId" uuid, "holderId" uuid, "startedAt" timestamptz, "dueAt" timestamptz, "endedAt" timestamptz,
      outcome text, note text, record jsonb, "representedId" uuid)
    on conflict (case_id, number) do update set unit_id = excluded.unit_id, holder_id = excluded.holder_id,
      due_at = excluded.due_at, ended_at = excluded.ended_at, outcome = excluded.outcome, note = excluded.note,
      record = excluded.record, represented_id = excluded.represented_id
  ), new_facts as (
    update dossiers d set answers = coalesce(f.answers, d.answers),
      supplement_count = coalesce(f."supplementCount", d.supplement_count),
      result_delivered_at = coalesce(f."deliveredAt", d.result_delivered_at)
    from input i join standing using (id, version), jsonb_to_record(i.facts) as f (answers jsonb, "supplementCount" int, "deliveredAt" timestamptz)
    where d.case_id = i.id and i.facts is not null
  ), new_events as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, represented_id, mandate_id, payload)
    select i.at, t.event->>'name', i.id, i."actorKind", i."actorId", coalesce((t.event->>'unitId')::uuid, i."unitId"),
      i."representedId", i."mandateId", t.event->'payload'
    from input i join standing using (id, version), jsonb_array_elements(i.told) with ordinality as t (event, place)
    order by i.place, t.place
  )
  select jsonb_agg(i.place) into answer from input i join moved using (id);
  return coalesce(answer, '[]'::jsonb);
end $$;
