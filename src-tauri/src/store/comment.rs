//! Comments: remarks on some words of a story, and what was answered.

use super::{Tx, id, id_or_none, text};
use crate::story::{CommentId, RevisionId, StoryId, UtcMillis};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, Row, params};

/// A remark, or an answer to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentRow {
    /// Its name on every machine.
    pub id: CommentId,
    /// The story it is about.
    pub story: StoryId,
    /// The remark it answers; none: it opens a thread.
    pub reply_to: Option<CommentId>,
    /// The revision it was made on.
    pub revision: Option<RevisionId>,
    /// The field, as the window knows it.
    pub field: String,
    /// Which text block of the body, from 0.
    pub block: usize,
    /// UTF-16 units into the block's text.
    pub start: usize,
    /// UTF-16 units; 0: on the whole block.
    pub length: usize,
    /// The very words.
    pub quote: String,
    /// Up to 32 characters before them.
    pub before: String,
    /// Up to 32 characters after them.
    pub after: String,
    /// Who said it.
    pub author: String,
    /// What is said.
    pub text: String,
    /// When.
    pub made_at: UtcMillis,
    /// When it was settled; none: open.
    pub resolved_at: Option<UtcMillis>,
}

const COLUMNS: &str = "id, story, reply_to, revision, field, block, start, length, quote, before, after, \
                       author, text, made_at, resolved_at";

fn row(r: &Row) -> rusqlite::Result<CommentRow> {
    let size = |column| Ok::<_, rusqlite::Error>(r.get::<_, i64>(column)?.max(0) as usize);
    Ok(CommentRow {
        id: id(r, "id")?,
        story: id(r, "story")?,
        reply_to: id_or_none(r, "reply_to")?,
        revision: id_or_none(r, "revision")?,
        field: text(r, "field")?,
        block: size("block")?,
        start: size("start")?,
        length: size("length")?,
        quote: text(r, "quote")?,
        before: text(r, "before")?,
        after: text(r, "after")?,
        author: text(r, "author")?,
        text: text(r, "text")?,
        made_at: UtcMillis(r.get("made_at")?),
        resolved_at: r.get::<_, Option<i64>>("resolved_at")?.map(UtcMillis),
    })
}

impl Tx<'_> {
    /// The comments of a story, oldest first.
    pub fn comments(&self, story: StoryId) -> Result<Vec<CommentRow>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM comment WHERE story = ?1 ORDER BY made_at, id"
        ))?;
        Ok(ask.query_map([story.to_string()], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Who can be named in a comment on a story: who has said or proposed anything in this newsroom,
    /// and whoever wrote or kept this story.
    pub fn people(&self, story: StoryId) -> Result<Vec<String>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT author AS name FROM comment WHERE author <> ''
             UNION SELECT author FROM suggestion WHERE author <> ''
             UNION SELECT author FROM revision WHERE story = ?1 AND author <> ''
             UNION SELECT name FROM story_byline WHERE story = ?1 AND name <> ''
             UNION SELECT author FROM newsroom WHERE author <> ''
             ORDER BY 1",
        )?;
        Ok(ask.query_map([story.to_string()], |r| text(r, "name"))?.collect::<rusqlite::Result<_>>()?)
    }

    /// One comment.
    pub fn comment(&self, comment: CommentId) -> Result<CommentRow> {
        let mut ask = self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM comment WHERE id = ?1"))?;
        ask.query_row([comment.to_string()], row).optional()?.ok_or_else(|| {
            Error::new(
                "comment-missing",
                "That comment is not in this newsroom any more.",
                "Look at the list of comments again.",
            )
        })
    }

    /// Writes a comment.
    pub fn save_comment(&self, c: &CommentRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO comment (id, story, reply_to, revision, field, block, start, length, quote, before,
                                      after, author, text, made_at, resolved_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
                 ON CONFLICT (id) DO UPDATE SET text = ?13, resolved_at = ?15",
            )?
            .execute(params![
                c.id.to_string(),
                c.story.to_string(),
                c.reply_to.map(|id| id.to_string()).unwrap_or_default(),
                c.revision.map(|id| id.to_string()).unwrap_or_default(),
                c.field,
                c.block as i64,
                c.start as i64,
                c.length as i64,
                c.quote,
                c.before,
                c.after,
                c.author,
                c.text,
                c.made_at.0,
                c.resolved_at.map(|at| at.0)
            ])?;
        Ok(())
    }

    /// Removes a comment with its answers.
    pub fn remove_comment(&self, comment: CommentId) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM comment WHERE id = ?1 OR reply_to = ?1")?
            .execute([comment.to_string()])?;
        Ok(())
    }
}
