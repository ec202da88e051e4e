-- Readings that were events before there were looks: the person they are about finds them beside those of today.
insert into looks (slot, key, first_at, last_at, times, viewer_kind, viewer_id, represented_id, unit_id, subjects, what, why, way)
select slot, decode(md5(concat_ws(' ', 'carried', actor_kind, actor_id, represented_id, unit_id, subject_id, what, why)), 'hex'),
  min(at), max(at), count(*), actor_kind, actor_id, represented_id, unit_id, array[subject_id], what, why,
  case when actor_kind = 'service' then 'api' else 'screen' end
from (
  select at, actor_kind, actor_id, represented_id, unit_id, subject_id,
    date_bin('30 minutes', at, '2000-01-01 00:00:00+00') as slot,
    case when payload ->> 'file' is not null or name = 'dossier.paperViewed' then 'file'
      when name = 'person.viewed' then 'person' else 'dossier' end as what,
    case when payload ->> 'why' in ('step', 'field', 'api', 'desk', 'exchange') then payload ->> 'why'
      when name = 'person.viewed' then 'desk' else 'lookup' end as why
  from events
  where name in ('dossier.viewed', 'dossier.paperViewed', 'person.viewed') and actor_kind <> 'citizen'
) viewed
group by slot, actor_kind, actor_id, represented_id, unit_id, subject_id, what, why
on conflict (slot, key) do nothing;
