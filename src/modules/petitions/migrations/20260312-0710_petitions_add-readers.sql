-- What readers think of a published answer: how many on a day. Who they were is not among it.
create table petition_reader_days (
  petition_id uuid not null references petitions (id) on delete cascade,
  on_day date not null,
  useful int not null default 0 check (useful >= 0),
  unclear int not null default 0 check (unclear >= 0),
  primary key (petition_id, on_day)
);
comment on table petition_reader_days is 'Ý kiến người đọc câu trả lời, theo ngày';

-- So that one reader counts once a day: a keyed hash of petition, day and reader, gone when the day is.
create table petition_reader_marks (
  mark text primary key,
  on_day date not null
);
comment on table petition_reader_marks is 'Dấu đã cho ý kiến trong ngày';

create or replace view petition_marks as
select p.id as subject_id, mark.measure, (mark.at at time zone 'Asia/Ho_Chi_Minh')::date as on_day, p.unit_id,
  coalesce(p.procedure_code, case p.about when 'staff' then 'can-bo' else 'quy-dinh' end) as item, 1 as value
from petitions p
  cross join lateral (select coalesce(p.late_at, case when p.awaited <> 'complete' then p.due_at end) as late_at,
    case when p.state <> 'lapsed' then p.ended_at end as ended_at) l
  cross join lateral (values
    ('petitions.received', p.received_at),
    ('petitions.aboutRules', case when p.about = 'rules' then p.received_at end),
    ('petitions.aboutStaff', case when p.about = 'staff' then p.received_at end),
    ('petitions.due', least(l.ended_at, l.late_at)),
    ('petitions.answeredInTime', case when p.late_at is null then l.ended_at end),
    ('petitions.fellLate', l.late_at),
    ('petitions.endedLate', case when p.late_at is not null then p.ended_at end),
    ('petitions.answered', p.published_at),
    ('petitions.disliked', case when p.rating = 'dislike' or p.late_at is not null
      or exists (select from petitions r where r.repeats = p.id and r.state <> 'ledAway') then p.published_at end),
    ('petitions.rated', p.rated_at),
    ('petitions.ratedLike', case when p.rating = 'like' then p.rated_at end),
    ('petitions.ratedDislike', case when p.rating = 'dislike' then p.rated_at end)
  ) as mark (measure, at)
where p.state <> 'ledAway' and mark.at is not null
union all
select p.id, mark.measure, d.on_day, p.unit_id,
  coalesce(p.procedure_code, case p.about when 'staff' then 'can-bo' else 'quy-dinh' end), mark.value
from petition_reader_days d
  join petitions p on p.id = d.petition_id
  cross join lateral (values ('petitions.foundUseful', d.useful), ('petitions.foundUnclear', d.unclear))
    as mark (measure, value)
where mark.value > 0;
