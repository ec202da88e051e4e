-- Who may act in whose account, as what, for which works and how long. Nothing is deleted: what ended says when, how and by whom.
create table mandates (
  id uuid primary key default uuidv7(),
  -- The person, firm or household in whose place somebody acts.
  represented_id uuid not null,
  -- By number, so that somebody may be asked before they ever signed in; the account is known once it was confirmed.
  agent_identity text not null check (agent_identity ~ '^\d{12}$'),
  agent_id uuid,
  role text not null check (role in ('legalRepresentative', 'memberManager', 'memberSubmitter', 'memberViewer', 'parent',
    'guardian', 'authorised', 'helper')),
  scopes text[] not null check (cardinality(scopes) > 0
    and scopes <@ array['look', 'submit', 'pay', 'receive', 'wallet', 'manage']),
  -- Only these procedures; null means all.
  procedures text[] check (cardinality(procedures) > 0),
  source text not null check (source in ('register', 'paper', 'consent', 'invitation')),
  -- What the register said, or which paper it is.
  evidence text check (length(evidence) <= 300),
  file_id uuid,
  -- The desk that compares the paper with its original.
  unit_id uuid,
  valid_from timestamptz not null,
  -- The first moment at which it holds no more.
  valid_until timestamptz check (valid_until > valid_from),
  asked_by uuid not null,
  asked_at timestamptz not null,
  -- Who still has to say yes.
  awaits text check (awaits in ('represented', 'agent', 'desk')),
  -- By nobody: the register itself proves it.
  confirmed_by uuid,
  confirmed_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  ending text check (ending in ('refused', 'revoked', 'left')),
  reason text,
  check ((awaits is null) = (confirmed_at is not null) or ended_at is not null),
  check (confirmed_at is null or agent_id is not null),
  check ((ended_at is null) = (ending is null)),
  check ((awaits is not distinct from 'desk') <= (file_id is not null and unit_id is not null)),
  check (represented_id <> agent_id),
  -- Asked for twice, or by two at once: one stands.
  constraint mandates_once exclude using gist (represented_id with =, agent_identity with =, role with =,
    tstzrange(valid_from, valid_until) with &&) where (ended_at is null)
);
comment on table mandates is 'Quyền thay mặt';
create index mandates_represented on mandates (represented_id, asked_at desc);
create index mandates_agent on mandates (agent_identity, asked_at desc);
create index mandates_desk on mandates (unit_id, asked_at) where awaits = 'desk' and ended_at is null;

-- By which right somebody acted in the place of another: an absence or a mandate.
alter table events add column mandate_id uuid;
