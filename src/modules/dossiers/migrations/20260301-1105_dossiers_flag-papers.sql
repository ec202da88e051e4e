-- What Decision 766 counts of a paper, set at the moment of the act (docs/legal.md#digitised-and-reused).
alter table dossier_papers
  -- DuocSoHoa: a clerk scanned the paper, compared it with the original and signed the copy.
  add column is_digitised boolean not null default false,
  -- DuocTaiSuDung: it was in the wallet already and nobody handed it in again.
  add column is_reused boolean not null default false,
  -- DuocLayTuKhoDMQG: the wallet entry came from the store of the national portal.
  add column is_from_national_store boolean not null default false,
  -- MaKetQuaThayThe: the result that stands for the paper.
  add column result_code text,
  add column wallet_entry_id uuid;
create index dossier_papers_entry on dossier_papers (wallet_entry_id) where wallet_entry_id is not null;
