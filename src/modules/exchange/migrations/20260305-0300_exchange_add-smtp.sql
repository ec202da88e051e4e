-- Mail servers do not sign their answers; what is carried to them goes by their own protocol.
alter table exchange_systems add protocol text not null default 'signed' check (protocol in ('signed', 'smtp'));
alter table exchange_systems add constraint exchange_systems_signed check (protocol <> 'signed' or public_key <> '');
