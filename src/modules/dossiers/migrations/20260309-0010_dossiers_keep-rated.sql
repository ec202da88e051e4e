-- A dossier knows that it was rated; what was answered belongs to whoever asks.
alter table dossiers add column rated_at timestamptz;
update dossiers d set rated_at = r.rated_at from dossier_ratings r where r.case_id = d.case_id;
