-- What the search of the site knows of a story besides its card: its words, each once, in lower case.
CREATE TABLE edition_words (
  number INTEGER PRIMARY KEY,            -- edition_story.number
  words  TEXT    NOT NULL
) STRICT;
