-- What happened, in the transaction of the change it tells. Append-only by rights; a partition a month keeps growth flat.
create table events (
  position bigint generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  name text not null check (name ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$'),
  subject_id uuid not null,
  actor_kind text not null check (actor_kind in ('visitor', 'citizen', 'officer', 'service', 'system')),
  actor_id uuid,
  unit_id uuid,
  payload jsonb not null
) partition by range (at);
comment on table events is 'Sự kiện';
create index events_order on events (txid, position);
create index events_subject on events (subject_id, at);

-- A row outside the named months is never refused: it lands here and an alarm is raised.
create table events_other partition of events default;

create function make_event_partitions(first_month date, months int) returns void
language plpgsql set search_path from current as $$
declare
  month date;
begin
  for i in 0 .. months - 1 loop
    month := (date_trunc('month', first_month) + make_interval(months => i))::date;
    execute format(
      'create table if not exists %I partition of events for values from (%L) to (%L)',
      'events_' || to_char(month, 'YYYYMM'), month, (month + interval '1 month')::date);
    execute format('revoke update, delete, truncate on %I from mot_cua_app', 'events_' || to_char(month, 'YYYYMM'));
  end loop;
end $$;
revoke execute on function make_event_partitions from public, mot_cua_app;
select make_event_partitions('2023-01-01', 72);
revoke update, delete, truncate on events, events_other from mot_cua_app;

-- Where each reaction stands. Moved in the transaction of its effect, so inside the database each event counts exactly once.
create table event_cursors (
  reaction text primary key,
  txid xid8 not null default '0',
  position bigint not null default 0,
  at timestamptz not null default '2023-01-01',
  failures int not null default 0,
  last_error text
);
comment on table event_cursors is 'Con trỏ sự kiện';
