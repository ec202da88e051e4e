-- What an officer asks the head to sign: an apology with a later day, an extension that a law allows, a stop, or a second
-- request for papers. Nothing of the dossier moves until it is decided; what was decided stays.
create table dossier_proposals (
  id uuid primary key default uuidv7(),
  case_id uuid not null references cases (id),
  kind text not null check (kind in ('apology', 'extension', 'stop', 'secondSupplement')),
  reason text not null check (length(reason) between 1 and 4000),
  legal_basis text,
  -- The later appointment that is asked for.
  due_after timestamptz,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  is_approved boolean,
  -- Why not; or what the head adds.
  note text,
  check ((due_after is not null) = (kind in ('apology', 'extension'))),
  check ((decided_at is null) = (decided_by is null)),
  check ((decided_at is null) = (is_approved is null))
);
comment on table dossier_proposals is 'Đề xuất chờ lãnh đạo ký';
create unique index dossier_proposals_open on dossier_proposals (case_id, kind) where decided_at is null;
create index dossier_proposals_case on dossier_proposals (case_id, proposed_at);

-- More than one request counts as late (docs/legal.md#one-supplement), unless the law of the procedure allows a second.
alter table dossier_supplements add column is_counted_late boolean not null default false, add column allowed_by uuid;
