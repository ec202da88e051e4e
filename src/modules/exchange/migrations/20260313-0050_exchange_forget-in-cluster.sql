-- As before, in the language whose statements a cluster plans with their values.
create or replace function forget_exchange_bodies(argument uuid[]) returns void
language plpgsql security definer set search_path from current as $$
begin
  update exchange_calls set body = null where id = any(argument);
  update exchange_answers set body = null where call_id = any(argument);
end $$;
