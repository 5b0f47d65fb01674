-- The files that notices were read from, apart from what is searched.
CREATE TABLE original (
  notice TEXT PRIMARY KEY, -- its id, for a notice's row may be written anew without its file
  type   TEXT NOT NULL,
  size   INTEGER NOT NULL, -- bytes of the file
  data   BLOB NOT NULL     -- gzip
) STRICT;
