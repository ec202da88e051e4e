-- Which counter an officer sits at today.
create table desk_windows (
  unit_id uuid not null references units (id),
  day date not null,
  officer_id uuid not null references persons (id),
  window_key text not null,
  since timestamptz not null,
  primary key (unit_id, day, officer_id)
);
comment on table desk_windows is 'Quầy đang ngồi';

create table desk_appointments (
  id uuid primary key,
  unit_id uuid not null references units (id),
  group_key text not null,
  starts_at timestamptz not null,
  -- As many people may come at one time as there are places.
  place int not null,
  name text not null check (length(name) between 1 and 120),
  phone text not null,
  -- Shown once to whoever booked; opens, cancels and is read out at the kiosk.
  code text not null unique,
  state text not null check (state in ('booked', 'arrived', 'cancelled')),
  booked_at timestamptz not null
);
comment on table desk_appointments is 'Lịch hẹn đến quầy';
create unique index desk_appointments_place on desk_appointments (unit_id, starts_at, place) where state <> 'cancelled';

create table desk_tickets (
  id uuid primary key,
  unit_id uuid not null references units (id),
  day date not null,
  group_key text not null,
  number int not null,
  state text not null check (state in ('waiting', 'called', 'done', 'skipped')),
  -- Whoever comes at the time agreed waits from that time on, not behind those who came before it.
  waits_from timestamptz not null,
  appointment_id uuid references desk_appointments (id),
  -- Opens the page of the ticket on the phone; says nothing about the person.
  secret text not null unique,
  taken_at timestamptz not null,
  -- Only this counter may call it, after a transfer.
  for_window text,
  window_key text,
  officer_id uuid references persons (id),
  called_at timestamptz,
  calls int not null default 0,
  ended_at timestamptz,
  unique (unit_id, day, group_key, number)
);
comment on table desk_tickets is 'Số thứ tự';
create index desk_tickets_waiting on desk_tickets (unit_id, day, waits_from, number) where state = 'waiting';
create index desk_tickets_called on desk_tickets (unit_id, day, called_at desc) where called_at is not null;
alter table desk_intakes add constraint desk_intakes_ticket foreign key (ticket_id) references desk_tickets (id);
