//! Places that the site is sent to, and what we put there.

use super::{Tx, id, text};
use crate::story::{DestinationId, UtcMillis};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// A place that the site is sent to; its password is in the keychain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePlaceRow {
    /// Its name on every machine.
    pub id: DestinationId,
    /// `s3`, `web-dav`, `sftp`.
    pub kind: String,
    /// As the newsroom calls it.
    pub name: String,
    /// https://… of the server.
    pub address: String,
    /// Where the site stands there; of `s3` the bucket, then a folder in it.
    pub folder: String,
    /// Of `s3`; empty: us-east-1.
    pub region: String,
    /// The user; of `s3` the access key.
    pub user: String,
    /// Of `sftp`: the file with the key, on this computer; empty: what ssh itself finds.
    pub key_file: String,
    /// When the whole site last stood there.
    pub sent_at: Option<UtcMillis>,
    /// Why the last sending did not end.
    pub error: Option<Error>,
}

fn row(r: &Row) -> rusqlite::Result<SitePlaceRow> {
    Ok(SitePlaceRow {
        id: id(r, "id")?,
        kind: text(r, "kind")?,
        name: text(r, "name")?,
        address: text(r, "address")?,
        folder: text(r, "folder")?,
        region: text(r, "region")?,
        user: text(r, "user")?,
        key_file: text(r, "key_file")?,
        sent_at: r.get::<_, Option<i64>>("sent_at")?.map(UtcMillis),
        error: serde_json::from_str(&text(r, "error")?).ok(),
    })
}

impl Tx<'_> {
    /// The places in use, in order.
    pub fn site_places(&self) -> Result<Vec<SitePlaceRow>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT * FROM site_place WHERE removed_at IS NULL ORDER BY position, id")?;
        Ok(ask.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Every place where something of ours stands, and whether it was taken out of use.
    pub fn site_places_with_files(&self) -> Result<Vec<(SitePlaceRow, bool)>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT *, removed_at IS NOT NULL AS removed FROM site_place p
             WHERE EXISTS (SELECT 1 FROM site_file f WHERE f.place = p.id) ORDER BY position, id",
        )?;
        Ok(ask.query_map([], |r| Ok((row(r)?, r.get("removed")?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a place or changes its name and user. Where it stands never changes: what we put there
    /// would be known no more.
    pub fn save_site_place(&self, p: &SitePlaceRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO site_place (id, kind, name, address, folder, region, user, key_file, position)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT count(*) FROM site_place))
                 ON CONFLICT (id) DO UPDATE SET name = ?3, region = ?6, user = ?7, key_file = ?8",
            )?
            .execute(params![
                p.id.to_string(),
                p.kind,
                p.name,
                p.address,
                p.folder,
                p.region,
                p.user,
                p.key_file
            ])?;
        Ok(())
    }

    /// Takes a place out of use. What we put there stays, and stays known.
    pub fn remove_site_place(&self, place: DestinationId, now: UtcMillis) -> Result<()> {
        self.conn.execute(
            "UPDATE site_place SET removed_at = ?2 WHERE id = ?1",
            params![place.to_string(), now.0],
        )?;
        Ok(())
    }

    /// Lets one sending have the place until then, or for longer; false where another has it. A
    /// sending whose process died lets go of it when its time is over.
    pub fn hold_site_place(
        &self,
        place: DestinationId,
        by: &str,
        now: UtcMillis,
        until: UtcMillis,
    ) -> Result<bool> {
        let held = self
            .conn
            .prepare_cached(
                "UPDATE site_place SET busy_by = ?2, busy_until = ?4
                 WHERE id = ?1 AND (busy_by IN ('', ?2) OR busy_until <= ?3 OR busy_until > ?4)",
            )?
            .execute(params![place.to_string(), by, now.0, until.0])?;
        Ok(held == 1)
    }

    /// The sending is over: all stands there since `sent_at`, or why it does not.
    pub fn settle_site_place(
        &self,
        place: DestinationId,
        by: &str,
        sent_at: Option<UtcMillis>,
        error: Option<&Error>,
    ) -> Result<()> {
        let error = error.map(|e| serde_json::to_string(e).unwrap_or_default()).unwrap_or_default();
        self.conn
            .prepare_cached(
                "UPDATE site_place SET busy_by = '', busy_until = 0, sent_at = coalesce(?3, sent_at), error = ?4
                 WHERE id = ?1 AND busy_by = ?2",
            )?
            .execute(params![place.to_string(), by, sent_at.map(|t| t.0), error])?;
        Ok(())
    }

    /// What we put there: path and SHA-256, which is empty for what was on its way.
    pub fn site_files(&self, place: DestinationId) -> Result<BTreeMap<String, String>> {
        let mut ask = self.conn.prepare_cached("SELECT path, sha256 FROM site_file WHERE place = ?1")?;
        let rows = ask.query_map([place.to_string()], |r| Ok((text(r, "path")?, text(r, "sha256")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A file is on its way (`sha256` is empty), or was seen to stand there.
    pub fn note_site_file(&self, place: DestinationId, path: &str, sha256: &str) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO site_file (place, path, sha256) VALUES (?1, ?2, ?3)
                 ON CONFLICT (place, path) DO UPDATE SET sha256 = ?3",
            )?
            .execute(params![place.to_string(), path, sha256])?;
        Ok(())
    }

    /// A file was seen to be gone.
    pub fn forget_site_file(&self, place: DestinationId, path: &str) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM site_file WHERE place = ?1 AND path = ?2")?
            .execute(params![place.to_string(), path])?;
        Ok(())
    }

    /// The addresses of stories: the first part of the path of their pages.
    pub fn url_slugs(&self) -> Result<std::collections::HashSet<String>> {
        let mut ask = self.conn.prepare_cached("SELECT effective_url_slug FROM story")?;
        Ok(ask.query_map([], |r| text(r, "effective_url_slug"))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The removals that are still to be seen to at places in use that the site is sent to.
    pub fn places_to_rid(&self) -> Result<Vec<super::RemovalRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT * FROM removal WHERE gone_at IS NULL AND kind = 'place'
             AND place IN (SELECT id FROM site_place WHERE removed_at IS NULL) ORDER BY place, story",
        )?;
        Ok(ask.query_map([], super::removal::row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// One place in use.
    pub fn site_place(&self, place: DestinationId) -> Result<SitePlaceRow> {
        let mut ask =
            self.conn.prepare_cached("SELECT * FROM site_place WHERE id = ?1 AND removed_at IS NULL")?;
        ask.query_row([place.to_string()], row).optional()?.ok_or_else(|| {
            Error::new("place-missing", "That place is no longer here.", "Look at the list again.")
        })
    }
}
