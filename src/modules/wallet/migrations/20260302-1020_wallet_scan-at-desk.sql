-- Where the clerk goes on when every paper of the scan is decided.
alter table wallet_scans add column back_to text;

-- Who ended a digitised copy, and whether the scan was wrong or the paper itself was replaced.
alter table wallet_entries add column ended_by uuid, add column ended_why text
  check (ended_why in ('wrongScan', 'paperReplaced'));
