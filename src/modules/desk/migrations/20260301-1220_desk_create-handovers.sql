create table desk_handovers (
  id uuid primary key,
  from_unit_id uuid not null references units (id),
  to_unit_id uuid not null references units (id),
  given_by uuid not null references persons (id),
  given_at timestamptz not null,
  received_by uuid references persons (id),
  received_at timestamptz,
  -- The same press makes one record.
  operation_key text not null,
  unique (operation_key, to_unit_id),
  check ((received_by is null) = (received_at is null))
);
comment on table desk_handovers is 'Lần bàn giao hồ sơ giấy';
create index desk_handovers_from on desk_handovers (from_unit_id, given_at desc);
create index desk_handovers_to on desk_handovers (to_unit_id, given_at desc);

create table desk_handover_lines (
  handover_id uuid not null references desk_handovers (id),
  case_id uuid not null references cases (id),
  position int not null,
  -- Empty until the receiving side has looked.
  is_received boolean,
  refused_reason text,
  primary key (handover_id, case_id),
  check ((is_received is false) = (refused_reason is not null))
);
comment on table desk_handover_lines is 'Hồ sơ trong lần bàn giao';
-- Papers lie in one place: given and not refused they cannot be given again.
create unique index desk_handover_lines_case on desk_handover_lines (case_id) where is_received is not false;
