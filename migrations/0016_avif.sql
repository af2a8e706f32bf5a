-- Whether pictures of the site are drawn as AVIF too (docs/decisions/0063).
ALTER TABLE newsroom ADD COLUMN avif INTEGER NOT NULL DEFAULT 0;  -- 1: they are
