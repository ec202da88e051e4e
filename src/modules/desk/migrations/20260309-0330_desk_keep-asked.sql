-- What registers said in place of papers of the one who stands at the desk.
alter table desk_intakes add column asked jsonb not null default '{}';
