-- As before, in the language whose statements a cluster plans with their values.
create or replace function session_actor(argument jsonb) returns jsonb
language plpgsql set search_path from current as $$
declare
  answer jsonb;
begin
  update sessions set used_at = (argument ->> 'now')::timestamptz
  where token_hash = decode(argument ->> 'hash', 'hex')
    and used_at < (argument ->> 'now')::timestamptz - interval '1 minute'
    and exists (
      select from sessions s where s.token_hash = decode(argument ->> 'hash', 'hex')
        and s.used_at > (argument ->> 'now')::timestamptz - make_interval(mins => s.idle_minutes));
  select case
    when mandate.id is not null then jsonb_build_object(
      'kind', 'citizen', 'personId', owner.id, 'name', owner.full_name,
      'identityNumber', owner.identity_number, 'phone', owner.phone,
      'organisation', case when owner.kind in ('enterprise', 'household') then owner.kind end,
      'agent', jsonb_build_object(
        'personId', persons.id, 'name', persons.full_name,
        'identityNumber', persons.identity_number, 'phone', persons.phone,
        'mandate', jsonb_build_object('id', mandate.id, 'role', mandate.role, 'scopes', mandate.scopes,
          'procedures', mandate.procedures,
          'isInForce', mandate.confirmed_at is not null and mandate.ended_at is null
            and mandate.valid_from <= (argument ->> 'now')::timestamptz
            and coalesce(mandate.valid_until, 'infinity') > (argument ->> 'now')::timestamptz)))
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
  into answer
  from sessions
  join persons on persons.id = sessions.person_id
  left join mandates mandate on mandate.id = sessions.mandate_id and mandate.agent_id = sessions.person_id
  left join persons owner on owner.id = mandate.represented_id
  left join officer_posts officer on officer.post_id = sessions.post_id and officer.person_id = sessions.person_id
    and officer.valid_from <= (argument ->> 'today')::date
    and (officer.valid_to is null or officer.valid_to >= (argument ->> 'today')::date)
  where sessions.token_hash = decode(argument ->> 'hash', 'hex')
    and sessions.ends_at > (argument ->> 'now')::timestamptz
    and sessions.used_at > (argument ->> 'now')::timestamptz - make_interval(mins => sessions.idle_minutes);
  return answer;
end $$;
