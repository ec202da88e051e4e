-- Which register was asked for a dossier, once, so that counting need not look through all that happened.
create table national_asked (
  case_id uuid not null,
  register text not null,
  primary key (case_id, register)
);
comment on table national_asked is 'Cơ sở dữ liệu quốc gia đã được tra cứu cho hồ sơ nào';
insert into national_asked
select distinct subject_id, payload->>'register' from events where name = 'dossier.registerAsked';

create or replace view national_marks as
select m.case_id as subject_id, mark.measure, mark.on_day, m.unit_id, m.item, 1 as value
from dossier_measured m
  join cases c on c.id = m.case_id
  cross join lateral (select count(*) > 0 as synced, bool_or(
      jsonb_array_length(coalesce(x.body #> '{record,DanhSachGiayToKetQua}', '[]')) > 0) as with_result
    from exchange_messages x where x.connector = 'portal' and x.stream = c.code and x.state = 'sent') told
  cross join lateral (values
    ('national.synced', case when told.synced then m.received_on end),
    ('national.resultPushed', case when told.with_result then m.ended_on end)
  ) as mark (measure, on_day)
where mark.on_day is not null and m.received_on is not null
union all
select m.case_id, 'national.populationAsked', m.received_on, m.unit_id, m.item, 1
from national_asked a join dossier_measured m using (case_id)
where a.register = 'population' and m.received_on is not null;
