-- The number on the slip that a helper gave before the dossier arrived; whoever holds the slip follows the dossier by it.
alter table dossiers add column slip text;
create unique index dossiers_slip on dossiers (slip) where slip is not null;
