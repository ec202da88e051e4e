-- A petition about a rule or about staff. Who sent it stands in a table of its own, which nothing for the public reads.
create table petitions (
  id uuid primary key default uuidv7(),
  code text not null unique,
  operation_key text unique,
  state text not null check (state in ('new', 'incomplete', 'accepted', 'processing', 'answered', 'published', 'rejected',
    'forwarded', 'ledAway', 'lapsed')),
  about text not null check (about in ('rules', 'staff')),
  procedure_code text,
  -- Of a petition about staff: what they did, where, and who as the sender wrote it and as the desk made it out.
  conduct text check (conduct in ('behaviour', 'delay', 'demands')),
  accused_unit_id uuid,
  official_name text,
  official_key text,
  official_id uuid,
  -- Whoever has it: the desk until a unit is given it.
  unit_id uuid not null,
  words text not null,
  received_at timestamptz not null,
  awaited text check (awaited in ('sort', 'complete', 'handle', 'publish')),
  awaited_since timestamptz,
  due_at timestamptz,
  -- The limit of handling, once the desk has accepted it, and the first limit that an agency missed.
  handle_due_at timestamptz,
  late_at timestamptz,
  answer text,
  answered_by uuid,
  answered_title text,
  answered_at timestamptz,
  -- What everyone may read, once a second person has looked.
  public_title text,
  public_words text,
  public_answer text,
  published_at timestamptz,
  search_text text not null default '',
  ended_at timestamptz,
  ground text,
  elsewhere text,
  path text check (path in ('complaint', 'denunciation')),
  repeats uuid references petitions (id) on delete set null,
  rating text check (rating in ('like', 'neutral', 'dislike')),
  rating_words text,
  rated_at timestamptz,
  check ((about = 'staff') = (conduct is not null)),
  check ((about = 'staff') = (accused_unit_id is not null)),
  check (about = 'staff' or (official_name is null and official_id is null)),
  check ((official_name is null) = (official_key is null)),
  check ((awaited is null) = (due_at is null) and (awaited is null) = (awaited_since is null)),
  check ((awaited is null) = (ended_at is not null)),
  check ((answer is null) = (answered_at is null)),
  check (published_at is null or (public_title is not null and public_words is not null and public_answer is not null)),
  check ((state = 'published') = (published_at is not null)),
  check ((state = 'rejected') = (ground is not null)),
  check ((state = 'forwarded') = (elsewhere is not null)),
  check ((state = 'ledAway') = (path is not null)),
  check ((rating is null) = (rated_at is null))
);
comment on table petitions is 'Phản ánh, kiến nghị về quy định và cán bộ';
create index petitions_unit on petitions (unit_id, due_at);
create index petitions_published on petitions (published_at desc, id desc) where published_at is not null;
create index petitions_due on petitions (due_at) where due_at is not null;
create index petitions_repeats on petitions (repeats) where repeats is not null;
create index petitions_like on petitions (procedure_code, accused_unit_id, received_at desc);
create index petitions_search on petitions using gin (search_text gin_trgm_ops);

-- Người gửi. Opened with a reason, each time with a look.
create table petition_senders (
  petition_id uuid primary key references petitions (id) on delete cascade,
  person_id uuid,
  name text not null,
  address text,
  phone text,
  -- Asked that the published answer says who sent it; without it the name stays closed.
  is_name_public boolean not null,
  secret text not null,
  check (address is not null or phone is not null)
);
comment on table petition_senders is 'Người gửi phản ánh, kiến nghị';
create index petition_senders_person on petition_senders (person_id) where person_id is not null;

create table petition_acts (
  id uuid primary key default uuidv7(),
  petition_id uuid not null references petitions (id) on delete cascade,
  act text not null,
  at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  by_title text,
  unit_id uuid,
  words text,
  -- The limit that it met or missed.
  met text,
  due_at timestamptz
);
comment on table petition_acts is 'Diễn biến phản ánh, kiến nghị';
create index petition_acts_petition on petition_acts (petition_id, at);

-- Published: marks for the engine of indicators. What was led to another path is no petition, and what its sender let lapse is
-- nobody's fault. A petition is due on the day on which it ended, or on which a limit ran out, whichever was first.
create view petition_marks as
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
where p.state <> 'ledAway' and mark.at is not null;
comment on view petition_marks is 'Dấu đếm của phản ánh, kiến nghị';
