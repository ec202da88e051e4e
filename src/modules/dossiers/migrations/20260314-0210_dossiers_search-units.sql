-- alone: dossiers are being submitted meanwhile
-- Words that many dossiers have, such as those of a common procedure, are found within a unit without reading the dossiers of all others.
create index concurrently dossiers_sought on dossiers using gin (search_text gin_trgm_ops, competent_unit_id, receiving_unit_id);
