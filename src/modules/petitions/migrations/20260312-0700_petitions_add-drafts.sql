-- What was typed and is looked at once more before it is sent. Nobody but who has its secret knows of it; sent, it is gone.
create table petition_drafts (
  id uuid primary key default uuidv7(),
  operation_key text unique,
  secret text not null,
  about text not null check (about in ('rules', 'staff')),
  -- As it was typed, right or wrong, so that the form is as it was.
  typed jsonb not null,
  -- Code and secret of one's own petition that is sent again.
  earlier jsonb,
  saved_at timestamptz not null
);
comment on table petition_drafts is 'Kiến nghị đang soạn';

-- Photos without what the camera wrote, and PDF. For officers in whose reach the petition is, and for who sent it.
create table petition_files (
  id uuid primary key default uuidv7(),
  draft_id uuid references petition_drafts (id) on delete cascade,
  petition_id uuid references petitions (id) on delete cascade,
  position int not null,
  file_id uuid not null,
  check ((draft_id is null) <> (petition_id is null))
);
comment on table petition_files is 'Tệp gửi kèm kiến nghị';
create index petition_files_petition on petition_files (petition_id, position) where petition_id is not null;
create index petition_files_draft on petition_files (draft_id, position) where draft_id is not null;
create index petition_files_file on petition_files (file_id);
