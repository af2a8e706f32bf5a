//! The content profiles, and their rules field by field.

use super::{Tx, text};
use crate::Result;
use crate::story::profile::{Field, FieldRule, Profile};
use rusqlite::params;

impl Tx<'_> {
    /// The content profiles in the newsroom's order.
    pub fn profiles(&self) -> Result<Vec<Profile>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT id, name, band_words FROM content_profile ORDER BY position, id")?;
        let rows: Vec<(String, String, u32)> = ask
            .query_map([], |r| Ok((text(r, "id")?, text(r, "name")?, r.get("band_words")?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut ask = self.conn.prepare_cached(
            "SELECT field, shown, required, soft_limit, hard_limit FROM profile_field WHERE profile = ?1",
        )?;
        let mut profiles = Vec::new();
        for (id, name, band_words) in rows {
            let rules = ask
                .query_map([&id], |r| {
                    // A field of a newer Stet's means nothing here; such a file is not opened anyway.
                    let Some(field) = Field::from_word(&text(r, "field")?) else { return Ok(None) };
                    Ok(Some(FieldRule {
                        field,
                        shown: r.get("shown")?,
                        required: r.get("required")?,
                        soft: r.get("soft_limit")?,
                        hard: r.get("hard_limit")?,
                    }))
                })?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            let rules: Vec<FieldRule> = rules.into_iter().flatten().collect();
            profiles.push(Profile::with(id, name, band_words, &rules));
        }
        Ok(profiles)
    }

    /// Makes these the content profiles, in this order. One left out is gone; its stories keep
    /// their words.
    pub fn save_profiles(&self, profiles: &[Profile]) -> Result<()> {
        // Names are unique: park the old ones (no name begins with a line's end), so that two may trade.
        self.conn.execute("UPDATE content_profile SET name = char(10) || id", [])?;
        let kept: Vec<&str> = profiles.iter().map(|p| p.id.as_str()).collect();
        for old in self.profiles()? {
            if !kept.contains(&old.id.as_str()) {
                self.conn.execute("DELETE FROM content_profile WHERE id = ?1", [old.id])?;
            }
        }
        for (position, p) in profiles.iter().enumerate() {
            self.conn
                .prepare_cached(
                    "INSERT INTO content_profile (id, name, position, band_words) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (id) DO UPDATE SET name = ?2, position = ?3, band_words = ?4",
                )?
                .execute(params![p.id, p.name, position as i64, p.band_words])?;
            self.conn.prepare_cached("DELETE FROM profile_field WHERE profile = ?1")?.execute([&p.id])?;
            for rule in &p.fields {
                self.conn
                    .prepare_cached(
                        "INSERT INTO profile_field (profile, field, shown, required, soft_limit, hard_limit)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    )?
                    .execute(params![
                        p.id,
                        rule.field.word(),
                        rule.shown,
                        rule.required,
                        rule.soft,
                        rule.hard
                    ])?;
            }
        }
        Ok(())
    }

    /// How many stories name each profile, spiked ones left out.
    pub fn stories_by_profile(&self) -> Result<Vec<(String, i64)>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT profile, count(*) AS stories FROM story WHERE spiked_at IS NULL GROUP BY profile",
        )?;
        let rows = ask.query_map([], |r| Ok((text(r, "profile")?, r.get("stories")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
