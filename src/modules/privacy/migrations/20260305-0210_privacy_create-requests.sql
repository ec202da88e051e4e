create table data_requests (
  id uuid primary key default uuidv7(),
  number bigint not null unique generated always as identity,
  kind text not null,
  person_id uuid not null,
  person_name text not null,
  -- The reading that is asked about, kept in words as the person saw it.
  look_id uuid,
  look_words text,
  words text not null,
  asked_at timestamptz not null,
  -- When the agency must have said that it has the request, and when it must be done.
  reply_due_at timestamptz not null,
  due_at timestamptz not null,
  -- The agency whose act is asked about; nobody's in particular for a request about everything.
  unit_id uuid,
  operation_key text unique,
  outcome text check (outcome in ('done', 'partly', 'refused')),
  answer text,
  answered_by uuid,
  answered_title text,
  answered_at timestamptz,
  check ((answered_at is null) = (answer is null) and (answered_at is null) = (outcome is null))
);
comment on table data_requests is 'Yêu cầu về dữ liệu cá nhân';
create index data_requests_person on data_requests (person_id, asked_at desc);
create index data_requests_open on data_requests (due_at) where answered_at is null;
