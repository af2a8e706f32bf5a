//! The place as a newsroom under test keeps it, and the sending there.

use crate::room::{TestNewsroom, minutes_on};
use crate::server::{Kind, PASSWORD, Server, USER};
use std::path::PathBuf;
use std::process::Command;
use stet::Result;
use stet::cms::Secret;
use stet::newsroom::{SitePlaceRow, wall_clock};
use stet::publish::{self, Sent};
use stet::story::DestinationId;

impl Server {
    /// The place as the newsroom keeps it, at this address (a proxy's, or the server's own).
    pub fn place(&self, n: &mut TestNewsroom, address: &str) -> DestinationId {
        let at = self.root.path().join("share/news");
        let (kind, folder) = match self.kind {
            Kind::S3 => ("s3", "bucket/news"),
            Kind::WebDav => ("web-dav", "news"),
            Kind::Sftp => ("sftp", at.to_str().unwrap()),
        };
        let (user, key_file) = match self.kind {
            Kind::Sftp => (me(), self.servers.join("ssh").join(self.key)),
            _ => (USER.to_owned(), PathBuf::new()),
        };
        let id = DestinationId::new();
        let row = SitePlaceRow {
            id,
            kind: kind.to_owned(),
            name: "Readers".to_owned(),
            address: address.to_owned(),
            folder: folder.to_owned(),
            region: String::new(),
            user,
            key_file: key_file.display().to_string(),
            sent_at: None,
            error: None,
        };
        publish::save_site_place(&mut n.newsroom, &row, None).unwrap();
        id
    }

    /// Whether exactly what was exported stands there.
    pub fn has_the_site(&self, n: &TestNewsroom) {
        let site = crate::room::tree(&n.beside("public"));
        let ours: Vec<_> = site.into_iter().filter(|(path, _)| !path.starts_with(".stet-site")).collect();
        assert!(ours.len() > 8, "there is a site to compare");
        for (path, bytes) in ours {
            assert!(self.file(&path).as_ref() == Some(&bytes), "{path} is not there as it was exported");
        }
    }
}

/// Who runs the tests.
fn me() -> String {
    String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap().trim().to_owned()
}

/// Sends with the right password.
pub fn send(n: &mut TestNewsroom, place: DestinationId) -> Result<Sent> {
    publish::send(&mut n.newsroom, place, &Secret::new(PASSWORD), &wall_clock, &mut |_| true)
}

/// Writes the site anew into the folder that is sent.
pub fn export(n: &mut TestNewsroom, minutes: i64) {
    let folder = n.beside("public");
    publish::export(&mut n.newsroom, &folder, minutes_on(minutes)).unwrap();
}
