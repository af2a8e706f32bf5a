-- The editor: headlines for other places, content profiles, length, comments and suggestions,
-- copy from outside, snippets and templates, spelling and house style.
-- Forward only; never edited once shipped. Ids, times and text as in 0001.

-- ── The story ────────────────────────────────────────────────────────────────────────────────
ALTER TABLE story ADD COLUMN headline_search TEXT NOT NULL DEFAULT ''; -- empty: the page headline
ALTER TABLE story ADD COLUMN headline_social TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN headline_push   TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN headline_sms    TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN profile TEXT NOT NULL DEFAULT ''; -- content_profile.id; empty: the first
ALTER TABLE story ADD COLUMN commissioned_words INTEGER;       -- the length asked for; null: none was

-- ── Content profiles ─────────────────────────────────────────────────────────────────────────
-- A kind of story: which fields the window shows, which must be filled, how long each may be.
CREATE TABLE content_profile (
  id       TEXT    PRIMARY KEY,            -- a UUIDv7, or the word of one that comes with Stet
  name     TEXT    NOT NULL UNIQUE,        -- as shown
  position INTEGER NOT NULL                -- order in menus, from 0; the first is of new stories
) STRICT;

-- One field in one profile. A field without a row is shown, not required, without limits.
CREATE TABLE profile_field (
  profile    TEXT    NOT NULL REFERENCES content_profile(id) ON DELETE CASCADE,
  field      TEXT    NOT NULL,             -- the words of story/profile.rs
  shown      INTEGER NOT NULL DEFAULT 1,   -- 0: not in the window; what it holds stays
  required   INTEGER NOT NULL DEFAULT 0,   -- 1: publishing asks for it
  soft_limit INTEGER,                      -- characters (body: words); amber above; null: none
  hard_limit INTEGER,                      -- the same; red above, and never a stop while typing
  PRIMARY KEY (profile, field)
) STRICT, WITHOUT ROWID;

-- ── Comments and suggestions ─────────────────────────────────────────────────────────────────
-- A remark on some words of a story. It stands off: the words are found by quote and surroundings.
CREATE TABLE comment (
  id        TEXT    PRIMARY KEY,           -- UUIDv7
  story     TEXT    NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  reply_to  TEXT    NOT NULL DEFAULT '',   -- the comment it answers; empty: it opens a thread
  revision  TEXT    NOT NULL DEFAULT '',   -- the revision it was made on
  field     TEXT    NOT NULL DEFAULT 'body', -- the field, as the window knows it
  block     INTEGER NOT NULL DEFAULT 0,    -- which block of the body, from 0
  start     INTEGER NOT NULL DEFAULT 0,    -- UTF-16 units into the block's text
  length    INTEGER NOT NULL DEFAULT 0,    -- UTF-16 units; 0: on the whole block
  quote     TEXT    NOT NULL DEFAULT '',   -- the very words
  before    TEXT    NOT NULL DEFAULT '',   -- up to 32 characters before them
  after     TEXT    NOT NULL DEFAULT '',   -- up to 32 characters after them
  author    TEXT    NOT NULL DEFAULT '',
  text      TEXT    NOT NULL,              -- what is said, plain
  made_at   INTEGER NOT NULL,
  resolved_at INTEGER                      -- null: open
) STRICT;
CREATE INDEX comment_of_story ON comment (story, made_at, id);

-- A proposed text for a story: another draft, never marks in the copy, so that nothing of it can
-- reach a reader.
CREATE TABLE suggestion (
  id         TEXT    PRIMARY KEY,          -- UUIDv7
  story      TEXT    NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  base       TEXT    NOT NULL REFERENCES revision(id), -- what it was made on
  proposed   TEXT    NOT NULL REFERENCES revision(id), -- the text proposed
  author     TEXT    NOT NULL DEFAULT '',  -- who proposes; several: parted by commas
  made_at    INTEGER NOT NULL,
  settled_at INTEGER,                      -- null: open
  taken      INTEGER NOT NULL DEFAULT 0    -- 1: its text was brought into the story
) STRICT;
CREATE INDEX suggestion_of_story ON suggestion (story, made_at, id);

-- ── Copy from outside ────────────────────────────────────────────────────────────────────────
-- Where an imported story came from, so that the same export run again makes no double.
CREATE TABLE story_origin (
  origin TEXT NOT NULL,                    -- the site or program it came from
  key    TEXT NOT NULL,                    -- its name there: a guid, a post id, a file's SHA-256
  story  TEXT NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  seal   TEXT NOT NULL DEFAULT '',         -- SHA-256 of what was read then: tells whether it changed there
  PRIMARY KEY (origin, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_origin_of_story ON story_origin (story);

-- The folder whose new files are taken in while the window is open; empty: none.
ALTER TABLE newsroom ADD COLUMN watched_folder TEXT NOT NULL DEFAULT '';

-- ── Snippets and templates ───────────────────────────────────────────────────────────────────
-- Words kept to be put in again.
CREATE TABLE snippet (
  id       TEXT    PRIMARY KEY,            -- UUIDv7
  name     TEXT    NOT NULL UNIQUE,        -- what is typed to find it
  body     TEXT    NOT NULL,               -- Markdown, the dialect of body.rs
  position INTEGER NOT NULL
) STRICT;

-- A story to begin from.
CREATE TABLE template (
  id       TEXT    PRIMARY KEY,            -- UUIDv7
  name     TEXT    NOT NULL UNIQUE,
  text     TEXT    NOT NULL,               -- canonical text: front matter and Markdown
  position INTEGER NOT NULL
) STRICT;

-- ── Spelling and house style ─────────────────────────────────────────────────────────────────
-- Words that the newsroom spells so, beside the names it finds in its own archive.
CREATE TABLE dictionary_word (
  language TEXT    NOT NULL DEFAULT '',    -- BCP 47 without region; empty: in every language
  word     TEXT    NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (language, word)
) STRICT, WITHOUT ROWID;

-- "Right this time": a mark that a person looked at and lets stand, in this story alone.
CREATE TABLE let_stand (
  story TEXT NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  rule  TEXT NOT NULL,                     -- the rule's id; "spelling"; "placeholder"
  quote TEXT NOT NULL,                     -- the very words
  PRIMARY KEY (story, rule, quote)
) STRICT, WITHOUT ROWID;

-- A house style rule that this newsroom has switched off; the rules stand in a file of their own.
CREATE TABLE style_rule_off (
  rule TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- ── Search ───────────────────────────────────────────────────────────────────────────────────
-- The words of every story, folded and cut by the application (story/folding.rs), written by each
-- save. The index keeps no copy of the text. Its tokenizer parts at spaces alone: all else is done before.
DROP TRIGGER story_words_after_insert;
DROP TRIGGER story_words_after_update;
DROP TRIGGER story_words_after_delete;
DROP TABLE story_words;
CREATE VIRTUAL TABLE story_words USING fts5 (
  headline,                                -- slug, eyebrow and every headline
  text,                                    -- all else that can be read
  content = '', contentless_delete = 1, tokenize = "ascii"
);
CREATE TRIGGER story_words_after_delete AFTER DELETE ON story BEGIN
  DELETE FROM story_words WHERE rowid = old.number;
END;

-- Stories that the index lacks, or holds by an older rule: filled by a migration that changes the
-- rule, emptied while the newsroom is open.
CREATE TABLE story_words_stale (
  number INTEGER PRIMARY KEY               -- story.number
) STRICT;
INSERT INTO story_words_stale (number) SELECT number FROM story;
