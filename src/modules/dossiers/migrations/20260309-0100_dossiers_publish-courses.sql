-- Published: the clock of a dossier and who decides on it, for whoever reckons how long dossiers take. Nobody's data.
create view dossier_courses as
select c.id as case_id, d.competent_unit_id as unit_id, d.procedure_code as procedure, d.channel, c.state, c.clock, c.ended_at
from dossiers d join cases c on c.id = d.case_id;
comment on view dossier_courses is 'Quá trình của hồ sơ, để tính thời gian giải quyết';
