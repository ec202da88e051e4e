-- Records whose time is over. The application may rewrite neither events nor looks nor logged calls; these functions run with
-- the owner's rights and can only take away what the law wants gone. docs/legal.md#retention

-- What was written in words about things that ended: names, reasons, numbers of people. Codes, ids and figures stay. Never of a
-- case that is open.
create function forget_words(argument uuid[]) returns void
language plpgsql security definer set search_path from current as $$
begin
  if exists (select from cases where id = any(argument) and ended_at is null) then
    raise exception 'An open case is never forgotten';
  end if;
  update events set payload = (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(payload)
    where jsonb_typeof(value) in ('number', 'boolean')
      or value #>> '{}' ~ '^[A-Za-z0-9._:/+-]{1,60}$' and value #>> '{}' !~ '^[0-9]{9,15}$')
  where subject_id = any(argument) and payload <> '{}';
end
$$;

-- Looks of the last half year are never taken away, whoever asks: what counts is the newest look, not a clock that may be set.
create function forget_looks(argument uuid[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  newest timestamptz := (select max(slot) from looks);
begin
  if exists (select from looks where id = any(argument) and slot > newest - interval '6 months') then
    raise exception 'Looks of the last six months stay';
  end if;
  delete from looks where id = any(argument);
end
$$;

-- What the nightly run asks for, a batch at a time.
create index case_steps_files on case_steps using gin ((record -> 'files')) where record -> 'files' is not null;
create index looks_last on looks (last_at);
create index files_created on files (created_at);
