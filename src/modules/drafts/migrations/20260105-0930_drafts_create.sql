-- What has been typed so far, or sent through the API. Kept 90 days after the last change.
create table drafts (
  id uuid primary key default uuidv7(),
  -- The account it belongs to: a person, or the service token of a system.
  owner_id uuid not null,
  procedure_code text not null,
  procedure_version int not null,
  -- Files are among the answers, as lists of their ids.
  answers jsonb not null default '{}',
  -- As typed, by page, where a page was left with mistakes: shown again, never lost.
  kept jsonb not null default '{}',
  -- By page: the version at which it was last saved, and from which device.
  pages jsonb not null default '{}',
  version int not null default 1,
  -- The same press of "begin" makes one draft.
  start_key text not null unique,
  created_at timestamptz not null,
  saved_at timestamptz not null
);
comment on table drafts is 'Hồ sơ nháp';
create index drafts_owner on drafts (owner_id, saved_at desc);
