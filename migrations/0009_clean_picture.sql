-- A picture that came in a hand-off without what its file says of itself: drawn anew by whoever
-- sent it. Stories name the original, here and there; this file stands in for it until the
-- original comes too.
ALTER TABLE media ADD COLUMN file TEXT NOT NULL DEFAULT ''; -- SHA-256 of the file that stands in; empty: it is the original
