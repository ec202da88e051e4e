-- Marks are found by their thing and replaced whole: an index of things alone is an eighth of one of things, measures and days.
alter table indicator_marks drop constraint indicator_marks_pkey;
create index indicator_marks_subject on indicator_marks (subject_id);
