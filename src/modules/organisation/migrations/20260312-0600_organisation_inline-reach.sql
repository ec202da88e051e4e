-- breaking: officer_reach is gone; it read a table and was called over rows, which a cluster of many provinces cannot do.
create or replace view officer_posts as
select
  posts.id as post_id, posts.person_id, persons.full_name, posts.title, posts.roles, posts.valid_from, posts.valid_to,
  units.id as unit_id, units.code as unit_code, units.name as unit_name,
  units.path::text || case when exists (select from roles where code = any(posts.roles) and scope = 'subtree') then '.*' else '' end
    as unit_reach,
  array(
    select distinct permission from roles, unnest(roles.permissions) as permission
    where roles.code = any(posts.roles) order by permission
  ) as permissions
from posts
join persons on persons.id = posts.person_id
join units on units.id = posts.unit_id;

create or replace view deputies as
select
  absence.deputy_id, absence.from_on, absence.to_on, post.valid_from, post.valid_to,
  jsonb_build_object(
    'absenceId', absence.id, 'personId', person.id, 'name', person.full_name, 'title', post.title,
    'unitId', unit.id, 'unitCode', unit.code, 'unitName', unit.name, 'unitReach',
      unit.path::text || case when exists (select from roles where code = any(held.roles) and scope = 'subtree') then '.*' else '' end,
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

drop function officer_reach;
