-- What a draft of a procedure would have done to dossiers that are there already. Only those that differ have a row.
create table dossier_replays (
  id uuid primary key,
  draft_id uuid not null,
  draft_revision int not null,
  procedure_code text not null,
  wanted int not null check (wanted between 1 and 5000),
  total int not null,
  done int not null default 0,
  summary jsonb,
  asked_by uuid not null,
  asked_at timestamptz not null,
  finished_at timestamptz
);
comment on table dossier_replays is 'Lượt chạy thử phiên bản thủ tục';
create index dossier_replays_draft on dossier_replays (draft_id, asked_at desc);

create table dossier_replay_rows (
  replay_id uuid not null references dossier_replays (id),
  case_id uuid not null references cases (id),
  groups text[] not null,
  change jsonb not null,
  primary key (replay_id, case_id)
);
comment on table dossier_replay_rows is 'Hồ sơ bị xử lý khác đi khi chạy thử';

-- A dossier moved to another version of its procedure. It can be taken back until something was done after it.
create table dossier_repins (
  id uuid primary key,
  case_id uuid not null references cases (id),
  from_version int not null,
  to_version int not null,
  reason text not null check (length(reason) between 1 and 1000),
  -- Clock and open steps as they were, to be put back.
  before jsonb not null,
  -- The version of the case row right after; any act since then has counted it up.
  case_version int not null,
  done_by uuid not null,
  done_by_name text not null,
  done_at timestamptz not null,
  undone_at timestamptz
);
comment on table dossier_repins is 'Chuyển phiên bản thủ tục của hồ sơ';
create index dossier_repins_case on dossier_repins (case_id, done_at desc);
