-- +goose Up

-- The files that notices were read from, apart from what is searched.
create table original (
  notice text collate "C" primary key,            -- its id, for a notice's row may be written anew without its file
  type   text not null,
  size   bigint not null,                         -- bytes of the file
  data   bytea not null                           -- gzip
);
alter table original alter data set storage external;
