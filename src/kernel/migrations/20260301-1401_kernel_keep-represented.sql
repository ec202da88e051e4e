-- An act done in place of someone who is away names both: who did it, and for whom.
alter table events add column represented_id uuid;
alter table case_steps add column represented_id uuid;
