-- +goose Up

-- What bots were asked and are to answer: see retrieval.Job and retrieval.Dialogue.
create table job (
  account  text collate "C" not null,
  message  text collate "C" not null,
  who      text collate "C" not null,             -- the user
  question text not null,
  note     text not null,
  at       timestamptz not null,
  tries    integer not null,
  answer   text not null,
  sent     integer not null,
  open     boolean not null,
  owner    text collate "C" not null,
  lease    timestamptz not null,                  -- when the owner's claim runs out
  primary key (account, message)
);

create index job_open on job (lease) where open;
create index job_at on job (at);

create table dialogue (
  account text collate "C" not null,
  who     text collate "C" not null,              -- '' = the account itself
  data    text not null,
  version bigint not null,
  at      timestamptz not null,                   -- of the last change
  primary key (account, who)
);

-- Random words of requests, each of which is good for one message.
create table nonce (
  account text collate "C" not null,
  nonce   text collate "C" not null,
  message text collate "C" not null,
  at      timestamptz not null,
  primary key (account, nonce)
);
