-- What a person agreed to: one purpose, the very words that were shown, how, by whom. Never rewritten: what was withdrawn says
-- when and by whom, and agreeing again is a new row.
create table consents (
  id uuid primary key,
  -- Whose data: the account, also when somebody else acts in it.
  person_id uuid not null,
  purpose text not null check (purpose ~ '^[a-z]+\.[a-zA-Z]+$'),
  -- The day of the version, the words in the language in which they were shown, and their SHA-256.
  text_from date not null,
  language text not null check (language in ('vi', 'en')),
  shown text not null check (length(shown) > 20),
  shown_sha256 text not null check (shown_sha256 ~ '^[0-9a-f]{64}$'),
  channel text not null check (channel in ('screen', 'counter', 'helper')),
  -- At the counter: the signed paper, or how it was said.
  evidence text check (length(evidence) between 3 and 300),
  given_by uuid not null,
  -- By which right, where it was not the person.
  mandate_id uuid,
  given_at timestamptz not null,
  withdrawn_channel text check (withdrawn_channel in ('screen', 'counter', 'helper')),
  withdrawn_by uuid,
  withdrawn_mandate_id uuid,
  withdrawn_at timestamptz check (withdrawn_at >= given_at),
  check ((channel = 'counter') <= (evidence is not null)),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_channel is null))
);
comment on table consents is 'Sự đồng ý theo từng mục đích';
create unique index consents_standing on consents (person_id, purpose) where withdrawn_at is null;
create index consents_person on consents (person_id, given_at desc);
