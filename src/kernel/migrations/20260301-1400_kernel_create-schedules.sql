-- When each recurring task was last due, and how that run went. Whichever worker moves `slot` on does the run, so it is done
-- once however many workers there are; a worker that dies leaves a lease behind that ends by itself.
create table schedules (
  name text primary key,
  slot timestamptz not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  lease_until timestamptz not null,
  -- How long after its time the run began, and how many runs before it were never made.
  late_seconds int not null default 0,
  missed_runs int not null default 0,
  failures int not null default 0,
  last_error text
);
comment on table schedules is 'Việc định kỳ';
