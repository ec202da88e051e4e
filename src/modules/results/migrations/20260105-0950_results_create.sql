-- A result on its way: drafted, agreed, numbered, signed, issued. The number is drawn once and stays with the result,
-- whatever happens to the signature afterwards, so that a register has no holes.
create table results (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases (id),
  -- The agency that decides; its registers are counted by themselves.
  unit_id uuid not null,
  kind text not null check (kind in ('grant', 'refusal')),
  template text not null,
  content jsonb not null,
  state text not null check (state in ('draft', 'proposed', 'signed', 'cancelled', 'withdrawn')),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  register text not null,
  register_year int,
  register_number int,
  -- As printed: "31/GXN-UBND".
  register_label text,
  numbered_at timestamptz,
  signer_id uuid,
  signed_at timestamptz,
  file_id uuid references files (id),
  -- Printed on the paper and asked back by the page that verifies it.
  verify_code text unique,
  -- Why it was cancelled before, or withdrawn after it was signed.
  ended_reason text,
  -- Counts changes of the content, so that nobody signs what was changed since it was read.
  version int not null default 1,
  unique (unit_id, register, register_year, register_number),
  check ((register_number is null) = (numbered_at is null)),
  check (state not in ('signed', 'withdrawn') or (file_id is not null and signed_at is not null and register_number is not null))
);
comment on table results is 'Kết quả giải quyết';
create unique index results_case on results (case_id) where state not in ('cancelled', 'withdrawn');
create index results_file on results (file_id) where file_id is not null;

-- One line for each result that a leader asked to have signed; those of one confirmation share a batch.
create table result_signings (
  batch_id uuid not null,
  result_id uuid not null references results (id),
  position int not null,
  signer_id uuid not null,
  post_id uuid not null,
  result_version int not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  -- The sentence of the refusal, in both languages; empty when it was signed.
  refused jsonb,
  primary key (batch_id, result_id)
);
comment on table result_signings is 'Lượt ký số';
create index result_signings_result on result_signings (result_id);
