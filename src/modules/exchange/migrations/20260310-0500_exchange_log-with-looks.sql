-- Logs answers, many in one go, with whose data is in them: one commit before anything leaves. `argument`: array of answers, each
-- with its `looks`. Answers with as many `true`.
create or replace function log_exchange_answers(argument jsonb) returns jsonb
language plpgsql set search_path from current as $$
declare
  looks jsonb := (select jsonb_agg(l) from jsonb_array_elements(argument) a, jsonb_array_elements(a -> 'looks') l);
begin
  if looks is not null then
    perform record_looks(looks);
  end if;
  insert into exchange_answers (call_id, status, outcome, body, body_hash, signature)
  select (a ->> 'callId')::uuid, (a ->> 'status')::int, a ->> 'outcome', a ->> 'body', a ->> 'bodyHash', a ->> 'signature'
  from jsonb_array_elements(argument) a;
  return (select jsonb_agg(true) from jsonb_array_elements(argument));
end
$$;
