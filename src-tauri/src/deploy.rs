//! Files of the site at a place far away: put, looked at, taken away. One file a kind of place.
//!
//! What is to be sent, in which order, and what was sent before is in `publish::sending`. Nothing
//! here touches the database, and nothing here decides that a file is ours.

mod http;
mod s3;
mod web_dav;

pub use s3::S3;
pub use web_dav::WebDav;

use crate::{Error, Result};
use sha2::{Digest, Sha256};

/// How one kind of place does it. Every path is one of [`is_lawful`], so it stays in the site's folder.
pub trait Far {
    /// Whether a file stands there, with these bytes or with others.
    ///
    /// # Errors
    /// As all here: `place-…`, with what to do.
    fn look(&self, path: &str, file: &File) -> Result<Stands>;
    /// Puts the file in its place, whole or not at all, and asks the place whether it has it.
    fn put(&self, path: &str, file: &File) -> Result<()>;
    /// Takes the file away and asks whether it is gone; one that is not there is gone.
    fn remove(&self, path: &str) -> Result<()>;
    /// Whether the place lets us in. Nothing is written.
    fn knock(&self) -> Result<()>;
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

fn hex(bytes: &[u8]) -> String {
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

/// The address with its folder, each part as an address writes it, and no slash at the end.
///
/// # Errors
/// `place-address` where it is none, or a password would go over an open line.
fn base(address: &str, folder: &str) -> Result<String> {
    let address = address.trim().trim_end_matches('/');
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let own_machine = ["127.0.0.1", "localhost", "[::1]"].contains(&name);
    if host.is_empty() || host.contains(['@', ' ', '?', '#']) || !(scheme == "https" || scheme == "http") {
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
    let folder = folder.trim().trim_matches('/');
    if folder.is_empty() {
        return Ok(address.to_owned());
    }
    if !is_lawful(folder) {
        return Err(Error::new(
            "place-folder",
            format!("“{folder}” is no folder that a site can stand in."),
            "Give its name without dots at the beginning, such as public/news.",
        ));
    }
    Ok(format!("{address}/{}", encoded(folder)))
}

/// A path as an address writes it: all but letters, digits and `-._~` by their numbers.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char)
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// What a server says a file is, by the ending of its name.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// What a place refused, in words. `what` says what was asked of it.
fn refused(host: &str, status: u16, what: &str) -> Error {
    match status {
        401 | 403 => Error::new(
            "place-password",
            format!("{host} does not let this user {what}."),
            "Check the user and the password or secret, and that the user may write there.",
        ),
        404 | 409 => Error::new(
            "place-folder-missing",
            format!("{host} has no such folder or bucket."),
            "Check the folder; a bucket must be made there first.",
        ),
        413 | 507 => Error::new(
            "place-full",
            format!("{host} has no room left."),
            "Readers still have whole pages. Make room there, then send the site again: it goes on where it stopped.",
        ),
        300..=399 => Error::new(
            "place-moved",
            format!("{host} sends us to another address."),
            "Give the address that it sends to: a password is never sent on by itself.",
        ),
        _ => Error::new(
            "place-refused",
            format!("{host} could not {what} (it answered {status})."),
            "Send the site again later: it goes on where it stopped.",
        ),
    }
}

fn unchecked(host: &str, path: &str) -> Error {
    Error::new(
        "place-not-as-sent",
        format!("{host} does not have “{path}” as it was sent."),
        "Send the site again; if it stays so, somebody else writes there too.",
    )
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
        assert_eq!(base("https://s3.example", "news/../..").unwrap_err().code, "place-folder");
        assert_eq!(base("http://dav.example", "").unwrap_err().code, "place-open-line");
        assert_eq!(base("https://dav.example/", "a b").unwrap(), "https://dav.example/a%20b");
    }
}
