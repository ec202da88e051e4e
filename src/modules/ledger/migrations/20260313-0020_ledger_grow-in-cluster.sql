-- As before, in the language whose statements a cluster plans with their values.
create or replace function grow_ledger_tiles(argument jsonb) returns void
language plpgsql security definer set search_path from current as $$
begin
  insert into ledger_tiles as kept (tree, level, index, hashes)
  select tree, level, index, decode(hashes, 'base64')
  from jsonb_to_recordset(argument) as grown (tree text, level smallint, index bigint, hashes text)
  on conflict (tree, level, index) do update set hashes = excluded.hashes
  where kept.hashes = substring(excluded.hashes for octet_length(kept.hashes));
end $$;
