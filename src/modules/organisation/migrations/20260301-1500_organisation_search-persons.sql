-- What a person is found by: the name without marks, in lower case, in single spaces, as kernel/text.ts searchKey makes it
-- from what is typed. The database derives it, so no writer can forget it. The collation is the server's own, so lower case
-- and letters are the same on every machine; "C" lets one index serve both the beginning of a name and its order.
alter table persons add column search_text text collate "C" not null generated always as (
  btrim(regexp_replace(
    lower(translate(regexp_replace(normalize(full_name, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dD') collate "pg_unicode_fast"),
    '[^[:alnum:]]+', ' ', 'g'))
) stored;

-- Each word of a name, and each two words of it in either order. Every third person is a Nguyễn and every third has Văn
-- between, but few have both and a name in A: asked in pairs, the lists that the index joins stay short. Trigrams of
-- `nguyen` would be read six times over.
create function words_of_name(name text) returns tsvector
language sql immutable parallel safe set search_path from current as $$
  with words as (select word, n from unnest(string_to_array(name, ' ')) with ordinality as w (word, n) where n <= 10)
  select array_to_tsvector(array(
    select word from words union all select a.word || ' ' || b.word from words a join words b on a.n <> b.n))
$$;

create index persons_beginning on persons (search_text, id) where kind = 'citizen';
-- People are called by the last word of their name.
create index persons_given_name on persons (split_part(search_text, ' ', -1), search_text, id) where kind = 'citizen';
-- Found at once, not after the next vacuum.
create index persons_words on persons using gin (words_of_name(search_text)) with (fastupdate = off) where kind = 'citizen';
create index persons_phone on persons (phone) where kind = 'citizen' and phone is not null;
