-- Community digital teams: who may help whom to submit, on which devices, with which consent.
create table assisted_teams (
  id uuid primary key default uuidv7(),
  unit_id uuid not null,
  name text not null check (length(name) between 3 and 120),
  -- Hamlet or quarter.
  area text,
  founded_by uuid not null,
  founded_at timestamptz not null,
  -- Slips given without a device, by whoever helps on a page: their last number.
  last_slip int not null default 0
);
comment on table assisted_teams is 'Tổ công nghệ số cộng đồng';
create unique index assisted_teams_name on assisted_teams (unit_id, lower(name));

create table assisted_members (
  id uuid primary key default uuidv7(),
  team_id uuid not null references assisted_teams (id) on delete cascade,
  person_id uuid not null,
  is_lead boolean not null,
  from_on date not null,
  -- The last day.
  to_on date not null check (to_on >= from_on),
  appointed_by uuid not null,
  appointed_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
comment on table assisted_members is 'Thành viên tổ công nghệ số cộng đồng';
create unique index assisted_members_once on assisted_members (team_id, person_id) where ended_at is null;
create index assisted_members_person on assisted_members (person_id);

create table assisted_devices (
  id uuid primary key default uuidv7(),
  member_id uuid not null references assisted_members (id) on delete cascade,
  unit_id uuid not null,
  -- Of the unit; part of every slip that the device gives.
  number int not null check (number between 1 and 99),
  name text not null check (length(name) between 2 and 60),
  token_sha256 text not null,
  proof_sha256 text not null,
  -- What the PIN needs besides itself to open what is sealed on the device. Gone with the order to wipe.
  server_half text,
  state text not null check (state in ('active', 'wiping', 'wiped')),
  enrolled_at timestamptz not null,
  contact_at timestamptz not null,
  -- The last slip that the device says it gave; those that have not arrived are missing between.
  last_slip int not null default 0,
  wrong_pins int not null default 0,
  wipe_by uuid,
  wipe_at timestamptz,
  wipe_reason text,
  wiped_at timestamptz,
  unique (unit_id, number),
  check ((state = 'active') = (server_half is not null)),
  check ((state = 'active') = (wipe_at is null)),
  check ((state = 'wiped') = (wiped_at is not null))
);
comment on table assisted_devices is 'Thiết bị của thành viên tổ công nghệ số cộng đồng';
create index assisted_devices_member on assisted_devices (member_id);

-- One person helped with one work. The key comes from the device, so that it arrives once however often it is sent.
create table assisted_sessions (
  id uuid primary key,
  team_id uuid not null,
  unit_id uuid not null,
  member_id uuid not null,
  helper_id uuid not null,
  device_id uuid,
  slip text not null unique,
  procedure_code text not null,
  person_id uuid not null,
  -- Files of the papers, by the paper: the same however often it is sent.
  papers jsonb not null,
  mandate_id uuid not null,
  case_id uuid,
  dossier_code text,
  arrived_at timestamptz not null,
  -- By itself, whatever is forgotten.
  until_at timestamptz not null,
  ended_at timestamptz,
  check ((case_id is null) = (dossier_code is null))
);
comment on table assisted_sessions is 'Lượt hỗ trợ nộp hồ sơ';
create index assisted_sessions_helper on assisted_sessions (helper_id, arrived_at desc);
create index assisted_sessions_case on assisted_sessions (case_id) where case_id is not null;

-- What was agreed to, with which words, and what proves it.
create table assisted_evidence (
  session_id uuid primary key references assisted_sessions (id) on delete cascade,
  purpose text not null,
  shown_sha256 text not null,
  language text not null check (language in ('vi', 'en')),
  way text not null check (way in ('signed', 'spoken')),
  -- The path that a finger drew, as SVG writes it; or a file: a recording, or a picture of a signed paper.
  signature text check (length(signature) <= 20000),
  file_id uuid,
  said_at timestamptz not null,
  check ((signature is null) <> (file_id is null))
);
comment on table assisted_evidence is 'Bằng chứng đồng ý được hỗ trợ';
