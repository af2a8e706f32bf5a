-- Places that the site is sent to, beside the folders that it is written into. Forward only; never
-- edited once shipped. Ids, times and text as in 0001.

CREATE TABLE site_place (
  id         TEXT    PRIMARY KEY,
  kind       TEXT    NOT NULL,             -- s3, web-dav, sftp
  name       TEXT    NOT NULL,             -- as the newsroom calls it
  address    TEXT    NOT NULL,             -- https://… of the server; sftp://…
  folder     TEXT    NOT NULL DEFAULT '',  -- where the site stands there; of s3: the bucket, then a folder in it
  region     TEXT    NOT NULL DEFAULT '',  -- of s3; empty: us-east-1
  user       TEXT    NOT NULL DEFAULT '',  -- of s3: the access key; the secret is in the keychain
  key_file   TEXT    NOT NULL DEFAULT '',  -- of sftp: the file with the key; empty: what ssh itself finds
  position   INTEGER NOT NULL,
  sent_at    INTEGER,                      -- when the whole site last stood there; null: never
  error      TEXT    NOT NULL DEFAULT '',  -- JSON of why the last sending did not end; empty: it did
  busy_by    TEXT    NOT NULL DEFAULT '',  -- the sending that has the place; empty: none
  busy_until INTEGER NOT NULL DEFAULT 0,   -- until when, unless it says so again
  removed_at INTEGER                       -- null: in use
) STRICT;

-- The files that we put at a place, or were about to: nothing else there is replaced or removed.
CREATE TABLE site_file (
  place  TEXT NOT NULL REFERENCES site_place(id) ON DELETE CASCADE,
  path   TEXT NOT NULL,                    -- within the site, with /
  sha256 TEXT NOT NULL,                    -- of what was seen to stand there; empty: not known, on its way
  PRIMARY KEY (place, path)
) STRICT, WITHOUT ROWID;
