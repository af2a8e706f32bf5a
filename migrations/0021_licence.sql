-- Where the terms are under which a picture may be used, as its file said on import.
ALTER TABLE media ADD COLUMN licence TEXT NOT NULL DEFAULT '';                -- an address of the web
