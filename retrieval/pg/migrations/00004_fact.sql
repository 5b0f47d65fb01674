-- +goose Up

-- Rules that turn on a figure. They go with their notice.
create table fact (
  notice       bigint not null references notice on delete cascade,
  n            int  not null,                     -- place in the notice, from 1
  seq          int  not null,                     -- of the passage
  kind         text collate "C" not null,
  who          text not null,
  figure       text not null,
  words        text not null,
  low          float8 not null,
  high         float8 not null,
  unit         text not null,
  per          text not null,
  condition    text not null,
  period_from  text collate "C" not null,         -- dates are YYYY-MM-DD or ''
  period_until text collate "C" not null,
  quote        text not null,
  searched     text collate "C" not null,         -- all texts and the title in the form in which queries are compared
  primary key (notice, n)
);
