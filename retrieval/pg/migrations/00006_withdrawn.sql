-- +goose Up

-- The day from which nothing is answered from a notice, '' while it stands. The tally counts what stands.
alter table notice add withdrawn text collate "C" not null default '';
create index notice_withdrawn on notice (key) where withdrawn <> '';

-- As of the passage's notice, so that the index scan can filter.
alter table passage_vector add withdrawn bool not null default false;
