-- The catalogue as of the pack; texts come from an installation's own import and are never part of the pack.
create table procedures (
  code text primary key,
  name text not null,
  field_code text not null,
  levels text[] not null,
  facts jsonb not null,
  -- The procedure in depth, or null when only its papers are known.
  definition jsonb,
  form jsonb not null,
  version int not null,
  search_text text not null,
  changed_at timestamptz not null default now()
);
comment on table procedures is 'Thủ tục hành chính';
create index procedures_field on procedures (field_code, code);

-- Every version that a dossier may be pinned to.
create table procedure_versions (
  code text not null,
  version int not null,
  facts jsonb not null,
  definition jsonb,
  form jsonb not null,
  content_hash text not null,
  created_at timestamptz not null default now(),
  primary key (code, version)
);
comment on table procedure_versions is 'Phiên bản thủ tục';

create table procedure_texts (
  code text primary key,
  texts jsonb not null,
  source text not null,
  imported_at timestamptz not null
);
comment on table procedure_texts is 'Nội dung mô tả thủ tục';
