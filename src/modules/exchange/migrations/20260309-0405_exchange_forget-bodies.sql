-- What calls said, once its time is over. That they were made, by whom, why, their hash and signature stay.
create function forget_exchange_bodies(argument uuid[]) returns void
language sql security definer set search_path from current as $$
  update exchange_calls set body = null where id = any(argument);
  update exchange_answers set body = null where call_id = any(argument);
$$;
create index exchange_calls_bodies on exchange_calls (logged_at) where body is not null;
