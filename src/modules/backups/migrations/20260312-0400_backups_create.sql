-- What came of each backup, rehearsal and scrub; one row for the log, which goes on without end.
create table backup_runs (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('log', 'base', 'drill', 'scrub')),
  at timestamptz not null,
  seconds numeric not null default 0,
  is_good boolean not null,
  facts jsonb not null default '{}'
);
comment on table backup_runs is 'Lượt sao lưu, diễn tập khôi phục và rà tệp';
create unique index backup_runs_log on backup_runs (kind) where kind = 'log';
create index backup_runs_kind on backup_runs (kind, at desc);
