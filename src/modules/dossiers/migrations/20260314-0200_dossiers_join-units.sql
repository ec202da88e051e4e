-- Lets one index hold words and units.
create extension if not exists btree_gin schema public;
