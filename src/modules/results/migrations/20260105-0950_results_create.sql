-- A result on its way: drafted, agreed, numbered, signed, issued. The number is drawn once and stays with the dossier,
-- whatever happens to the signature afterwards, so that a register has no holes.
create table results (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases (id),
  kind text not null check (kind in ('grant', 'refusal')),
  template text not null,
  content jsonb not null,
  state text not null check (state in ('draft', 'proposed', 'signed', 'cancelled')),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  register text,
  register_year int,
  register_number int,
  signer_id uuid,
  signed_at timestamptz,
  file_id uuid references files (id),
  -- Printed on the paper and asked back by the page that verifies it.
  verify_code text unique,
  version int not null default 1,
  unique (register, register_year, register_number)
);
comment on table results is 'Kết quả giải quyết';
create unique index results_case on results (case_id) where state <> 'cancelled';
create index results_file on results (file_id) where file_id is not null;
