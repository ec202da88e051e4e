-- A case always has a holder, a step and, while the clock runs, a date.
create table cases (
  id uuid primary key,
  kind text not null,
  code text not null unique,
  definition_code text not null,
  definition_version int not null,
  state text not null check (state in ('registered', 'accepted', 'notAccepted', 'processing', 'supplementing',
    'financialDuty', 'withdrawn', 'stopped', 'done', 'returned')),
  step_key text not null,
  step_type text not null,
  step_role text not null,
  holder_unit_id uuid not null,
  holder_id uuid,
  opened_at timestamptz not null,
  received_at timestamptz,
  -- Of the clock that runs now: the reply to an online submission, then the appointment. Null while it is paused.
  due_at timestamptz,
  step_due_at timestamptz,
  paused_at timestamptz,
  -- What `due_at` was when the clock was paused; on resumption it moves on by the time waited.
  due_before_pause timestamptz,
  ended_at timestamptz,
  version int not null default 1
);
comment on table cases is 'Vụ việc';
-- The work queue of a unit, most urgent first; a paused case (no date) comes last.
create index cases_queue on cases (holder_unit_id, step_role, due_at, id) where ended_at is null;
create index cases_urgency on cases (coalesce(due_at, 'infinity'::timestamptz), id) where ended_at is null;
create index cases_holder on cases (holder_id, due_at, id) where ended_at is null and holder_id is not null;

create table case_steps (
  case_id uuid not null references cases (id),
  number int not null,
  step_key text not null,
  name text not null,
  role text not null,
  unit_id uuid not null,
  holder_id uuid,
  started_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz,
  outcome text,
  note text,
  primary key (case_id, number)
);
comment on table case_steps is 'Bước xử lý';

-- The last number of each book and period. Taken by one writer a process at a time and never given back unused,
-- because the number and the row that carries it commit together (docs/decisions/0003-numbers.md).
create table number_books (
  book text not null,
  period text not null,
  last_number bigint not null,
  primary key (book, period)
) with (fillfactor = 50);
comment on table number_books is 'Sổ số';

-- The same key does one thing: what it did is remembered for as long as a draft may live.
create table operations (
  key text primary key,
  content_hash text not null,
  subject_id uuid not null,
  made_at timestamptz not null
);
comment on table operations is 'Thao tác đã nhận';
