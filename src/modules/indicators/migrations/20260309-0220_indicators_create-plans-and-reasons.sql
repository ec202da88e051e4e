-- Figures that are aimed at, by agency and period, and why dossiers were late, as agencies say.

create table indicator_targets (
  id uuid primary key,
  set_code text not null,
  -- Code of the indicator; empty for the score as a whole.
  indicator text not null,
  unit_id uuid not null references units (id),
  from_day date not null,
  to_day date not null,
  value numeric(12, 2) not null check (value >= 0),
  source text not null check (length(source) between 3 and 300),
  entered_by uuid not null references persons (id),
  entered_at timestamptz not null,
  replaced_at timestamptz,
  check (from_day <= to_day)
);
comment on table indicator_targets is 'Mục tiêu, kế hoạch của cơ quan, có nguồn; a newer one replaces, none is overwritten';
create unique index indicator_targets_live on indicator_targets (set_code, indicator, unit_id, from_day, to_day) where replaced_at is null;

create table indicator_late_reasons (
  id uuid primary key,
  case_id uuid not null references cases (id),
  reason text not null,
  words text not null check (length(words) <= 500),
  given_by uuid not null references persons (id),
  given_at timestamptz not null,
  replaced_at timestamptz
);
comment on table indicator_late_reasons is 'Nguyên nhân quá hạn do cơ quan ghi; a newer one replaces, none is overwritten';
create unique index indicator_late_reasons_live on indicator_late_reasons (case_id) where replaced_at is null;
