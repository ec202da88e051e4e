-- How a date was counted follows from the list of what moved the clock (cases.clock) and is told when it is shown.
alter table dossiers drop column due_explanation;

update case_steps s set step_type = step->>'type'
from cases c join procedure_versions v on v.code = c.definition_code and v.version = c.definition_version,
  jsonb_array_elements(v.definition->'steps') step
where c.id = s.case_id and step->>'key' = s.step_key;
