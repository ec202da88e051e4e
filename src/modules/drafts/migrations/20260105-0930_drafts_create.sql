-- What a citizen has typed so far. Kept 90 days after the last change.
create table drafts (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons (id),
  procedure_code text not null,
  procedure_version int not null,
  answers jsonb not null default '{}',
  -- As typed, by page, where a page was left with mistakes: shown again, never lost.
  kept jsonb not null default '{}',
  pages_done text[] not null default '{}',
  version int not null default 1,
  created_at timestamptz not null,
  saved_at timestamptz not null
);
comment on table drafts is 'Hồ sơ nháp';
create index drafts_person on drafts (person_id, saved_at desc);

create table draft_papers (
  id uuid primary key default uuidv7(),
  draft_id uuid not null references drafts (id) on delete cascade,
  paper_key text not null,
  file_id uuid not null references files (id),
  position int not null,
  added_at timestamptz not null
);
comment on table draft_papers is 'Giấy tờ của hồ sơ nháp';
create index draft_papers_draft on draft_papers (draft_id, paper_key, position);
