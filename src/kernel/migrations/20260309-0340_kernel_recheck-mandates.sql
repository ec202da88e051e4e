-- When a register was last asked whether it still says so.
alter table mandates add column checked_at timestamptz;
update mandates set checked_at = confirmed_at where source = 'register';
create index mandates_recheck on mandates (checked_at) where source = 'register' and ended_at is null;
