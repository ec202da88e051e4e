-- Papers that an act sends out beside results: asked for more, refused, apologised, stopped. Each is signed once, as the act
-- stood; what is printed later are the same bytes.
create table result_outgoing (
  case_id uuid not null references cases (id),
  kind text not null check (kind in ('supplement', 'refusal', 'apology', 'stop')),
  -- The moment of the act that the paper tells of.
  act_at timestamptz not null,
  title text not null,
  unit_id uuid not null,
  -- Who acted; nobody, where a system did.
  signer_id uuid,
  signed_at timestamptz not null,
  file_id uuid not null references files (id),
  primary key (case_id, kind, act_at)
);
comment on table result_outgoing is 'Văn bản gửi đi đã ký';
create index result_outgoing_file on result_outgoing (file_id);
