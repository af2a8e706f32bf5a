//! Destinations and the ledger of what stands where.

use super::outbox::LONGEST_REST_MS;
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
    /// When it is looked at whether the site kept its hour; none: nothing to look at.
    pub look_at: Option<UtcMillis>,
    /// How often that was tried since its hour without an answer.
    pub looks: i64,
    /// Why the last try had none.
    pub look_error: Option<Error>,
    /// When it was found not live after its hour; none: it was not.
    pub missed_at: Option<UtcMillis>,
    /// Since when readers see it, as the site said when it was looked at.
    pub live_at: Option<UtcMillis>,
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

fn time(r: &Row, column: &str) -> rusqlite::Result<Option<UtcMillis>> {
    Ok(r.get::<_, Option<i64>>(column)?.map(UtcMillis))
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
        sent_at: time(r, "sent_at")?,
        scheduled_for: time(r, "scheduled_for")?,
        notices: serde_json::from_str(&text(r, "notices")?).unwrap_or_default(),
        look_at: time(r, "look_at")?,
        looks: r.get("looks")?,
        look_error: serde_json::from_str(&text(r, "look_error")?).ok(),
        missed_at: time(r, "missed_at")?,
        live_at: time(r, "live_at")?,
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

    /// The address of a destination, in use or not.
    pub fn address_of(&self, destination: DestinationId) -> Result<String> {
        let mut ask = self.conn.prepare_cached("SELECT address FROM destination WHERE id = ?1")?;
        Ok(ask.query_row([destination.to_string()], |r| text(r, "address")).optional()?.unwrap_or_default())
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
                    sent_at, scheduled_for, notices, look_at, looks, look_error, missed_at, live_at
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
                                          known, intended, revision, sent_hash, sent_at, scheduled_for, notices,
                                          look_at, looks, look_error, missed_at, live_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
                 ON CONFLICT (story, destination) DO UPDATE SET remote_id = ?3, remote_state = ?4, link = ?5,
                   remote_modified = ?6, known = ?7, intended = ?8, revision = ?9, sent_hash = ?10, sent_at = ?11,
                   scheduled_for = ?12, notices = ?13, look_at = ?14, looks = ?15, look_error = ?16,
                   missed_at = ?17, live_at = ?18",
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
                p.look_at.map(|t| t.0),
                p.looks,
                p.look_error.as_ref().map(|e| serde_json::to_string(e).unwrap_or_default()).unwrap_or_default(),
                p.missed_at.map(|t| t.0),
                p.live_at.map(|t| t.0),
            ])?;
        Ok(())
    }

    /// The post whose hour is over the longest and that is to be looked at now, at a destination in
    /// use; nobody else looks at it until `until`. One that an order is about to change is left.
    pub fn claim_look(&self, now: UtcMillis, until: UtcMillis) -> Result<Option<(StoryId, DestinationId)>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT p.story, p.destination FROM publication p JOIN destination d ON d.id = p.destination
             WHERE (p.look_at <= ?1 OR (p.scheduled_for <= ?1 AND p.look_at > ?2))
               AND p.remote_state = 'scheduled' AND d.removed_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.story = p.story AND o.destination = p.destination
                               AND o.state IN ('waiting', 'sending'))
             ORDER BY p.look_at LIMIT 1",
        )?;
        let bounds = [now.0, now.0.saturating_add(LONGEST_REST_MS)];
        let found: Option<(StoryId, DestinationId)> =
            ask.query_row(bounds, |r| Ok((id(r, "story")?, id(r, "destination")?))).optional()?;
        if let Some((story, destination)) = &found {
            self.conn.execute(
                "UPDATE publication SET look_at = ?3 WHERE story = ?1 AND destination = ?2",
                params![story.to_string(), destination.to_string(), until.0],
            )?;
        }
        Ok(found)
    }

    /// When the next post is looked at.
    pub fn next_look_at(&self) -> Result<Option<UtcMillis>> {
        Ok(self.conn.query_row(
            "SELECT min(p.look_at) AS at FROM publication p JOIN destination d ON d.id = p.destination
             WHERE p.look_at IS NOT NULL AND p.remote_state = 'scheduled' AND d.removed_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.story = p.story AND o.destination = p.destination
                               AND o.state IN ('waiting', 'sending'))",
            [],
            |r| time(r, "at"),
        )?)
    }

    /// How many posts wait at a destination for an hour that the site keeps by itself.
    pub fn scheduled_at(&self, destination: DestinationId) -> Result<i64> {
        Ok(self.conn.query_row(
            "SELECT count(*) FROM publication WHERE destination = ?1 AND remote_state = 'scheduled'",
            [destination.to_string()],
            |r| r.get(0),
        )?)
    }

    /// Posts that their site did not publish at their hour, at destinations in use.
    pub fn missed_posts(&self) -> Result<Vec<(StoryId, DestinationId)>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT p.story, p.destination FROM publication p JOIN destination d ON d.id = p.destination
             WHERE p.missed_at IS NOT NULL AND p.remote_state = 'scheduled' AND d.removed_at IS NULL
             ORDER BY p.missed_at, p.story",
        )?;
        let rows = ask.query_map([], |r| Ok((id(r, "story")?, id(r, "destination")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The pictures that a destination has, of these.
    pub fn pictures_there(&self, destination: DestinationId, of: &[MediaId]) -> Result<Vec<(MediaId, u64)>> {
        let mut there = Vec::new();
        for media in of {
            let noted = self.remote_picture(destination, media)?;
            let number = noted.as_deref().and_then(|n| n.split(' ').next()?.parse().ok());
            there.extend(number.map(|number| (media.clone(), number)));
        }
        Ok(there)
    }

    /// The texts of other stories that stand at a destination: which pictures they show.
    pub fn other_texts_at(&self, destination: DestinationId, but: StoryId) -> Result<Vec<Result<String>>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT r.text FROM publication p JOIN revision r ON r.id = p.revision
             WHERE p.destination = ?1 AND p.story <> ?2 AND p.remote_state IN ('live', 'scheduled', 'draft')",
        )?;
        let rows = ask.query_map([destination.to_string(), but.to_string()], |r| {
            Ok(super::revision::unpack(r.get_ref("text")?.as_blob()?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
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
