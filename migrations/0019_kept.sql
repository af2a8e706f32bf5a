-- What readers see of a story, read once: a site is made from it without reading revisions again.
CREATE TABLE edition_text (
  number INTEGER PRIMARY KEY,            -- edition_story.number
  text   BLOB    NOT NULL                -- site/kept.rs says what is in it
) STRICT;
