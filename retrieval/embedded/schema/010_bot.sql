-- What bots were asked and are to answer: see retrieval.Job and retrieval.Dialogue. Times are milliseconds since 1970 in UTC.
CREATE TABLE job (
  account  TEXT NOT NULL,
  message  TEXT NOT NULL,
  who      TEXT NOT NULL, -- the user
  question TEXT NOT NULL,
  note     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  tries    INTEGER NOT NULL,
  answer   TEXT NOT NULL,
  sent     INTEGER NOT NULL,
  open     INTEGER NOT NULL,
  owner    TEXT NOT NULL,
  lease    INTEGER NOT NULL, -- when the owner's claim runs out
  PRIMARY KEY (account, message)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_open ON job (lease) WHERE open;
CREATE INDEX job_at ON job (at);

CREATE TABLE dialogue (
  account TEXT NOT NULL,
  who     TEXT NOT NULL, -- '' = the account itself
  data    TEXT NOT NULL,
  version INTEGER NOT NULL,
  at      INTEGER NOT NULL, -- of the last change
  PRIMARY KEY (account, who)
) STRICT, WITHOUT ROWID;

-- Random words of requests, each of which is good for one message.
CREATE TABLE nonce (
  account TEXT NOT NULL,
  nonce   TEXT NOT NULL,
  message TEXT NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (account, nonce)
) STRICT, WITHOUT ROWID;
