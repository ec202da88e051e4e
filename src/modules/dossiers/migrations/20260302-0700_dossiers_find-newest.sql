-- The newest dossiers of a unit are read from the end of its own index; without it from the end of everyone's.
create index dossiers_competent on dossiers (competent_unit_id, case_id desc);
create index dossiers_receiving on dossiers (receiving_unit_id, case_id desc);
