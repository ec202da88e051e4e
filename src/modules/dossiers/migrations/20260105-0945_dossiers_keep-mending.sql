-- What the applicant has prepared towards a supplement and not sent yet, as typed; files by their ids.
alter table dossier_supplements add column mending jsonb, add column mending_saved_at timestamptz;
