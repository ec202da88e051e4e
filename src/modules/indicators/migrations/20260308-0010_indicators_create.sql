-- Chỉ tiêu: marks as the modules' views give them, folded in as events arrive, and their sums. All of it can be built anew.

create table indicator_measures (
  id smallint generated always as identity primary key,
  name text not null unique
);
comment on table indicator_measures is 'Số đo do các phân hệ khai báo; marks keep the number instead of the name';

create table indicator_marks (
  subject_id uuid not null,
  measure_id smallint not null references indicator_measures (id),
  on_day date not null,
  unit_id uuid not null,
  item text not null,
  value bigint not null,
  primary key (subject_id, measure_id, on_day)
);
comment on table indicator_marks is 'Dấu đếm: what each thing counts for, on which day, for which unit';
create index indicator_marks_days on indicator_marks (measure_id, on_day);

create table indicator_days (
  measure_id smallint not null,
  on_day date not null,
  unit_id uuid not null,
  value bigint not null,
  primary key (measure_id, on_day, unit_id)
);
comment on table indicator_days is 'Tổng theo ngày và đơn vị';

-- `item` is empty for the sum over all items.
create table indicator_months (
  measure_id smallint not null,
  item text not null,
  month date not null,
  unit_id uuid not null,
  value bigint not null,
  primary key (measure_id, item, month, unit_id)
);
comment on table indicator_months is 'Tổng theo tháng, đơn vị và thủ tục';

-- Figures that no system of the province has, entered by a person with the paper they come from.
create table indicator_entries (
  id uuid primary key,
  measure text not null,
  unit_id uuid not null references units (id),
  from_day date not null,
  to_day date not null,
  value bigint not null check (value >= 0),
  source text not null check (length(source) between 3 and 300),
  entered_by uuid not null references persons (id),
  entered_at timestamptz not null,
  replaced_at timestamptz,
  check (from_day <= to_day)
);
comment on table indicator_entries is 'Số liệu nhập tay, có nguồn; a newer one replaces, none is overwritten';
create unique index indicator_entries_live on indicator_entries (measure, unit_id, from_day, to_day) where replaced_at is null;

create table indicator_compares (
  at timestamptz primary key,
  subjects bigint not null,
  differing bigint not null,
  sums_differing bigint not null
);
comment on table indicator_compares is 'Đối chiếu hằng đêm: sums and marks against what the modules hold';
