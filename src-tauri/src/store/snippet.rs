//! Snippets and templates: words, and stories, kept to be used again.

use super::{Tx, id, text};
use crate::story::{SnippetId, TemplateId};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, Row, params};

/// Words kept to be put in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnippetRow {
    /// Its name on every machine.
    pub id: SnippetId,
    /// What is typed to find it.
    pub name: String,
    /// Markdown, the dialect of `body`.
    pub body: String,
}

/// A story to begin from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    /// Its name on every machine.
    pub id: TemplateId,
    /// What is typed to find it.
    pub name: String,
    /// Canonical text: front matter and Markdown.
    pub text: String,
}

fn snippet(r: &Row) -> rusqlite::Result<SnippetRow> {
    Ok(SnippetRow { id: id(r, "id")?, name: text(r, "name")?, body: text(r, "body")? })
}

fn template(r: &Row) -> rusqlite::Result<TemplateRow> {
    Ok(TemplateRow { id: id(r, "id")?, name: text(r, "name")?, text: text(r, "text")? })
}

impl Tx<'_> {
    /// Every snippet, in the order they were made.
    pub fn snippets(&self) -> Result<Vec<SnippetRow>> {
        let mut ask = self.conn.prepare_cached("SELECT id, name, body FROM snippet ORDER BY position, id")?;
        let rows = ask.query_map([], snippet)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes a snippet: a new one goes last, a known one stays where it stands.
    pub fn save_snippet(&self, row: &SnippetRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO snippet (id, name, body, position)
                 VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM snippet))
                 ON CONFLICT (id) DO UPDATE SET name = ?2, body = ?3",
            )?
            .execute(params![row.id.to_string(), row.name, row.body])?;
        Ok(())
    }

    /// Removes a snippet; false where there was none.
    pub fn remove_snippet(&self, snippet: SnippetId) -> Result<bool> {
        let removed =
            self.conn.prepare_cached("DELETE FROM snippet WHERE id = ?1")?.execute([snippet.to_string()])?;
        Ok(removed > 0)
    }

    /// Every template, in the order they were made.
    pub fn templates(&self) -> Result<Vec<TemplateRow>> {
        let mut ask =
            self.conn.prepare_cached("SELECT id, name, text FROM template ORDER BY position, id")?;
        let rows = ask.query_map([], template)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The template.
    ///
    /// # Errors
    /// `template-missing`.
    pub fn template(&self, wanted: TemplateId) -> Result<TemplateRow> {
        let mut ask = self.conn.prepare_cached("SELECT id, name, text FROM template WHERE id = ?1")?;
        ask.query_row([wanted.to_string()], template).optional()?.ok_or_else(|| {
            Error::new(
                "template-missing",
                "That template is not in this newsroom any more.",
                "Begin from another, or with an empty story.",
            )
        })
    }

    /// Writes a template: a new one goes last, a known one stays where it stands.
    pub fn save_template(&self, row: &TemplateRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO template (id, name, text, position)
                 VALUES (?1, ?2, ?3, (SELECT coalesce(max(position) + 1, 0) FROM template))
                 ON CONFLICT (id) DO UPDATE SET name = ?2, text = ?3",
            )?
            .execute(params![row.id.to_string(), row.name, row.text])?;
        Ok(())
    }

    /// Removes a template; false where there was none.
    pub fn remove_template(&self, template: TemplateId) -> Result<bool> {
        let removed = self
            .conn
            .prepare_cached("DELETE FROM template WHERE id = ?1")?
            .execute([template.to_string()])?;
        Ok(removed > 0)
    }
}
