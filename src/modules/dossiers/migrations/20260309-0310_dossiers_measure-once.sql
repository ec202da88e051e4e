-- As before; `offset 0` keeps what is read from the clock from being read again for each of the marks that use it.
create or replace view dossier_measured as
select d.case_id, d.competent_unit_id as unit_id, d.procedure_code as item, d.channel,
  d.return_method, d.fee_vnd, d.supplement_count, c.state,
  c.definition_version,
  c.received_at, e.ended_at, c.due_at,
  (c.received_at at time zone 'Asia/Ho_Chi_Minh')::date as received_on,
  e.ended_on,
  (coalesce(c.due_at, c.due_before_pause) at time zone 'Asia/Ho_Chi_Minh')::date as due_on,
  l.late_at,
  l.late_on
from dossier_counted k
  join dossiers d using (case_id)
  join cases c on c.id = d.case_id
  cross join lateral (select ended_at, (ended_at at time zone 'Asia/Ho_Chi_Minh')::date as ended_on
    from (select coalesce(
      case when c.state in ('done', 'returned') then
        (jsonb_path_query_first(c.clock, '$[*] ? (@.kind == "ended").at') #>> '{}')::timestamptz end, c.ended_at) as ended_at
      offset 0) once offset 0) e
  left join lateral (
    select min(asked_at) as at from dossier_supplements s where s.case_id = d.case_id and s.is_counted_late) again on true
  cross join lateral (select late_at, (late_at at time zone 'Asia/Ho_Chi_Minh')::date as late_on
    from (select least(again.at, case
      when e.ended_at is null and c.paused_at is not null
        then case when c.paused_at > c.due_before_pause then c.due_before_pause end
      else c.due_at end) as late_at offset 0) once offset 0) l;
