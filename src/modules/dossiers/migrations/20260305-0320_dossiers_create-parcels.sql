-- A result on its way by public post: one parcel for a dossier.
create table dossier_parcels (
  case_id uuid primary key references cases (id),
  -- `lacking`: no address or phone to send it to.
  state text not null check (state in ('lacking', 'ordered', 'collected', 'delivered', 'returning', 'cameBack')),
  -- The post's own number; null until it has taken the order.
  item_code text unique,
  -- When it came to this state, and the post's words about it.
  at timestamptz not null,
  told text not null default '',
  ordered_at timestamptz not null
);
comment on table dossier_parcels is 'Kết quả gửi qua bưu chính';
create index dossier_parcels_moving on dossier_parcels (ordered_at) where state in ('ordered', 'collected', 'returning');
