//! Destinations and the ledger of what stands where.

use super::{Tx, id, id_or_none, text};
use crate::story::{DestinationId, MediaId, RevisionId, StoryId, UtcMillis};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, Row, params};

/// A place we publish to; its password is in the keychain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DestinationRow {
    /// Its name on every machine.
    pub id: DestinationId,
    /// `word-press`.
    pub kind: String,
    /// As the newsroom calls it.
    pub name: String,
    /// https://…
    pub address: String,
    /// The user there.
    pub user: String,
}

/// What stands at a destination of one story.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicationRow {
    /// The post's id there; empty: none.
    pub remote_id: String,
    /// none, draft, scheduled, live, trashed.
    pub remote_state: String,
    /// Its address for readers.
    pub link: String,
    /// As the site gave it after our last write.
    pub remote_modified: String,
    /// Fingerprint of what the site gave back then; empty: not known.
    pub known: String,
    /// Fingerprint of what we were about to write; empty: nothing under way.
    pub intended: String,
    /// What stands there.
    pub revision: Option<RevisionId>,
    /// `full_hash` of that revision.
    pub sent_hash: String,
    /// When it was sent.
    pub sent_at: Option<UtcMillis>,
    /// When it goes live, while scheduled.
    pub scheduled_for: Option<UtcMillis>,
    /// What the site changed in it, said.
    pub notices: Vec<Error>,
}

fn destination(r: &Row) -> rusqlite::Result<DestinationRow> {
    Ok(DestinationRow {
        id: id(r, "id")?,
        kind: text(r, "kind")?,
        name: text(r, "name")?,
        address: text(r, "address")?,
        user: text(r, "user")?,
    })
}

fn publication(r: &Row) -> rusqlite::Result<PublicationRow> {
    Ok(PublicationRow {
        remote_id: text(r, "remote_id")?,
        remote_state: text(r, "remote_state")?,
        link: text(r, "link")?,
        remote_modified: text(r, "remote_modified")?,
        known: text(r, "known")?,
        intended: text(r, "intended")?,
        revision: id_or_none(r, "revision")?,
        sent_hash: text(r, "sent_hash")?,
        sent_at: r.get::<_, Option<i64>>("sent_at")?.map(UtcMillis),
        scheduled_for: r.get::<_, Option<i64>>("scheduled_for")?.map(UtcMillis),
        notices: serde_json::from_str(&text(r, "notices")?).unwrap_or_default(),
    })
}

impl Tx<'_> {
    /// The destinations in use, in order.
    pub fn destinations(&self) -> Result<Vec<DestinationRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id, kind, name, address, user FROM destination WHERE removed_at IS NULL ORDER BY position, id",
        )?;
        let rows = ask.query_map([], destination)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A destination in use.
    pub fn destination(&self, destination_id: DestinationId) -> Result<DestinationRow> {
        let mut ask = self.conn.prepare_cached(
            "SELECT id, kind, name, address, user FROM destination WHERE id = ?1 AND removed_at IS NULL",
        )?;
        ask.query_row([destination_id.to_string()], destination).optional()?.ok_or_else(|| {
            Error::new(
                "destination-missing",
                "That destination is no longer here.",
                "Look at the list again.",
            )
        })
    }

    /// Adds or changes a destination.
    pub fn save_destination(&self, d: &DestinationRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO destination (id, kind, name, address, user, position)
                 VALUES (?1, ?2, ?3, ?4, ?5, (SELECT count(*) FROM destination))
                 ON CONFLICT (id) DO UPDATE SET kind = ?2, name = ?3, address = ?4, user = ?5, removed_at = NULL",
            )?
            .execute(params![d.id.to_string(), d.kind, d.name, d.address, d.user])?;
        Ok(())
    }

    /// Takes a destination out of use. Its ledger stays; what waits for it is cancelled.
    pub fn remove_destination(&self, destination: DestinationId, now: UtcMillis) -> Result<()> {
        let key = destination.to_string();
        self.conn.execute("UPDATE destination SET removed_at = ?2 WHERE id = ?1", params![key, now.0])?;
        self.conn.execute(
            "UPDATE outbox SET state = 'cancelled', done_at = ?2
             WHERE destination = ?1 AND state IN ('waiting', 'sending', 'refused', 'conflict')",
            params![key, now.0],
        )?;
        Ok(())
    }

    /// What stands there of the story, if anything was ever sent.
    pub fn publication(&self, story: StoryId, destination: DestinationId) -> Result<Option<PublicationRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT remote_id, remote_state, link, remote_modified, known, intended, revision, sent_hash,
                    sent_at, scheduled_for, notices
             FROM publication WHERE story = ?1 AND destination = ?2",
        )?;
        Ok(ask.query_row([story.to_string(), destination.to_string()], publication).optional()?)
    }

    /// Writes the ledger.
    pub fn save_publication(
        &self,
        story: StoryId,
        destination: DestinationId,
        p: &PublicationRow,
    ) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO publication (story, destination, remote_id, remote_state, link, remote_modified,
                                          known, intended, revision, sent_hash, sent_at, scheduled_for, notices)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                 ON CONFLICT (story, destination) DO UPDATE SET remote_id = ?3, remote_state = ?4, link = ?5,
                   remote_modified = ?6, known = ?7, intended = ?8, revision = ?9, sent_hash = ?10, sent_at = ?11,
                   scheduled_for = ?12, notices = ?13",
            )?
            .execute(params![
                story.to_string(),
                destination.to_string(),
                p.remote_id,
                p.remote_state,
                p.link,
                p.remote_modified,
                p.known,
                p.intended,
                p.revision.map(|r| r.to_string()).unwrap_or_default(),
                p.sent_hash,
                p.sent_at.map(|t| t.0),
                p.scheduled_for.map(|t| t.0),
                serde_json::to_string(&p.notices).unwrap_or_default(),
            ])?;
        Ok(())
    }

    /// What the destination's own code wrote down of a picture it has there.
    pub fn remote_picture(&self, destination: DestinationId, media: &MediaId) -> Result<Option<String>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT remote FROM publication_media WHERE destination = ?1 AND media = ?2")?;
        Ok(ask.query_row([destination.to_string(), media.0.clone()], |r| text(r, "remote")).optional()?)
    }

    /// Writes down a picture that a destination has.
    pub fn save_remote_picture(
        &self,
        destination: DestinationId,
        media: &MediaId,
        remote: &str,
    ) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO publication_media (destination, media, remote) VALUES (?1, ?2, ?3)
                 ON CONFLICT (destination, media) DO UPDATE SET remote = ?3",
            )?
            .execute(params![destination.to_string(), media.0, remote])?;
        Ok(())
    }

    /// Forgets a picture that is no longer there.
    pub fn forget_remote_picture(&self, destination: DestinationId, media: &MediaId) -> Result<()> {
        self.conn.execute(
            "DELETE FROM publication_media WHERE destination = ?1 AND media = ?2",
            params![destination.to_string(), media.0],
        )?;
        Ok(())
    }
}
