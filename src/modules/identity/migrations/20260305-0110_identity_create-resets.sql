-- Khôi phục truy cập of an officer who lost every factor or whose account at the provider changed: one person asks,
-- another decides, and neither is the officer.
create table account_resets (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons (id),
  reason text not null,
  -- The new account at the provider of identities, where it changes.
  subject text,
  asked_by uuid not null references persons (id),
  asked_at timestamptz not null,
  decided_by uuid references persons (id),
  decided_at timestamptz,
  is_granted boolean,
  check (asked_by <> person_id),
  check (decided_by not in (asked_by, person_id)),
  check ((decided_by is null) = (decided_at is null) and (decided_at is null) = (is_granted is null))
);
comment on table account_resets is 'Đề nghị khôi phục truy cập';
create unique index account_resets_open on account_resets (person_id) where decided_at is null;
