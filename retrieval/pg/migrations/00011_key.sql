-- +goose Up

-- Keys of programs, and answers to be looked at: see retrieval.Key and retrieval.KeptAnswer.
create table key (
  id         text collate "C" primary key,
  name       text not null,
  digest     bytea not null,
  scopes     text[] not null,
  per_minute integer not null,
  created    timestamptz not null,
  used       timestamptz,                         -- null = never
  revoked    timestamptz
);

create table kept_answer (
  id       text collate "C" primary key,
  at       timestamptz not null,
  question text not null,
  region   text not null,
  body     bytea not null
);

create index kept_answer_at on kept_answer (at);
