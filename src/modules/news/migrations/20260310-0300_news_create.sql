-- What the province tells everyone: articles, guides and warnings. Written by some, approved by somebody else.
create table news_pieces (
  id uuid primary key,
  kind text not null check (kind in ('article', 'guide', 'alert')),
  -- The last part of its address; it stays when the title is corrected.
  slug text not null,
  unit_id uuid not null references units (id),
  -- The warning that this one updates or cancels.
  refers_to uuid references news_pieces (id),
  made_at timestamptz not null,
  -- Withdrawn, or of a warning: updated or cancelled by a later one.
  ended_at timestamptz,
  ended_by uuid references persons (id),
  ended_reason text,
  unique (kind, slug),
  check ((ended_at is null) = (ended_reason is null)),
  check (refers_to is null or kind = 'alert')
);
comment on table news_pieces is 'Tin, hướng dẫn, cảnh báo';

-- A correction is a new version; what was published is never changed.
create table news_versions (
  piece_id uuid not null references news_pieces (id),
  number int not null check (number > 0),
  state text not null check (state in ('draft', 'awaiting', 'approved')),
  content jsonb not null,
  -- Codes of areas.
  areas text[] not null,
  -- Pictures and recordings that it shows.
  files uuid[] not null default '{}',
  -- Everybody who wrote in it: none of them approves it. Empty for what came from another system.
  writers uuid[] not null,
  -- Why the version before was corrected.
  reason text,
  -- Why it was sent back.
  note text,
  -- Counts savings, so that two who write do not undo each other.
  revision int not null default 1,
  written_at timestamptz not null,
  submitted_at timestamptz,
  decided_by uuid references persons (id),
  decided_at timestamptz,
  -- Published by the head on duty at once; a second person looks afterwards.
  is_express boolean not null default false,
  seen_by uuid references persons (id),
  seen_at timestamptz,
  from_at timestamptz,
  until_at timestamptz,
  primary key (piece_id, number),
  check ((state = 'approved') = (decided_at is not null)),
  check (state <> 'approved' or from_at is not null),
  check (is_express or decided_by is null or decided_by <> all (writers)),
  check (seen_by is null or (is_express and seen_by <> decided_by and seen_by <> all (writers))),
  check (until_at is null or from_at is null or until_at > from_at)
);
comment on table news_versions is 'Phiên bản của tin, hướng dẫn, cảnh báo';
create unique index news_versions_open on news_versions (piece_id) where state <> 'approved';
create index news_versions_published on news_versions (from_at desc) where state = 'approved';

-- Areas of which a person wants to be warned, by their own choice.
create table news_subscriptions (
  person_id uuid primary key references persons (id),
  areas text[] not null check (cardinality(areas) between 1 and 10),
  chosen_at timestamptz not null
);
comment on table news_subscriptions is 'Khu vực mà người dân muốn nhận cảnh báo';
create index news_subscriptions_areas on news_subscriptions using gin (areas);
