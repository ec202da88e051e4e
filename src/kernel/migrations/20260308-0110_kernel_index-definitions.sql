-- Whoever looks at all cases of one definition in a period does not read those of the others.
create index cases_definition on cases (definition_code, opened_at);
