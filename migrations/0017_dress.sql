-- How the site is dressed. Empty: as the theme has it.
ALTER TABLE newsroom ADD COLUMN accent         TEXT    NOT NULL DEFAULT '';  -- #rrggbb
ALTER TABLE newsroom ADD COLUMN paper          TEXT    NOT NULL DEFAULT '';  -- warm (also empty), white
ALTER TABLE newsroom ADD COLUMN headline_face  TEXT    NOT NULL DEFAULT '';  -- serif (also empty), old-style, slab, sans, humanist
ALTER TABLE newsroom ADD COLUMN text_face      TEXT    NOT NULL DEFAULT '';  -- the same
ALTER TABLE newsroom ADD COLUMN logo           TEXT    NOT NULL DEFAULT '';  -- media.sha256
ALTER TABLE newsroom ADD COLUMN logo_with_name INTEGER NOT NULL DEFAULT 0;   -- 1: the name stands under it
ALTER TABLE newsroom ADD COLUMN footer         TEXT    NOT NULL DEFAULT '';  -- Markdown: paragraphs at the foot of each page

-- Where else readers find the newsroom, in the order of the foot of each page.
CREATE TABLE social_link (
  position INTEGER PRIMARY KEY,
  name     TEXT    NOT NULL,               -- as shown: Mastodon
  url      TEXT    NOT NULL                -- https://…
) STRICT;
