-- Electronic papers of a person or firm: results as they were signed, and papers that a desk digitised. Each file once.
create table wallet_entries (
  id uuid primary key default uuidv7(),
  -- Whose paper it is: the account if there is one, the number that the State knows the owner by, the name as printed.
  owner_id uuid,
  owner_identity text,
  owner_kind text not null check (owner_kind in ('citizen', 'enterprise', 'household')),
  owner_name text not null,
  -- KQ.… of a result, the kind of paper that the pack names, or `procedure/paper` where it names none.
  kind_code text not null,
  title text not null,
  number text,
  source text not null check (source in ('result', 'copy', 'national')),
  -- Who vouches for it, as shown.
  agency_name text not null,
  unit_id uuid,
  issued_on date,
  valid_from date not null,
  valid_until date,
  -- What a newer paper of the same kind must share to take the place of this one.
  subject text not null default '',
  fields jsonb not null default '{}',
  file_id uuid not null references files (id),
  sha256 text not null,
  -- Of the pictures that a copy was made from, to know the same paper again.
  content_key text,
  -- Asked back by the page that verifies; a result keeps its own.
  verify_code text not null unique,
  result_id uuid unique,
  -- The dossier in which it came to be.
  case_id uuid,
  kept_at timestamptz not null,
  ended_at timestamptz,
  ended_how text check (ended_how in ('revoked', 'replaced')),
  ended_reason text,
  replaced_by uuid references wallet_entries (id),
  check ((ended_at is null) = (ended_how is null)),
  check ((ended_how = 'replaced') = (replaced_by is not null))
);
comment on table wallet_entries is 'Kho dữ liệu điện tử';
create index wallet_entries_owner on wallet_entries (owner_id, kept_at desc) where owner_id is not null;
create index wallet_entries_identity on wallet_entries (owner_identity, kept_at desc) where owner_identity is not null;
create index wallet_entries_sha256 on wallet_entries (sha256);
-- The same paper of the same owner is one copy while it is good.
create unique index wallet_entries_number on wallet_entries (coalesce(owner_identity, owner_id::text, case_id::text), kind_code, number)
  where source = 'copy' and ended_at is null and number is not null;
create unique index wallet_entries_content on wallet_entries (coalesce(owner_identity, owner_id::text, case_id::text), content_key)
  where source = 'copy' and ended_at is null and content_key is not null;

-- Where an entry was handed in.
create table wallet_uses (
  entry_id uuid not null references wallet_entries (id),
  case_id uuid not null references cases (id),
  paper_key text not null,
  used_at timestamptz not null,
  primary key (entry_id, case_id, paper_key)
);
comment on table wallet_uses is 'Lần dùng lại giấy tờ';

-- Papers put on the glass together. Nothing of it goes anywhere before a clerk has confirmed it.
create table wallet_scans (
  id uuid primary key default uuidv7(),
  unit_id uuid not null,
  started_by uuid not null,
  procedure_code text not null,
  procedure_version int not null,
  case_id uuid references cases (id),
  owner jsonb not null,
  state text not null check (state in ('waiting', 'reading', 'ready', 'failed')),
  pages_total int not null,
  pages_done int not null default 0,
  problem jsonb,
  started_at timestamptz not null,
  ended_at timestamptz
);
comment on table wallet_scans is 'Lượt quét giấy tờ';
create index wallet_scans_case on wallet_scans (case_id, started_at) where case_id is not null;

create table wallet_scan_files (
  scan_id uuid not null references wallet_scans (id) on delete cascade,
  position int not null,
  file_id uuid not null references files (id),
  primary key (scan_id, position)
);
comment on table wallet_scan_files is 'Tệp của lượt quét';

create table wallet_scan_papers (
  id uuid primary key default uuidv7(),
  scan_id uuid not null references wallet_scans (id) on delete cascade,
  position int not null,
  paper_key text,
  -- The title and the line that the guess rests on.
  guess jsonb,
  proposals jsonb not null,
  state text not null check (state in ('proposed', 'confirmed', 'dropped')),
  fields jsonb,
  number_label text,
  verify_code text,
  entry_id uuid references wallet_entries (id),
  decided_by uuid,
  decided_at timestamptz
);
comment on table wallet_scan_papers is 'Giấy tờ nhận ra trong lượt quét';
create index wallet_scan_papers_scan on wallet_scan_papers (scan_id, position);

create table wallet_scan_pages (
  id uuid primary key default uuidv7(),
  scan_id uuid not null references wallet_scans (id) on delete cascade,
  number int not null,
  paper_id uuid not null references wallet_scan_papers (id) on delete cascade,
  -- The picture as it came, and the page laid flat.
  source_sha256 text not null,
  page_sha256 text not null,
  width int not null,
  height int not null,
  faults text[] not null,
  lines jsonb not null,
  confidence int not null,
  unique (scan_id, number)
);
comment on table wallet_scan_pages is 'Trang đã quét';
