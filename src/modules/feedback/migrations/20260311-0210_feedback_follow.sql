-- What a person wants to hear of, by their own choice: a commune, a category, or the one in the other.
create table feedback_follows (
  person_id uuid not null references persons (id),
  -- Empty for all of them.
  area_code text not null,
  category text not null,
  chosen_at timestamptz not null,
  -- What was published until then was told, or was there before.
  told_at timestamptz not null,
  primary key (person_id, area_code, category),
  check (area_code <> '' or category <> '')
);
comment on table feedback_follows is 'Nơi, lĩnh vực phản ánh mà người dân theo dõi';
create index feedback_follows_told on feedback_follows (told_at);
create index feedback_reports_published on feedback_reports (published_at) where published_at is not null;
