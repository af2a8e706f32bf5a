-- Feeds may carry the whole text of a story.
ALTER TABLE newsroom ADD COLUMN feeds_in_full INTEGER NOT NULL DEFAULT 0; -- 1: the text; 0: the summary

-- A file for news software may stand beside the page of each story.
ALTER TABLE newsroom ADD COLUMN ninjs INTEGER NOT NULL DEFAULT 0;         -- 1: it does

-- Two more pages of the newsroom's own words.
ALTER TABLE newsroom ADD COLUMN contact TEXT NOT NULL DEFAULT '';            -- Markdown of the page Contact
ALTER TABLE newsroom ADD COLUMN corrections_policy TEXT NOT NULL DEFAULT ''; -- Markdown of Corrections policy

-- What was put right in the stories that readers see: made from them as the rest of the edition is.
CREATE TABLE edition_correction (
  at       INTEGER NOT NULL,
  story    INTEGER NOT NULL,               -- edition_story.number
  position INTEGER NOT NULL,               -- among the lines of the story
  kind     TEXT    NOT NULL,               -- correction, clarification, editors-note
  text     TEXT    NOT NULL,
  PRIMARY KEY (at, story, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_correction_of_story ON edition_correction (story);

-- One story may be a translation of another; its page and those of its other translations name each other.
ALTER TABLE story ADD COLUMN translates TEXT NOT NULL DEFAULT '';             -- the story it is a translation of
CREATE INDEX story_by_translated ON story (translates) WHERE translates <> '';
ALTER TABLE edition_story ADD COLUMN translates TEXT NOT NULL DEFAULT '';     -- as readers see it
CREATE INDEX edition_story_by_translated ON edition_story (translates) WHERE translates <> '';
