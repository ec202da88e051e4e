-- Where the bytes come from when they were not uploaded: the wallet entry they were taken from, who vouches, until when.
-- `revoked_at` is set once that entry no longer counts, so that whoever proves files proves this as well.
alter table files add column origin jsonb, add column revoked_at timestamptz;
create index files_origin on files ((origin->>'entry')) where origin is not null;
