//! Where imported stories came from, so that the same copy brought in again makes no double.

use super::{Tx, id, text};
use crate::Result;
use crate::story::StoryId;
use rusqlite::{OptionalExtension, params};

/// One story's name in the place it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The site or program: `file`, `path`, the address of a site.
    pub origin: String,
    /// Its name there: a file's SHA-256, a path, a guid.
    pub key: String,
    /// SHA-256 of what was read; empty where the key says as much.
    pub seal: String,
}

impl Tx<'_> {
    /// The story that came from there, with the seal of what was read then.
    pub fn story_of_origin(&self, origin: &str, key: &str) -> Result<Option<(StoryId, String)>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT story, seal FROM story_origin WHERE origin = ?1 AND key = ?2")?;
        Ok(ask.query_row([origin, key], |r| Ok((id(r, "story")?, text(r, "seal")?))).optional()?)
    }

    /// Writes down where a story came from; what came from there before is another story now.
    pub fn save_origin(&self, from: &Origin, story: StoryId) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO story_origin (origin, key, story, seal) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (origin, key) DO UPDATE SET story = ?3, seal = ?4",
            )?
            .execute(params![from.origin, from.key, story.to_string(), from.seal])?;
        Ok(())
    }

    /// Runs `change` so that it leaves nothing behind where it fails; the transaction goes on.
    pub fn attempt<T>(&self, change: impl FnOnce(&Tx) -> Result<T>) -> Result<T> {
        self.conn.execute_batch("SAVEPOINT attempt")?;
        let out = change(self);
        let end = if out.is_ok() { "RELEASE attempt" } else { "ROLLBACK TO attempt; RELEASE attempt" };
        self.conn.execute_batch(end)?;
        out
    }
}
