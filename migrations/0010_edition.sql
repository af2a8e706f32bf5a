-- The edition: what readers may see of each story, where it stands in the lists of the site, and
-- which pages changed when. Made from `story` and `revision`, and can be made anew from them.
CREATE TABLE edition (
  only       INTEGER PRIMARY KEY CHECK (only = 1),
  number     INTEGER NOT NULL DEFAULT 0, -- counts the readings that changed something
  whole_at   INTEGER NOT NULL DEFAULT 0, -- a folder written at an older number is written whole
  read_at    INTEGER,                    -- the moment of the last reading; null: never
  made_for   TEXT    NOT NULL DEFAULT '' -- the zone and the form of a card that all of this is of
) STRICT;
INSERT INTO edition (only) VALUES (1);

CREATE TABLE edition_story (
  number       INTEGER PRIMARY KEY,        -- the story's number in this file
  story        TEXT    NOT NULL UNIQUE,
  revision     TEXT    NOT NULL,           -- what readers see
  url_slug     TEXT    NOT NULL UNIQUE,
  section      TEXT    NOT NULL DEFAULT '',
  headline     TEXT    NOT NULL,
  language     TEXT    NOT NULL,
  direction    TEXT    NOT NULL,           -- ltr, rtl
  published_at INTEGER NOT NULL,
  updated_at   INTEGER,                    -- null: never updated
  updates      TEXT    NOT NULL DEFAULT '', -- the story that it is an update of
  card         TEXT    NOT NULL            -- JSON: what lists and feeds show of it (site/card.rs)
) STRICT;
CREATE INDEX edition_story_by_time ON edition_story (published_at, story);
CREATE INDEX edition_story_by_original ON edition_story (updates) WHERE updates <> '';

-- A story that readers may see and that can have no page, and why.
CREATE TABLE edition_refused (
  story TEXT PRIMARY KEY,
  why   TEXT NOT NULL                      -- an error as JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE edition_list (
  number  INTEGER PRIMARY KEY,
  kind    TEXT    NOT NULL,                -- latest, section, tag, author, year, month, day
  slug    TEXT    NOT NULL,                -- of a section its id: its slug may change
  name    TEXT    NOT NULL,
  stories INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, slug)
) STRICT;

-- Places are counted from the oldest story, so that a new one moves no other.
CREATE TABLE edition_place (
  list  INTEGER NOT NULL REFERENCES edition_list(number),
  place INTEGER NOT NULL,
  story INTEGER NOT NULL,                  -- edition_story.number
  PRIMARY KEY (list, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_place_of_story ON edition_place (story);

-- Which stories' pages show something of which other story.
CREATE TABLE edition_link (
  target TEXT    NOT NULL,
  story  INTEGER NOT NULL,
  PRIMARY KEY (target, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_link_of_story ON edition_link (story);

-- Where a story was before its URL slug changed; its old address leads to the new one.
CREATE TABLE edition_moved (
  url_slug TEXT PRIMARY KEY,
  story    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX edition_moved_by_story ON edition_moved (story);

-- Pages that changed, and in which reading last.
CREATE TABLE edition_change (
  page   TEXT    PRIMARY KEY,              -- as site::PageKey writes it
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_change_by_number ON edition_change (number);

-- Stories of which something changed since the last reading that readers may see.
CREATE TABLE edition_stale (
  story TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO edition_stale (story) SELECT id FROM story WHERE publication = 'live';

-- No OR IGNORE here: the conflict clause of the statement that fires a trigger takes its place.
CREATE TRIGGER edition_after_insert AFTER INSERT ON story WHEN new.publication = 'live' BEGIN
  INSERT INTO edition_stale (story)
    SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM edition_stale WHERE story = new.id);
END;
CREATE TRIGGER edition_after_delete AFTER DELETE ON story WHEN old.publication = 'live' BEGIN
  INSERT INTO edition_stale (story)
    SELECT old.id WHERE NOT EXISTS (SELECT 1 FROM edition_stale WHERE story = old.id);
END;
CREATE TRIGGER edition_after_update AFTER UPDATE ON story
WHEN (old.publication = 'live' OR new.publication = 'live')
  AND (old.publication <> new.publication OR old.published_revision IS NOT new.published_revision
    OR old.hold <> new.hold OR old.not_for_publication <> new.not_for_publication
    OR old.spiked_at IS NOT new.spiked_at OR old.killed_at IS NOT new.killed_at
    OR old.embargo <> new.embargo OR old.embargo_at IS NOT new.embargo_at
    OR old.first_published_at IS NOT new.first_published_at OR old.updated_at IS NOT new.updated_at)
BEGIN
  INSERT INTO edition_stale (story)
    SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM edition_stale WHERE story = new.id);
END;
CREATE INDEX story_live_embargo ON story (embargo_at) WHERE publication = 'live' AND embargo = 'until';
