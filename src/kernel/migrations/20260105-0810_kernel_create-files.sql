-- Bytes are kept once by their SHA-256; a row here says that they were stored, read back and found to be what they claim.
create table files (
  id uuid primary key default uuidv7(),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  pages int,
  owner_id uuid,
  unit_id uuid,
  created_at timestamptz not null
);
comment on table files is 'Tệp';
create index files_sha256 on files (sha256);

create table rate_limits (
  key text not null,
  window_start timestamptz not null,
  count int not null,
  primary key (key, window_start)
);
comment on table rate_limits is 'Giới hạn số lần thử';

create table settings (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now()
);
comment on table settings is 'Thiết lập';
