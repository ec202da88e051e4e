-- Each server of a cluster draws identity values from a range of its own, and small ones it has none: numbers follow the highest.
alter table indicator_measures alter column id drop identity;
