//! A place far away: the same is done at each kind of it, and what goes wrong there is said in words.

use super::line::{Ear, Heard};
use super::{File, Stands};
use crate::{Error, Result};
use opendal::options::WriteOptions;
use opendal::{ErrorKind, Operator};
use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

/// The name under which a bucket keeps a file's SHA-256.
const SHA: &str = "sha256";
/// How long one thing may take; an upload gets more by its size.
const PATIENCE: Duration = Duration::from_secs(90);
/// A line that moves fewer bytes a second than this is counted as stuck.
const SLOWEST: u64 = 20_000;

/// How a file gets into its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By itself: the server shows it once it is whole, and tells its SHA-256.
    AtOnce,
    /// It is sent under another name beside its place, read back, and only then moved over it, so that
    /// readers never meet half of one.
    Beside,
}

/// A place far away. Every path is one of [`super::is_lawful`], so it stays in the site's folder.
pub struct Far {
    op: Operator,
    way: Way,
    host: String,
    /// The site's folder, from where the server lets us in.
    folder: String,
    ear: Ear,
    runtime: tokio::runtime::Runtime,
}

impl Far {
    pub(super) fn new(op: Operator, way: Way, host: &str, folder: &str, ear: Ear) -> Result<Self> {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|fault| {
                Error::new(
                    "place-no-line",
                    format!("This computer opens no more lines: {fault}."),
                    "Close what you do not need, then try again.",
                )
            })?;
        Ok(Self { op, way, host: host.to_owned(), folder: folder.to_owned(), ear, runtime })
    }

    /// What OpenDAL says of an address that it does not take.
    pub(super) fn unlawful(host: &str, fault: &opendal::Error) -> Error {
        Error::new(
            "place-address",
            format!("{host} cannot be asked: {}.", fault.message()),
            "Check the address, the folder, and that user and secret have no spaces or other signs in them.",
        )
    }

    /// Whether the place lets us in. Nothing is written.
    ///
    /// # Errors
    /// As all here: `place-…`, with what to do.
    pub fn knock(&self) -> Result<()> {
        const WHAT: &str = "look into its folder";
        self.ask(WHAT, 0, self.op.check())?;
        // A list of nothing is an answer, but not where the address leads nowhere.
        match self.ear.heard() {
            Heard::Status(404) => Err(self.refused(404, WHAT)),
            _ => Ok(()),
        }
    }

    /// Whether a file stands there, with these bytes or with others.
    pub fn look(&self, path: &str, file: &File) -> Result<Stands> {
        let path = &self.within(path);
        let Some(there) = self.there(path)? else { return Ok(Stands::Nothing) };
        if there.content_length() != file.bytes.len() as u64 {
            return Ok(Stands::Other);
        }
        let same = match self.way {
            Way::AtOnce => there.user_metadata().is_some_and(|kept| {
                kept.into_iter().any(|(name, value)| name == SHA && value == file.sha256)
            }),
            Way::Beside => {
                let size = file.bytes.len();
                self.ask("read a file back", size, self.op.read(path))?.to_vec() == file.bytes
            }
        };
        Ok(if same { Stands::Same } else { Stands::Other })
    }

    /// Puts the file in its place, whole or not at all, and asks the place whether it has it.
    pub fn put(&self, path: &str, file: &File) -> Result<()> {
        let at = self.within(path);
        let what = "take a file";
        let size = file.bytes.len();
        if self.way == Way::AtOnce {
            let options = WriteOptions {
                content_type: Some(content_type(path).to_owned()),
                user_metadata: Some(HashMap::from([(SHA.to_owned(), file.sha256.clone())])),
                ..WriteOptions::default()
            };
            self.ask(what, size, self.op.write_options(&at, file.bytes.clone(), options))?;
            return if self.look(path, file)? == Stands::Same { Ok(()) } else { Err(self.unchecked(path)) };
        }
        let beside = beside(path);
        self.ask(what, size, self.op.write(&self.within(&beside), file.bytes.clone()))?;
        if self.look(&beside, file)? != Stands::Same {
            return Err(self.unchecked(path));
        }
        self.ask("put a file in its place", 0, self.op.rename(&self.within(&beside), &at))?;
        // The bytes were read back before; that they are in their place is seen by their length.
        let there = self.there(&at)?;
        if there.is_some_and(|there| there.content_length() == size as u64) {
            return Ok(());
        }
        Err(self.unchecked(path))
    }

    /// Takes the file away and asks whether it is gone; one that is not there is gone.
    pub fn remove(&self, path: &str) -> Result<()> {
        let what = "take a file away";
        let mut paths = vec![self.within(path)];
        if self.way == Way::Beside {
            // What a broken line may have left beside it.
            paths.push(self.within(&beside(path)));
        }
        for path in &paths {
            if self.way == Way::AtOnce || self.there(path)?.is_some() {
                self.ask(what, 0, self.op.delete(path))?;
            }
            if self.there(path)?.is_some() {
                return Err(self.refused(403, what));
            }
        }
        Ok(())
    }

    /// What stands at a path, from where the server lets us in.
    fn there(&self, path: &str) -> Result<Option<opendal::Metadata>> {
        let stat = async {
            match self.op.stat(path).await {
                Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
                found => found.map(Some),
            }
        };
        self.ask("look at a file", 0, stat)
    }

    fn within(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }

    /// Does one thing, and says in words why it could not be done. `what` completes “it could not …”.
    fn ask<T>(&self, what: &str, size: usize, doing: impl Future<Output = opendal::Result<T>>) -> Result<T> {
        let patience = PATIENCE + Duration::from_secs(size as u64 / SLOWEST);
        self.ear.forget();
        let done = self.runtime.block_on(async { tokio::time::timeout(patience, doing).await });
        done.map_err(|_| self.broke())?.map_err(|fault| self.said(what, &fault))
    }

    fn said(&self, what: &str, fault: &opendal::Error) -> Error {
        let host = &self.host;
        match self.ear.heard() {
            Heard::Status(status) if (200..300).contains(&status) => self.broke(),
            Heard::Status(status) => self.refused(status, what),
            Heard::Nobody => Error::new(
                "place-not-reached",
                format!("No server answers at {host}."),
                "Check the address and that this computer is online; then send the site again: it goes on where it stopped.",
            ),
            Heard::Stranger => Error::new(
                "place-certificate",
                format!(
                    "{host} does not prove that it is {host}: its certificate is not one that can be trusted."
                ),
                "Nothing was sent. Ask the person who runs it to renew the certificate, and check the date of this computer.",
            ),
            Heard::Nothing => self.said_by_ssh(what, fault),
        }
    }

    #[cfg(unix)]
    fn said_by_ssh(&self, what: &str, fault: &opendal::Error) -> Error {
        let mut text = format!("{fault}");
        let mut cause = std::error::Error::source(fault);
        while let Some(inner) = cause {
            text.push_str(&format!("\n{inner}"));
            cause = inner.source();
        }
        super::sftp::said(&self.host, &text).unwrap_or_else(|| match fault.kind() {
            ErrorKind::PermissionDenied => self.refused(403, what),
            ErrorKind::NotFound => self.refused(404, what),
            _ => self.broke(),
        })
    }

    #[cfg(not(unix))]
    fn said_by_ssh(&self, _what: &str, _fault: &opendal::Error) -> Error {
        self.broke()
    }

    fn broke(&self) -> Error {
        Error::new(
            "place-line-broke",
            format!("The line to {} broke before the answer came.", self.host),
            "Readers still have whole pages. Send the site again: it goes on where it stopped.",
        )
    }

    /// What a place refused, in words.
    fn refused(&self, status: u16, what: &str) -> Error {
        let host = &self.host;
        match status {
            401 | 403 => Error::new(
                "place-password",
                format!("{host} does not let this user {what}."),
                "Check the user and the password or secret, and that the user may write there.",
            ),
            404 | 409 => Error::new(
                "place-folder-missing",
                format!("{host} has no such folder or bucket."),
                "Check address and folder; a bucket must be made there first.",
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

    fn unchecked(&self, path: &str) -> Error {
        Error::new(
            "place-not-as-sent",
            format!("{} does not have “{path}” as it was sent.", self.host),
            "Send the site again; if it stays so, somebody else writes there too.",
        )
    }
}

/// Where a file is sent before it takes its place: the same name every time.
fn beside(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((above, name)) => format!("{above}/.{name}.stet-new"),
        None => format!(".{path}.stet-new"),
    }
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
