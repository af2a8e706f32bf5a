-- The newsroom: one file, one set of words. Forward only; never edited once shipped.
-- Ids are UUIDv7 as text. Times are UTC milliseconds. Text is kept as typed.

-- What the newsroom is called and how its site speaks. One row.
CREATE TABLE newsroom (
  only           INTEGER PRIMARY KEY CHECK (only = 1),
  id             TEXT NOT NULL,               -- UUIDv7: which newsroom this is
  title          TEXT NOT NULL DEFAULT '',    -- the masthead
  tagline        TEXT NOT NULL DEFAULT '',    -- small line under the masthead
  address        TEXT NOT NULL DEFAULT '',    -- https://… of the finished site; may be empty
  zone           TEXT NOT NULL DEFAULT 'UTC', -- IANA zone that times are printed in
  date_format    TEXT NOT NULL DEFAULT '',    -- strftime pattern; empty: the site's own
  language       TEXT NOT NULL DEFAULT 'en-GB', -- BCP 47: of new stories and of the site's own words
  author         TEXT NOT NULL DEFAULT '',    -- who works at this machine
  default_agency TEXT NOT NULL DEFAULT '',    -- agency line of a story without names
  copyright      TEXT NOT NULL DEFAULT '',    -- the line at the foot of each page
  about          TEXT NOT NULL DEFAULT '',    -- Markdown of the page About us
  privacy        TEXT NOT NULL DEFAULT '',    -- Markdown of the page Privacy policy
  terms          TEXT NOT NULL DEFAULT '',    -- Markdown of the page Terms & conditions
  is_demo        INTEGER NOT NULL DEFAULT 0,  -- 1: made by `stet demo`
  device         TEXT NOT NULL DEFAULT '',    -- this machine, as revisions name it
  last_story     TEXT NOT NULL DEFAULT ''     -- the story that was open; may be gone
) STRICT;

-- A section of the site, in the newsroom's own order.
CREATE TABLE section (
  id         TEXT    PRIMARY KEY,
  slug       TEXT    NOT NULL UNIQUE,      -- its part of the address
  name       TEXT    NOT NULL UNIQUE,      -- as shown
  position   INTEGER NOT NULL,             -- order in the navigation, from 0
  show_until INTEGER                       -- out of the navigation after this; null: stays
) STRICT;

-- The working copy of a story.
CREATE TABLE story (
  number      INTEGER PRIMARY KEY,         -- local only: joins the word index; never an identity
  id          TEXT    NOT NULL UNIQUE,     -- UUIDv7: its name on every machine
  edit        INTEGER NOT NULL DEFAULT 0,  -- counts the saves: tells a stale window
  slug        TEXT    NOT NULL DEFAULT '', -- working name, 1 to 3 words
  stage       TEXT    NOT NULL DEFAULT 'writing',
  hold        INTEGER NOT NULL DEFAULT 0,  -- 1: nothing may publish it
  not_for_publication INTEGER NOT NULL DEFAULT 0, -- 1: never to be published
  spiked_at   INTEGER,                     -- dropped, recoverable; null: not
  eyebrow     TEXT    NOT NULL DEFAULT '',
  headline    TEXT    NOT NULL DEFAULT '',
  standfirst  TEXT    NOT NULL DEFAULT '', -- inline Markdown
  agency      TEXT    NOT NULL DEFAULT '',
  dateline_place TEXT NOT NULL DEFAULT '',
  dateline_text  TEXT NOT NULL DEFAULT '', -- as printed; empty: the place
  section     TEXT    REFERENCES section(id) ON DELETE SET NULL,
  url_slug    TEXT    NOT NULL DEFAULT '', -- chosen by hand; empty: made from the headline
  effective_url_slug TEXT NOT NULL DEFAULT '', -- what readers would get today
  language    TEXT    NOT NULL DEFAULT 'en-GB',
  direction   TEXT    NOT NULL DEFAULT '', -- ltr, rtl; empty: the language's own
  lead_media  TEXT    NOT NULL DEFAULT '', -- SHA-256; empty: no lead picture
  lead_caption TEXT   NOT NULL DEFAULT '', -- inline Markdown
  lead_credit TEXT    NOT NULL DEFAULT '',
  lead_alt    TEXT    NOT NULL DEFAULT '',
  body        TEXT    NOT NULL DEFAULT '', -- Markdown, the dialect of body.rs
  publication TEXT    NOT NULL DEFAULT 'not-published',
  published_revision TEXT,                 -- what readers see; null: nothing
  published_hash TEXT NOT NULL DEFAULT '', -- full_hash of that revision
  first_published_at INTEGER,
  updated_at  INTEGER,                     -- when what readers see last changed; null: never
  created_at  INTEGER NOT NULL,
  changed_at  INTEGER NOT NULL,
  byline_line TEXT    NOT NULL DEFAULT '', -- derived: the names, for lists and search
  words       INTEGER NOT NULL DEFAULT 0,  -- derived: words of the body
  full_hash   TEXT    NOT NULL DEFAULT '', -- SHA-256 of all that a reader of the story sees
  seal        TEXT    NOT NULL DEFAULT ''  -- SHA-256 of the canonical text: tells a damaged row
) STRICT;
CREATE INDEX story_by_change ON story (changed_at DESC, id DESC) WHERE spiked_at IS NULL;
CREATE INDEX story_by_url_slug ON story (effective_url_slug);
CREATE INDEX story_live ON story (first_published_at DESC) WHERE publication = 'live';

CREATE TABLE story_byline (
  story    TEXT    NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  role     TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_tag (
  story    TEXT    NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag      TEXT    NOT NULL,
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_also_read (
  story    TEXT    NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  headline TEXT    NOT NULL DEFAULT '',    -- empty: the other story's own
  to_story TEXT    NOT NULL DEFAULT '',    -- one of ours, or
  to_url   TEXT    NOT NULL DEFAULT '',    -- a web address
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;

-- The words of every story. Hindi and Urdu need their vowel signs in the tokens.
CREATE VIRTUAL TABLE story_words USING fts5 (
  slug, headline, standfirst, byline_line, body,
  content = 'story', content_rowid = 'number',
  tokenize = "unicode61 categories 'L* N* Co Mn Mc'"
);
CREATE TRIGGER story_words_after_insert AFTER INSERT ON story BEGIN
  INSERT INTO story_words (rowid, slug, headline, standfirst, byline_line, body)
  VALUES (new.number, new.slug, new.headline, new.standfirst, new.byline_line, new.body);
END;
CREATE TRIGGER story_words_after_delete AFTER DELETE ON story BEGIN
  INSERT INTO story_words (story_words, rowid, slug, headline, standfirst, byline_line, body)
  VALUES ('delete', old.number, old.slug, old.headline, old.standfirst, old.byline_line, old.body);
END;
CREATE TRIGGER story_words_after_update
AFTER UPDATE OF slug, headline, standfirst, byline_line, body ON story
WHEN (old.slug, old.headline, old.standfirst, old.byline_line, old.body)
  IS NOT (new.slug, new.headline, new.standfirst, new.byline_line, new.body) BEGIN
  INSERT INTO story_words (story_words, rowid, slug, headline, standfirst, byline_line, body)
  VALUES ('delete', old.number, old.slug, old.headline, old.standfirst, old.byline_line, old.body);
  INSERT INTO story_words (rowid, slug, headline, standfirst, byline_line, body)
  VALUES (new.number, new.slug, new.headline, new.standfirst, new.byline_line, new.body);
END;

-- A kept state of the whole story. Never changed, never deleted.
CREATE TABLE revision (
  id           TEXT    PRIMARY KEY,
  story        TEXT    NOT NULL REFERENCES story(id),
  parent       TEXT    NOT NULL DEFAULT '', -- the revision it came from; empty: the first
  other_parent TEXT    NOT NULL DEFAULT '', -- the other side of a restore or merge
  author       TEXT    NOT NULL DEFAULT '',
  device       TEXT    NOT NULL DEFAULT '',
  made_at      INTEGER NOT NULL,
  why          TEXT    NOT NULL,            -- the words of revision.rs
  name         TEXT    NOT NULL DEFAULT '', -- given by a person; may be empty
  section      TEXT    NOT NULL DEFAULT '', -- section id then: names may change
  words        INTEGER NOT NULL DEFAULT 0,
  seal         TEXT    NOT NULL,            -- SHA-256 of the text, uncompressed
  text         BLOB    NOT NULL             -- canonical text (front matter, Markdown), zstd
) STRICT;
CREATE INDEX revision_of_story ON revision (story, made_at DESC, id DESC);

-- Editor JSON kept beside a body whose Markdown did not read back the same: copy is
-- never lost to a fault of ours.
CREATE TABLE unstorable (
  id      TEXT    PRIMARY KEY,
  story   TEXT    NOT NULL,
  made_at INTEGER NOT NULL,
  editor_json TEXT NOT NULL
) STRICT;

-- A picture file in media/, stored once by the SHA-256 of its bytes.
CREATE TABLE media (
  sha256    TEXT    PRIMARY KEY,
  extension TEXT    NOT NULL,
  width_px  INTEGER NOT NULL,               -- upright
  height_px INTEGER NOT NULL,
  bytes     INTEGER NOT NULL,
  copyright TEXT    NOT NULL DEFAULT '',    -- as the file said on import
  creator   TEXT    NOT NULL DEFAULT '',
  added_at  INTEGER NOT NULL
) STRICT;

-- Which pictures the working copy of a story uses; derived at each save.
CREATE TABLE media_use (
  story TEXT NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  media TEXT NOT NULL,
  PRIMARY KEY (story, media)
) STRICT, WITHOUT ROWID;

-- The trending strip, chosen by an editor.
CREATE TABLE trending (
  position INTEGER PRIMARY KEY,
  headline TEXT NOT NULL DEFAULT '',
  to_story TEXT NOT NULL DEFAULT '',
  to_url   TEXT NOT NULL DEFAULT ''
) STRICT;

-- A place we publish to. Its password is in the OS keychain, never here.
CREATE TABLE destination (
  id      TEXT    PRIMARY KEY,
  kind    TEXT    NOT NULL,                 -- word-press
  name    TEXT    NOT NULL,
  address TEXT    NOT NULL,
  user    TEXT    NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0,
  removed_at INTEGER                        -- kept for its ledger; null: in use
) STRICT;

-- The ledger: what stands where. A failure never erases the last success.
CREATE TABLE publication (
  story        TEXT    NOT NULL REFERENCES story(id),
  destination  TEXT    NOT NULL REFERENCES destination(id),
  remote_id    TEXT    NOT NULL DEFAULT '', -- the post's id there; empty: none yet
  remote_state TEXT    NOT NULL DEFAULT 'none', -- none, draft, scheduled, live, trashed
  link         TEXT    NOT NULL DEFAULT '',
  remote_modified TEXT NOT NULL DEFAULT '', -- as the site gave it after our last write
  known        TEXT    NOT NULL DEFAULT '', -- fingerprint of what the site gave back then
  intended     TEXT    NOT NULL DEFAULT '', -- fingerprint of what we were about to write; empty: nothing under way
  revision     TEXT    NOT NULL DEFAULT '', -- the revision that stands there
  sent_hash    TEXT    NOT NULL DEFAULT '', -- full_hash of that revision
  sent_at      INTEGER,
  scheduled_for INTEGER,
  notices      TEXT    NOT NULL DEFAULT '[]', -- JSON list of errors: what the site changed
  PRIMARY KEY (story, destination)
) STRICT;

-- Pictures that a destination already has.
CREATE TABLE publication_media (
  destination TEXT NOT NULL REFERENCES destination(id),
  media       TEXT NOT NULL,
  remote      TEXT NOT NULL,                -- its id there, a space, and the fingerprint of the words sent with it
  PRIMARY KEY (destination, media)
) STRICT;

-- What is to be sent. Written before the send; its id travels with the post.
CREATE TABLE outbox (
  id          TEXT    PRIMARY KEY,          -- OrderId
  story       TEXT    NOT NULL REFERENCES story(id),
  destination TEXT    NOT NULL REFERENCES destination(id),
  revision    TEXT    NOT NULL REFERENCES revision(id),
  act         TEXT    NOT NULL,             -- draft, publish, schedule, update, take-down
  at          INTEGER,                      -- for schedule
  overwrite   INTEGER NOT NULL DEFAULT 0,   -- 1: the user saw both and chose ours
  state       TEXT    NOT NULL DEFAULT 'waiting', -- waiting, sending, done, refused, conflict, cancelled
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER NOT NULL DEFAULT 0,
  claimed_until INTEGER NOT NULL DEFAULT 0, -- another Stet is at it until then
  error       TEXT    NOT NULL DEFAULT '',  -- JSON of the last error; empty: none
  conflict    TEXT    NOT NULL DEFAULT '',  -- JSON of what the site held when it had changed there; empty: nothing
  created_at  INTEGER NOT NULL,
  done_at     INTEGER
) STRICT;
CREATE INDEX outbox_open ON outbox (next_try_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_of_story ON outbox (story, destination, created_at DESC);
