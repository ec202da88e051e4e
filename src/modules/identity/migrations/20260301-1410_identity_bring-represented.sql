-- As before, and beside the officer those in whose place the officer acts today.
create or replace function session_actor(argument jsonb) returns jsonb
language sql volatile set search_path from current as $$
  update sessions set used_at = (argument ->> 'now')::timestamptz
  where token_hash = decode(argument ->> 'hash', 'hex')
    and used_at < (argument ->> 'now')::timestamptz - interval '1 minute'
    and used_at > (argument ->> 'now')::timestamptz - make_interval(mins => (argument ->> 'idleMinutes')::int);
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
    end
  from sessions
  join persons on persons.id = sessions.person_id
  left join officer_posts officer on officer.post_id = sessions.post_id and officer.person_id = sessions.person_id
    and officer.valid_from <= (argument ->> 'today')::date
    and (officer.valid_to is null or officer.valid_to >= (argument ->> 'today')::date)
  where sessions.token_hash = decode(argument ->> 'hash', 'hex')
    and sessions.ends_at > (argument ->> 'now')::timestamptz
    and sessions.used_at > (argument ->> 'now')::timestamptz - make_interval(mins => (argument ->> 'idleMinutes')::int)
$$;
