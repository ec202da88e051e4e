-- Every version that a dossier may be pinned to, whole, so that reading one needs no pack.
create table procedure_versions (
  code text not null,
  version int not null,
  definition jsonb not null,
  content_hash text not null,
  created_at timestamptz not null default now(),
  primary key (code, version)
);
comment on table procedure_versions is 'Phiên bản thủ tục';

-- The version in force. A procedure that left the catalogue keeps its row for the dossiers that name it.
create table procedures (
  code text primary key,
  version int not null,
  name text not null,
  field_code text not null,
  definition jsonb not null,
  changed_at timestamptz not null default now(),
  ended_at timestamptz,
  foreign key (code, version) references procedure_versions (code, version)
);
comment on table procedures is 'Thủ tục hành chính';
create index procedures_field on procedures (field_code, code) where ended_at is null;

-- Descriptive texts come from an installation's own export; they are never part of a pack.
create table procedure_texts (
  code text primary key,
  texts jsonb not null,
  source text not null,
  imported_at timestamptz not null
);
comment on table procedure_texts is 'Nội dung mô tả thủ tục';
