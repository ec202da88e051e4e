-- What moved the clock of a case, in order (kernel/calendar/history.ts). The dates beside it follow from this list and
-- the calendar in force, so a day off that is announced later can be counted in.
alter table cases add column clock jsonb not null default '[]';
