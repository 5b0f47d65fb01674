-- +goose Up

-- The lexical index (retrieval/lexical) is a set of immutable segments. A notice comes as a segment of its own, its
-- postings in one value; in the background such fresh segments are merged into larger ones, whose postings stand in
-- lex_post, a row a term. So a write costs one row instead of thousands, and lex_post is written in bulk and in order.
create table lex_segment (
  id         int generated always as identity primary key,
  passages   int4multirange not null,             -- ids of the passages that it was made of, those without words too
  n          int not null,                        -- passages in its postings, and the sum of their lengths
  sum_dl     bigint not null,
  characters bytea not null,                      -- in how many passages each single character stands (frequency.go)
  fresh      bytea                                -- the postings (block.go); null when they stand in lex_post
);

-- Postings are compressed already.
alter table lex_segment alter fresh set storage external, alter characters set storage external;

create table lex_post (
  term    int not null,                           -- below 0: a filter
  segment int not null,
  n       int not null,                           -- passages in data; a term's document frequency is the sum of n
  data    bytea not null,
  primary key (term, segment)
);

create index lex_post_segment on lex_post (segment);
alter table lex_post alter data set storage external;

-- Merges delete much at a time: it is to be swept soon, not when it has become a fifth of the table.
alter table lex_segment set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
alter table lex_post set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 20000);

-- Passages that were deleted but still stand in a segment. They are dropped when the segment is next written.
create table lex_dead (
  passage int primary key
);
