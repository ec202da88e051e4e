-- What a person is told in the account. Kind and facts are kept, words are made when it is read, in the reader's language.
create table notifications (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons (id),
  kind text not null,
  -- What it is about: a case, an absence.
  subject_id uuid not null,
  -- Codes, dates and counts only; nothing by which a stranger would know the applicant.
  facts jsonb not null,
  link text not null check (link ~ '^/'),
  -- The same thing is told to the same person once.
  key text not null,
  at timestamptz not null,
  read_at timestamptz,
  unique (person_id, key)
);
comment on table notifications is 'Thông báo';
create index notifications_person on notifications (person_id, at desc, id desc);
create index notifications_unread on notifications (person_id) where read_at is null;

-- How many messages wait, asked with every page in one call. `argument`: personId.
create function unread_notifications(argument jsonb) returns jsonb
language sql stable set search_path from current as $$
  select to_jsonb(count(*)) from (
    select from notifications where person_id = (argument ->> 'personId')::uuid and read_at is null limit 100
  ) waiting
$$;
