-- breaking: ratings move to their own module; answers stand by the number of their criterion (docs/legal.md#satisfaction).

drop view dossier_rating_marks;
alter table dossier_ratings rename to satisfaction_answers;
alter table satisfaction_answers rename constraint dossier_ratings_pkey to satisfaction_answers_pkey;
alter table satisfaction_answers
  add column unit_id uuid,
  add column criteria text not null default 'tt-01-2018',
  add column version text not null default '2018',
  add column overall text check (overall in ('very', 'satisfied', 'dissatisfied')),
  add column is_anonymous boolean not null default true,
  add column kiosk_id uuid,
  add column refuted_at timestamptz,
  add column refuted_by uuid references persons (id),
  add column refuted_ground text;
-- Five steps of satisfaction became the three of the circular: neither content nor discontent is no dissatisfaction.
update satisfaction_answers a set
  unit_id = d.competent_unit_id,
  is_anonymous = (a.answers->>'anonymous')::boolean,
  overall = case when (a.answers->>'overall')::int = 5 then 'very' when (a.answers->>'overall')::int >= 3 then 'satisfied'
    else 'dissatisfied' end
from dossiers d where d.case_id = a.case_id;
update satisfaction_answers set answers = jsonb_build_object('3', answers->'contacts', '4', answers->'agencies',
  '7', case when (answers->>'attitude')::int = 0 then 'complaint' else 'good' end, '11', overall);
alter table satisfaction_answers
  alter column unit_id set not null,
  alter column criteria drop default,
  alter column version drop default,
  alter column is_anonymous drop default,
  add check ((refuted_at is null) = (refuted_by is null) and (refuted_at is null) = (refuted_ground is null));
comment on table satisfaction_answers is 'Câu trả lời đánh giá của người dân, mỗi hồ sơ một lần';
create index satisfaction_answers_rated on satisfaction_answers (rated_at, unit_id);

-- Computed: 2 before the limit, 1 on it, 0 after it; of the whole dossier and of each unit that took a step.
create table satisfaction_times (
  case_id uuid not null references cases (id) on delete cascade,
  criterion text not null check (criterion in ('whole', 'steps')),
  unit_id uuid not null,
  on_day date not null,
  points smallint not null check (points between 0 and 2),
  primary key (case_id, criterion, unit_id)
);
comment on table satisfaction_times is 'Điểm thời gian giải quyết của từng hồ sơ và từng đơn vị tham gia';
create index satisfaction_times_days on satisfaction_times (on_day, unit_id, criterion) include (points);

create table satisfaction_invitations (
  case_id uuid primary key references cases (id) on delete cascade,
  token text not null unique,
  number text not null unique check (number ~ '^[0-9]{8}$'),
  made_at timestamptz not null
);
comment on table satisfaction_invitations is 'Lời mời đánh giá: đường dẫn và số trên phiếu';

create table satisfaction_kiosks (
  id uuid primary key,
  unit_id uuid not null references units (id),
  name text not null check (length(name) between 2 and 80),
  enrolled_by uuid not null references persons (id),
  enrolled_at timestamptz not null,
  claimed_at timestamptz,
  ended_at timestamptz
);
comment on table satisfaction_kiosks is 'Máy đánh giá đặt tại Bộ phận Một cửa';

-- Tự chấm and thẩm định are rows of one kind beside each other; a newer one replaces, none is overwritten.
create table satisfaction_scores (
  id uuid primary key,
  unit_id uuid not null references units (id),
  criteria text not null,
  version text not null,
  number text not null,
  from_day date not null,
  to_day date not null,
  side text not null check (side in ('self', 'verified')),
  figures jsonb not null,
  points smallint not null check (points between 0 and 2),
  ground text not null check (length(ground) between 3 and 1000),
  scored_by uuid not null references persons (id),
  scored_at timestamptz not null,
  replaced_at timestamptz,
  check (from_day <= to_day)
);
comment on table satisfaction_scores is 'Điểm cơ quan tự chấm và điểm thẩm định của một kỳ';
create unique index satisfaction_scores_live on satisfaction_scores (unit_id, from_day, to_day, number, side)
  where replaced_at is null;
