-- Published: signed papers, without which a result could not be handed over or verified.
create view result_files as
select case_id, file_id from results where file_id is not null and state = 'signed';
comment on view result_files is 'Tệp kết quả';
