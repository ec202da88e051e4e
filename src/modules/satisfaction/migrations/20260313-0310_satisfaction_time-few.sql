-- Named twice, the list of dossiers was made for all of them before the few that were asked for were picked out: with some hundred
-- thousand dossiers the reaction that counts them anew never came to an end.
create or replace view satisfaction_times_now as
with own as not materialized (
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
