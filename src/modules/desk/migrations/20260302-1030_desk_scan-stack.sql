-- Stacks of paper put on the glass in this intake, and what the clerk confirmed of them, each with its file.
alter table desk_intakes add column scans jsonb not null default '[]', add column scanned jsonb not null default '[]';
