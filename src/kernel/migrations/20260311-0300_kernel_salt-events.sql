-- Events and looks become leaves of the ledger. Each has a salt of its own: without it the leaf's hash tells nothing of what it
-- is about, and once it is thrown away with the words nobody can guess them any more. The rows stay leaves.
alter table events add column salt bytea default uuid_send(gen_random_uuid());
alter table looks add column salt bytea not null default uuid_send(gen_random_uuid());
-- In which order looks came to be: as events, by transaction, and within one by id.
alter table looks add column txid xid8 not null default pg_current_xact_id();
create index looks_order on looks (txid, id);

-- What is forgotten is told: a salt that is gone without such an event was taken by somebody else.
create or replace function forget_words(argument uuid[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  gone bigint[];
begin
  if exists (select from cases where id = any(argument) and ended_at is null) then
    raise exception 'An open case is never forgotten';
  end if;
  with forgotten as (
    update events set salt = null, payload = (
      select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(payload)
      where jsonb_typeof(value) in ('number', 'boolean')
        or value #>> '{}' ~ '^[A-Za-z0-9._:/+-]{1,60}$' and value #>> '{}' !~ '^[0-9]{9,15}$')
    where subject_id = any(argument) and payload <> '{}' and salt is not null
    returning position
  )
  select array_agg(position order by position) into gone from forgotten;
  if gone is not null then
    insert into events (at, name, subject_id, actor_kind, payload)
    values (clock_timestamp(), 'records.forgotten', gen_random_uuid(), 'system', jsonb_build_object('events', gone));
  end if;
end
$$;

create or replace function forget_looks(argument uuid[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  newest timestamptz := (select max(slot) from looks);
  gone uuid[];
begin
  if exists (select from looks where id = any(argument) and slot > newest - interval '6 months') then
    raise exception 'Looks of the last six months stay';
  end if;
  with forgotten as (delete from looks where id = any(argument) returning id)
  select array_agg(id order by id) into gone from forgotten;
  if gone is not null then
    insert into events (at, name, subject_id, actor_kind, payload)
    values (clock_timestamp(), 'records.looksForgotten', gen_random_uuid(), 'system', jsonb_build_object('looks', gone));
  end if;
end
$$;
