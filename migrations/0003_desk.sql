-- The desk: flags, plan, embargo and schedule of a story; who did what; corrections.
-- Forward only; never edited once shipped. Ids, times and text as in 0001.
-- A time that an editor chose is three columns: the moment (UTC milliseconds), the time on the
-- wall (2026-11-24T18:00) and its zone (IANA). The wall is what was agreed, the moment is compared.

-- ── Where a story stands ─────────────────────────────────────────────────────────────────────
ALTER TABLE story ADD COLUMN legal TEXT NOT NULL DEFAULT 'no';        -- no, needed, approved
ALTER TABLE story ADD COLUMN pictures TEXT NOT NULL DEFAULT 'no';     -- no, needed, checked
ALTER TABLE story ADD COLUMN sensitive INTEGER NOT NULL DEFAULT 0;
ALTER TABLE story ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;     -- 1, most urgent, to 5; 0: not said
ALTER TABLE story ADD COLUMN assigned_to TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN brief TEXT NOT NULL DEFAULT '';          -- what was asked for
ALTER TABLE story ADD COLUMN deadline_at INTEGER;                     -- null: none
ALTER TABLE story ADD COLUMN deadline_local TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN deadline_zone TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN embargo TEXT NOT NULL DEFAULT '';        -- '', until, indefinite
ALTER TABLE story ADD COLUMN embargo_at INTEGER;
ALTER TABLE story ADD COLUMN embargo_local TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN embargo_zone TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN schedule_at INTEGER;                     -- on the newsroom's own site; null: not
ALTER TABLE story ADD COLUMN schedule_local TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN schedule_zone TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN updates TEXT NOT NULL DEFAULT '';        -- the story that this is an update of
ALTER TABLE story ADD COLUMN look_again_at INTEGER;                   -- null: nobody asked
ALTER TABLE story ADD COLUMN look_again_local TEXT NOT NULL DEFAULT '';
ALTER TABLE story ADD COLUMN look_again_zone TEXT NOT NULL DEFAULT '';
CREATE INDEX story_by_schedule ON story (schedule_at) WHERE schedule_at IS NOT NULL;
CREATE INDEX story_by_original ON story (updates) WHERE updates <> '';

-- The folder that the site was exported to last: what goes out at its hour is written there.
ALTER TABLE newsroom ADD COLUMN site_folder TEXT NOT NULL DEFAULT ''; -- empty: none yet

-- What was put right after publication; readers see these lines.
CREATE TABLE story_correction (
  story    TEXT    NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind     TEXT    NOT NULL,               -- correction, clarification, update, editors-note
  made_at  INTEGER NOT NULL,
  text     TEXT    NOT NULL,
  PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;

-- ── Who did what ─────────────────────────────────────────────────────────────────────────────
-- Every act on a story that is no change of its text. Kept for ever: the file itself refuses to
-- change or drop a line.
CREATE TABLE journal (
  id     TEXT    PRIMARY KEY,              -- UUIDv7
  story  TEXT    NOT NULL REFERENCES story(id),
  at     INTEGER NOT NULL,
  author TEXT    NOT NULL DEFAULT '',
  device TEXT    NOT NULL DEFAULT '',
  act    TEXT    NOT NULL,                 -- the words of story/handling.rs, and publish, update, take-down, …
  was    TEXT    NOT NULL DEFAULT '',      -- what stood before; empty: off, nobody, none
  became TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX journal_of_story ON journal (story, at DESC, id DESC);
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;
CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is never cut');
END;
