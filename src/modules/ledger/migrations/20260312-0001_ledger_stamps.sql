-- Dấu thời gian (RFC 3161): what an authority outside said of a head of the decisions, at most one an hour. The head of looks is a
-- leaf among decisions, so that one stamp dates both.
create table ledger_stamps (
  size bigint primary key,
  -- DER, over the signed text of the head.
  token bytea not null,
  authority text not null,
  at timestamptz not null
);
comment on table ledger_stamps is 'Dấu thời gian của điểm chốt';
revoke update, delete, truncate on ledger_stamps from mot_cua_app;
