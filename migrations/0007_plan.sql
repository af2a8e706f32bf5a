-- The plan: what has an hour on which day; the spike that expires; the newsroom's own names of stages.
-- Forward only; never edited once shipped. Ids, times and text as in 0001.

-- ── Hours ────────────────────────────────────────────────────────────────────────────────────
-- The plan asks for a range of days: each kind of hour has an index, and only stories with such an
-- hour are in it. `story_by_schedule` (0003) is the one of the newsroom's own site.
CREATE INDEX story_by_deadline ON story (deadline_at, stage, publication)
  WHERE deadline_at IS NOT NULL AND spiked_at IS NULL;
CREATE INDEX story_by_embargo ON story (embargo_at) WHERE embargo_at IS NOT NULL AND spiked_at IS NULL;
CREATE INDEX story_by_look_again ON story (look_again_at) WHERE look_again_at IS NOT NULL AND spiked_at IS NULL;
CREATE INDEX publication_by_hour ON publication (scheduled_for)
  WHERE scheduled_for IS NOT NULL AND remote_state = 'scheduled';
-- Copy that is still to come, by its deadline: what is late is asked for without those long filed.
CREATE INDEX story_to_file ON story (deadline_at)
  WHERE deadline_at IS NOT NULL AND spiked_at IS NULL AND publication = 'not-published'
    AND stage IN ('pitch', 'assigned', 'writing');

ALTER TABLE saved_view ADD COLUMN look_again INTEGER NOT NULL DEFAULT 0; -- 1: what has a reminder only

-- ── The spike ────────────────────────────────────────────────────────────────────────────────
-- After so many days a spiked story is in no list and no search but that of the expired. It stays
-- in this file, with all of its revisions.
ALTER TABLE newsroom ADD COLUMN spike_days INTEGER NOT NULL DEFAULT 30; -- 0: never
CREATE INDEX story_by_spike ON story (spiked_at) WHERE spiked_at IS NOT NULL;

-- ── Stages ───────────────────────────────────────────────────────────────────────────────────
-- What this newsroom calls a stage. The word by which it is kept never changes.
CREATE TABLE stage_name (
  stage  TEXT    PRIMARY KEY,              -- the words of story.rs
  name   TEXT    NOT NULL DEFAULT '',      -- empty: the usual name
  hidden INTEGER NOT NULL DEFAULT 0        -- 1: not offered; a story that stands there stays
) STRICT, WITHOUT ROWID;
