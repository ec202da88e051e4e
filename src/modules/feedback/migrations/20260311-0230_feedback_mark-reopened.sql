-- A report that was opened again counts for the unit whose answer had been published last.
create or replace view feedback_marks as
select h.report_id as subject_id, mark.measure, (mark.at at time zone 'Asia/Ho_Chi_Minh')::date as on_day, h.unit_id,
  r.category as item, count(*)::int as value
from feedback_handlings h
  join feedback_reports r on r.id = h.report_id
  cross join lateral (values
    ('feedback.received', h.taken_at),
    ('feedback.answeredInTime', case when h.answered_at <= h.due_at then h.answered_at end),
    ('feedback.answeredLate', case when h.answered_at > h.due_at then h.answered_at end),
    ('feedback.fellLate', case when h.due_at < coalesce(h.answered_at, h.ended_at, 'infinity') then h.due_at end),
    ('feedback.reopened', case when h.published_at is not null and not exists (select from feedback_handlings later
      where later.report_id = r.id and later.published_at > h.published_at and later.published_at <= r.reopened_at)
      and h.published_at <= r.reopened_at then r.reopened_at end),
    ('feedback.rated', h.rated_at),
    ('feedback.ratedHappy', case when h.rating in ('satisfied', 'acceptable') then h.rated_at end),
    ('feedback.ratedUnhappy', case when h.rating = 'dissatisfied' then h.rated_at end)
  ) as mark (measure, at)
where mark.at is not null
group by h.report_id, mark.measure, on_day, h.unit_id, r.category;
