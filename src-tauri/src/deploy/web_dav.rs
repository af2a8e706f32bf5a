//! A folder on a WebDAV server. A file is sent under another name beside its place, read back, and
//! only then moved over it, so that readers never meet half of one.

use super::http::Line;
use super::{Far, File, Stands, base, encoded, refused, unchecked};
use crate::cms::Secret;
use crate::{Error, Result};
use base64::Engine;

/// A folder on a WebDAV server.
pub struct WebDav {
    line: Line,
    /// The server's own folder, which must be there.
    root: String,
    /// The site's folder, from there.
    folder: String,
    authorization: String,
}

impl WebDav {
    /// The folder at an address, for this user.
    pub fn new(address: &str, folder: &str, user: &str, password: &Secret) -> Result<Self> {
        base(address, folder)?;
        let root = base(address, "")?;
        let pair = format!("{user}:{}", password.reveal());
        let authorization = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair));
        Ok(Self {
            line: Line::to(&root),
            root,
            folder: folder.trim().trim_matches('/').to_owned(),
            authorization,
        })
    }

    /// A path of the site, from the server's own folder.
    fn in_root(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{}", self.root, encoded(&self.in_root(path)))
    }

    fn ask(
        &self,
        method: &str,
        url: &str,
        more: &[(&str, String)],
        body: &[u8],
    ) -> Result<super::http::Answer> {
        let mut headers = vec![("Authorization", self.authorization.clone())];
        headers.extend(more.iter().cloned());
        self.line.ask(method, url, &headers, body, "etag")
    }

    fn no(&self, status: u16, what: &str) -> Error {
        refused(self.line.host(), status, what)
    }

    /// Makes the folders above a path, from the outermost on.
    fn make_folders(&self, path: &str) -> Result<()> {
        let whole = self.in_root(path);
        for (at, _) in whole.match_indices('/') {
            let url = format!("{}/{}/", self.root, encoded(&whole[..at]));
            let made = self.ask("MKCOL", &url, &[], &[])?;
            // 405: it is there already.
            if !made.is_success() && made.status != 405 {
                return Err(self.no(made.status, "make a folder there"));
            }
        }
        Ok(())
    }

    /// Where a file is sent before it takes its place: the same name every time.
    fn beside(path: &str) -> String {
        match path.rsplit_once('/') {
            Some((above, name)) => format!("{above}/.{name}.stet-new"),
            None => format!(".{path}.stet-new"),
        }
    }

    fn delete(&self, path: &str) -> Result<()> {
        let gone = self.ask("DELETE", &self.url(path), &[], &[])?;
        // A folder above that is not there either is said in several ways.
        if !gone.is_success() && ![404, 409, 410].contains(&gone.status) {
            return Err(self.no(gone.status, "take a file away"));
        }
        Ok(())
    }
}

impl Far for WebDav {
    fn look(&self, path: &str, file: &File) -> Result<Stands> {
        let found = self.ask("HEAD", &self.url(path), &[], &[])?;
        match found.status {
            404 | 409 | 410 => return Ok(Stands::Nothing),
            _ if !found.is_success() => return Err(self.no(found.status, "look at a file")),
            _ if found.length.is_some_and(|length| length != file.bytes.len() as u64) => {
                return Ok(Stands::Other);
            }
            _ => {}
        }
        let there = self.ask("GET", &self.url(path), &[], &[])?;
        if !there.is_success() {
            return Err(self.no(there.status, "read a file back"));
        }
        Ok(if there.body == file.bytes { Stands::Same } else { Stands::Other })
    }

    fn put(&self, path: &str, file: &File) -> Result<()> {
        let beside = Self::beside(path);
        let url = self.url(&beside);
        let put = || self.ask("PUT", &url, &[], &file.bytes);
        let mut sent = put()?;
        if matches!(sent.status, 404 | 409) {
            self.make_folders(path)?;
            sent = put()?;
        }
        if !sent.is_success() {
            return Err(self.no(sent.status, "take a file"));
        }
        if self.look(&beside, file)? != Stands::Same {
            return Err(unchecked(self.line.host(), path));
        }
        let over = [("Destination", self.url(path)), ("Overwrite", "T".to_owned())];
        let moved = self.ask("MOVE", &url, &over, &[])?;
        if !moved.is_success() {
            return Err(self.no(moved.status, "put a file in its place"));
        }
        // The bytes were read back before; that they are in their place is seen by their length.
        let there = self.ask("HEAD", &self.url(path), &[], &[])?;
        let whole = there.length.is_none_or(|length| length == file.bytes.len() as u64);
        if there.is_success() && whole { Ok(()) } else { Err(unchecked(self.line.host(), path)) }
    }

    fn remove(&self, path: &str) -> Result<()> {
        self.delete(path)?;
        // What a broken line may have left beside it.
        self.delete(&Self::beside(path))?;
        let left = self.ask("HEAD", &self.url(path), &[], &[])?;
        match left.status {
            404 | 409 | 410 => Ok(()),
            status if left.is_success() => Err(self.no(status, "take a file away")),
            status => Err(self.no(status, "say whether a file is gone")),
        }
    }

    fn knock(&self) -> Result<()> {
        let there = self.ask("PROPFIND", &format!("{}/", self.root), &[("Depth", "0".to_owned())], &[])?;
        if there.is_success() { Ok(()) } else { Err(self.no(there.status, "look into its folder")) }
    }
}
