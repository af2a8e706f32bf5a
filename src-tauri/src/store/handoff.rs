//! Which revision a working copy goes on from, and what waits to be merged with it.

use super::{Tx, id, text};
use crate::Result;
use crate::story::{RevisionId, StoryId, UtcMillis};
use rusqlite::{Row, params};

/// A state that came in a file and is not merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// The story.
    pub story: StoryId,
    /// The state that came.
    pub revision: RevisionId,
    /// Who made the file, as it says; may be empty.
    pub sent_by: String,
    /// When it came.
    pub came_at: UtcMillis,
}

fn row(r: &Row) -> rusqlite::Result<WaitingRow> {
    Ok(WaitingRow {
        story: id(r, "story")?,
        revision: id(r, "revision")?,
        sent_by: text(r, "sent_by")?,
        came_at: UtcMillis(r.get("came_at")?),
    })
}

impl Tx<'_> {
    /// Says which revision the working copy goes on from.
    pub fn save_head(&self, story: StoryId, revision: RevisionId) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO story_head (story, revision) VALUES (?1, ?2)
                 ON CONFLICT (story) DO UPDATE SET revision = ?2",
            )?
            .execute([story.to_string(), revision.to_string()])?;
        Ok(())
    }

    /// What waits to be merged with a story, in the order it came.
    pub fn waiting_merges(&self, story: StoryId) -> Result<Vec<WaitingRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT story, revision, sent_by, came_at FROM merge_waiting WHERE story = ?1
             ORDER BY came_at, revision",
        )?;
        Ok(ask.query_map([story.to_string()], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Lets a state wait to be merged; one that waits already waits on as it came first.
    pub fn save_waiting(&self, w: &WaitingRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT OR IGNORE INTO merge_waiting (story, revision, sent_by, came_at)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![w.story.to_string(), w.revision.to_string(), w.sent_by, w.came_at.0])?;
        Ok(())
    }

    /// Nothing waits there any more.
    pub fn remove_waiting(&self, story: StoryId, revision: RevisionId) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM merge_waiting WHERE story = ?1 AND revision = ?2")?
            .execute([story.to_string(), revision.to_string()])?;
        Ok(())
    }
}
