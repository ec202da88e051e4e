-- Browsers that a person switched on, each by its own press. The address is of the browser's own push service.
create table notification_devices (
  id uuid primary key,
  person_id uuid not null references persons (id),
  -- Key of the registered system, and the address without its host.
  service text not null,
  path text not null,
  p256dh text not null,
  auth text not null,
  label text not null,
  added_at timestamptz not null,
  unique (service, path)
);
comment on table notification_devices is 'Thiết bị nhận thông báo đẩy';
create index notification_devices_person on notification_devices (person_id);

alter table notification_choices drop constraint notification_choices_first_check;
alter table notification_choices add constraint notification_choices_first_check
  check (first in ('push', 'zalo', 'sms', 'mail'));
alter table notification_attempts drop constraint notification_attempts_channel_check;
alter table notification_attempts add constraint notification_attempts_channel_check
  check (channel in ('push', 'zalo', 'sms', 'mail'));

-- The first moment at which it may go out: not by night. From there on the half minute counts in which it is handed over.
alter table notification_attempts add due_at timestamptz;
update notification_attempts set due_at = made_at;
alter table notification_attempts alter due_at set not null;
-- Which system of the channel took it.
alter table notification_attempts add provider text;
-- Of a push, whose browser. No reference: the attempt is told of after the browser is gone.
alter table notification_attempts add device_id uuid;
create index notification_attempts_due on notification_attempts (due_at);
