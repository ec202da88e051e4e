-- Areas and agencies are dated: a code keeps its meaning only within its validity.
create table areas (
  code text not null,
  valid_from date not null,
  valid_to date,
  level text not null check (level in ('province', 'district', 'commune')),
  kind text not null,
  name text not null,
  parent_code text,
  primary key (code, valid_from)
);
comment on table areas is 'Đơn vị hành chính';
create index areas_parent on areas (parent_code, name);

create table units (
  id uuid primary key default uuidv7(),
  code text not null,
  name text not null,
  short_name text not null,
  kind text not null,
  parent_id uuid references units (id),
  -- Ids without hyphens from the root down; a permission at a unit reaches all paths below it.
  path ltree not null,
  area_code text,
  address text,
  phone text,
  desk_name text,
  valid_from date not null,
  valid_to date,
  unique (code, valid_from)
);
comment on table units is 'Cơ quan, đơn vị';
create index units_path on units using gist (path);
create index units_area on units (area_code);

create table roles (
  code text primary key,
  name text not null,
  permissions text[] not null,
  -- How far the permissions reach: the own unit, or every unit below it.
  scope text not null check (scope in ('unit', 'subtree'))
);
comment on table roles is 'Vai trò';

create table persons (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('citizen', 'officer')),
  full_name text not null,
  identity_number text,
  birth_date date,
  gender text check (gender in ('male', 'female')),
  phone text,
  email text,
  area_code text,
  address_line text,
  created_at timestamptz not null default now()
);
comment on table persons is 'Người dùng';
create unique index persons_identity_number on persons (identity_number) where identity_number is not null and kind = 'citizen';

create table posts (
  id uuid primary key default uuidv7(),
  person_id uuid not null references persons (id),
  unit_id uuid not null references units (id),
  title text not null,
  roles text[] not null,
  valid_from date not null,
  valid_to date
);
comment on table posts is 'Vị trí công tác';
create index posts_person on posts (person_id);
create index posts_unit on posts (unit_id);

-- The units that a post's roles reach, as a pattern on paths.
create function officer_reach(path ltree, held text[]) returns text
language sql stable set search_path from current as $$
  select path::text || case when exists (select from roles where code = any(held) and scope = 'subtree') then '.*' else '' end
$$;

-- Published: an officer at a post, with what the roles allow today. Other modules and the check of a session read this.
create view officer_posts as
select
  posts.id as post_id, posts.person_id, persons.full_name, posts.title, posts.roles, posts.valid_from, posts.valid_to,
  units.id as unit_id, units.code as unit_code, units.name as unit_name, officer_reach(units.path, posts.roles) as unit_reach,
  array(
    select distinct permission from roles, unnest(roles.permissions) as permission
    where roles.code = any(posts.roles) order by permission
  ) as permissions
from posts
join persons on persons.id = posts.person_id
join units on units.id = posts.unit_id;
comment on view officer_posts is 'Cán bộ, công chức theo vị trí';
