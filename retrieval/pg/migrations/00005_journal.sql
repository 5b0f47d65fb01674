-- +goose Up

-- What was asked. It stands beside the corpus and goes when its time is over.
create table asked (
  id       text collate "C" primary key,          -- of the answer
  at       timestamptz not null,
  question text not null,
  region   text not null,
  status   text collate "C" not null,
  rating   smallint not null,                     -- 1 = up, -1 = down, 0 = none
  reason   text not null,
  comment  text not null
);

create index asked_at on asked (at);
