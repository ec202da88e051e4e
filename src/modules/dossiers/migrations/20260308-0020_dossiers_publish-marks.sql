-- Published: what a dossier is for those who count, without anybody's data. Days are those of the province.
-- It ends when its outcome is there (state 9), else when it is closed; `late_at` is the moment from which it is late if it has
-- not ended before: the appointment, unless the clock stands since an earlier moment; or the second request for a
-- supplement, which counts as late whatever the date (docs/legal.md#score-progress).
create view dossier_measured as
select d.case_id, d.competent_unit_id as unit_id, d.procedure_code as item, d.channel,
  d.return_method, d.fee_vnd, d.supplement_count, c.state,
  c.definition_version,
  c.received_at, e.ended_at, c.due_at,
  (c.received_at at time zone 'Asia/Ho_Chi_Minh')::date as received_on,
  (e.ended_at at time zone 'Asia/Ho_Chi_Minh')::date as ended_on,
  (coalesce(c.due_at, c.due_before_pause) at time zone 'Asia/Ho_Chi_Minh')::date as due_on,
  l.late_at,
  (l.late_at at time zone 'Asia/Ho_Chi_Minh')::date as late_on
from dossier_counted k
  join dossiers d using (case_id)
  join cases c on c.id = d.case_id
  cross join lateral (select coalesce(
    case when c.state in ('done', 'returned') then
      (jsonb_path_query_first(c.clock, '$[*] ? (@.kind == "ended").at') #>> '{}')::timestamptz end, c.ended_at) as ended_at) e
  left join lateral (
    select min(asked_at) as at from dossier_supplements s where s.case_id = d.case_id and s.is_counted_late) again on true
  cross join lateral (select least(again.at, case
    when e.ended_at is null and c.paused_at is not null
      then case when c.paused_at > c.due_before_pause then c.due_before_pause end
    else c.due_at end) as late_at) l;
comment on view dossier_measured is 'Hồ sơ để đếm: tiếp nhận, xong, trễ từ lúc nào; không có dữ liệu cá nhân';

create view dossier_marks as
select m.case_id as subject_id, mark.measure, mark.on_day, m.unit_id, m.item, mark.value
from dossier_measured m
  left join procedure_channels o on o.code = m.item and o.version = m.definition_version
  cross join lateral (values
    ('dossiers.received', m.received_on, 1),
    ('dossiers.receivedOnline', case when m.channel = 'online' then m.received_on end, 1),
    ('dossiers.fitForFullyOnline', case when o.is_online then m.received_on end, 1),
    ('dossiers.fullyOnline',
      case when o.is_online and m.channel = 'online' and m.return_method in ('online', 'post') then m.received_on end, 1),
    ('dossiers.withFee', case when m.fee_vnd > 0 then m.received_on end, 1),
    ('dossiers.supplementAsked', case when m.supplement_count > 0 then m.received_on end, m.supplement_count::int),
    ('dossiers.finished', case when m.received_on is not null then m.ended_on end, 1),
    ('dossiers.answered', case when m.received_on is not null and m.state in ('done', 'returned') then m.ended_on end, 1),
    ('dossiers.finishedLate', case when m.received_on is not null and m.ended_at > m.late_at then m.ended_on end, 1),
    ('dossiers.finishedEarly', case when m.ended_on < m.due_on and m.received_on is not null then m.ended_on end, 1),
    ('dossiers.finishedSameDay', case when m.ended_on = m.due_on and m.received_on is not null then m.ended_on end, 1),
    ('dossiers.fellLate', case when m.received_on is not null and (m.ended_at is null or m.ended_at > m.late_at) then m.late_on end, 1),
    ('dossiers.finishedMinutes', case when m.received_on is not null then m.ended_on end,
      (extract(epoch from m.ended_at - m.received_at) / 60)::int),
    ('dossiers.withdrawn', case when m.state = 'withdrawn' then m.ended_on end, 1),
    ('dossiers.stopped', case when m.state = 'stopped' then m.ended_on end, 1),
    ('dossiers.refused', case when m.state = 'notAccepted' then m.ended_on end, 1)
  ) as mark (measure, on_day, value)
where mark.on_day is not null;
comment on view dossier_marks is 'Dấu đếm của hồ sơ';

create view dossier_paper_marks as
select m.case_id as subject_id, mark.measure, m.received_on as on_day, m.unit_id, m.item, 1 as value
from dossier_measured m
  cross join lateral (
    select bool_or(is_digitised) as digitised, bool_or(is_reused) as reused, bool_or(is_from_national_store) as stored
    from dossier_papers p where p.case_id = m.case_id and p.removed_at is null and p.file_id is not null) p
  cross join lateral (values
    ('dossiers.withDigitisedPapers', p.digitised),
    ('dossiers.withReusedPapers', p.reused or p.digitised),
    ('dossiers.fromStore', p.stored)
  ) as mark (measure, holds)
where mark.holds and m.received_on is not null;
comment on view dossier_paper_marks is 'Dấu đếm của giấy tờ trong hồ sơ';

create view dossier_rating_marks as
select m.case_id as subject_id, mark.measure, (r.rated_at at time zone 'Asia/Ho_Chi_Minh')::date as on_day, m.unit_id, m.item,
  mark.value
from dossier_ratings r
  join dossier_measured m using (case_id)
  cross join lateral (values
    ('dossiers.rated', 1),
    ('dossiers.ratedUnhappy', case when (r.answers->>'overall')::int <= 2 then 1 end),
    ('dossiers.ratedHappy', case when (r.answers->>'overall')::int >= 4 then 1 end),
    ('dossiers.pointsContacts', (r.answers->>'contacts')::int),
    ('dossiers.pointsAgencies', (r.answers->>'agencies')::int),
    ('dossiers.pointsAttitude', (r.answers->>'attitude')::int)
  ) as mark (measure, value)
where mark.value is not null;
comment on view dossier_rating_marks is 'Dấu đếm của đánh giá';
