-- The notices that are withdrawn. A notice that is read again stays so: its row here is written with its row there.
CREATE TABLE withdrawn (
  notice INTEGER PRIMARY KEY REFERENCES notice (key) ON DELETE CASCADE,
  since  TEXT NOT NULL -- for the person
) STRICT;
