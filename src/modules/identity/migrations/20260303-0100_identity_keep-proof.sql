-- How surely the person of a session was identified, by what and when; a session that tells nothing is of the lowest level.
alter table sessions
  add column level smallint not null default 1 check (level between 1 and 3),
  add column method text not null default '',
  add column proven_at timestamptz,
  add column stepped_up_at timestamptz,
  add column idle_minutes smallint not null default 30 check (idle_minutes > 0),
  -- Words for the owner, such as "Firefox, Windows"; never used to tell browsers apart.
  add column browser text not null default '',
  add column address text not null default '';

-- What was asked of the provider at this sign-in, to be compared with its answer.
alter table sign_ins
  add column level smallint check (level between 1 and 3),
  add column is_shared boolean not null default false;

-- Browsers from which a person signed in before, known by a cookie of which only the hash is kept.
create table known_browsers (
  token_hash bytea not null,
  person_id uuid not null references persons (id),
  browser text not null,
  first_seen_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (person_id, token_hash)
);
comment on table known_browsers is 'Thiết bị đã biết';

-- What officers prove themselves with beside the sign-in. The secret is sealed with a key of the installation.
create table factors (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons (id),
  kind text not null check (kind in ('totp')),
  name text not null,
  secret bytea not null,
  -- The last step of time whose code was taken: a code counts once.
  last_step bigint not null default 0,
  added_at timestamptz not null,
  -- Without it the factor was begun and never shown to work; it proves nothing.
  confirmed_at timestamptz,
  used_at timestamptz
);
comment on table factors is 'Yếu tố xác thực';
create index factors_person on factors (person_id);

-- A form whose sender is asked for a proof first. Taken once, by the same person.
create table kept_forms (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons (id),
  path text not null,
  fields jsonb not null,
  kept_at timestamptz not null
);
comment on table kept_forms is 'Biểu mẫu chờ xác thực';
create index kept_forms_kept on kept_forms (kept_at);

-- As before, with the proof of the session; each session has its own time of idleness.
create or replace function session_actor(argument jsonb) returns jsonb
language sql volatile set search_path from current as $$
  update sessions set used_at = (argument ->> 'now')::timestamptz
  where token_hash = decode(argument ->> 'hash', 'hex')
    and used_at < (argument ->> 'now')::timestamptz - interval '1 minute'
    and used_at > (argument ->> 'now')::timestamptz - make_interval(mins => idle_minutes);
  select case
    when persons.kind = 'citizen' then jsonb_build_object(
      'kind', 'citizen', 'personId', persons.id, 'name', persons.full_name,
      'identityNumber', persons.identity_number, 'phone', persons.phone)
    when officer.post_id is not null then jsonb_build_object(
      'kind', 'officer', 'personId', persons.id, 'name', persons.full_name, 'title', officer.title,
      'unitId', officer.unit_id, 'unitCode', officer.unit_code, 'unitName', officer.unit_name,
      'unitReach', officer.unit_reach, 'roles', officer.roles, 'permissions', officer.permissions,
      'represents', (
        select coalesce(jsonb_agg(represented), '[]') from deputies
        where deputy_id = persons.id and from_on <= (argument ->> 'today')::date and to_on >= (argument ->> 'today')::date
          and deputies.valid_from <= (argument ->> 'today')::date
          and (deputies.valid_to is null or deputies.valid_to >= (argument ->> 'today')::date)))
    end || jsonb_build_object('proof', jsonb_build_object(
      'level', sessions.level,
      'steppedUpAt', to_char(sessions.stepped_up_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
  from sessions
  join persons on persons.id = sessions.person_id
  left join officer_posts officer on officer.post_id = sessions.post_id and officer.person_id = sessions.person_id
    and officer.valid_from <= (argument ->> 'today')::date
    and (officer.valid_to is null or officer.valid_to >= (argument ->> 'today')::date)
  where sessions.token_hash = decode(argument ->> 'hash', 'hex')
    and sessions.ends_at > (argument ->> 'now')::timestamptz
    and sessions.used_at > (argument ->> 'now')::timestamptz - make_interval(mins => sessions.idle_minutes)
$$;
