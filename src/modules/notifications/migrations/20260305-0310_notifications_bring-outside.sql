-- Where a person is reached beside the account. Only what a code sent there has proved.
create table notification_contacts (
  person_id uuid not null references persons (id),
  kind text not null check (kind in ('phone', 'email')),
  -- A phone as 84 and nine digits; an e-mail address in small letters.
  address text not null,
  verified_at timestamptz not null,
  -- Channels that said nobody is there; the next proof takes them back.
  refused_by text[] not null default '{}',
  primary key (person_id, kind)
);
comment on table notification_contacts is 'Số điện thoại, địa chỉ thư đã xác nhận';

-- A code on its way to an address; good once, for minutes.
create table notification_codes (
  person_id uuid not null references persons (id),
  kind text not null check (kind in ('phone', 'email')),
  address text not null,
  hash text not null,
  made_at timestamptz not null,
  tries int not null default 0,
  primary key (person_id, kind)
);
comment on table notification_codes is 'Mã xác nhận địa chỉ';

create table notification_choices (
  person_id uuid primary key references persons (id),
  -- What is tried first; null: nothing leaves the account.
  first text check (first in ('zalo', 'sms', 'mail')),
  uses_others boolean not null,
  language text not null check (language in ('vi', 'en')),
  chosen_at timestamptz not null
);
comment on table notification_choices is 'Kênh nhận tin đã chọn';

-- A message on its way to a person, with what later channels need.
create table notification_outgoing (
  id uuid primary key,
  -- The person, or the thing it is about for whoever has no account.
  receiver_id uuid not null,
  key text not null,
  person_id uuid references persons (id),
  subject_id uuid not null,
  kind text not null,
  facts jsonb not null,
  link text not null check (link ~ '^/'),
  language text not null check (language in ('vi', 'en')),
  phone text,
  email text,
  -- Channels still to try, in order.
  channels text[] not null,
  made_at timestamptz not null,
  unique (receiver_id, key)
);
comment on table notification_outgoing is 'Tin gửi ra ngoài';
create index notification_outgoing_subject on notification_outgoing (subject_id, made_at);
create index notification_outgoing_old on notification_outgoing (made_at);

create table notification_attempts (
  id uuid primary key,
  outgoing_id uuid not null references notification_outgoing (id) on delete cascade,
  number int not null,
  channel text not null check (channel in ('zalo', 'sms', 'mail')),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'delivered', 'refused')),
  -- The other side's own number for it.
  their_id text,
  problem text,
  -- How often its fate was asked for.
  asks int not null default 0,
  made_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  unique (outgoing_id, number)
);
comment on table notification_attempts is 'Lần gửi tin qua một kênh';
create index notification_attempts_unknown on notification_attempts (channel, sent_at) where state = 'sent';
