-- Files that come in parts over lines that break. A device that comes back goes on where it stopped; what nobody goes on with is swept.
create table uploads (
  -- Random: whoever sends without an account knows it, and nobody else.
  id uuid primary key,
  -- Made by the device for one file of one form: asked again it is the same upload.
  key text not null unique,
  owner_id uuid,
  -- The account, or a keyed hash of the address: for limits only.
  counted_for text not null,
  name text not null check (length(name) between 1 and 200),
  bytes int not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  received int not null default 0 check (received between 0 and bytes),
  -- All of it is in the store under `sha256`; the parts are gone.
  is_whole boolean not null default false,
  created_at timestamptz not null
);
comment on table uploads is 'Tệp đang tải lên từng phần';
create index uploads_counted on uploads (counted_for, created_at);

create table upload_parts (
  upload_id uuid not null references uploads on delete cascade,
  position int not null check (position >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (upload_id, position)
);
comment on table upload_parts is 'Các phần đã nhận của một tệp';
