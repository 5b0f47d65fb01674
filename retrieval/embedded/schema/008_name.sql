-- The names under which people speak of a notice. Those of notices that were stored before come when they are read again.
CREATE TABLE notice_name (
  name   TEXT NOT NULL,
  notice INTEGER NOT NULL REFERENCES notice (key) ON DELETE CASCADE,
  PRIMARY KEY (name, notice)
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_name_notice ON notice_name (notice);

-- Versions of a law bear one title.
CREATE INDEX notice_title ON notice (title_key);
