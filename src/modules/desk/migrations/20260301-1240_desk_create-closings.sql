create table desk_closings (
  unit_id uuid not null references units (id),
  day date not null,
  -- The figures as they stood when they were signed.
  figures jsonb not null,
  cash_vnd bigint not null check (cash_vnd >= 0),
  papers_count int not null check (papers_count >= 0),
  signed_by uuid not null references persons (id),
  signed_at timestamptz not null,
  checked_by uuid references persons (id),
  checked_at timestamptz,
  primary key (unit_id, day),
  check ((checked_by is null) = (checked_at is null)),
  check (checked_by <> signed_by)
);
comment on table desk_closings is 'Chốt ngày của quầy';

-- What does not agree at the end of a day stays open, day after day, until it agrees.
create table desk_differences (
  id uuid primary key,
  unit_id uuid not null references units (id),
  kind text not null,
  subject text not null,
  first_day date not null,
  details jsonb not null,
  explanation text,
  explained_by uuid references persons (id),
  settled_day date
);
comment on table desk_differences is 'Chênh lệch khi chốt ngày';
create unique index desk_differences_open on desk_differences (unit_id, kind, subject) where settled_day is null;
