-- Sổ cái: two Merkle trees (RFC 9162) over what was decided and over who looked at whose data. Rows hold hashes only: nothing of a
-- person is in them. How far each tree has come; whoever holds the row makes the next batch.
create table ledger_trees (
  tree text primary key check (tree in ('decisions', 'accesses')),
  size bigint not null default 0,
  -- The last source that is in it: an event by its position, a look by its id.
  txid xid8 not null default '0',
  position bigint not null default 0,
  look_id uuid not null default '00000000-0000-0000-0000-000000000000',
  -- Looks of the half hours before this one are counted to the end, and their counts are leaves too.
  counted_until timestamptz not null default '-infinity'
);
comment on table ledger_trees is 'Hai cây của sổ cái';
insert into ledger_trees (tree) values ('decisions'), ('accesses');

create table ledger_leaves (
  tree text not null references ledger_trees (tree),
  index bigint not null,
  leaf bytea not null check (octet_length(leaf) = 32),
  -- SHA-256 of salt and details: with it the leaf can be made again after both are gone.
  commitment bytea not null check (octet_length(commitment) = 32),
  event_txid xid8,
  event_position bigint,
  look_id uuid,
  -- How often the look was repeated, once its half hour was over.
  is_count boolean not null default false,
  primary key (tree, index),
  check ((tree = 'decisions') = (event_position is not null and event_txid is not null) and (tree = 'accesses') = (look_id is not null))
);
comment on table ledger_leaves is 'Lá của sổ cái';
create unique index ledger_leaves_event on ledger_leaves (event_position) where event_position is not null;
create unique index ledger_leaves_look on ledger_leaves (look_id, is_count) where look_id is not null;
create index ledger_leaves_leaf on ledger_leaves (leaf);

create table ledger_tiles (
  tree text not null references ledger_trees (tree),
  level smallint not null,
  index bigint not null,
  -- Up to 256 hashes one after the other.
  hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (tree, level, index)
);
comment on table ledger_tiles is 'Mảnh của cây';

-- Tiles only grow: what is in one stays its beginning.
create function grow_ledger_tiles(argument jsonb) returns void
language sql security definer set search_path from current as $$
  insert into ledger_tiles as kept (tree, level, index, hashes)
  select tree, level, index, decode(hashes, 'base64')
  from jsonb_to_recordset(argument) as grown (tree text, level smallint, index bigint, hashes text)
  on conflict (tree, level, index) do update set hashes = excluded.hashes
  where kept.hashes = substring(excluded.hashes for octet_length(kept.hashes))
$$;

create table ledger_keys (
  name text not null,
  -- As verifiers write it: name, id and public key.
  key text primary key,
  role text not null check (role in ('log', 'promise', 'witness')),
  added_at timestamptz not null
);
comment on table ledger_keys is 'Khóa kiểm tra sổ cái và người làm chứng';

create table ledger_checkpoints (
  tree text not null references ledger_trees (tree),
  size bigint not null,
  root bytea not null check (octet_length(root) = 32),
  -- Signed text (C2SP tlog-checkpoint) with the signature of the log alone.
  note text not null,
  at timestamptz not null,
  primary key (tree, size)
);
comment on table ledger_checkpoints is 'Điểm chốt đã ký';

create table ledger_cosignatures (
  tree text not null,
  size bigint not null,
  witness text not null,
  line text not null,
  at timestamptz not null,
  primary key (tree, size, witness),
  foreign key (tree, size) references ledger_checkpoints (tree, size)
);
comment on table ledger_cosignatures is 'Chữ ký của người làm chứng';

create table ledger_checks (
  id uuid primary key,
  at timestamptz not null,
  -- How many leaves of both trees were read again, and what was not right.
  leaves bigint not null,
  findings jsonb not null
);
comment on table ledger_checks is 'Lần kiểm tra sổ cái';
create index ledger_checks_at on ledger_checks (at);

revoke update, delete, truncate on ledger_leaves, ledger_tiles, ledger_keys, ledger_checkpoints, ledger_cosignatures, ledger_checks
  from mot_cua_app;
revoke insert on ledger_tiles from mot_cua_app;
revoke insert, delete, truncate on ledger_trees from mot_cua_app;
