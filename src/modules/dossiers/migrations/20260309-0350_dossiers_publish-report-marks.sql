-- What the reports of Circular 01/2020/TT-VPCP count otherwise than the index: by the day of the appointment, and nothing that
-- waits for the applicant or was stopped is late (docs/legal.md#report-tables). `offset 0` keeps moments and days from being
-- reckoned again for each of the marks that use them.
create or replace view dossier_measured as
select d.case_id, d.competent_unit_id as unit_id, d.procedure_code as item, d.channel,
  d.return_method, d.fee_vnd, d.supplement_count, c.state,
  c.definition_version,
  c.received_at, e.ended_at, c.due_at,
  o.received_on, o.ended_on, o.due_on, l.late_at, o.late_on, o.waits_on
from dossier_counted k
  join dossiers d using (case_id)
  join cases c on c.id = d.case_id
  cross join lateral (select coalesce(
    case when c.state in ('done', 'returned') then
      (jsonb_path_query_first(c.clock, '$[*] ? (@.kind == "ended").at') #>> '{}')::timestamptz end, c.ended_at) as ended_at
    offset 0) e
  cross join lateral (select least(
      case when d.supplement_count > 0 then (
        select min(asked_at) from dossier_supplements s where s.case_id = d.case_id and s.is_counted_late) end,
      case when e.ended_at is null and c.paused_at is not null
        then case when c.paused_at > c.due_before_pause then c.due_before_pause end
        else c.due_at end) as late_at
    offset 0) l
  cross join lateral (select
      (c.received_at at time zone 'Asia/Ho_Chi_Minh')::date as received_on,
      (e.ended_at at time zone 'Asia/Ho_Chi_Minh')::date as ended_on,
      (coalesce(c.due_at, c.due_before_pause) at time zone 'Asia/Ho_Chi_Minh')::date as due_on,
      (l.late_at at time zone 'Asia/Ho_Chi_Minh')::date as late_on,
      (case when c.state = 'stopped' then e.ended_at when e.ended_at is null then c.paused_at end
        at time zone 'Asia/Ho_Chi_Minh')::date as waits_on
    offset 0) o;

-- An array where `values` would do: PostgreSQL prepares each row of `values` anew for every dossier.
create type dossier_mark as (measure text, on_day date, value int);

create or replace view dossier_marks as
select m.case_id as subject_id, mark.measure, mark.on_day, m.unit_id, m.item, mark.value
from dossier_measured m
  left join procedure_channels o on o.code = m.item and o.version = m.definition_version
  cross join lateral unnest(array[
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
    ('dossiers.refused', case when m.state = 'notAccepted' then m.ended_on end, 1),
    ('dossiers.reportedEarly',
      case when m.received_on is not null and m.state <> 'stopped' and m.ended_on < m.due_on then m.ended_on end, 1),
    ('dossiers.reportedLate',
      case when m.received_on is not null and m.state <> 'stopped' and m.due_at is not null and m.ended_on > m.due_on
        then m.ended_on end, 1),
    ('dossiers.lateByDay', case when m.received_on is not null then case
      when m.waits_on is not null then case when m.waits_on > m.due_on + 1 then m.due_on + 1 end
      when m.ended_on is null or (m.due_at is not null and m.ended_on > m.due_on) then m.due_on + 1 end end, 1),
    ('dossiers.lateByDay',
      case when m.received_on is not null and m.waits_on > m.due_on + 1 then m.waits_on end, -1)
  ]::dossier_mark[]) as mark
where mark.on_day is not null;
