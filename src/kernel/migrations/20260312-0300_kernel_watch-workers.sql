-- Which worker processes are at work. One that is killed leaves its jobs locked; without this they would stay so for the four
-- hours after which the queue takes any lock for forgotten, and nobody would know.
create table workers (
  id text primary key,
  seen_at timestamptz not null
);
comment on table workers is 'Tiến trình xử lý nền';
