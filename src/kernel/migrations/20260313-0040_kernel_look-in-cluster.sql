-- As before, in the language whose statements a cluster plans with their values.
create or replace function record_looks(argument jsonb) returns jsonb
language plpgsql set search_path from current as $$
declare
  answer jsonb;
begin
  with given as (
    select slot, decode(key, 'hex') as key, min(at) as first_at, max(at) as last_at, count(*)::int as times,
      min(look::text)::jsonb as look
    from jsonb_array_elements(argument) one (look),
      lateral (select (look ->> 'slot')::timestamptz as slot, look ->> 'key' as key, (look ->> 'at')::timestamptz as at) read
    group by 1, 2
  ), written as (
    insert into looks (slot, key, first_at, last_at, times, viewer_kind, viewer_id, represented_id, unit_id, viewer_title,
      subjects, what, why, way, words, for_dossier)
    select slot, key, first_at, last_at, times, look ->> 'viewerKind', (look ->> 'viewerId')::uuid,
      (look ->> 'representedId')::uuid, (look ->> 'unitId')::uuid, look ->> 'viewerTitle',
      array(select jsonb_array_elements_text(look -> 'subjects')::uuid), look ->> 'what', look ->> 'why', look ->> 'way',
      look ->> 'words', look ->> 'forDossier'
    -- In one order, so that two who write the same rows wait for each other and never both.
    from given order by slot, key
    on conflict (slot, key) do update
      set times = looks.times + excluded.times, last_at = greatest(looks.last_at, excluded.last_at)
    returning 1
  )
  select (select jsonb_agg(true) from jsonb_array_elements(argument)) into answer from (select count(*) from written) done;
  return answer;
end $$;
