-- Published: dossiers of which the national portal has taken a message, those whose result it has, and those for which the
-- population register was asked. `stream` of a message is the province's own code. What was asked is looked for by the things
-- in question, once in all the months of events and not once for each dossier.
create view national_marks as
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
select asked.subject_id, 'national.populationAsked', m.received_on, m.unit_id, m.item, 1
from (select distinct subject_id from events
    where name = 'dossier.registerAsked' and payload->>'register' = 'population') asked
  join dossier_measured m on m.case_id = asked.subject_id
where m.received_on is not null;
comment on view national_marks is 'Dấu đếm của đồng bộ và khai thác cơ sở dữ liệu quốc gia';
