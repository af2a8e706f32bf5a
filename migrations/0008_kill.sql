-- What became of a story after it went out: killed and taken down everywhere, place by place; hours
-- that were handed to a site and are looked at after; the clock. Forward only; never edited once
-- shipped. Ids, times and text as in 0001.

-- ── Killed ───────────────────────────────────────────────────────────────────────────────────
ALTER TABLE story ADD COLUMN killed_at INTEGER;                       -- null: not killed
ALTER TABLE story ADD COLUMN killed_why TEXT NOT NULL DEFAULT '';

-- Every folder that the site was exported to: a story that is taken away goes from each of them.
CREATE TABLE site_folder (
  folder     TEXT    PRIMARY KEY,          -- its whole path
  written_at INTEGER NOT NULL              -- the moment of the edition that stands there; 0: not known
) STRICT, WITHOUT ROWID;
INSERT INTO site_folder (folder, written_at) SELECT site_folder, 0 FROM newsroom WHERE site_folder <> '';

-- Where a story is to go away from, one row a place, written when it is killed or taken down
-- everywhere, and settled as each place is rid of it.
CREATE TABLE removal (
  story       TEXT    NOT NULL REFERENCES story(id) ON DELETE CASCADE,
  place       TEXT    NOT NULL,            -- a folder of the site, or a destination's id
  kind        TEXT    NOT NULL,            -- folder, destination
  name        TEXT    NOT NULL,            -- what a person calls the place
  ordered     TEXT    NOT NULL DEFAULT '', -- the order in the outbox; empty: none
  asked_at    INTEGER NOT NULL,
  gone_at     INTEGER,                     -- null: not yet
  by_hand     INTEGER NOT NULL DEFAULT 0,  -- 1: a person said that it is gone
  next_try_at INTEGER NOT NULL,            -- of a folder; an order has its own
  error       TEXT    NOT NULL DEFAULT '', -- JSON of why it is not gone; empty: nothing went wrong
  PRIMARY KEY (story, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX removal_open ON removal (kind, next_try_at) WHERE gone_at IS NULL;
CREATE INDEX removal_of_order ON removal (ordered) WHERE ordered <> '';

-- ── Hours that a site keeps by itself ────────────────────────────────────────────────────────
-- Some minutes after its hour a post is looked at: did the site publish it?
ALTER TABLE publication ADD COLUMN look_at INTEGER;                   -- null: nothing to look at
ALTER TABLE publication ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;  -- tries since that found no answer
ALTER TABLE publication ADD COLUMN look_error TEXT NOT NULL DEFAULT ''; -- JSON of why the last one did not
ALTER TABLE publication ADD COLUMN missed_at INTEGER;                 -- found not live at; null: not so
ALTER TABLE publication ADD COLUMN live_at INTEGER;                   -- since when readers see it, as the site says
UPDATE publication SET look_at = scheduled_for + 180000
WHERE remote_state = 'scheduled' AND scheduled_for IS NOT NULL;
CREATE INDEX publication_to_look ON publication (look_at) WHERE look_at IS NOT NULL;

-- ── The clock ────────────────────────────────────────────────────────────────────────────────
-- The latest moment at which this newsroom looked for stories whose hour had come.
ALTER TABLE newsroom ADD COLUMN looked_at INTEGER;                    -- null: never
-- The newest stretch in which nobody did: a machine that slept, or a clock that was set forward.
ALTER TABLE newsroom ADD COLUMN unseen_from INTEGER;                  -- null: none
ALTER TABLE newsroom ADD COLUMN unseen_until INTEGER;
