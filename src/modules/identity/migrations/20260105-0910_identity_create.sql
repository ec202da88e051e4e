-- Which account of which provider is which person. Two providers may use the same subject for different people.
create table identity_links (
  issuer text not null,
  subject text not null,
  person_id uuid not null references persons (id),
  linked_at timestamptz not null default now(),
  primary key (issuer, subject)
);
comment on table identity_links is 'Liên kết định danh';

-- Only the hash of a session's token is kept: whoever reads the table cannot sign in with it.
create table sessions (
  token_hash bytea primary key,
  person_id uuid not null references persons (id),
  post_id uuid references posts (id),
  id_token text,
  opened_at timestamptz not null,
  used_at timestamptz not null,
  ends_at timestamptz not null
);
comment on table sessions is 'Phiên đăng nhập';
create index sessions_person on sessions (person_id);

-- State of a sign-in on its way to the provider and back, bound to the browser that began it. Used once.
create table sign_ins (
  state text primary key,
  browser_hash bytea not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  started_at timestamptz not null
);
comment on table sign_ins is 'Lượt đăng nhập';
create index sign_ins_started on sign_ins (started_at);

create table service_tokens (
  id uuid primary key default uuidv7(),
  token_hash bytea not null unique,
  name text not null,
  scopes text[] not null,
  unit_id uuid references units (id),
  -- Writes that the token may make in a minute; without it there is no limit and nothing is counted.
  writes_per_minute int check (writes_per_minute > 0),
  created_at timestamptz not null default now(),
  ends_at timestamptz,
  revoked_at timestamptz
);
comment on table service_tokens is 'Khóa dịch vụ';

-- What the development provider keeps between its own pages.
create table provider_state (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  user_code text,
  uid text,
  ends_at timestamptz,
  consumed_at timestamptz,
  primary key (kind, id)
);
comment on table provider_state is 'Trạng thái nhà cung cấp định danh thử nghiệm';
create index provider_state_grant on provider_state (grant_id) where grant_id is not null;
create index provider_state_uid on provider_state (uid) where uid is not null;

-- Who a session stands for, asked at every request in one call; `null` for a dead session. Looking renews it, once a
-- minute at most. `argument`: hash (hex), now, today, idleMinutes.
create function session_actor(argument jsonb) returns jsonb
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
      'unitReach', officer.unit_reach, 'roles', officer.roles, 'permissions', officer.permissions)
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
