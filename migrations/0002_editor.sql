-- The editor: headlines for other places, content profiles, length, comments and suggestions,
-- copy from outside, snippets and templates, spelling and house style.
-- Forward only; never edited once shipped. Ids, times and text as in 0001.

-- ── The story ────────────────────────────────────────────────────────────────────────────────
ALTER TABLE story ADD COLUMN headline_search TEXT NOT NULL DEFAULT ''; -- empty: the page headline
ALTER TABLE story ADD COLUMN headline_social TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN headline_push   TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN headline_sms    TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN profile TEXT NOT NULL DEFAULT ''; -- content_profile.id; empty: 'news', else the first
ALTER TABLE story ADD COLUMN commissioned_words INTEGER;       -- the length asked for; null: none was

-- ── Content profiles ─────────────────────────────────────────────────────────────────────────
-- A kind of story: which fields the window shows, which must be filled, how long each may be.
CREATE TABLE content_profile (
  id         TEXT    PRIMARY KEY,          -- a UUIDv7, or the word of one that comes with Stet
  name       TEXT    NOT NULL UNIQUE,      -- as shown
  position   INTEGER NOT NULL,             -- order in menus, from 0; the first is of new stories
  band_words INTEGER NOT NULL DEFAULT 50   -- so near to the commissioned length is amber; so far over is red
) STRICT;

-- One field in one profile. A field without a row is shown, not required, without limits.
CREATE TABLE profile_field (
  profile    TEXT    NOT NULL REFERENCES content_profile(id) ON DELETE CASCADE,
  field      TEXT    NOT NULL,             -- the words of story/profile.rs
  shown      INTEGER NOT NULL DEFAULT 1,   -- 0: not in the window while it is empty; what it holds stays
  required   INTEGER NOT NULL DEFAULT 0,   -- 1: publishing stops without it
  soft_limit INTEGER,                      -- characters (body: words); amber above; null: none
  hard_limit INTEGER,                      -- the same; red above, and never a stop while typing
  PRIMARY KEY (profile, field)
) STRICT, WITHOUT ROWID;

-- How many stories each profile has, without reading the stories.
CREATE INDEX story_by_profile ON story (profile) WHERE spiked_at IS NULL;

-- What every newsroom starts with; all of it can be changed in the window. The first asks for no
-- more than was asked before there were profiles.
INSERT INTO content_profile (id, name, position, band_words) VALUES
  ('news', 'News story', 0, 50),
  ('live', 'Live update', 1, 20),
  ('opinion', 'Opinion', 2, 50),
  ('photo', 'Photo story', 3, 50),
  ('brief', 'Brief', 4, 20);
INSERT INTO profile_field (profile, field, shown, required, soft_limit, hard_limit) VALUES
  ('news', 'slug', 1, 0, 20, 24),
  ('news', 'eyebrow', 1, 0, 30, 40),
  ('news', 'headline', 1, 1, 65, 100),
  ('news', 'standfirst', 1, 0, 160, 300),
  ('news', 'search-headline', 1, 0, 60, 70),
  ('news', 'social-headline', 1, 0, 70, 90),
  ('news', 'push-headline', 1, 0, 90, 120),
  ('news', 'sms-headline', 1, 0, NULL, 160),
  ('news', 'url-slug', 1, 0, 60, 191),
  ('news', 'caption', 1, 0, 600, NULL),
  ('news', 'credit', 1, 0, NULL, 250),
  ('news', 'alt', 1, 0, 125, 1000),
  ('news', 'body', 1, 1, NULL, NULL),
  ('news', 'subheads', 1, 0, 60, NULL),
  ('news', 'pull-quote', 1, 0, 120, 1000),
  ('live', 'slug', 1, 0, 20, 24),
  ('live', 'eyebrow', 0, 0, 30, 40),
  ('live', 'headline', 1, 1, 55, 80),
  ('live', 'standfirst', 1, 0, 120, 200),
  ('live', 'search-headline', 1, 0, 60, 70),
  ('live', 'social-headline', 0, 0, 70, 90),
  ('live', 'push-headline', 1, 0, 90, 120),
  ('live', 'sms-headline', 1, 0, NULL, 160),
  ('live', 'dateline', 0, 0, NULL, NULL),
  ('live', 'url-slug', 1, 0, 60, 191),
  ('live', 'caption', 1, 0, 600, NULL),
  ('live', 'credit', 1, 0, NULL, 250),
  ('live', 'alt', 1, 0, 125, 1000),
  ('live', 'also-read', 0, 0, NULL, NULL),
  ('live', 'body', 1, 1, 150, 300),
  ('live', 'subheads', 0, 0, 60, NULL),
  ('live', 'pull-quote', 0, 0, 120, 1000),
  ('opinion', 'slug', 1, 0, 20, 24),
  ('opinion', 'eyebrow', 1, 0, 30, 40),
  ('opinion', 'headline', 1, 1, 65, 100),
  ('opinion', 'standfirst', 1, 1, 160, 300),
  ('opinion', 'search-headline', 1, 0, 60, 70),
  ('opinion', 'social-headline', 1, 0, 70, 90),
  ('opinion', 'push-headline', 1, 0, 90, 120),
  ('opinion', 'sms-headline', 1, 0, NULL, 160),
  ('opinion', 'byline', 1, 1, NULL, NULL),
  ('opinion', 'agency', 0, 0, NULL, NULL),
  ('opinion', 'dateline', 0, 0, NULL, NULL),
  ('opinion', 'url-slug', 1, 0, 60, 191),
  ('opinion', 'caption', 1, 0, 600, NULL),
  ('opinion', 'credit', 1, 0, NULL, 250),
  ('opinion', 'alt', 1, 0, 125, 1000),
  ('opinion', 'body', 1, 1, 900, 1200),
  ('opinion', 'subheads', 1, 0, 60, NULL),
  ('opinion', 'pull-quote', 1, 0, 120, 1000),
  ('photo', 'slug', 1, 0, 20, 24),
  ('photo', 'eyebrow', 1, 0, 30, 40),
  ('photo', 'headline', 1, 1, 65, 100),
  ('photo', 'standfirst', 1, 0, 160, 300),
  ('photo', 'search-headline', 1, 0, 60, 70),
  ('photo', 'social-headline', 1, 0, 70, 90),
  ('photo', 'push-headline', 1, 0, 90, 120),
  ('photo', 'sms-headline', 1, 0, NULL, 160),
  ('photo', 'url-slug', 1, 0, 60, 191),
  ('photo', 'lead', 1, 1, NULL, NULL),
  ('photo', 'caption', 1, 1, 600, NULL),
  ('photo', 'credit', 1, 1, NULL, 250),
  ('photo', 'alt', 1, 1, 125, 1000),
  ('photo', 'body', 1, 1, 300, 600),
  ('photo', 'subheads', 0, 0, 60, NULL),
  ('photo', 'pull-quote', 0, 0, 120, 1000),
  ('brief', 'slug', 1, 0, 20, 24),
  ('brief', 'eyebrow', 0, 0, 30, 40),
  ('brief', 'headline', 1, 1, 45, 65),
  ('brief', 'standfirst', 0, 0, 160, 300),
  ('brief', 'search-headline', 0, 0, 60, 70),
  ('brief', 'social-headline', 0, 0, 70, 90),
  ('brief', 'push-headline', 1, 0, 90, 120),
  ('brief', 'sms-headline', 1, 0, NULL, 160),
  ('brief', 'url-slug', 1, 0, 60, 191),
  ('brief', 'caption', 1, 0, 600, NULL),
  ('brief', 'credit', 1, 0, NULL, 250),
  ('brief', 'alt', 1, 0, 125, 1000),
  ('brief', 'also-read', 0, 0, NULL, NULL),
  ('brief', 'body', 1, 1, 150, 200),
  ('brief', 'subheads', 0, 0, 60, NULL),
  ('brief', 'pull-quote', 0, 0, 120, 1000);

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
