-- Where the money of a unit's fees goes, and without a unit that of all who have none of their own.
create table payments_accounts (
  unit_id uuid unique nulls not distinct references units (id),
  bank_bin text not null check (bank_bin ~ '^\d{6}$'),
  number text not null check (number ~ '^[A-Za-z0-9]{3,19}$'),
  holder text not null,
  set_at timestamptz not null
);
comment on table payments_accounts is 'Tài khoản thu phí, lệ phí';

-- Lệnh thu: what is due of a dossier at a moment, as it was shown to whoever pays. A later one takes its place.
create table payments_orders (
  id uuid primary key,
  -- In the address of the page; whoever has it may pay and sees nothing else.
  secret text not null unique,
  -- What the bank sends back with the money.
  memo text not null unique check (memo ~ '^MC[0-9A-Z]{10}$'),
  case_id uuid not null references cases (id),
  unit_id uuid not null references units (id),
  moment text not null check (moment in ('intake', 'supplement', 'return')),
  fee_keys text[] not null check (cardinality(fee_keys) > 0),
  total_vnd bigint not null check (total_vnd > 0),
  made_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'paid', 'replaced')),
  gateway_id text unique,
  gateway_url text,
  asked_at timestamptz
);
comment on table payments_orders is 'Lệnh thu trực tuyến';
create unique index payments_orders_open on payments_orders (case_id) where state = 'open';
create index payments_orders_waiting on payments_orders (made_at) where state = 'open' and gateway_id is not null;

-- Tiền đã vào, one row a payment as bank or gateway call it, however often it is told.
create table payments_transactions (
  id uuid primary key,
  provider_reference text not null unique,
  way text not null check (way in ('gateway', 'transfer')),
  memo text not null,
  payer text,
  amount_vnd bigint not null check (amount_vnd > 0),
  paid_at timestamptz not null,
  noted_at timestamptz not null,
  order_id uuid references payments_orders (id),
  receipt_id uuid references payments_receipts (id),
  -- Why no receipt was made of it.
  why text check (why in ('unknownMemo', 'wrongAmount', 'nothingDue')),
  check ((receipt_id is null) = (why is not null))
);
comment on table payments_transactions is 'Giao dịch thanh toán trực tuyến';
create index payments_transactions_paid on payments_transactions (paid_at);
create index payments_transactions_unmatched on payments_transactions (noted_at) where why is not null;

-- Hoàn trả: asked by one, decided by another.
create table payments_refunds (
  id uuid primary key,
  transaction_id uuid not null references payments_transactions (id),
  amount_vnd bigint not null check (amount_vnd > 0),
  reason text not null check (btrim(reason) <> ''),
  asked_by uuid not null references persons (id),
  asked_at timestamptz not null,
  decided_by uuid references persons (id),
  decided_at timestamptz,
  state text not null default 'asked' check (state in ('asked', 'declined', 'approved', 'done')),
  provider_reference text,
  done_at timestamptz,
  check (decided_by <> asked_by),
  check ((state = 'asked') = (decided_by is null)),
  check ((state = 'done') = (provider_reference is not null))
);
comment on table payments_refunds is 'Hoàn trả phí, lệ phí';
-- One refund of a payment at a time, and none after one that went through.
create unique index payments_refunds_once on payments_refunds (transaction_id) where state <> 'declined';

-- Đối soát một ngày with what the payment platform says of it.
create table payments_days (
  day date primary key,
  checked_at timestamptz not null,
  ours_count int not null,
  ours_vnd bigint not null,
  theirs_count int not null,
  theirs_vnd bigint not null,
  differences jsonb not null
);
comment on table payments_days is 'Đối soát thanh toán trực tuyến';
