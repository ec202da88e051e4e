-- The consent whose withdrawal a request carries out: one for each.
alter table data_requests add column about_id uuid unique;
