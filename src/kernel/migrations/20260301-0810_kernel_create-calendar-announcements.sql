-- What was announced after the years of the pack were in force. Never deleted: a withdrawal is written beside it, so that
-- any date of the past can be explained.
create table calendar_announcements (
  id uuid primary key,
  kind text not null check (kind in ('dayOff', 'makeUpDay', 'halfDay', 'closure')),
  -- Null: the whole province.
  unit_code text,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  -- Office hours of a half day or a make-up day, `07:00-11:30`.
  sessions text[] not null check ((kind in ('makeUpDay', 'halfDay')) = (cardinality(sessions) > 0)),
  name text not null check (length(name) between 1 and 200),
  legal_basis text not null check (length(legal_basis) between 1 and 500),
  sure boolean not null,
  announced_by uuid not null,
  announced_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawal_basis text,
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_basis is null))
);
comment on table calendar_announcements is 'Thông báo về ngày nghỉ, ngày làm việc';
create index calendar_announcements_in_force on calendar_announcements (announced_at) where withdrawn_at is null;
