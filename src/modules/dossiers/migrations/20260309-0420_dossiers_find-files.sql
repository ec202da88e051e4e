-- Whether any dossier still names a file is asked before it is removed.
create index dossier_papers_file on dossier_papers (file_id) where file_id is not null;
