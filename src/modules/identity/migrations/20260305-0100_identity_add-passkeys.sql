-- A factor may be a passkey: a pair of keys of which only the device of the officer has the private one.
alter table factors drop constraint factors_kind_check;
alter table factors
  add constraint factors_kind_check check (kind in ('totp', 'passkey')),
  alter column secret drop not null,
  -- What the device signs to begin; kept until it was shown to work.
  add column challenge bytea,
  add constraint factors_secret check ((kind = 'totp') = (secret is not null)),
  add constraint factors_challenge check (kind = 'passkey' or challenge is null);

create table passkeys (
  factor_id uuid primary key references factors (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  -- Grows with every use where the device counts; one that does not grow tells of a copy.
  counter bigint not null,
  transports text[] not null
);
comment on table passkeys is 'Khóa truy cập';

-- What a passkey signs to prove for this form and no other.
alter table kept_forms add column challenge bytea not null default uuid_send(gen_random_uuid());
alter table kept_forms alter column challenge drop default;

-- One-time codes for the day on which every device is lost. Only a keyed hash is kept.
create table recovery_codes (
  person_id uuid not null references persons (id),
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);
comment on table recovery_codes is 'Mã khôi phục';
