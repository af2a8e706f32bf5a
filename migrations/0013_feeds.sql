-- Feeds may carry the whole text of a story.
ALTER TABLE newsroom ADD COLUMN feeds_in_full INTEGER NOT NULL DEFAULT 0; -- 1: the text; 0: the summary
