//! Suggestions: texts proposed for a story, each a revision beside the one it was made on.

use super::{Tx, id, text};
use crate::story::{RevisionId, StoryId, SuggestionId, UtcMillis};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, Row, params};

/// A proposed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionRow {
    /// Its name on every machine.
    pub id: SuggestionId,
    /// The story it is for.
    pub story: StoryId,
    /// What it was made on.
    pub base: RevisionId,
    /// The text proposed.
    pub proposed: RevisionId,
    /// Who proposes; several are parted by commas.
    pub author: String,
    /// When.
    pub made_at: UtcMillis,
    /// When it was settled; none: open.
    pub settled_at: Option<UtcMillis>,
    /// Whether anything of it was taken.
    pub taken: bool,
}

const COLUMNS: &str = "id, story, base, proposed, author, made_at, settled_at, taken";

fn row(r: &Row) -> rusqlite::Result<SuggestionRow> {
    Ok(SuggestionRow {
        id: id(r, "id")?,
        story: id(r, "story")?,
        base: id(r, "base")?,
        proposed: id(r, "proposed")?,
        author: text(r, "author")?,
        made_at: UtcMillis(r.get("made_at")?),
        settled_at: r.get::<_, Option<i64>>("settled_at")?.map(UtcMillis),
        taken: r.get("taken")?,
    })
}

impl Tx<'_> {
    /// The suggestions of a story that nobody has settled, oldest first.
    pub fn open_suggestions(&self, story: StoryId) -> Result<Vec<SuggestionRow>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM suggestion WHERE story = ?1 AND settled_at IS NULL ORDER BY made_at, id"
        ))?;
        Ok(ask.query_map([story.to_string()], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// One suggestion.
    pub fn suggestion(&self, suggestion: SuggestionId) -> Result<SuggestionRow> {
        let mut ask = self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM suggestion WHERE id = ?1"))?;
        ask.query_row([suggestion.to_string()], row).optional()?.ok_or_else(|| {
            Error::new(
                "suggestion-missing",
                "That suggestion is not in this newsroom any more.",
                "Look at the Review panel again.",
            )
        })
    }

    /// Writes a suggestion.
    pub fn save_suggestion(&self, s: &SuggestionRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO suggestion (id, story, base, proposed, author, made_at, settled_at, taken)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (id) DO UPDATE SET settled_at = ?7, taken = ?8",
            )?
            .execute(params![
                s.id.to_string(),
                s.story.to_string(),
                s.base.to_string(),
                s.proposed.to_string(),
                s.author,
                s.made_at.0,
                s.settled_at.map(|at| at.0),
                s.taken
            ])?;
        Ok(())
    }
}
