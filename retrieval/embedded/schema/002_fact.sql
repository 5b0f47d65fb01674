-- Rules that turn on a figure. They go with their notice.
CREATE TABLE fact (
  notice       INTEGER NOT NULL REFERENCES notice (key) ON DELETE CASCADE,
  n            INTEGER NOT NULL, -- place in the notice, from 1
  seq          INTEGER NOT NULL, -- of the passage
  kind         TEXT NOT NULL,
  who          TEXT NOT NULL,
  figure       TEXT NOT NULL,
  words        TEXT NOT NULL,
  low          REAL NOT NULL,
  high         REAL NOT NULL,
  unit         TEXT NOT NULL,
  per          TEXT NOT NULL,
  condition    TEXT NOT NULL,
  period_from  TEXT NOT NULL, -- dates are YYYY-MM-DD or ''
  period_until TEXT NOT NULL,
  quote        TEXT NOT NULL,
  searched     TEXT NOT NULL, -- all texts and the title in the form in which queries are compared
  PRIMARY KEY (notice, n)
) STRICT, WITHOUT ROWID;
