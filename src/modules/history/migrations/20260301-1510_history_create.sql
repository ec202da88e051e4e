-- An event log of another system, from the upload to what was loaded of it. The file lies in the file store by its content.
create table history_imports (
  id uuid primary key,
  procedure_code text not null,
  procedure_version int not null,
  -- Whose log it is, in the words of whoever brought it; the mapping is kept under this name for the next file.
  source text not null,
  file_sha256 text not null,
  file_name text not null,
  file_bytes bigint not null,
  -- Unit in which the work of people unknown here is shown.
  unit_id uuid not null,
  -- `reading`, `checking` and `loading` are at work; `read` and `checked` wait for a person.
  state text not null check (state in ('reading', 'read', 'checking', 'checked', 'loading', 'loaded', 'failed', 'takenBack')),
  mapping jsonb not null,
  -- What was found in the file: columns, first rows, activities and resources with their number.
  found jsonb,
  report jsonb,
  figures jsonb,
  -- Why it failed, in both languages.
  failure jsonb,
  -- An earlier import of the same file that this one takes the place of.
  replaces uuid references history_imports (id),
  done_count int not null default 0,
  total_count int not null default 0,
  -- While at work it is renewed every few seconds; when it stands still, the worker was stopped.
  alive_at timestamptz not null,
  made_by uuid,
  made_at timestamptz not null,
  loaded_at timestamptz
);
comment on table history_imports is 'Lần nhập nhật ký hồ sơ cũ';
create index history_imports_file on history_imports (file_sha256, procedure_code);

create table history_mappings (
  source text not null,
  procedure_code text not null,
  mapping jsonb not null,
  kept_at timestamptz not null,
  primary key (source, procedure_code)
);
comment on table history_mappings is 'Cách ghép cột và hoạt động của từng nguồn';

-- What the import counted of each case it made; figures open to these rows.
create table history_cases (
  case_id uuid primary key references cases (id),
  import_id uuid not null references history_imports (id),
  foreign_case text not null,
  variant text not null,
  throughput_minutes int,
  -- Null where it cannot be said: the case has no end, or the calendar does not reach back that far.
  on_time boolean
);
comment on table history_cases is 'Hồ sơ cũ đã nhập';
create index history_cases_import on history_cases (import_id, foreign_case);
