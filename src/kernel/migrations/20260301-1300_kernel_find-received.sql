-- The follow-up book of a desk lists what was received on the days of a period. The moment is set once, at acceptance.
create index cases_received on cases (received_at, code) where received_at is not null;
