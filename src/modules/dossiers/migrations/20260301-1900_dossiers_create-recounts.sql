-- One row for each change of the working calendar: how far its counting of open dossiers has come. A batch and the place
-- it reached commit together, so a killed worker goes on where it stopped and no dossier is counted twice.
create table dossier_recounts (
  id uuid primary key,
  announcement_id uuid not null,
  change text not null check (change in ('announced', 'withdrawn')),
  name text not null,
  legal_basis text not null,
  from_on date not null,
  asked_at timestamptz not null,
  open_count bigint not null,
  looked bigint not null default 0,
  moved bigint not null default 0,
  -- Whose dates the calendar could not reach; they keep the date they had.
  uncounted bigint not null default 0,
  after_id uuid,
  finished_at timestamptz,
  unique (announcement_id, change)
);
comment on table dossier_recounts is 'Đợt tính lại hạn hồ sơ';
