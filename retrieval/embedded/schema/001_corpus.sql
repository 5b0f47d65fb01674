-- One file holds the corpus: notices, their passages, the lexical index over the passages, and vectors.

-- The only row holds the counters that never go back.
CREATE TABLE state (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  version      INTEGER NOT NULL, -- grows with every change of the corpus
  generation   INTEGER NOT NULL, -- grows with every change of lex_seg, merges included
  next_passage INTEGER NOT NULL  -- the lowest passage id not given yet
) STRICT;

INSERT INTO state VALUES (1, 0, 0, 1);

-- A row never changes: a notice that is read again is a new row, with a new key and the old id.
CREATE TABLE notice (
  key          INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT NOT NULL UNIQUE,
  origin       TEXT NOT NULL UNIQUE,
  sha256       TEXT NOT NULL,
  source       TEXT NOT NULL,
  reader       INTEGER NOT NULL,
  title        TEXT NOT NULL,
  number       TEXT NOT NULL,
  index_number TEXT NOT NULL,
  issuer       TEXT NOT NULL,
  topic        TEXT NOT NULL,
  region       TEXT NOT NULL, -- its id, '' when the notice states none
  url          TEXT NOT NULL,
  issued       TEXT NOT NULL, -- dates are YYYY-MM-DD or ''
  published    TEXT NOT NULL,
  effective    TEXT NOT NULL,
  expires      TEXT NOT NULL,
  declared     TEXT NOT NULL,
  number_key   TEXT NOT NULL, -- number and title in the form in which references are compared
  title_key    TEXT NOT NULL,
  detail       TEXT NOT NULL, -- JSON: the region in full, horizon, replaces, notes
  layout       TEXT NOT NULL, -- JSON: outline, tables, pages, ocr
  text         TEXT NOT NULL  -- last, since what stands before a long value is read without it
) STRICT;

CREATE INDEX notice_sha256 ON notice (sha256);
CREATE INDEX notice_published ON notice (published DESC, id);
CREATE INDEX notice_region ON notice (region);

-- What a notice says that it replaces.
CREATE TABLE reference (
  notice     INTEGER NOT NULL REFERENCES notice (key) ON DELETE CASCADE,
  number_key TEXT NOT NULL, -- '' when the reference gives a title only
  title_key  TEXT NOT NULL, -- '' when it gives a number only
  repeal     INTEGER NOT NULL
) STRICT;

CREATE INDEX reference_notice ON reference (notice);
CREATE INDEX reference_number ON reference (number_key);
CREATE INDEX reference_title ON reference (title_key);

-- The id is the posting id of the lexical index. The passages of a notice take a block of them, and none comes back.
CREATE TABLE passage (
  id         INTEGER PRIMARY KEY,
  notice     INTEGER NOT NULL REFERENCES notice (key) ON DELETE CASCADE,
  seq        INTEGER NOT NULL,
  start_byte INTEGER NOT NULL,
  end_byte   INTEGER NOT NULL,
  locator    TEXT NOT NULL,
  headings   TEXT, -- JSON list, NULL for none
  columns    TEXT, -- JSON list, NULL unless the passage is a table row
  page       INTEGER NOT NULL,
  ocr        INTEGER NOT NULL,
  text       TEXT NOT NULL,
  UNIQUE (notice, seq)
) STRICT;

-- The embedding models whose vectors are stored.
CREATE TABLE model (
  key  INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  dims INTEGER NOT NULL
) STRICT;

-- A vector that is set again gets a new id, so whatever came since a look is found by its id.
CREATE TABLE vector (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  passage INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
  model   INTEGER NOT NULL REFERENCES model (key),
  data    BLOB NOT NULL, -- float32, little endian, of length 1
  UNIQUE (passage, model)
) STRICT;

-- The lexical index is a list of immutable segments. A notice comes as a segment of its own; small ones are merged.
CREATE TABLE lex_seg (
  seg        INTEGER PRIMARY KEY AUTOINCREMENT,
  lo         INTEGER NOT NULL, -- the passage ids that it covers, both included; no other segment covers them
  hi         INTEGER NOT NULL,
  n          INTEGER NOT NULL, -- passages in it, and the sum of their lengths
  sum_dl     INTEGER NOT NULL,
  dead       INTEGER NOT NULL, -- passages deleted since it was written
  characters BLOB NOT NULL     -- in how many of its passages each single character stands (segment.go)
) STRICT;

-- The postings of a segment in order of their terms, some hundred bytes of them a row. A row a term would cost a
-- notice thousands of inserts; a key that began with the term would spread them over the whole file.
CREATE TABLE lex_block (
  seg  INTEGER NOT NULL,
  term INTEGER NOT NULL, -- the first term of the block
  data BLOB NOT NULL,    -- see block.go
  PRIMARY KEY (seg, term)
) WITHOUT ROWID, STRICT;
