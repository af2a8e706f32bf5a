-- The desk list: what a row is sorted and filtered by, counts that are kept, saved views; and the
-- words of fields and of older revisions. Forward only; never edited once shipped. All but
-- `saved_view` is derived: `desk_entry` and `desk_total` by the triggers here, keys and words by
-- each save.

-- ── What the list is sorted and filtered by ──────────────────────────────────────────────────
-- One narrow row a story, so that no filter reads bodies. Every sort has an index that holds the
-- filters too (`marks`), so a page is read from the index alone.
CREATE TABLE desk_entry (
  number       INTEGER PRIMARY KEY,        -- story.number
  spiked       INTEGER NOT NULL,
  age          INTEGER NOT NULL,           -- changed_at, negated: the newest comes first
  marks        INTEGER NOT NULL,           -- bits: 0-2 stage, 3-5 what readers see, 6 picture, 7 sensitive,
                                           -- 8 needs pictures, 9 embargo, 10 held, 11 needs legal
  priority_key INTEGER NOT NULL,           -- 1 to 5; 9: not said
  stage_key    INTEGER NOT NULL,           -- 0 to 7, in the order of the work
  flags_key    INTEGER NOT NULL,           -- the gravest first
  words_key    INTEGER NOT NULL,
  deadline_key INTEGER NOT NULL,           -- 2^53 - 1: none
  picture_key  INTEGER NOT NULL,           -- 0: has one
  seen_key     INTEGER NOT NULL,           -- 0 not published, 1 scheduled, 2 live, 3 live with changes, 4 taken down
  slug_key     TEXT    NOT NULL DEFAULT '', -- folded by the application; what is empty comes last
  headline_key TEXT    NOT NULL DEFAULT '',
  byline_key   TEXT    NOT NULL DEFAULT '',
  assigned_key TEXT    NOT NULL DEFAULT '',
  whose_key    TEXT    NOT NULL DEFAULT '', -- who it is assigned to, else the first name of its byline
  changed_by   TEXT    NOT NULL DEFAULT ''
) STRICT;

-- The row of a story as the triggers write it.
CREATE VIEW desk_entry_of AS
SELECT number, spiked, age, marks, priority_key, marks & 7 AS stage_key, 31 - (marks >> 7) AS flags_key,
       words_key, deadline_key, 1 - ((marks >> 6) & 1) AS picture_key, (marks >> 3) & 7 AS seen_key
FROM (
  SELECT number, spiked_at IS NOT NULL AS spiked, -changed_at AS age,
    CASE stage WHEN 'pitch' THEN 0 WHEN 'assigned' THEN 1 WHEN 'filed' THEN 3 WHEN 'desk' THEN 4
               WHEN 'subs' THEN 5 WHEN 'legal' THEN 6 WHEN 'ready' THEN 7 ELSE 2 END
    | CASE WHEN publication = 'live' AND full_hash = published_hash THEN 16 WHEN publication = 'live' THEN 24
           WHEN schedule_at IS NOT NULL THEN 8 WHEN publication = 'taken-down' THEN 32 ELSE 0 END
    | CASE WHEN lead_media <> '' THEN 64 ELSE 0 END
    | CASE WHEN sensitive <> 0 THEN 128 ELSE 0 END
    | CASE WHEN pictures = 'needed' THEN 256 ELSE 0 END
    | CASE WHEN embargo <> '' THEN 512 ELSE 0 END
    | CASE WHEN hold <> 0 OR not_for_publication <> 0 THEN 1024 ELSE 0 END
    | CASE WHEN legal NOT IN ('no', 'approved') THEN 2048 ELSE 0 END AS marks,
    CASE priority WHEN 0 THEN 9 ELSE priority END AS priority_key,
    words AS words_key, coalesce(deadline_at, 9007199254740991) AS deadline_key
  FROM story
);

CREATE INDEX desk_by_changed  ON desk_entry (spiked, age, marks);
CREATE INDEX desk_by_priority ON desk_entry (spiked, priority_key, age, marks);
CREATE INDEX desk_by_slug     ON desk_entry (spiked, slug_key, age, marks);
CREATE INDEX desk_by_headline ON desk_entry (spiked, headline_key, age, marks);
CREATE INDEX desk_by_byline   ON desk_entry (spiked, byline_key, age, marks);
CREATE INDEX desk_by_stage    ON desk_entry (spiked, stage_key, age, marks);
CREATE INDEX desk_by_flags    ON desk_entry (spiked, flags_key, age, marks);
CREATE INDEX desk_by_length   ON desk_entry (spiked, words_key, age, marks);
CREATE INDEX desk_by_deadline ON desk_entry (spiked, deadline_key, age, marks);
CREATE INDEX desk_by_assigned ON desk_entry (spiked, assigned_key, age, marks);
CREATE INDEX desk_by_picture  ON desk_entry (spiked, picture_key, age, marks);
CREATE INDEX desk_by_seen     ON desk_entry (spiked, seen_key, age, marks);
CREATE INDEX desk_by_whose    ON desk_entry (spiked, whose_key, age, marks);
CREATE INDEX desk_by_marks    ON desk_entry (spiked, marks, age);

-- How many stories there are of each kind: every count of the list is a sum over these.
CREATE TABLE desk_total (
  spiked  INTEGER NOT NULL,
  marks   INTEGER NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (spiked, marks)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER desk_total_after_insert AFTER INSERT ON desk_entry BEGIN
  INSERT INTO desk_total (spiked, marks, stories) VALUES (new.spiked, new.marks, 1)
  ON CONFLICT (spiked, marks) DO UPDATE SET stories = stories + 1;
END;
CREATE TRIGGER desk_total_after_delete AFTER DELETE ON desk_entry BEGIN
  UPDATE desk_total SET stories = stories - 1 WHERE spiked = old.spiked AND marks = old.marks;
  DELETE FROM desk_total WHERE spiked = old.spiked AND marks = old.marks AND stories <= 0;
END;
CREATE TRIGGER desk_total_after_update AFTER UPDATE OF spiked, marks ON desk_entry
WHEN (old.spiked, old.marks) IS NOT (new.spiked, new.marks) BEGIN
  UPDATE desk_total SET stories = stories - 1 WHERE spiked = old.spiked AND marks = old.marks;
  DELETE FROM desk_total WHERE spiked = old.spiked AND marks = old.marks AND stories <= 0;
  INSERT INTO desk_total (spiked, marks, stories) VALUES (new.spiked, new.marks, 1)
  ON CONFLICT (spiked, marks) DO UPDATE SET stories = stories + 1;
END;

CREATE TRIGGER desk_entry_after_insert AFTER INSERT ON story BEGIN
  INSERT INTO desk_entry (number, spiked, age, marks, priority_key, stage_key, flags_key, words_key, deadline_key,
                          picture_key, seen_key, changed_by)
  SELECT number, spiked, age, marks, priority_key, stage_key, flags_key, words_key, deadline_key, picture_key,
         seen_key, coalesce((SELECT author FROM newsroom), '')
  FROM desk_entry_of WHERE number = new.number;
END;
CREATE TRIGGER desk_entry_after_update AFTER UPDATE ON story
WHEN (old.spiked_at, old.changed_at, old.stage, old.publication, old.full_hash, old.published_hash, old.schedule_at,
      old.lead_media, old.sensitive, old.pictures, old.embargo, old.hold, old.not_for_publication, old.legal,
      old.priority, old.words, old.deadline_at)
  IS NOT (new.spiked_at, new.changed_at, new.stage, new.publication, new.full_hash, new.published_hash,
      new.schedule_at, new.lead_media, new.sensitive, new.pictures, new.embargo, new.hold, new.not_for_publication,
      new.legal, new.priority, new.words, new.deadline_at) BEGIN
  UPDATE desk_entry
  SET (spiked, age, marks, priority_key, stage_key, flags_key, words_key, deadline_key, picture_key, seen_key) =
      (SELECT spiked, age, marks, priority_key, stage_key, flags_key, words_key, deadline_key, picture_key, seen_key
       FROM desk_entry_of WHERE number = new.number),
      changed_by = CASE WHEN old.changed_at IS new.changed_at THEN changed_by
                        ELSE coalesce((SELECT author FROM newsroom), '') END
  WHERE number = new.number;
END;
CREATE TRIGGER desk_entry_after_delete AFTER DELETE ON story BEGIN
  DELETE FROM desk_entry WHERE number = old.number;
END;

-- The list's own way of putting newest first is `desk_by_changed` now.
DROP INDEX story_by_change;

INSERT INTO desk_entry (number, spiked, age, marks, priority_key, stage_key, flags_key, words_key, deadline_key,
                        picture_key, seen_key, slug_key, headline_key, byline_key, assigned_key, whose_key, changed_by)
SELECT e.number, e.spiked, e.age, e.marks, e.priority_key, e.stage_key, e.flags_key, e.words_key, e.deadline_key,
       e.picture_key, e.seen_key, lower(substr(s.slug, 1, 60)), lower(substr(s.headline, 1, 60)),
       lower(substr(s.byline_line, 1, 60)), lower(s.assigned_to), lower(s.assigned_to),
       coalesce((SELECT author FROM revision r WHERE r.story = s.id ORDER BY made_at DESC LIMIT 1), '')
FROM desk_entry_of e JOIN story s ON s.number = e.number;

-- ── Saved views ──────────────────────────────────────────────────────────────────────────────
-- A question to the list that somebody gave a name, for everybody who works in this newsroom.
CREATE TABLE saved_view (
  id        TEXT    PRIMARY KEY,           -- UUIDv7
  name      TEXT    NOT NULL UNIQUE,
  is_first  INTEGER NOT NULL DEFAULT 0,    -- 1: shown when the newsroom opens
  view      TEXT    NOT NULL,              -- desk, live, spiked
  find      TEXT    NOT NULL DEFAULT '',
  sort      TEXT    NOT NULL,              -- the words of desk.rs
  reversed  INTEGER NOT NULL DEFAULT 0,
  mine      INTEGER NOT NULL DEFAULT 0,    -- 1: of whoever looks
  deadline  TEXT    NOT NULL DEFAULT '',   -- over, today, tomorrow, weekend; empty: any
  stages    TEXT    NOT NULL DEFAULT '',   -- the words of story.rs, spaces between; empty: any
  states    TEXT    NOT NULL DEFAULT '',   -- the words of desk.rs, spaces between; empty: any
  picture   INTEGER NOT NULL DEFAULT 0,    -- 1: with a lead picture only
  legal     INTEGER NOT NULL DEFAULT 0,    -- 1: what needs a lawyer only
  held      INTEGER NOT NULL DEFAULT 0     -- 1: what is held or embargoed only
) STRICT;

-- ── Search ───────────────────────────────────────────────────────────────────────────────────
-- The words by field, so that a field can be asked for. Else as before.
DROP TRIGGER story_words_after_delete;
DROP TABLE story_words;
CREATE VIRTUAL TABLE story_words USING fts5 (
  slug, headline,                          -- headline: eyebrow and every headline
  byline,                                  -- names and agency
  section,                                 -- the section's id without hyphens: its name may change
  tag,
  text,                                    -- all else that can be read in the newsroom, notes too
  content = '', contentless_delete = 1, tokenize = "ascii"
);
CREATE TRIGGER story_words_after_delete AFTER DELETE ON story BEGIN
  DELETE FROM story_words WHERE rowid = old.number;
  DELETE FROM older_passage WHERE story = old.number;
END;
INSERT OR IGNORE INTO story_words_stale (number) SELECT number FROM story;

-- A passage (a paragraph, or a field) that stood in a kept revision and stands in the story no
-- more. Together with the story's own words these are the words of all of its revisions.
CREATE TABLE older_passage (
  number   INTEGER PRIMARY KEY,            -- local only: joins the words below
  story    INTEGER NOT NULL,               -- story.number
  revision TEXT    NOT NULL,               -- the newest revision that it was seen in
  text     TEXT    NOT NULL
) STRICT;
CREATE INDEX older_passage_of_story ON older_passage (story);
CREATE VIRTUAL TABLE older_words USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = "ascii"
);
CREATE TRIGGER older_words_after_delete AFTER DELETE ON older_passage BEGIN
  DELETE FROM older_words WHERE rowid = old.number;
END;
