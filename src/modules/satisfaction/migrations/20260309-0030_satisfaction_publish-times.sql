-- Of dossiers with a result. A limit in days is compared by days, one in hours (those of steps are) by the hour. An apology
-- promises a later day because the limit is not kept: what ends after the day that was promised first is late.
create view satisfaction_times_now as
with own as (
  select m.case_id, m.unit_id, m.ended_at, m.ended_on, m.due_at, m.due_on, m.late_at, c.clock
  from dossier_measured m join cases c on c.id = m.case_id
  where m.state in ('done', 'returned') and m.received_on is not null and m.ended_on is not null
)
select o.case_id, 'whole' as criterion, o.unit_id, o.ended_on as on_day,
  case when o.ended_at > o.late_at or o.ended_at > first.promised_at then 0
    when l.unit = 'hour' then case when o.ended_at <= o.due_at - interval '1 hour' then 2 else 1 end
    when o.ended_on < o.due_on then 2 else 1 end::smallint as points
from own o
  cross join lateral (
    select jsonb_path_query_first(o.clock, '$[*] ? (@.kind == "accepted").limit.unit') #>> '{}' as unit) l
  left join lateral (
    select min((e.payload->>'dueBefore')::timestamptz) as promised_at from events e
    where e.subject_id = o.case_id and e.name = 'dossier.extended' and e.payload->>'cause' = 'apology'
      and o.clock @> '[{"kind": "extended", "cause": "apology"}]') first on true
where o.due_at is not null
union all
select o.case_id, 'steps', s.unit_id, o.ended_on,
  case when bool_or(s.ended_at > s.due_at) then 0 when bool_or(s.ended_at <= s.due_at - interval '1 hour') then 2 else 1 end
from own o join case_steps s on s.case_id = o.case_id
where s.due_at is not null and s.ended_at is not null
group by o.case_id, s.unit_id, o.ended_on;
comment on view satisfaction_times_now is 'Điểm thời gian của hồ sơ, tính từ đồng hồ';

insert into satisfaction_times (case_id, criterion, unit_id, on_day, points)
select case_id, criterion, unit_id, on_day, points from satisfaction_times_now;

-- What an answer is worth. Without a complaint that holds the time decides, and a time that is not known is no points.
create view satisfaction_rated as
select a.case_id, a.unit_id, a.rated_at, (a.rated_at at time zone 'Asia/Ho_Chi_Minh')::date as on_day, a.criteria, a.version, a.answers,
  a.overall, a.is_anonymous, a.comment, a.channel, a.refuted_at, c.holds as has_complaint,
  case when c.holds then 0 else t.points end as attitude
from satisfaction_answers a
  cross join lateral (select a.answers->>'7' = 'complaint' and a.refuted_at is null as holds) c
  left join satisfaction_times t on t.case_id = a.case_id and t.criterion = 'whole';
comment on view satisfaction_rated is 'Đánh giá với điểm của từng tiêu chí';

-- Published: marks for the engine of indicators.
create view satisfaction_answer_marks as
select r.case_id as subject_id, mark.measure, r.on_day, m.unit_id, m.item, mark.value
from satisfaction_rated r
  join dossier_measured m using (case_id)
  cross join lateral (values
    ('dossiers.rated', 1),
    ('dossiers.ratedUnhappy', case when r.overall = 'dissatisfied' or r.has_complaint then 1 end),
    ('dossiers.ratedHappy', case when r.overall <> 'dissatisfied' and not r.has_complaint then 1 end),
    ('dossiers.pointsContacts', (r.answers->>'3')::int),
    ('dossiers.pointsAgencies', (r.answers->>'4')::int),
    ('dossiers.pointsAttitude', r.attitude::int)
  ) as mark (measure, value)
where mark.value is not null;
comment on view satisfaction_answer_marks is 'Dấu đếm của đánh giá';

create view satisfaction_online_marks as
select m.case_id as subject_id, mark.measure, mark.on_day, m.unit_id, m.item, 1 as value
from dossier_measured m
  cross join lateral (values
    ('satisfaction.onlineFellLate', case when m.ended_at is null or m.ended_at > m.late_at then m.late_on end),
    ('satisfaction.onlineFinishedLate', case when m.ended_at > m.late_at then m.ended_on end)
  ) as mark (measure, on_day)
where m.channel = 'online' and m.received_on is not null and mark.on_day is not null;
comment on view satisfaction_online_marks is 'Dấu đếm hồ sơ trực tuyến trễ hẹn';
