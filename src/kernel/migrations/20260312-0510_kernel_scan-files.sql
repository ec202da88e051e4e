-- What the scanner said of stored bytes. There is a row for all that people send while a scanner is set; without one nobody scanned.
-- Bytes that wait are kept and used where the sender acts, and are handed to nobody else.
create table file_scans (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('waiting', 'clean', 'infected')),
  -- The name that the scanner gives to what it found.
  found text check ((state = 'infected') = (found is not null)),
  since timestamptz not null,
  scanned_at timestamptz check ((state = 'waiting') = (scanned_at is null))
);
comment on table file_scans is 'Kết quả quét mã độc';
create index file_scans_waiting on file_scans (since) where state = 'waiting';
