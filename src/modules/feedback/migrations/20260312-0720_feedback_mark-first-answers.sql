-- How long the sender waited for the first answer of any unit, in hours from sending on, each begun hour whole. It counts for the
-- unit that gave it.
create or replace view feedback_marks as
select h.report_id as subject_id, mark.measure, (mark.at at time zone 'Asia/Ho_Chi_Minh')::date as on_day, h.unit_id,
  r.category as item, sum(mark.value)::int as value
from feedback_handlings h
  join feedback_reports r on r.id = h.report_id
  cross join lateral (select case when h.answered_at is not null and not exists (select from feedback_handlings other
      where other.report_id = r.id and (other.answered_at, other.id) < (h.answered_at, h.id)) then h.answered_at end as at) first
  cross join lateral (values
    ('feedback.received', h.taken_at, 1),
    ('feedback.answeredInTime', case when h.answered_at <= h.due_at then h.answered_at end, 1),
    ('feedback.answeredLate', case when h.answered_at > h.due_at then h.answered_at end, 1),
    ('feedback.fellLate', case when h.due_at < coalesce(h.answered_at, h.ended_at, 'infinity') then h.due_at end, 1),
    ('feedback.firstAnswers', first.at, 1),
    ('feedback.firstAnswerHours', first.at, ceil(extract(epoch from first.at - r.received_at) / 3600)::int),
    ('feedback.reopened', case when h.published_at is not null and not exists (select from feedback_handlings later
      where later.report_id = r.id and later.published_at > h.published_at and later.published_at <= r.reopened_at)
      and h.published_at <= r.reopened_at then r.reopened_at end, 1),
    ('feedback.rated', h.rated_at, 1),
    ('feedback.ratedHappy', case when h.rating in ('satisfied', 'acceptable') then h.rated_at end, 1),
    ('feedback.ratedUnhappy', case when h.rating = 'dissatisfied' then h.rated_at end, 1)
  ) as mark (measure, at, value)
where mark.at is not null
group by h.report_id, mark.measure, on_day, h.unit_id, r.category;
