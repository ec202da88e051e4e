-- Money taken for dossiers, one row a receipt. Receipts are numbered without holes in the book of the unit and the year.
create table payments_receipts (
  id uuid primary key,
  -- The same press gives the same receipt.
  request_key text not null unique,
  unit_id uuid not null references units (id),
  book_year int not null,
  number int not null check (number > 0),
  case_id uuid not null references cases (id),
  moment text not null check (moment in ('intake', 'supplement', 'return')),
  means text not null check (means in ('cash', 'card', 'transfer', 'online')),
  -- What bank or gateway calls the payment.
  provider_reference text,
  -- Number of a receipt that was filled in by hand, from a book of the tax office.
  paper_number text,
  payer_name text not null,
  payer_identity text,
  payer_address text,
  total_vnd bigint not null check (total_vnd > 0),
  -- Nobody, where the payer paid by themselves.
  taken_by uuid references persons (id),
  taken_at timestamptz not null,
  voided_by uuid references persons (id),
  voided_at timestamptz,
  void_reason text,
  unique (unit_id, book_year, number),
  check (means = 'online' or taken_by is not null),
  check (means = 'cash' or provider_reference is not null),
  check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (void_reason is null)),
  check (voided_by <> taken_by)
);
comment on table payments_receipts is 'Biên lai thu phí, lệ phí';
create index payments_receipts_case on payments_receipts (case_id);
create index payments_receipts_taken on payments_receipts (unit_id, taken_at);
create index payments_receipts_voided on payments_receipts (unit_id, voided_at) where voided_at is not null;
create unique index payments_receipts_paper on payments_receipts (unit_id, paper_number) where voided_at is null;

create table payments_lines (
  receipt_id uuid not null references payments_receipts (id),
  position int not null,
  case_id uuid not null references cases (id),
  fee_key text not null,
  label text not null,
  kind text not null check (kind in ('fee', 'charge')),
  vnd bigint not null check (vnd > 0),
  legal text not null,
  is_void boolean not null default false,
  primary key (receipt_id, position)
);
comment on table payments_lines is 'Khoản trên biên lai';
-- A line of a dossier is taken once, whoever takes it.
create unique index payments_lines_once on payments_lines (case_id, fee_key) where not is_void;

create view payment_lines_live as select case_id, fee_key, vnd, receipt_id from payments_lines where not is_void;
comment on view payment_lines_live is 'Khoản đã thu';
