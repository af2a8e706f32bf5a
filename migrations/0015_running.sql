-- A profile for running stories: one page to which entries with their hour are added while something
-- goes on. The site says "Live" of a story of this profile as long as it has it (docs/decisions/0062).
INSERT OR IGNORE INTO content_profile (id, name, position, band_words)
  SELECT 'running', 'Running story', coalesce(max(position), -1) + 1, 50 FROM content_profile;
INSERT OR IGNORE INTO profile_field (profile, field, shown, required, soft_limit, hard_limit) VALUES
  ('running', 'slug', 1, 0, 20, 24),
  ('running', 'eyebrow', 1, 0, 30, 40),
  ('running', 'headline', 1, 1, 65, 100),
  ('running', 'standfirst', 1, 0, 160, 300),
  ('running', 'search-headline', 1, 0, 60, 70),
  ('running', 'social-headline', 1, 0, 70, 90),
  ('running', 'push-headline', 1, 0, 90, 120),
  ('running', 'sms-headline', 1, 0, NULL, 160),
  ('running', 'url-slug', 1, 0, 60, 191),
  ('running', 'caption', 1, 0, 600, NULL),
  ('running', 'credit', 1, 0, NULL, 250),
  ('running', 'alt', 1, 0, 125, 1000),
  ('running', 'body', 1, 1, NULL, NULL),
  ('running', 'subheads', 1, 0, 80, NULL),
  ('running', 'pull-quote', 1, 0, 120, 1000);
