//! Where a story is to go away from, and which places are rid of it.

use super::{Tx, id, text};
use crate::story::{DestinationId, OrderId, StoryId, UtcMillis};
use crate::{Error, Result};
use rusqlite::{Row, params};

/// One place that a story is to go away from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovalRow {
    /// The story.
    pub story: StoryId,
    /// A folder of the site, the id of a place that the site is sent to, or a destination's id.
    pub place: String,
    /// folder, place, destination.
    pub kind: String,
    /// What a person calls the place.
    pub name: String,
    /// The order in the outbox.
    pub ordered: Option<OrderId>,
    /// When it was asked for.
    pub asked_at: UtcMillis,
    /// Since when it is gone; none: not yet.
    pub gone_at: Option<UtcMillis>,
    /// A person said that it is gone.
    pub by_hand: bool,
    /// Not before this; of a folder.
    pub next_try_at: UtcMillis,
    /// Why it is not gone.
    pub error: Option<Error>,
}

/// A destination that a story may have gone to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WentTo {
    /// The destination, in use or not.
    pub destination: DestinationId,
    /// What the newsroom calls it.
    pub name: String,
    /// https://…
    pub address: String,
    /// It was taken out of use: there is no way in any more.
    pub removed: bool,
    /// The post's id there; empty: none that we know.
    pub remote_id: String,
    /// none, draft, scheduled, live, trashed.
    pub remote_state: String,
    /// Whether an order was tried there and nobody knows what came of it.
    pub unsure: bool,
    /// Whether an order waits that was never tried.
    pub waits: bool,
}

pub(super) fn row(r: &Row) -> rusqlite::Result<RemovalRow> {
    Ok(RemovalRow {
        story: id(r, "story")?,
        place: text(r, "place")?,
        kind: text(r, "kind")?,
        name: text(r, "name")?,
        ordered: text(r, "ordered")?.parse().ok(),
        asked_at: UtcMillis(r.get("asked_at")?),
        gone_at: r.get::<_, Option<i64>>("gone_at")?.map(UtcMillis),
        by_hand: r.get("by_hand")?,
        next_try_at: UtcMillis(r.get("next_try_at")?),
        error: serde_json::from_str(&text(r, "error")?).ok(),
    })
}

impl Tx<'_> {
    /// Writes down that the story is to go away from a place; what was said of it before is over.
    pub fn add_removal(&self, r: &RemovalRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO removal
                   (story, place, kind, name, ordered, asked_at, gone_at, by_hand, next_try_at, error)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                r.story.to_string(),
                r.place,
                r.kind,
                r.name,
                r.ordered.map(|o| o.to_string()).unwrap_or_default(),
                r.asked_at.0,
                r.gone_at.map(|t| t.0),
                r.by_hand,
                r.next_try_at.0,
                r.error.as_ref().map(|e| serde_json::to_string(e).unwrap_or_default()).unwrap_or_default(),
            ])?;
        Ok(())
    }

    /// Where the story is to go away from, the newsroom's own site first.
    pub fn removals(&self, story: StoryId) -> Result<Vec<RemovalRow>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT * FROM removal WHERE story = ?1 ORDER BY kind DESC, name, place")?;
        Ok(ask.query_map([story.to_string()], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The places that are folders and not rid of their stories yet; all of them, due or not.
    pub fn folders_to_rid(&self) -> Result<Vec<RemovalRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT * FROM removal WHERE gone_at IS NULL AND kind = 'folder' ORDER BY place, story",
        )?;
        Ok(ask.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The story is gone from the place, or why it is not.
    pub fn settle_removal(
        &self,
        story: StoryId,
        place: &str,
        gone_at: Option<UtcMillis>,
        error: Option<&Error>,
        next_try_at: UtcMillis,
    ) -> Result<()> {
        let error = error.map(|e| serde_json::to_string(e).unwrap_or_default()).unwrap_or_default();
        self.conn
            .prepare_cached(
                "UPDATE removal SET gone_at = ?3, error = ?4, next_try_at = ?5 WHERE story = ?1 AND place = ?2",
            )?
            .execute(params![story.to_string(), place, gone_at.map(|t| t.0), error, next_try_at.0])?;
        Ok(())
    }

    /// A person says that the story is gone from the place.
    pub fn gone_by_hand(&self, story: StoryId, place: &str, at: UtcMillis) -> Result<()> {
        self.conn.execute(
            "UPDATE removal SET gone_at = ?3, by_hand = 1 WHERE story = ?1 AND place = ?2 AND gone_at IS NULL",
            params![story.to_string(), place, at.0],
        )?;
        Ok(())
    }

    /// The story is before readers of the newsroom's own site again.
    pub fn forget_folder_removals(&self, story: StoryId) -> Result<()> {
        self.conn
            .execute("DELETE FROM removal WHERE story = ?1 AND kind <> 'destination'", [story.to_string()])?;
        Ok(())
    }

    /// The stories that are not gone from every place yet, the longest asked for first.
    pub fn stories_not_gone(&self) -> Result<Vec<StoryId>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT story FROM removal WHERE gone_at IS NULL GROUP BY story ORDER BY min(asked_at), story",
        )?;
        Ok(ask.query_map([], |r| id(r, "story"))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The removal that an order carries out.
    pub fn removal_of_order(&self, order: OrderId) -> Result<Option<RemovalRow>> {
        let mut ask = self.conn.prepare_cached("SELECT * FROM removal WHERE ordered = ?1")?;
        let mut found = ask.query_map([order.to_string()], row)?;
        Ok(found.next().transpose()?)
    }

    /// Lets everything that is to go away from a folder be tried at once.
    pub fn hurry_removals(&self, now: UtcMillis) -> Result<()> {
        self.conn.execute("UPDATE removal SET next_try_at = ?1 WHERE gone_at IS NULL", [now.0])?;
        Ok(())
    }

    /// Every folder that the site was exported to.
    pub fn site_folders(&self) -> Result<Vec<String>> {
        let mut ask = self.conn.prepare_cached("SELECT folder FROM site_folder ORDER BY folder")?;
        Ok(ask.query_map([], |r| text(r, "folder"))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The edition of that moment stands in the folder.
    pub fn note_site_folder(&self, folder: &str, written_at: UtcMillis) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO site_folder (folder, written_at) VALUES (?1, ?2)
                 ON CONFLICT (folder) DO UPDATE SET written_at = ?2",
            )?
            .execute(params![folder, written_at.0])?;
        Ok(())
    }

    /// Every destination that the story went to or may have, also those that are no longer in use.
    pub fn went_to(&self, story: StoryId) -> Result<Vec<WentTo>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT d.id, d.name, d.address, d.removed_at IS NOT NULL AS removed,
                    coalesce(p.remote_id, '') AS remote_id, coalesce(p.remote_state, 'none') AS remote_state,
                    EXISTS (SELECT 1 FROM outbox o WHERE o.story = ?1 AND o.destination = d.id AND o.state <> 'done'
                            AND (o.attempts > 0 OR o.state = 'sending')) AS unsure,
                    EXISTS (SELECT 1 FROM outbox o WHERE o.story = ?1 AND o.destination = d.id
                            AND o.state IN ('waiting', 'sending', 'refused', 'conflict')) AS waits
             FROM destination d LEFT JOIN publication p ON p.destination = d.id AND p.story = ?1
             ORDER BY d.position, d.id",
        )?;
        let rows = ask.query_map([story.to_string()], |r| {
            Ok(WentTo {
                destination: id(r, "id")?,
                name: text(r, "name")?,
                address: text(r, "address")?,
                removed: r.get("removed")?,
                remote_id: text(r, "remote_id")?,
                remote_state: text(r, "remote_state")?,
                unsure: r.get("unsure")?,
                waits: r.get("waits")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
