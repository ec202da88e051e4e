-- A firm or a business household has an account as a person has; people act in it by their mandates.
alter table persons drop constraint persons_kind_check;
alter table persons add constraint persons_kind_check check (kind in ('citizen', 'officer', 'enterprise', 'household'));
create unique index persons_organisation_number on persons (identity_number)
  where identity_number is not null and kind in ('enterprise', 'household');
