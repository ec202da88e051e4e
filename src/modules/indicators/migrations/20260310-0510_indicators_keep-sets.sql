-- Sums by procedure only where somebody reads them so: a set's “how many procedures have any”, a table by procedure.
alter table indicator_measures add column is_by_item boolean not null default false;
truncate indicator_items;

create table indicator_item_numbers (
  item text primary key,
  number int not null unique
);
comment on table indicator_item_numbers is 'Số thứ tự của thủ tục trong các tập: from nought, in the order they came';

-- “Which procedures have any” of a year is asked for all agencies at once: sets of a month are joined, not their procedures.
create table indicator_item_sets (
  measure_id smallint not null,
  month date not null,
  unit_id uuid not null,
  items bit varying not null,
  primary key (measure_id, month, unit_id)
);
comment on table indicator_item_sets is 'Tập thủ tục có phát sinh trong tháng: the bit of each has its number';
grant truncate on indicator_item_sets to mot_cua_app;
