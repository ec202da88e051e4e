-- Several systems may do the same: a message that one of them may have already is never given to another.
alter table exchange_messages add tried_at_system text;
-- How soon a system answered lately is read from the log.
create index exchange_calls_out on exchange_calls (partner, logged_at desc) where direction = 'out';
-- Services that carry messages to browsers answer without a signature (RFC 8030).
alter table exchange_systems drop constraint exchange_systems_protocol_check;
alter table exchange_systems add constraint exchange_systems_protocol_check check (protocol in ('signed', 'smtp', 'push'));
