-- The point of a picture that every cut keeps, in hundredths of its width and height; null: nobody
-- chose one. It belongs to the picture and not to its use: a face stands where it stands.
ALTER TABLE media ADD COLUMN focus_x INTEGER CHECK (focus_x BETWEEN 0 AND 100);
ALTER TABLE media ADD COLUMN focus_y INTEGER CHECK (focus_y BETWEEN 0 AND 100);

-- Cards and social sites show the lead picture cut: its pages change with the point.
CREATE INDEX edition_story_by_lead ON edition_story (json_extract(card, '$.lead.media'));
CREATE TRIGGER edition_after_focus AFTER UPDATE OF focus_x, focus_y ON media
WHEN old.focus_x IS NOT new.focus_x OR old.focus_y IS NOT new.focus_y
BEGIN
  INSERT INTO edition_stale (story)
    SELECT shown.story FROM edition_story AS shown
    WHERE json_extract(shown.card, '$.lead.media') = new.sha256
      AND NOT EXISTS (SELECT 1 FROM edition_stale AS stale WHERE stale.story = shown.story);
END;
