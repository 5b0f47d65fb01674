-- What is known of the places that notices come from: see retrieval.Source. A row outlives its notice.
CREATE TABLE source (
  origin   TEXT PRIMARY KEY,
  etag     TEXT NOT NULL,
  modified TEXT NOT NULL,
  missed   INTEGER NOT NULL,
  gone     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
