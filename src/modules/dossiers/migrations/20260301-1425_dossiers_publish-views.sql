-- Published: the files that a dossier cannot do without.
create view dossier_files as
select case_id, file_id from dossier_papers where file_id is not null and removed_at is null;
comment on view dossier_files is 'Tệp của hồ sơ';

-- Published: whom a dossier belongs to and who decides on it, and what it waits for from the applicant.
create view dossier_parties as
select case_id, applicant_id, competent_unit_id, receiving_unit_id from dossiers;
comment on view dossier_parties is 'Người nộp và cơ quan giải quyết';
create view dossier_waiting as
select case_id, number, asked_at from dossier_supplements where answered_at is null;
comment on view dossier_waiting is 'Yêu cầu bổ sung đang chờ';
