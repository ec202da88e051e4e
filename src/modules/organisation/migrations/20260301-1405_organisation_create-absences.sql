-- Who is away from when to when, and who acts meanwhile, with which part of the work. Ends by itself; revoking is at once.
create table absences (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons (id),
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  deputy_id uuid references persons (id) check (deputy_id <> person_id),
  -- Only these roles or procedures; null means all.
  roles text[],
  procedures text[],
  -- In which capacity the deputy signs; without one signing stays with the absent (docs/legal.md#acting-for).
  signing text check (signing in ('KT', 'TUQ')),
  -- Number and day of the written authorisation, without which nobody signs TUQ.
  authorisation text,
  declared_by uuid not null,
  declared_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid,
  check (signing is null or deputy_id is not null),
  check (signing is distinct from 'TUQ' or authorisation is not null),
  constraint absences_once exclude using gist (person_id with =, daterange(from_on, to_on, '[]') with &&)
    where (revoked_at is null)
);
comment on table absences is 'Vắng mặt và người làm thay';
create index absences_deputy on absences (deputy_id, to_on) where deputy_id is not null and revoked_at is null;

-- Published: the absent as an officer in whose place the deputy acts, once for each post. Only work on dossiers passes on,
-- and signing only in a lawful capacity. Whoever reads it asks for the day.
create view deputies as
select
  absence.deputy_id, absence.from_on, absence.to_on, post.valid_from, post.valid_to,
  jsonb_build_object(
    'absenceId', absence.id, 'personId', person.id, 'name', person.full_name, 'title', post.title,
    'unitId', unit.id, 'unitCode', unit.code, 'unitName', unit.name, 'unitReach', officer_reach(unit.path, held.roles),
    'roles', held.roles, 'procedures', absence.procedures, 'signing', absence.signing,
    'permissions', array(
      select distinct permission from roles, unnest(roles.permissions) as permission
      where roles.code = any(held.roles) and permission like 'dossier.%'
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
comment on view deputies is 'Người làm thay';
