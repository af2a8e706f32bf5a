//! Who did what with a story, when. Lines are added and never changed: the file itself refuses.

use super::{Tx, id, text};
use crate::Result;
use crate::story::{StoryId, UtcMillis};
use rusqlite::{Row, params};

/// One act on a story.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "JournalLine"))]
pub struct JournalRow {
    /// The story.
    pub story: StoryId,
    /// When.
    pub at: UtcMillis,
    /// Who; empty: nobody had said who works at this machine.
    pub author: String,
    /// At which machine.
    pub device: String,
    /// What: a word of `story::Move`, or publish, update, take-down, push, correct.
    pub act: String,
    /// What stood before; empty: off, nobody, none.
    pub was: String,
    /// What stands after it.
    pub became: String,
}

fn row(r: &Row) -> rusqlite::Result<JournalRow> {
    Ok(JournalRow {
        story: id(r, "story")?,
        at: UtcMillis(r.get("at")?),
        author: text(r, "author")?,
        device: text(r, "device")?,
        act: text(r, "act")?,
        was: text(r, "was")?,
        became: text(r, "became")?,
    })
}

impl Tx<'_> {
    /// Adds a line.
    pub fn add_to_journal(&self, line: &JournalRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO journal (id, story, at, author, device, act, was, became)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                uuid::Uuid::now_v7().to_string(),
                line.story.to_string(),
                line.at.0,
                line.author,
                line.device,
                line.act,
                line.was,
                line.became
            ])?;
        Ok(())
    }

    /// What was done with a story, newest first.
    pub fn journal(&self, story: StoryId) -> Result<Vec<JournalRow>> {
        let mut ask =
            self.conn.prepare_cached("SELECT * FROM journal WHERE story = ?1 ORDER BY at DESC, id DESC")?;
        Ok(ask.query_map([story.to_string()], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The stories that are due on the newsroom's own site at `now`, the longest due first.
    pub fn due_stories(&self, now: UtcMillis) -> Result<Vec<StoryId>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id FROM story WHERE schedule_at IS NOT NULL AND schedule_at <= ?1 ORDER BY schedule_at, id",
        )?;
        Ok(ask.query_map([now.0], |r| id(r, "id"))?.collect::<rusqlite::Result<_>>()?)
    }

    /// When the next story is due on the newsroom's own site.
    pub fn next_schedule_at(&self) -> Result<Option<UtcMillis>> {
        Ok(self.conn.query_row(
            "SELECT min(schedule_at) FROM story WHERE schedule_at IS NOT NULL",
            [],
            |r| Ok(r.get::<_, Option<i64>>(0)?.map(UtcMillis)),
        )?)
    }

    /// The stories that say they are translations of this one.
    pub fn translations_of(&self, original: StoryId) -> Result<Vec<StoryId>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id FROM story WHERE translates = ?1 AND translates <> '' AND spiked_at IS NULL ORDER BY id",
        )?;
        let found = ask.query_map([original.to_string()], |r| id(r, "id"))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The story that says it is the update of this one.
    pub fn update_of(&self, original: StoryId) -> Result<Option<StoryId>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id FROM story WHERE updates = ?1 AND spiked_at IS NULL ORDER BY id LIMIT 1",
        )?;
        let mut found = ask.query_map([original.to_string()], |r| id(r, "id"))?;
        Ok(found.next().transpose()?)
    }
}
