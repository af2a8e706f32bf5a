//! What was put right in the stories that readers see, in the order in which it was.

use super::shown::{LINK_COLUMNS, ShownRow, row_from};
use crate::Result;
use crate::store::{Tx, text};
use crate::story::{Correction, CorrectionKind, UtcMillis};
use rusqlite::{OptionalExtension, Row, params};

fn correction(r: &Row) -> rusqlite::Result<Correction> {
    Ok(Correction {
        kind: CorrectionKind::from_word(&text(r, "kind")?).unwrap_or_default(),
        at: UtcMillis(r.get("at")?),
        text: text(r, "text")?,
    })
}

impl Tx<'_> {
    /// How many lines there are.
    pub fn corrections_count(&self) -> Result<usize> {
        let mut ask = self.conn.prepare_cached("SELECT count(*) FROM edition_correction")?;
        Ok(ask.query_row([], |r| r.get::<_, i64>(0))? as usize)
    }

    /// The lines of a story, the oldest first.
    pub fn corrections_shown_of(&self, story: i64) -> Result<Vec<Correction>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT at, kind, text FROM edition_correction WHERE story = ?1 ORDER BY at, position",
        )?;
        Ok(ask.query_map([story], correction)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The place of a story's first line among all, counted from the oldest; none where it has none.
    pub fn first_correction_of(&self, story: i64) -> Result<Option<usize>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT at, position FROM edition_correction WHERE story = ?1 ORDER BY at, position LIMIT 1",
        )?;
        let first: Option<(i64, i64)> =
            ask.query_row([story], |r| Ok((r.get("at")?, r.get("position")?))).optional()?;
        let Some((at, position)) = first else { return Ok(None) };
        let mut ask = self.conn.prepare_cached(
            "SELECT count(*) FROM edition_correction WHERE (at, story, position) < (?1, ?2, ?3)",
        )?;
        Ok(Some(ask.query_row(params![at, story, position], |r| r.get::<_, i64>(0))? as usize))
    }

    /// Makes these the lines of a story.
    pub fn save_corrections_shown(&self, story: i64, lines: &[Correction]) -> Result<()> {
        self.conn.prepare_cached("DELETE FROM edition_correction WHERE story = ?1")?.execute([story])?;
        for (position, line) in lines.iter().enumerate() {
            self.conn
                .prepare_cached(
                    "INSERT INTO edition_correction (at, story, position, kind, text) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![line.at.0, story, position as i64, line.kind.word(), line.text])?;
        }
        Ok(())
    }

    /// The lines from one place to before another, the oldest first, each with its story.
    pub fn corrections_between(&self, from: usize, before: usize) -> Result<Vec<(Correction, ShownRow)>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT c.at, c.kind, c.text, {LINK_COLUMNS}
             FROM edition_correction c JOIN edition_story e ON e.number = c.story
             ORDER BY c.at, c.story, c.position LIMIT ?2 OFFSET ?1"
        ))?;
        let most = before.saturating_sub(from) as i64;
        let rows = ask.query_map([from as i64, most], |r| Ok((correction(r)?, row_from(r, 3)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
