-- +goose Up

-- The names under which people speak of a notice. Those of notices that were stored before come when they are read again.
create table notice_name (
  name   text collate "C" not null,
  notice bigint not null references notice on delete cascade
);

create index notice_name_name on notice_name using hash (name);
create index notice_name_notice on notice_name (notice);
