-- Each night's run: how far it is, what it ended, what is held and what falls due. One a day.
create table retention_runs (
  id uuid primary key,
  day date not null unique,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- The class at work, and how many classes are done.
  at_class text,
  classes_done int not null default 0,
  -- Stored bytes looked at, and removed because nothing names them any more.
  bytes_seen int not null default 0,
  bytes_removed int not null default 0
);
comment on table retention_runs is 'Lượt chạy lưu giữ hằng đêm';

create table retention_counts (
  run_id uuid not null references retention_runs (id),
  class text not null,
  ended int not null default 0,
  held int not null default 0,
  -- Due and not ended: waits for the archive. Then what falls due within thirty days and within a year.
  due int not null default 0,
  due_in_month int not null default 0,
  due_in_year int not null default 0,
  primary key (run_id, class)
);
comment on table retention_counts is 'Số đã xóa, đang giữ và sắp đến hạn của từng nhóm';

-- Lệnh giữ: stops the erasing of what is about a person, a dossier, or of a whole class. It stops from the moment in which it is
-- asked for; a second person confirms it, and two people end it.
create table retention_holds (
  id uuid primary key,
  kind text not null check (kind in ('person', 'dossier', 'class')),
  -- Id of the person or case; the key of a class.
  subject text not null,
  -- How it is called on the page: code of the dossier, name of the class; of a person the last signs of the number.
  label text not null,
  reason text not null check (length(reason) between 10 and 1000),
  asked_by uuid not null,
  asked_title text not null,
  asked_at timestamptz not null,
  confirmed_by uuid check (confirmed_by <> asked_by),
  confirmed_title text,
  confirmed_at timestamptz,
  end_asked_by uuid,
  end_asked_title text,
  end_asked_at timestamptz,
  end_reason text check (length(end_reason) between 10 and 1000),
  ended_by uuid check (ended_by <> end_asked_by),
  ended_title text,
  ended_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check ((end_asked_by is null) = (end_asked_at is null) and (end_asked_by is null) = (end_reason is null)),
  check ((ended_by is null) = (ended_at is null) and (ended_at is null or end_asked_at is not null))
);
comment on table retention_holds is 'Lệnh giữ dữ liệu';
create unique index retention_holds_once on retention_holds (kind, subject) where ended_at is null;

-- Giao nộp lưu trữ lịch sử: what was due in a class until a day was handed over; only then it is ended here.
create table retention_handovers (
  id uuid primary key,
  class text not null,
  -- What was due up to this moment.
  due_until timestamptz not null,
  number text not null check (length(number) between 1 and 60),
  archive text not null check (length(archive) between 3 and 200),
  handed_on date not null,
  recorded_by uuid not null,
  recorded_title text not null,
  recorded_at timestamptz not null
);
comment on table retention_handovers is 'Lần giao nộp lưu trữ lịch sử';
create index retention_handovers_class on retention_handovers (class, due_until desc);
