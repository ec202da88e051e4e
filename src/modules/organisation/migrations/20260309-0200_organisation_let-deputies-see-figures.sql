-- Whoever stands in for a head also sees what the head answers for: figures, the dossiers behind them, and the causes of delay.
create or replace view deputies as
select
  absence.deputy_id, absence.from_on, absence.to_on, post.valid_from, post.valid_to,
  jsonb_build_object(
    'absenceId', absence.id, 'personId', person.id, 'name', person.full_name, 'title', post.title,
    'unitId', unit.id, 'unitCode', unit.code, 'unitName', unit.name, 'unitReach', officer_reach(unit.path, held.roles),
    'roles', held.roles, 'procedures', absence.procedures, 'signing', absence.signing,
    'permissions', array(
      select distinct permission from roles, unnest(roles.permissions) as permission
      where roles.code = any(held.roles)
        and (permission like 'dossier.%' or permission in ('mining.view', 'indicators.view', 'indicators.explain'))
        and (absence.signing is not null or permission <> 'dossier.sign')
      order by permission)
  ) as represented
from absences absence
join persons person on person.id = absence.person_id
join posts post on post.person_id = absence.person_id
join units unit on unit.id = post.unit_id
cross join lateral (
  select array(select role from unnest(post.roles) as role where absence.roles is null or role = any(absence.roles)) as roles
) held
where absence.revoked_at is null and absence.deputy_id is not null and cardinality(held.roles) > 0;
