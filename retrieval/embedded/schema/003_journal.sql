-- What was asked. It stands beside the corpus and goes when its time is over.
CREATE TABLE asked (
  id       TEXT PRIMARY KEY, -- of the answer
  at       INTEGER NOT NULL, -- milliseconds since 1970 in UTC
  question TEXT NOT NULL,
  region   TEXT NOT NULL,
  status   TEXT NOT NULL,
  rating   INTEGER NOT NULL, -- 1 = up, -1 = down, 0 = none
  reason   TEXT NOT NULL,
  comment  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX asked_at ON asked (at);
