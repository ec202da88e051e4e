-- An open row of case_steps is a piece of work with one holder; several may be open side by side. The columns step_* and
-- holder_* of cases show the leading one. `record` is what a step of its kind writes down: an answer, minutes, a notice.
alter table case_steps add column step_type text, add column record jsonb;
update case_steps s set step_type = c.step_type from cases c where c.id = s.case_id and c.step_key = s.step_key;
update case_steps set step_type = 'appraise' where step_type is null;
alter table case_steps alter column step_type set not null;

create index case_steps_holder on case_steps (holder_id) where ended_at is null and holder_id is not null;
create index case_steps_unit on case_steps (unit_id, role) where ended_at is null;
-- Queues read open work; what changes with every move of a case stays out of the indexes of cases.
drop index cases_queue, cases_urgency, cases_holder;
create index cases_open on cases (id) where ended_at is null;
create index cases_paused on cases (paused_at) where ended_at is null and paused_at is not null;
alter table cases set (fillfactor = 80);
alter table case_steps set (fillfactor = 80);
