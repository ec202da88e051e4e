-- One row for each time all open cases were looked at: what "nothing hangs" rests on.
create table proof_runs (
  id uuid primary key default uuidv7(),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  examined int not null,
  fine int not null,
  found int not null,
  files_seen int not null,
  files_read int not null
);
comment on table proof_runs is 'Lượt rà soát hồ sơ';
create index proof_runs_started on proof_runs (started_at desc);

-- What a case lacks, from when it was found until it was gone. Kept afterwards: how long it took is asked later.
create table findings (
  id uuid primary key default uuidv7(),
  kind text not null,
  case_id uuid not null,
  place text not null,
  code text not null,
  unit_id uuid not null,
  holder_id uuid,
  since timestamptz not null,
  detail text,
  found_at timestamptz not null,
  ended_at timestamptz,
  -- When the chief was last asked to see to it.
  asked_at timestamptz
);
comment on table findings is 'Hồ sơ có vướng mắc';
create unique index findings_open on findings (case_id, kind, place) where ended_at is null;
create index findings_unit on findings (unit_id) where ended_at is null;

-- When each file of an open case was last read whole and its hash found right.
create table file_proofs (
  file_id uuid primary key,
  state text not null check (state in ('right', 'missing', 'wrong')),
  read_at timestamptz not null,
  since timestamptz not null
);
comment on table file_proofs is 'Kiểm tra tệp';
create index file_proofs_lost on file_proofs (file_id) where state <> 'right';

-- When a warning is due on the legal clock, planned once for each thing and date, and told once.
create table warnings (
  case_id uuid not null,
  rule text not null,
  -- Number of the step, 0 for the whole case, the number of a supplement.
  place int not null,
  -- The date that the warning is about; a case that gets another date is another thing to warn of.
  basis timestamptz not null,
  fire_at timestamptz not null,
  told_at timestamptz,
  primary key (case_id, rule, place, basis)
);
comment on table warnings is 'Cảnh báo hạn';
create index warnings_coming on warnings (fire_at) where told_at is null;
