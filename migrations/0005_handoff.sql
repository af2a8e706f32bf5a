-- Hand-off: stories that go to another newsroom as a file and come back.
-- Forward only; never edited once shipped. Ids, times and text as in 0001.

-- Which revision the working copy goes on from. The newest may be somebody else's, that came in a
-- file and is not merged: a row here keeps the two apart. No row: the newest it is.
CREATE TABLE story_head (
  story    TEXT PRIMARY KEY REFERENCES story(id) ON DELETE CASCADE,
  revision TEXT NOT NULL REFERENCES revision(id)
) STRICT, WITHOUT ROWID;

-- A state of a story that came in a file and waits for a person to merge it. It is a revision like
-- any other; this row alone goes when it is merged.
CREATE TABLE merge_waiting (
  story    TEXT    NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  revision TEXT    NOT NULL REFERENCES revision(id),
  sent_by  TEXT    NOT NULL DEFAULT '',    -- who made the file, as it says; may be empty
  came_at  INTEGER NOT NULL,
  PRIMARY KEY (story, revision)
) STRICT, WITHOUT ROWID;
