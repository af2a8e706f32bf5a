-- The front page as an editor arranged it. Nothing here: it arranges itself.

-- Stories at the top, the lead first. One whose hour has passed, or that readers may not see, is
-- passed over, and the next moves up.
CREATE TABLE front_slot (
  position     INTEGER PRIMARY KEY,
  story        TEXT    NOT NULL UNIQUE,
  until_local  TEXT    NOT NULL DEFAULT '', -- as an editor typed it; empty: until somebody takes it away
  until_zone   TEXT    NOT NULL DEFAULT '',
  until_at     INTEGER
) STRICT;

-- Blocks of sections under them, in order; a section that is not named follows with its usual number.
CREATE TABLE front_block (
  position INTEGER PRIMARY KEY,
  section  TEXT    NOT NULL UNIQUE,
  stories  INTEGER NOT NULL                -- how many it shows; 0: no block
) STRICT;
