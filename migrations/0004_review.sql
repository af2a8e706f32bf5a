-- Review: a suggestion that is being written, and what was decided about each change of one.
-- Forward only; never edited once shipped. Ids, times and text as in 0001.

-- The proposed text while somebody writes it: beside the working copy, never in it. It outlives the
-- window, and is what the suggestion proposes until that is settled.
CREATE TABLE suggestion_text (
  suggestion TEXT    PRIMARY KEY REFERENCES suggestion(id) ON DELETE CASCADE,
  edit       INTEGER NOT NULL,             -- counts its saves
  saved_at   INTEGER NOT NULL,
  text       TEXT    NOT NULL              -- the whole story as front matter and Markdown, as in a revision
) STRICT, WITHOUT ROWID;

-- One change of a suggestion that was taken or left. Those of one moment are one act, undone together.
CREATE TABLE suggestion_choice (
  suggestion TEXT    NOT NULL REFERENCES suggestion(id) ON DELETE CASCADE,
  change     TEXT    NOT NULL,             -- names the change by what it says: revision/suggested.rs
  revision   TEXT    NOT NULL DEFAULT '',  -- taken: the revision that it made; empty: left
  author     TEXT    NOT NULL DEFAULT '',  -- who decided
  made_at    INTEGER NOT NULL,
  PRIMARY KEY (suggestion, change)
) STRICT, WITHOUT ROWID;
