-- Systems of other organisations that may be called, each under the key of its connector. Nothing else is ever contacted.
create table exchange_systems (
  key text primary key,
  host text not null,
  port int not null check (port between 1 and 65535),
  path_prefix text not null default '' check (path_prefix = '' or path_prefix ~ '^(/[A-Za-z0-9._-]+)+$'),
  -- Its address lies in a private network, as it was registered; without this such an address is refused.
  is_private boolean not null default false,
  -- Plain http to this very machine, for simulators of a development installation.
  is_simulator boolean not null default false,
  -- Ed25519, 32 bytes in base64url: signs its answers.
  public_key text not null,
  is_enabled boolean not null default true,
  connected_at timestamptz not null
);
comment on table exchange_systems is 'Hệ thống kết nối';

-- Every call in either direction, before it is made or answered. Written once.
create table exchange_calls (
  id uuid primary key,
  direction text not null check (direction in ('out', 'in')),
  -- Key of the connector, or the member that called us.
  partner text not null,
  operation text not null,
  message_id text not null,
  idempotency_key text,
  purpose text not null,
  article text not null,
  dossier_code text,
  actor_kind text not null,
  actor_id uuid,
  -- Left out when it is long; the hash stays.
  body text,
  body_hash text not null,
  signature text not null,
  logged_at timestamptz not null default clock_timestamp(),
  -- A message counts once: what comes again is a replay.
  unique (partner, direction, message_id)
);
comment on table exchange_calls is 'Nhật ký trao đổi: yêu cầu';
create index exchange_calls_dossier on exchange_calls (dossier_code, logged_at desc) where dossier_code is not null;
create index exchange_calls_recent on exchange_calls (logged_at desc);

-- What came back, before anyone uses it. Written once.
create table exchange_answers (
  call_id uuid primary key references exchange_calls (id),
  -- HTTP status; null when nothing came.
  status int,
  outcome text not null check (outcome in ('good', 'refused', 'away', 'wrong')),
  body text,
  body_hash text,
  signature text,
  logged_at timestamptz not null default clock_timestamp()
);
comment on table exchange_answers is 'Nhật ký trao đổi: trả lời';
revoke update, delete, truncate on exchange_calls, exchange_answers from mot_cua_app;

-- What must reach another system. Of each stream the lowest number that is open goes first.
create table exchange_messages (
  id uuid primary key,
  connector text not null,
  stream text not null,
  number int not null,
  kind text not null,
  body jsonb not null,
  purpose text not null,
  article text not null,
  dossier_code text,
  state text not null default 'waiting' check (state in ('waiting', 'parked', 'sent', 'dropped')),
  tries int not null default 0,
  -- How often the other side said no, or something that cannot be right.
  refusals int not null default 0,
  next_at timestamptz not null,
  leased_until timestamptz,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_reason text,
  last_problem text,
  unique (connector, stream, number)
);
comment on table exchange_messages is 'Thông điệp gửi đi';
create index exchange_messages_open on exchange_messages (connector, next_at) where state in ('waiting', 'parked');
create index exchange_messages_stream on exchange_messages (connector, stream, number) where state in ('waiting', 'parked');

-- What the other side told us about a stream, such as its own number for our dossier.
create table exchange_facts (
  connector text not null,
  stream text not null,
  name text not null,
  value text not null,
  primary key (connector, stream, name)
);
comment on table exchange_facts is 'Thông tin hệ thống khác cấp';

-- Whether a system answers. While the circuit is open one call at a time tries it.
create table exchange_breakers (
  connector text primary key,
  failures int not null default 0,
  opened_at timestamptz,
  probe_at timestamptz,
  last_problem text
);
comment on table exchange_breakers is 'Ngắt mạch kết nối';

-- Each comparison with another system.
create table exchange_reconciliations (
  id uuid primary key default uuidv7(),
  connector text not null,
  started_at timestamptz not null,
  compared int not null,
  found int not null,
  mended int not null
);
comment on table exchange_reconciliations is 'Lượt đối soát';
create index exchange_reconciliations_newest on exchange_reconciliations (connector, started_at desc);

create table exchange_differences (
  id uuid primary key default uuidv7(),
  connector text not null,
  stream text not null,
  what text not null,
  ours text not null,
  theirs text,
  found_at timestamptz not null,
  resent_at timestamptz,
  ended_at timestamptz
);
comment on table exchange_differences is 'Chênh lệch đối soát';
create unique index exchange_differences_open on exchange_differences (connector, stream, what) where ended_at is null;

-- Agencies whose systems may call ours.
create table exchange_clients (
  id uuid primary key default uuidv7(),
  member text not null unique check (member ~ '^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){3}$'),
  name text not null,
  public_key text not null,
  scopes text[] not null,
  calls_per_minute int not null check (calls_per_minute > 0),
  is_enabled boolean not null default true
);
comment on table exchange_clients is 'Cơ quan khai thác dịch vụ';

create table exchange_rates (
  client_id uuid not null,
  minute timestamptz not null,
  calls int not null,
  primary key (client_id, minute)
);
comment on table exchange_rates is 'Số lượt gọi trong phút';

-- Logs calls, many in one go. `argument`: array of calls; those of clients with `clientId`, `minute` and `callsMax`.
-- Answers in their order: `new`, `repeated` for a message that was logged before, `tooMany` past the client's limit.
create function log_exchange_calls(argument jsonb) returns jsonb
language plpgsql set search_path from current as $$
declare
  answers jsonb := '[]';
  allowed jsonb := '{}';
  client record;
  item record;
  taken int;
  remaining int;
begin
  for client in
    select call ->> 'clientId' as id, call ->> 'minute' as minute, min((call ->> 'callsMax')::int) as most, count(*) as calls
    from jsonb_array_elements(argument) call where call ->> 'clientId' is not null group by 1, 2 order by 1, 2
  loop
    insert into exchange_rates as r (client_id, minute, calls)
    values (client.id::uuid, client.minute::timestamptz, client.calls)
    on conflict (client_id, minute) do update set calls = r.calls + excluded.calls returning r.calls into taken;
    allowed := allowed || jsonb_build_object(client.id || client.minute, client.most - taken + client.calls);
  end loop;
  for item in
    select call, (call ->> 'clientId') || (call ->> 'minute') as rate
    from jsonb_array_elements(argument) with ordinality as calls (call, place) order by place
  loop
    if item.rate is not null then
      remaining := (allowed ->> item.rate)::int;
      if remaining <= 0 then
        answers := answers || '"tooMany"'::jsonb;
        continue;
      end if;
      allowed := allowed || jsonb_build_object(item.rate, remaining - 1);
    end if;
    insert into exchange_calls (id, direction, partner, operation, message_id, idempotency_key, purpose, article,
      dossier_code, actor_kind, actor_id, body, body_hash, signature)
    values ((item.call ->> 'id')::uuid, item.call ->> 'direction', item.call ->> 'partner', item.call ->> 'operation',
      item.call ->> 'messageId', item.call ->> 'idempotencyKey', item.call ->> 'purpose', item.call ->> 'article',
      item.call ->> 'dossierCode', item.call ->> 'actorKind', (item.call ->> 'actorId')::uuid, item.call ->> 'body',
      item.call ->> 'bodyHash', item.call ->> 'signature')
    on conflict (partner, direction, message_id) do nothing;
    answers := answers || to_jsonb(case when found then 'new' else 'repeated' end);
  end loop;
  return answers;
end
$$;

-- Logs answers, many in one go. `argument`: array of answers. Answers with as many `true`.
create function log_exchange_answers(argument jsonb) returns jsonb
language sql set search_path from current as $$
  with written as (
    insert into exchange_answers (call_id, status, outcome, body, body_hash, signature)
    select (a ->> 'callId')::uuid, (a ->> 'status')::int, a ->> 'outcome', a ->> 'body', a ->> 'bodyHash', a ->> 'signature'
    from jsonb_array_elements(argument) a returning true)
  select jsonb_agg(true) from written
$$;
