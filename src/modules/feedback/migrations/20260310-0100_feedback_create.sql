-- A field report. Who sent it stands in a table of its own, which nothing for the public or for a unit reads.
create table feedback_reports (
  id uuid primary key default uuidv7(),
  code text not null unique,
  operation_key text unique,
  state text not null check (state in ('draft', 'new', 'accepted', 'rejected', 'forwarded', 'processing', 'answered',
    'published', 'reopened', 'closed', 'merged')),
  category text not null,
  -- Code of the class; its limit is that of the pack on the day on which a unit takes the report.
  urgency text not null,
  area_code text not null,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  -- As they were sent, and as everyone may read them once somebody has looked.
  words text not null,
  place text not null,
  public_words text,
  public_place text,
  received_at timestamptz not null,
  accepted_at timestamptz,
  published_at timestamptz,
  reopened_at timestamptz,
  closed_at timestamptz,
  -- What has to be done next, since when and by when; nothing once nobody has anything to do.
  awaited text check (awaited in ('accept', 'forward', 'take', 'handle', 'publish')),
  awaited_since timestamptz,
  due_at timestamptz,
  handling_id uuid,
  ground text,
  merged_into uuid references feedback_reports (id) on delete set null,
  split_from uuid references feedback_reports (id) on delete set null,
  joined int not null default 0 check (joined >= 0),
  -- Category, place and words without marks and in lower case, for finding.
  search_text text not null,
  check ((latitude is null) = (longitude is null)),
  check ((awaited is null) = (due_at is null) and (awaited is null) = (awaited_since is null)),
  check (accepted_at is null or (public_words is not null and public_place is not null)),
  check ((state = 'rejected') = (ground is not null)),
  check (state <> 'merged' or merged_into is not null)
);
comment on table feedback_reports is 'Phản ánh hiện trường';
create index feedback_reports_public on feedback_reports (received_at desc, id) where accepted_at is not null;
create index feedback_reports_near on feedback_reports (category, received_at);
create index feedback_reports_area on feedback_reports (area_code, received_at desc);
create index feedback_reports_due on feedback_reports (due_at) where due_at is not null;
create index feedback_reports_search on feedback_reports using gin (search_text gin_trgm_ops);

-- Người gửi, người cùng gặp. Opened for the desk of reports alone, each time with a look.
create table feedback_reporters (
  id uuid primary key default uuidv7(),
  report_id uuid not null references feedback_reports (id) on delete cascade,
  role text not null check (role in ('sender', 'joined')),
  person_id uuid,
  name text,
  phone text,
  -- With the code it opens the sender's part without an account.
  secret text,
  at timestamptz not null,
  operation_key text unique
);
comment on table feedback_reporters is 'Người gửi phản ánh và người cùng gặp';
create unique index feedback_reporters_once on feedback_reporters (report_id, person_id) where person_id is not null;
create unique index feedback_reporters_sender on feedback_reporters (report_id) where role = 'sender';
create index feedback_reporters_person on feedback_reporters (person_id) where person_id is not null;

-- One row for each time that a unit is given the report.
create table feedback_handlings (
  id uuid primary key default uuidv7(),
  report_id uuid not null references feedback_reports (id) on delete cascade,
  unit_id uuid not null,
  forwarded_at timestamptz not null,
  taken_at timestamptz,
  due_at timestamptz,
  extended_at timestamptz,
  answer text,
  answered_by uuid,
  answered_title text,
  answered_at timestamptz,
  published_at timestamptz,
  -- Given back, given to another or merged: the unit has nothing to do with it any more.
  ended_at timestamptz,
  rating text check (rating in ('satisfied', 'acceptable', 'dissatisfied')),
  rating_words text,
  rated_at timestamptz,
  check ((taken_at is null) = (due_at is null)),
  check ((answer is null) = (answered_at is null)),
  check ((rating is null) = (rated_at is null))
);
comment on table feedback_handlings is 'Lượt xử lý phản ánh của đơn vị';
create index feedback_handlings_report on feedback_handlings (report_id, forwarded_at);
create index feedback_handlings_unit on feedback_handlings (unit_id, forwarded_at desc);
alter table feedback_reports add foreign key (handling_id) references feedback_handlings (id) on delete set null;

-- The original stays closed; `public_file_id` is the picture with whatever was to be covered.
create table feedback_photos (
  id uuid primary key default uuidv7(),
  report_id uuid not null references feedback_reports (id) on delete cascade,
  handling_id uuid references feedback_handlings (id) on delete cascade,
  position int not null,
  file_id uuid not null,
  width int not null,
  height int not null,
  -- Rectangles [left, top, width, height] in pixels of the original.
  covered jsonb not null default '[]',
  public_file_id uuid,
  cleared_by uuid,
  cleared_at timestamptz,
  check ((public_file_id is null) = (cleared_at is null))
);
comment on table feedback_photos is 'Ảnh của phản ánh và của câu trả lời';
create index feedback_photos_report on feedback_photos (report_id, position);

-- What was done, by whom, against which limit. Words are those that everyone may read, or the officers' own.
create table feedback_acts (
  id uuid primary key default uuidv7(),
  report_id uuid not null references feedback_reports (id) on delete cascade,
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
comment on table feedback_acts is 'Diễn biến phản ánh';
create index feedback_acts_report on feedback_acts (report_id, at);

-- Published: marks for the engine of indicators.
create view feedback_marks as
select h.report_id as subject_id, mark.measure, (mark.at at time zone 'Asia/Ho_Chi_Minh')::date as on_day, h.unit_id,
  r.category as item, count(*)::int as value
from feedback_handlings h
  join feedback_reports r on r.id = h.report_id
  cross join lateral (values
    ('feedback.received', h.taken_at),
    ('feedback.answeredInTime', case when h.answered_at <= h.due_at then h.answered_at end),
    ('feedback.answeredLate', case when h.answered_at > h.due_at then h.answered_at end),
    ('feedback.fellLate', case when h.due_at < coalesce(h.answered_at, h.ended_at, 'infinity') then h.due_at end),
    ('feedback.rated', h.rated_at),
    ('feedback.ratedHappy', case when h.rating in ('satisfied', 'acceptable') then h.rated_at end),
    ('feedback.ratedUnhappy', case when h.rating = 'dissatisfied' then h.rated_at end)
  ) as mark (measure, at)
where mark.at is not null
group by h.report_id, mark.measure, on_day, h.unit_id, r.category;
comment on view feedback_marks is 'Dấu đếm của phản ánh';
