//! The places that the site is sent to, and how a sending goes.

use crate::Error;
use crate::publish::{Sent, keychain};
use crate::store::SitePlaceRow;
use crate::story::{DestinationId, UtcMillis};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place that the site is sent to, without its password.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SitePlace {
    /// The place.
    pub id: DestinationId,
    /// How it is spoken to.
    #[ts(type = "\"s3\" | \"web-dav\" | \"sftp\"")]
    pub kind: String,
    /// As the newsroom calls it.
    pub name: String,
    /// https://… or sftp://…
    pub address: String,
    /// Where the site stands there; of `s3` the bucket, then a folder in it.
    pub folder: String,
    /// Of `s3`.
    pub region: String,
    /// The user; of `s3` the access key.
    pub user: String,
    /// Of `sftp`: the file with the key.
    pub key_file: String,
    /// Whether the keychain has its password; SFTP goes by key.
    pub has_password: bool,
    /// When the whole site last stood there.
    pub sent_at: Option<UtcMillis>,
    /// Why the last sending did not end.
    pub error: Option<Error>,
}

impl From<SitePlaceRow> for SitePlace {
    fn from(row: SitePlaceRow) -> Self {
        // A keychain that does not open is said when the site is sent.
        let has_password =
            row.kind != "sftp" && keychain::password(row.id).is_ok_and(|password| password.is_some());
        Self {
            id: row.id,
            kind: row.kind,
            name: row.name,
            address: row.address,
            folder: row.folder,
            region: row.region,
            user: row.user,
            key_file: row.key_file,
            has_password,
            sent_at: row.sent_at,
            error: row.error,
        }
    }
}

/// A place as edited. Without a password, the one that is kept stays.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SitePlaceDraft {
    /// None: a new one.
    pub id: Option<DestinationId>,
    /// How it is spoken to.
    #[ts(type = "\"s3\" | \"web-dav\" | \"sftp\"")]
    pub kind: String,
    /// As the newsroom calls it.
    pub name: String,
    /// https://… or sftp://…
    pub address: String,
    /// Where the site stands there; of `s3` the bucket, then a folder in it.
    pub folder: String,
    /// Of `s3`; empty: us-east-1.
    pub region: String,
    /// The user; of `s3` the access key.
    pub user: String,
    /// Of `sftp`: the file with the key; empty: what ssh itself finds.
    pub key_file: String,
    /// Its password; of `s3` the secret key.
    pub password: Option<String>,
}

impl SitePlaceDraft {
    /// Its row, and the password that was typed.
    pub fn parted(self) -> (SitePlaceRow, Option<String>) {
        let row = SitePlaceRow {
            id: self.id.unwrap_or_else(DestinationId::new),
            kind: self.kind,
            name: self.name.trim().to_owned(),
            address: self.address.trim().trim_end_matches('/').to_owned(),
            folder: self.folder.trim().trim_end_matches('/').to_owned(),
            region: self.region.trim().to_owned(),
            user: self.user.trim().to_owned(),
            key_file: self.key_file.trim().to_owned(),
            sent_at: None,
            error: None,
        };
        (row, self.password.filter(|password| !password.is_empty()))
    }
}

/// A sending of the site from this window: under way, or the one that ended last.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SiteSending {
    /// Counts the sendings of this window.
    pub number: u32,
    /// Where to; none before the first.
    pub place: Option<DestinationId>,
    /// Whether it is under way.
    pub running: bool,
    /// Whether the site is still being written into its folder.
    pub exporting: bool,
    /// Files put there so far.
    #[ts(type = "number")]
    pub put: usize,
    /// Files to put.
    #[ts(type = "number")]
    pub to_put: usize,
    /// Bytes of those that were put.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes of all that are to be put.
    #[ts(type = "number")]
    pub all_bytes: u64,
    /// Files taken away there so far.
    #[ts(type = "number")]
    pub removed: usize,
    /// Files that stood there already.
    #[ts(type = "number")]
    pub unchanged: usize,
    /// Why it did not end.
    pub error: Option<Error>,
}

impl SiteSending {
    /// It is so far now.
    pub fn is_at(&mut self, sent: Sent) {
        self.exporting = false;
        (self.put, self.to_put) = (sent.put, sent.to_put);
        (self.bytes, self.all_bytes) = (sent.bytes, sent.all_bytes);
        (self.removed, self.unchanged) = (sent.removed, sent.unchanged);
    }
}
