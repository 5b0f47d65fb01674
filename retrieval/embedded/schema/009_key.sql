-- Keys of programs, and answers to be looked at: see retrieval.Key and retrieval.KeptAnswer. Times are milliseconds since
-- 1970 in UTC; 0 = never.
CREATE TABLE key (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  digest     BLOB NOT NULL,
  scopes     TEXT NOT NULL, -- with spaces between them
  per_minute INTEGER NOT NULL,
  created    INTEGER NOT NULL,
  used       INTEGER NOT NULL,
  revoked    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_answer (
  id       TEXT PRIMARY KEY,
  at       INTEGER NOT NULL,
  question TEXT NOT NULL,
  region   TEXT NOT NULL,
  body     BLOB NOT NULL
) STRICT;

CREATE INDEX kept_answer_at ON kept_answer (at);
