-- +goose Up

-- Who is signed in to the console, and who changed what there: see retrieval.Session and retrieval.Change.
create table session (
  id    text collate "C" primary key,
  name  text not null,
  key   text not null,
  until timestamptz not null
);

create table change (
  id     text collate "C" primary key,
  at     timestamptz not null,
  who    text not null,
  what   text not null,
  notice text not null,                           -- its id; the notice may be gone
  title  text not null,
  before text not null,
  after  text not null
);

