-- What is known of a person or an organisation, and who says so. Nothing is written over: what is newer or weighs more stands.
create table facts (
  id uuid primary key default uuidv7(),
  -- person:<personal number> or organisation:<tax code>
  subject text not null check (subject ~ '^(person|organisation):[0-9-]+$'),
  -- Declared in facts.json of the pack.
  key text not null,
  value jsonb not null,
  source text not null check (source in ('register', 'signed', 'checked', 'said')),
  -- Who of that source: of the same one the newer word stands.
  by text not null,
  by_name jsonb not null,
  -- When the source said so, and the last day on which it holds.
  as_of timestamptz not null,
  valid_to date,
  -- The call in the exchange log, the number of the result, the code of the dossier.
  reference text,
  -- The result that it was taken from was withdrawn.
  ended_at timestamptz,
  -- The same said twice is one row.
  mark text not null unique,
  recorded_at timestamptz not null
);
comment on table facts is 'Sổ dữ kiện';
create index facts_subject on facts (subject, key);
create index facts_reference on facts (reference) where source = 'signed';

-- What a register was asked for the person's own forms: once for each question until its answer is old.
create table fact_asks (
  subject text not null,
  register text not null,
  question text not null,
  outcome text not null check (outcome in ('asking', 'answered', 'away')),
  asked_at timestamptz not null,
  -- What the register said, in the names of the pack.
  said jsonb,
  reference text,
  primary key (subject, register, question)
);
comment on table fact_asks is 'Lượt hỏi cơ sở dữ liệu để điền sẵn';

-- What the person says is wrong. The request to the source's owner runs in the list of requests about data.
create table fact_objections (
  request_id uuid primary key,
  subject text not null,
  key text not null,
  known jsonb not null,
  known_source jsonb not null,
  said jsonb not null,
  why text not null,
  code text not null,
  made_at timestamptz not null
);
comment on table fact_objections is 'Dữ kiện người dân báo không đúng';
create index fact_objections_subject on fact_objections (subject, made_at desc);
