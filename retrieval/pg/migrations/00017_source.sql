-- +goose Up

-- What is known of the places that notices come from: see retrieval.Source. A row outlives its notice. An origin may be
-- longer than a btree takes, and so the constraint is that of notice.
create table source (
  origin   text collate "C" not null,
  etag     text not null,
  modified text not null,
  missed   integer not null,
  gone     boolean not null,
  constraint source_origin exclude using hash (origin with =)
);
