//! The list of the files that we wrote, kept in the folder itself.

use super::{place, trouble};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

const NAME: &str = ".stet-site.json";
const MARK: &str = ".stet-site.mark";

/// Whose site the folder holds, and which files of it are ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The form of this file.
    pub format: u32,
    /// The newsroom whose site this is.
    pub newsroom: String,
    /// False while an export is at work, and after one that did not end.
    pub finished: bool,
    /// Every path that we wrote or were about to.
    pub files: BTreeSet<String>,
}

impl Manifest {
    /// The manifest of a folder that has nothing yet.
    pub fn new(newsroom: &str) -> Self {
        Self { format: 1, newsroom: newsroom.to_owned(), finished: true, files: BTreeSet::new() }
    }

    /// The manifest of the folder, if it has one.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let at = folder.join(NAME);
        let text = match fs::read_to_string(&at) {
            Ok(text) => text,
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(e) if e.kind() == io::ErrorKind::InvalidData => return Err(unreadable(&at)),
            Err(e) => return Err(trouble(&at, &e)),
        };
        match serde_json::from_str::<Self>(&text) {
            Ok(manifest) if manifest.format == 1 => Ok(Some(manifest)),
            _ => Err(unreadable(&at)),
        }
    }

    /// Whether it says that an export ended: its beginning says so, and the whole may be large.
    pub fn read_finished(folder: &Path) -> Result<bool> {
        let at = folder.join(NAME);
        let mut start = Vec::new();
        let read = fs::File::open(&at).and_then(|file| file.take(512).read_to_end(&mut start));
        read.map_err(|e| trouble(&at, &e))?;
        Ok(String::from_utf8_lossy(&start).contains("\"finished\": true"))
    }

    /// Writes it, whole or not at all.
    pub fn save(&self, folder: &Path) -> Result<()> {
        let at = folder.join(NAME);
        let text = serde_json::to_string_pretty(self).map_err(|_| unreadable(&at))?;
        place(&at, |file| file.write_all(text.as_bytes())).map_err(|e| trouble(&at, &e))?;
        // The new name itself must survive a power cut before anything relies on it.
        #[cfg(unix)]
        fs::File::open(folder).and_then(|dir| dir.sync_all()).map_err(|e| trouble(folder, &e))?;
        Ok(())
    }
}

/// Whether a crash left this before there was a manifest.
pub(super) fn is_leftover(name: &str) -> bool {
    name == format!(".{NAME}.stet-new") || name == MARK || name == format!(".{MARK}.stet-new")
}

/// Which state of the site stands in the folder: tells what the newsroom knows of it from what somebody
/// else wrote since. Small, and so written by each export; the manifest only where its list changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// The newsroom whose site this is.
    pub newsroom: String,
    /// Changes with each export that changed something.
    pub stamp: String,
    /// True while files are written beside their places, and after an export that did not get further.
    pub staging: bool,
}

impl Mark {
    /// The mark of a state that stands there whole.
    pub fn new(newsroom: &str, stamp: &str) -> Self {
        Self { newsroom: newsroom.to_owned(), stamp: stamp.to_owned(), staging: false }
    }

    /// The mark of the folder; none where there is none that can be read.
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(MARK)).ok()?).ok()
    }

    /// Takes it away: what stands in the folder is not known any more.
    pub fn remove(folder: &Path) -> Result<()> {
        let at = folder.join(MARK);
        match fs::remove_file(&at) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(trouble(&at, &e)),
            _ => Ok(()),
        }
    }

    /// Writes it, whole or not at all.
    pub fn save(&self, folder: &Path) -> Result<()> {
        let at = folder.join(MARK);
        let text = serde_json::to_vec(self).map_err(|_| unreadable(&at))?;
        place(&at, |file| file.write_all(&text)).map_err(|e| trouble(&at, &e))
    }
}

fn unreadable(at: &Path) -> Error {
    Error::new(
        "folder-not-ours",
        format!("{} says which files of the folder are ours, and cannot be read.", at.display()),
        "Export to a new folder: Stet removes nothing that it does not know for its own.",
    )
}
