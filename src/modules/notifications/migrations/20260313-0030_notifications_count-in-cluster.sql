-- As before, in the language whose statements a cluster plans with their values.
create or replace function unread_notifications(argument jsonb) returns jsonb
language plpgsql stable set search_path from current as $$
begin
  return (select to_jsonb(count(*)) from (
    select from notifications where person_id = (argument ->> 'personId')::uuid and read_at is null limit 100
  ) waiting);
end $$;
