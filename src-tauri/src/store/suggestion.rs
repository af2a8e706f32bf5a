//! Suggestions: texts proposed for a story, each a revision beside the one it was made on.

use super::{Tx, id, id_or_none, text};
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

/// A proposed text that somebody is writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionText {
    /// Counts its saves.
    pub edit: i64,
    /// When it was last on disk.
    pub saved_at: UtcMillis,
    /// The whole story as front matter and Markdown.
    pub text: String,
}

/// What was decided about one change of a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceRow {
    /// Whose change.
    pub suggestion: SuggestionId,
    /// Which change.
    pub change: String,
    /// The revision that taking it made; none: it was left.
    pub revision: Option<RevisionId>,
    /// Who decided.
    pub author: String,
    /// When; those of one moment are one act.
    pub made_at: UtcMillis,
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

    /// The suggestions of a story that others should hear of, oldest first: the open ones; those
    /// settled since a moment (none: not those); those that came from another machine.
    pub fn suggestions_to_send(
        &self,
        story: StoryId,
        since: Option<UtcMillis>,
        device: &str,
    ) -> Result<Vec<SuggestionRow>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM suggestion s
             WHERE story = ?1 AND (settled_at IS NULL OR settled_at >= ?2
               OR EXISTS (SELECT 1 FROM revision r WHERE r.id = s.proposed AND r.device <> ?3))
             ORDER BY made_at, id"
        ))?;
        let rows = ask.query_map(params![story.to_string(), since.map(|at| at.0), device], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
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
                 ON CONFLICT (id) DO UPDATE SET proposed = ?4, settled_at = ?7, taken = ?8",
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

    /// Removes a suggestion with its text and what was decided about it.
    pub fn remove_suggestion(&self, suggestion: SuggestionId) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM suggestion WHERE id = ?1")?
            .execute([suggestion.to_string()])?;
        Ok(())
    }

    /// The text of a suggestion that was written here; none where it came from a file.
    pub fn suggestion_text(&self, suggestion: SuggestionId) -> Result<Option<SuggestionText>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT edit, saved_at, text FROM suggestion_text WHERE suggestion = ?1")?;
        let read = |r: &Row| {
            Ok(SuggestionText {
                edit: r.get("edit")?,
                saved_at: UtcMillis(r.get("saved_at")?),
                text: text(r, "text")?,
            })
        };
        Ok(ask.query_row([suggestion.to_string()], read).optional()?)
    }

    /// Writes the text of a suggestion.
    pub fn save_suggestion_text(&self, suggestion: SuggestionId, t: &SuggestionText) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO suggestion_text (suggestion, edit, saved_at, text) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (suggestion) DO UPDATE SET edit = ?2, saved_at = ?3, text = ?4",
            )?
            .execute(params![suggestion.to_string(), t.edit, t.saved_at.0, t.text])?;
        Ok(())
    }

    /// What was decided about the changes of a suggestion.
    pub fn choices(&self, suggestion: SuggestionId) -> Result<Vec<ChoiceRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT suggestion, change, revision, author, made_at FROM suggestion_choice
             WHERE suggestion = ?1 ORDER BY made_at, change",
        )?;
        Ok(ask.query_map([suggestion.to_string()], choice)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The last act of deciding in a story: all that was taken or left in that moment.
    pub fn last_choices(&self, story: StoryId) -> Result<Vec<ChoiceRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT c.suggestion, c.change, c.revision, c.author, c.made_at
             FROM suggestion_choice c JOIN suggestion s ON s.id = c.suggestion
             WHERE s.story = ?1 ORDER BY c.made_at DESC, c.suggestion, c.change",
        )?;
        let rows = ask.query_map([story.to_string()], choice)?.collect::<rusqlite::Result<Vec<_>>>()?;
        let last = rows.first().map(|c| (c.suggestion, c.made_at));
        Ok(rows.into_iter().take_while(|c| Some((c.suggestion, c.made_at)) == last).collect())
    }

    /// Writes down what was decided about a change.
    pub fn save_choice(&self, c: &ChoiceRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO suggestion_choice (suggestion, change, revision, author, made_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (suggestion, change) DO UPDATE SET revision = ?3, author = ?4, made_at = ?5",
            )?
            .execute(params![
                c.suggestion.to_string(),
                c.change,
                c.revision.map(|r| r.to_string()).unwrap_or_default(),
                c.author,
                c.made_at.0
            ])?;
        Ok(())
    }

    /// Takes a decision back.
    pub fn remove_choice(&self, c: &ChoiceRow) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM suggestion_choice WHERE suggestion = ?1 AND change = ?2")?
            .execute(params![c.suggestion.to_string(), c.change])?;
        Ok(())
    }
}

fn choice(r: &Row) -> rusqlite::Result<ChoiceRow> {
    Ok(ChoiceRow {
        suggestion: id(r, "suggestion")?,
        change: text(r, "change")?,
        revision: id_or_none(r, "revision")?,
        author: text(r, "author")?,
        made_at: UtcMillis(r.get("made_at")?),
    })
}
