-- Sums of items lie beside those of all items: a page reads whole months of a measure without passing over its items.
create table indicator_items (
  measure_id smallint not null,
  month date not null,
  unit_id uuid not null,
  item text not null,
  value bigint not null,
  primary key (measure_id, month, unit_id, item)
);
comment on table indicator_items is 'Tổng theo tháng, đơn vị và thủ tục';
insert into indicator_items select measure_id, month, unit_id, item, value from indicator_months where item <> '';
delete from indicator_months where item <> '';
alter table indicator_months drop column item;
alter table indicator_months add primary key (measure_id, month, unit_id);
comment on table indicator_months is 'Tổng theo tháng và đơn vị';

-- Whoever builds all of it anew empties it first.
grant truncate on indicator_marks, indicator_days, indicator_months, indicator_items to mot_cua_app;
-- Marks are written by joining their measure; a check of each anew is half of the time.
alter table indicator_marks drop constraint indicator_marks_measure_id_fkey;
