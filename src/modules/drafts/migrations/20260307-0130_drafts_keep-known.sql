-- What registers said when they were asked for this draft, which papers they vouch for, and what the person objected to.
alter table drafts add column known jsonb not null default '{}';
