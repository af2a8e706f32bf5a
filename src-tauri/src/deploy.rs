//! Files of the site at a place far away: put, looked at, taken away, over Apache OpenDAL. One file a
//! kind of place; `far` does the same at each of them, `line` is the way there by HTTP.
//!
//! What is to be sent, in which order, and what was sent before is in `publish::sending`. Nothing
//! here touches the database, and nothing here decides that a file is ours.

mod far;
mod line;
mod s3;
#[cfg(unix)]
mod sftp;
mod web_dav;

pub use far::Far;

use crate::cms::Secret;
use crate::{Error, Result};
use sha2::{Digest, Sha256};

/// Where a place is and who asks for entry there.
#[derive(Debug, Clone, Copy)]
pub struct Address<'a> {
    /// `s3`, `web-dav`, `sftp`.
    pub kind: &'a str,
    /// https://… of the server, or sftp://…
    pub server: &'a str,
    /// Where the site stands there; of `s3` the bucket, then a folder in it.
    pub folder: &'a str,
    /// Of `s3`; empty: us-east-1.
    pub region: &'a str,
    /// The user; of `s3` the access key.
    pub user: &'a str,
    /// Of `sftp`: the file with the key; empty: what ssh itself finds.
    pub key_file: &'a str,
}

impl Address<'_> {
    /// The place at this address. Nothing is asked yet.
    ///
    /// # Errors
    /// `place-…` where address or folder cannot be one, with what to do.
    pub fn far(&self, password: &Secret) -> Result<Far> {
        match self.kind {
            "s3" => s3::far(self, password),
            "web-dav" => web_dav::far(self, password),
            #[cfg(unix)]
            "sftp" => sftp::far(self),
            #[cfg(not(unix))]
            "sftp" => Err(Error::new(
                "place-kind-elsewhere",
                "On Windows, Stet cannot send to SFTP.",
                "Send from a Mac or a Linux computer, or by WebDAV or to an S3 bucket.",
            )),
            other => Err(Error::new(
                "place-kind",
                format!("“{other}” is no kind of place that a site can be sent to."),
                "It is s3, web-dav or sftp.",
            )),
        }
    }
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Nothing.
    Nothing,
    /// These very bytes.
    Same,
    /// Other bytes.
    Other,
}

/// A file on its way.
pub struct File {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Their SHA-256, as hex digits.
    pub sha256: String,
}

impl File {
    /// A file of these bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        let sha256 = hex(&Sha256::digest(&bytes));
        Self { bytes, sha256 }
    }
}

/// Bytes as hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Whether a path stays in the site's folder, on every kind of place.
pub fn is_lawful(path: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.contains('\\')
            && !part.chars().any(char::is_control)
    };
    path.split('/').all(part)
}

/// The address of a server that is asked by HTTP, without a slash at its end.
///
/// # Errors
/// `place-address` where it is none, or a password would go over an open line.
fn web_address(address: &str) -> Result<&str> {
    let address = address.trim().trim_end_matches('/');
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let host = host_of(address);
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let own_machine = ["127.0.0.1", "localhost", "[::1]"].contains(&name);
    let is_one = (scheme == "https" || scheme == "http")
        && !host.is_empty()
        && !host.contains('@')
        && !rest.contains([' ', '?', '#'])
        && address.parse::<http::Uri>().is_ok();
    if !is_one {
        return Err(Error::new(
            "place-address",
            format!("“{address}” is not the address of a server."),
            "It begins with https:// and has no user name in it, such as https://dav.example.com.",
        ));
    }
    if scheme == "http" && !own_machine {
        return Err(Error::new(
            "place-open-line",
            format!("The password would go to {host} over a line that others can read."),
            "Give an address that begins with https://.",
        ));
    }
    Ok(address)
}

/// The server and its port, as an address has them.
fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

/// The folder that the site stands in, without slashes around it; it may be empty.
///
/// # Errors
/// `place-folder` where it would lead elsewhere.
fn site_folder(folder: &str) -> Result<&str> {
    let folder = folder.trim().trim_matches('/');
    if folder.is_empty() || is_lawful(folder) {
        return Ok(folder);
    }
    Err(Error::new(
        "place-folder",
        format!("“{folder}” is no folder that a site can stand in."),
        "Give its name without dots at the beginning, such as public/news.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_sites_folder() {
        for bad in ["../x", "a/../b", "/etc/passwd", "a//b", "", ".htaccess", "a\\..\\b", "a/\u{0}"] {
            assert!(!is_lawful(bad), "{bad:?}");
        }
        assert!(is_lawful("समाचार/index.html"));
        assert_eq!(site_folder("news/../..").unwrap_err().code, "place-folder");
        assert_eq!(site_folder("/a b/").expect("a space is no harm"), "a b");
    }

    #[test]
    fn no_password_goes_over_an_open_line() {
        assert_eq!(web_address("http://dav.example").unwrap_err().code, "place-open-line");
        for bad in
            ["dav.example", "ftp://dav.example", "https://", "https://desk:word@dav.example", "https://a b"]
        {
            assert_eq!(web_address(bad).unwrap_err().code, "place-address", "{bad}");
        }
        assert_eq!(web_address("https://dav.example/remote/").expect("one"), "https://dav.example/remote");
        assert_eq!(web_address("http://127.0.0.1:8080").expect("our own machine"), "http://127.0.0.1:8080");
    }
}
