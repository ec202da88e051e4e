-- How long a dossier took, or has taken so far, from reception on: figures without a person. They outlive the case, and come
-- from logs of other systems too; hence no reference to it.
create table forecast_durations (
  case_id uuid primary key,
  unit_id uuid not null,
  -- The unit above when it was received; its units lend their history to one that has too little.
  above_id uuid,
  procedure text not null,
  -- The limit that was promised: another limit is another case of the procedure.
  case_limit text not null,
  channel text not null,
  received_at timestamptz not null,
  ended_at timestamptz,
  -- It ended with its outcome; otherwise nothing is known but that it took at least so long.
  is_done boolean not null,
  -- Working minutes until `running_since`, or all of them; what the applicant was waited for is left out.
  ran_minutes int not null,
  running_since timestamptz,
  -- Working days that the queue of the unit would have taken when it was received.
  load double precision,
  -- The log that brought it, if one did.
  import_id uuid
);
comment on table forecast_durations is 'Thời gian giải quyết của từng hồ sơ';
create index forecast_durations_unit on forecast_durations (procedure, case_limit, unit_id, ended_at desc);
create index forecast_durations_above on forecast_durations (procedure, case_limit, above_id, ended_at desc);
create index forecast_durations_province on forecast_durations (procedure, case_limit, ended_at desc);
create index forecast_durations_queue on forecast_durations (unit_id, ended_at);
create index forecast_durations_import on forecast_durations (import_id) where import_id is not null;

-- What the citizen was shown at reception, once, and how it came out.
create table forecasts (
  case_id uuid primary key,
  unit_id uuid not null,
  procedure text not null,
  made_at timestamptz not null,
  method int not null,
  level text not null check (level in ('unit', 'above', 'province')),
  -- Where its result is learned: `unit <id>`, `above <id>` or `province`.
  scope text not null,
  -- In working minutes of the agency since reception.
  low_minutes int not null,
  high_minutes int not null check (high_minutes >= low_minutes),
  -- Finished dossiers it rests on.
  cases int not null,
  from_on date not null,
  to_on date not null,
  -- Its last day, moved on by what the applicant was waited for; null while they are.
  closes_on date,
  verdict text check (verdict in ('held', 'earlier', 'later', 'void')),
  is_counted boolean not null default false
);
comment on table forecasts is 'Dự kiến đã đưa ra khi tiếp nhận, và kết quả';
create index forecasts_closing on forecasts (closes_on) where not is_counted and verdict is distinct from 'void';

-- Closed forecasts by the month in which their range closed.
create table forecast_scores (
  unit_id uuid not null,
  procedure text not null,
  month date not null,
  held int not null default 0,
  earlier int not null default 0,
  later int not null default 0,
  primary key (unit_id, procedure, month)
);
comment on table forecast_scores is 'Dự kiến đúng, sớm, muộn theo tháng';
create index forecast_scores_month on forecast_scores (month);

-- What former results taught: both ends as logarithms of a factor.
create table forecast_corrections (
  scope text not null,
  procedure text not null,
  low double precision not null,
  high double precision not null,
  results int not null,
  primary key (scope, procedure)
);
comment on table forecast_corrections is 'Hệ số sửa dự kiến theo kết quả trước';
