-- The number that the citizen sees on the own phone and reads out; good once, for minutes.
create table desk_codes (
  case_id uuid primary key references cases (id),
  code_hash text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz
);
comment on table desk_codes is 'Mã nhận kết quả dùng một lần';

create table desk_deliveries (
  case_id uuid primary key references cases (id),
  unit_id uuid not null references units (id),
  clerk_id uuid not null references persons (id),
  receiver_kind text not null check (receiver_kind in ('self', 'authorised')),
  receiver_name text not null,
  receiver_identity text not null,
  authority_paper text,
  confirmed_by text not null check (confirmed_by in ('signature', 'code')),
  -- Originals that the person left in exchange, such as the old certificate.
  originals text,
  handed_at timestamptz not null,
  check ((receiver_kind = 'authorised') = (authority_paper is not null))
);
comment on table desk_deliveries is 'Lần trả kết quả tại quầy';
create index desk_deliveries_day on desk_deliveries (unit_id, handed_at);
