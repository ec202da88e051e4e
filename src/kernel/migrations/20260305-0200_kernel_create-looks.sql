-- Who read whose data. One row is one reading, or several alike within half an hour: `slot` is where that half hour began.
create table looks (
  slot timestamptz not null,
  -- Hash of everything that makes readings alike.
  key bytea not null,
  id uuid not null default uuidv7(),
  first_at timestamptz not null,
  last_at timestamptz not null,
  times int not null default 1 check (times > 0),
  viewer_kind text not null check (viewer_kind in ('visitor', 'citizen', 'officer', 'service', 'system')),
  viewer_id uuid,
  represented_id uuid,
  unit_id uuid,
  -- Post of the officer or name of the system, as it was then.
  viewer_title text,
  -- Cases, papers of wallets and persons: a list that was read is one row with all that stood in it.
  subjects uuid[] not null check (cardinality(subjects) > 0),
  what text not null,
  why text not null,
  way text not null,
  -- The purpose in the reader's own words, or as the other agency stated it with its ground.
  words text,
  -- The dossier for which another agency asked.
  for_dossier text,
  primary key (slot, key)
) partition by range (slot);
comment on table looks is 'Lượt xem dữ liệu cá nhân';
create index looks_subjects on looks using gin (subjects);
create index looks_viewer on looks (viewer_id, slot);
create index looks_id on looks (id);

create table looks_other partition of looks default;
do $$
begin
  for year in 2025 .. 2030 loop
    execute format('create table %I partition of looks for values from (%L) to (%L)',
      'looks_' || year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    execute format('revoke update, delete, truncate on %I from mot_cua_app', 'looks_' || year);
  end loop;
end $$;
-- A reading may be counted once more; it is never rewritten or taken back.
revoke update, delete, truncate on looks, looks_other from mot_cua_app;
grant update (times, last_at) on looks to mot_cua_app;
