-- Requests of each journey, a minute at a time, added up over all web processes. A minute without a row had no request.
create table service_minutes (
  journey text not null,
  minute timestamptz not null,
  total int not null,
  good int not null,
  primary key (journey, minute),
  check (good between 0 and total)
);
comment on table service_minutes is 'Lượt phục vụ theo phút';
create index service_minutes_minute on service_minutes (minute);

-- What each check found when it last found anything. What was not proved for five minutes is not known.
create table health_proofs (
  name text primary key,
  state text not null check (state in ('well', 'degraded', 'down')),
  because jsonb,
  proved_at timestamptz not null,
  -- Since when it is in this state.
  since timestamptz not null,
  -- Proofs in a row that were not well: one alone raises no alarm.
  unwell int not null
);
comment on table health_proofs is 'Kết quả kiểm tra hệ thống';

create table alarms (
  id uuid primary key default uuidv7(),
  check_name text not null,
  state text not null check (state in ('degraded', 'down')),
  because jsonb not null,
  raised_at timestamptz not null,
  taken_by uuid references persons,
  taken_at timestamptz,
  ended_at timestamptz
);
comment on table alarms is 'Báo động vận hành';
create unique index alarms_open on alarms (check_name) where ended_at is null;
create index alarms_raised on alarms (raised_at);

-- What is told to everyone about an alarm while it lasts and afterwards. Never changed.
create table alarm_notes (
  id uuid primary key default uuidv7(),
  alarm_id uuid not null references alarms on delete cascade,
  at timestamptz not null,
  written_by uuid not null references persons,
  text text not null
);
comment on table alarm_notes is 'Thông tin công khai về sự cố';
create index alarm_notes_alarm on alarm_notes (alarm_id);
