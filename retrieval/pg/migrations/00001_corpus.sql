-- +goose Up

-- What was published. A row never changes: a notice that is read again is a new row, with a new key and the old id.
-- Dates are YYYY-MM-DD, '' when the notice states none, and compare as text: hence collation C, as for all that is
-- compared byte by byte. JSON keeps what is only read as a whole.
create table notice (
  key          bigint generated always as identity primary key,
  id           text collate "C" not null unique,
  origin       text collate "C" not null,
  sha256       text collate "C" not null,
  source       text not null,
  reader       int  not null,
  title        text not null,
  number       text not null,
  index_number text not null,
  issuer       text not null,
  topic        text not null,
  region       text collate "C" not null,         -- its id
  url          text not null,
  issued       text collate "C" not null,
  published    text collate "C" not null,
  effective    text collate "C" not null,
  expires      text collate "C" not null,
  declared     text not null,
  number_key   text collate "C" not null,         -- number and title in the form in which references are compared
  title_key    text collate "C" not null,
  detail       json not null,                     -- the region in full, horizon, replaces, notes
  layout       json not null,                     -- outline, tables, pages, ocr: spans over text
  text         text not null,
  -- One notice an origin. An origin may be longer than a btree takes (2,700 bytes), and a hash index cannot be unique.
  constraint notice_origin exclude using hash (origin with =)
);

create index notice_sha256 on notice (sha256);
create index notice_published on notice (published desc, id);
create index notice_region on notice (region, key);
create index notice_number_key on notice using hash (number_key);
create index notice_title_key on notice using hash (title_key);

-- What a notice says that it replaces. Which stored notices are meant is found when they are read, so that the order in
-- which two notices come does not matter.
create table reference (
  notice     bigint not null references notice on delete cascade,
  number_key text collate "C" not null,           -- '' when the reference gives a title only
  title_key  text collate "C" not null,           -- '' when it gives a number only
  repeal     bool not null
);

create index reference_notice on reference (notice);
create index reference_number_key on reference using hash (number_key);
create index reference_title_key on reference using hash (title_key);

-- The pieces of a notice that can be found and cited. The id is the posting id of the lexical index: it fits 31 bits,
-- and none is ever given twice.
create sequence passage_id as int minvalue 1;

create table passage (
  id         int primary key,
  notice     bigint not null references notice on delete cascade,
  seq        int  not null,
  start_byte int  not null,                       -- [start_byte, end_byte) of the notice's text in UTF-8
  end_byte   int  not null,
  locator    text not null,
  headings   text[],
  columns    text[],                              -- null unless the passage is a row of a table
  page       int  not null,
  ocr        bool not null,
  text       text not null,
  unique (notice, seq)
);

-- Counts of what is stored, as changes that are summed up: counting rows would cost a scan, and a row that every writer
-- must update would make writers wait for each other. Old changes are added up in the background.
create table tally (
  counter text collate "C" not null,              -- 'version', 'notices', 'passages', 'vectors/' and the model's id
  n       bigint not null
);
