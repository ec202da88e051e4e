-- What a clerk takes in at the counter, saved as it is typed; a crash costs at most the last field.
create table desk_intakes (
  id uuid primary key,
  unit_id uuid not null references units (id),
  clerk_id uuid not null references persons (id),
  ticket_id uuid,
  state text not null check (state in ('open', 'accepted', 'dropped')),
  version int not null default 1,
  procedure_code text,
  procedure_version int,
  -- Cards as read, the first of whoever stands at the counter.
  cards jsonb not null default '[]',
  -- Of each fact in which card and record differ: which of the two holds.
  holding jsonb not null default '{}',
  -- What stands in the controls of the form, and what was filled in beforehand.
  typed jsonb not null default '{}',
  filled jsonb not null default '{}',
  -- Papers by key: how they were shown and how many.
  papers jsonb not null default '{}',
  -- For whom, with what authority, together with whom, helped by whom and where.
  filing jsonb not null default '{}',
  fee_receipt text,
  fee_vnd bigint check (fee_vnd >= 0),
  case_id uuid unique references cases (id),
  opened_at timestamptz not null,
  saved_at timestamptz not null,
  closed_at timestamptz,
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'accepted') = (case_id is not null))
);
comment on table desk_intakes is 'Lượt tiếp nhận tại quầy';
create index desk_intakes_open on desk_intakes (clerk_id, saved_at desc) where state = 'open';
create index desk_intakes_day on desk_intakes (unit_id, closed_at);
