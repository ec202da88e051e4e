-- breaking: `procedures` no longer repeats the definition in force; which version that is follows from the day asked for.
alter table procedures drop column version, drop column definition;
-- What the pack last said of it, so that the same pack never offers the same change twice.
alter table procedures add column pack_hash text;

-- A version is in force from its day until the next one's. Who drafted and who approved are two persons.
alter table procedure_versions
  add column valid_from date not null default '0001-01-01',
  add column origin text not null default 'pack' check (origin in ('pack', 'office')),
  add column reason text,
  add column legal text,
  add column drafted_by text,
  add column approved_by text,
  add column approved_at timestamptz,
  -- What the replay over past dossiers said when it was approved.
  add column replay jsonb,
  add column withdrawn_at timestamptz,
  add column withdrawn_by text,
  add column withdrawn_reason text,
  add check (origin = 'pack' or (legal is not null and drafted_by is not null and approved_by is not null));

update procedures p set pack_hash = v.content_hash
  from (select distinct on (code) code, content_hash from procedure_versions order by code, version desc) v
  where v.code = p.code;

create index procedure_versions_in_force on procedure_versions (code, valid_from desc, version desc)
  where withdrawn_at is null;

-- A version in the making. It is never given out; approval makes a version of it.
create table procedure_drafts (
  id uuid primary key,
  code text not null references procedures (code),
  -- The newest version when the draft was begun or last compared; approval asks that it still is the newest.
  based_on int not null,
  origin text not null check (origin in ('screen', 'pack', 'json', 'bpmn')),
  state text not null check (state in ('open', 'submitted', 'approved', 'discarded')),
  definition jsonb not null,
  -- Counts every change; a form that was opened before another's change is refused.
  revision int not null default 1,
  reason text not null default '',
  legal text not null default '',
  valid_from date,
  -- What an imported file held that could not be taken over, in words.
  import_notes jsonb not null default '[]',
  -- Everybody who had a hand in it; none of them may approve it.
  editors uuid[] not null,
  editor_names text[] not null,
  drafted_at timestamptz not null,
  changed_at timestamptz not null,
  sent_back text,
  -- The last replay and the revision that it was of.
  replay jsonb,
  replay_revision int,
  version int,
  foreign key (code, version) references procedure_versions (code, version)
);
comment on table procedure_drafts is 'Bản soạn thảo thủ tục';
create index procedure_drafts_open on procedure_drafts (code, changed_at desc) where state in ('open', 'submitted');
