-- A statement that asks for the events of one thing, or for those after a cursor, looks into every partition: with seventy-two months
-- its planning alone took ten times as long as its answer, and reactions ask many times a second. A year is one partition, as with
-- looks. Months that hold rows stay as they are; nothing is moved.
do $$
declare
  year int;
  month text;
  has_rows boolean;
begin
  for year in 2023 .. 2032 loop
    has_rows := false;
    for month in select to_char(make_date(year, m, 1), 'YYYYMM') from generate_series(1, 12) m loop
      continue when has_rows or to_regclass('events_' || month) is null;
      execute format('select exists (select from %I)', 'events_' || month) into has_rows;
    end loop;
    continue when has_rows;
    for month in select to_char(make_date(year, m, 1), 'YYYYMM') from generate_series(1, 12) m loop
      execute format('drop table if exists %I', 'events_' || month);
    end loop;
    execute format('create table if not exists %I partition of events for values from (%L) to (%L)',
      'events_' || year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    execute format('revoke update, delete, truncate on %I from mot_cua_app', 'events_' || year);
  end loop;
end $$;
drop function make_event_partitions;
