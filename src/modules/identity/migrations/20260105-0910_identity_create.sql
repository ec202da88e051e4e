-- Which account of which provider is which person.
create table identity_links (
  issuer text not null,
  subject text not null,
  person_id uuid not null references persons (id),
  linked_at timestamptz not null default now(),
  primary key (issuer, subject)
);
comment on table identity_links is 'Liên kết định danh';

-- Only the hash of a session's token is kept: whoever reads the table cannot sign in with it.
create table sessions (
  token_hash bytea primary key,
  person_id uuid not null references persons (id),
  post_id uuid references posts (id),
  id_token text,
  opened_at timestamptz not null,
  used_at timestamptz not null,
  ends_at timestamptz not null
);
comment on table sessions is 'Phiên đăng nhập';
create index sessions_person on sessions (person_id);

-- State of a sign-in on its way to the provider and back.
create table sign_ins (
  state text primary key,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  started_at timestamptz not null
);
comment on table sign_ins is 'Lượt đăng nhập';

create table service_tokens (
  id uuid primary key default uuidv7(),
  token_hash bytea not null unique,
  name text not null,
  scopes text[] not null,
  unit_id uuid references units (id),
  created_at timestamptz not null default now(),
  ends_at timestamptz,
  revoked_at timestamptz
);
comment on table service_tokens is 'Khóa dịch vụ';

-- What the development provider keeps between its own pages.
create table provider_state (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  user_code text,
  uid text,
  ends_at timestamptz,
  consumed_at timestamptz,
  primary key (kind, id)
);
comment on table provider_state is 'Trạng thái nhà cung cấp định danh thử nghiệm';
