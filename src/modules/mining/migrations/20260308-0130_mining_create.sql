-- What a live case did otherwise than its definition prescribes, written in the minute in which it happened.
create table mining_deviations (
  case_id uuid not null references cases (id),
  kind text not null check (kind in ('skipped', 'repeated', 'wrongOrder', 'unforeseen')),
  step_key text not null,
  -- Number of the step of the case that differs; of a skipped one, of the step that was done instead.
  place int not null,
  -- Where the case was then.
  unit_id uuid not null,
  found_at timestamptz not null,
  primary key (case_id, kind, step_key, place)
);
comment on table mining_deviations is 'Chỗ đi khác quy trình đã định';
create index mining_deviations_found on mining_deviations (found_at desc);
