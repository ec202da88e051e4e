-- alone: dossiers are being submitted meanwhile
-- Most dossiers are decided where they were received and are found there; a search looked at each of them twice.
create index concurrently dossiers_received_elsewhere on dossiers (receiving_unit_id, case_id desc)
  where receiving_unit_id <> competent_unit_id;
