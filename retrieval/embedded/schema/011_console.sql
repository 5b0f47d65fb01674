-- Who is signed in to the console, and who changed what there: see retrieval.Session and retrieval.Change. Times are
-- milliseconds since 1970 in UTC.
CREATE TABLE session (
  id    TEXT PRIMARY KEY,
  name  TEXT NOT NULL,
  key   TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  id     TEXT PRIMARY KEY,
  at     INTEGER NOT NULL,
  who    TEXT NOT NULL,
  what   TEXT NOT NULL,
  notice TEXT NOT NULL, -- its id; the notice may be gone
  title  TEXT NOT NULL,
  before TEXT NOT NULL,
  after  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
