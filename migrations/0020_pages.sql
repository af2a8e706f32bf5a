-- A profile for pages of the site: About us, Contact and the like, written as stories. They stand at their
-- addresses and in no list and no feed (docs/decisions/0066).
INSERT OR IGNORE INTO content_profile (id, name, position, band_words)
  SELECT 'page', CASE WHEN count(name = 'Page of the site' OR NULL) > 0 THEN 'Page of the site (Stet)' ELSE 'Page of the site' END,
    coalesce(max(position), -1) + 1, 50 FROM content_profile;
INSERT OR IGNORE INTO profile_field (profile, field, shown, required, soft_limit, hard_limit) VALUES
  ('page', 'slug', 1, 0, 20, 24),
  ('page', 'eyebrow', 0, 0, NULL, NULL),
  ('page', 'headline', 1, 1, 65, 100),
  ('page', 'standfirst', 1, 0, 160, 300),
  ('page', 'search-headline', 1, 0, 60, 70),
  ('page', 'social-headline', 0, 0, NULL, NULL),
  ('page', 'push-headline', 0, 0, NULL, NULL),
  ('page', 'sms-headline', 0, 0, NULL, NULL),
  ('page', 'section', 0, 0, NULL, NULL),
  ('page', 'byline', 0, 0, NULL, NULL),
  ('page', 'agency', 0, 0, NULL, NULL),
  ('page', 'dateline', 0, 0, NULL, NULL),
  ('page', 'tags', 0, 0, NULL, NULL),
  ('page', 'lead', 0, 0, NULL, NULL),
  ('page', 'also-read', 0, 0, NULL, NULL),
  ('page', 'length', 0, 0, NULL, NULL),
  ('page', 'caption', 1, 0, 600, NULL),
  ('page', 'credit', 1, 0, NULL, 250),
  ('page', 'alt', 1, 0, 125, 1000),
  ('page', 'url-slug', 1, 0, 60, 191),
  ('page', 'body', 1, 1, NULL, NULL),
  ('page', 'subheads', 1, 0, 80, NULL);

ALTER TABLE edition_story ADD COLUMN is_page INTEGER NOT NULL DEFAULT 0; -- 1: a page of the site, in no list
CREATE INDEX edition_story_pages ON edition_story (url_slug) WHERE is_page = 1;
