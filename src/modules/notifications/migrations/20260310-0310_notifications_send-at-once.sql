-- A severe warning wakes people: it does not wait for the morning.
alter table notification_outgoing add is_urgent boolean not null default false;
