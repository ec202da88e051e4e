-- A result whose time is over keeps number and register, and no longer what it said.
do $$
declare
  named text;
begin
  select conname into named from pg_constraint
  where conrelid = 'results'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%file_id%';
  execute format('alter table results drop constraint %I', named);
end $$;
alter table results add constraint results_signed check (state not in ('signed', 'withdrawn')
  or (signed_at is not null and register_number is not null and (file_id is not null or content = '{}')));
