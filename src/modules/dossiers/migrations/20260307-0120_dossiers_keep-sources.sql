-- What did not have to be asked: where each answer came from, and which papers a register vouched for (docs/legal.md#fact-book).
alter table dossiers add column prefilled jsonb;
-- The register that vouches in place of the paper; a file that was asked for later stands beside it.
alter table dossier_papers add column vouch jsonb;

-- Published: how much was asked of the person, and how much the State knew. Dossiers that were not filled in page by page have no row.
create view dossier_prefilled as
select d.case_id, d.procedure_code, (d.prefilled->'fields'->>'asked')::int as fields_asked,
  (d.prefilled->'fields'->>'known')::int as fields_known, (d.prefilled->'fields'->>'objected')::int as fields_objected,
  (d.prefilled->'papers'->>'asked')::int as papers_asked, (d.prefilled->'papers'->>'vouched')::int as papers_vouched
from dossiers d where d.prefilled is not null;
comment on view dossier_prefilled is 'Số ô không phải khai, số giấy tờ không phải nộp của từng hồ sơ';

-- Nộp hồ sơ takes both along. The function is changed where it stands, so that what other migrations made of it stays.
do $change$
declare
  body text := pg_get_functiondef('submit_dossiers(jsonb)'::regprocedure);
  change text[];
begin
  foreach change slice 1 in array array[
    ['"familyStep" int, at timestamptz', '"familyStep" int, prefilled jsonb, at timestamptz'],
    ['help_unit_id, family_id, family_step)', 'help_unit_id, family_id, family_step, prefilled)'],
    ['"helpUnitId", "familyId", "familyStep" from numbered', '"helpUnitId", "familyId", "familyStep", prefilled from numbered'],
    ['(case_id, paper_key, name, file_id, copy_kind, position, added_at)',
      '(case_id, paper_key, name, file_id, copy_kind, position, added_at, vouch)'],
    ['coalesce(p."copyKind", 2), p.position, n.at', 'coalesce(p."copyKind", 2), p.position, n.at, p.vouch'],
    ['"copyKind" smallint, position int)', '"copyKind" smallint, position int, vouch jsonb)'],
    ['  ), new_events as (', $event$  ), new_counts as (
    insert into events (at, name, subject_id, actor_kind, actor_id, unit_id, payload)
    select at, 'draft.prefilled', id, "actorKind", "actorId", "receivingUnitId", jsonb_build_object('code', code,
      'procedure', "procedureCode", 'fields', prefilled->'fields', 'papers', prefilled->'papers')
    from numbered where prefilled is not null
  ), new_events as ($event$]
  ] loop
    if position(change[1] in body) = 0 then
      raise exception 'submit_dossiers has no %', change[1];
    end if;
    body := replace(body, change[1], change[2]);
  end loop;
  execute body;
end $change$;
