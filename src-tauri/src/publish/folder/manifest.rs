//! The list of the files that we wrote, kept in the folder itself.

use super::{place, trouble};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

const NAME: &str = ".stet-site.json";
/// What came to the list since it was written, and went from it: a hundred thousand paths are not
/// written anew for one story.
const SINCE: &str = ".stet-site.since";
/// So many bytes of it, and the list is written anew.
const LONGEST_SINCE: u64 = 1 << 20;
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
    /// The first line of the file of changes that goes with this list; empty: there is none yet.
    #[serde(default)]
    pub since: String,
    /// Every path that we wrote or were about to.
    pub files: BTreeSet<String>,
}

impl Manifest {
    /// The manifest of a folder that has nothing yet.
    pub fn new(newsroom: &str) -> Self {
        Self {
            format: 1,
            newsroom: newsroom.to_owned(),
            finished: true,
            since: String::new(),
            files: BTreeSet::new(),
        }
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
            Ok(mut manifest) if manifest.format == 1 => {
                manifest.bring_up_to_date(folder)?;
                Ok(Some(manifest))
            }
            _ => Err(unreadable(&at)),
        }
    }

    /// Adds what the file of changes says, where it is of this list. A line that a crash broke off says
    /// nothing: its file was not there yet.
    fn bring_up_to_date(&mut self, folder: &Path) -> Result<()> {
        let at = folder.join(SINCE);
        let text = match fs::read_to_string(&at) {
            Ok(text) => text,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(trouble(&at, &e)),
        };
        let Some((first, rest)) = text.split_once('\n') else { return Ok(()) };
        if first != self.since || first.is_empty() {
            return Ok(());
        }
        for line in rest.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
            if let Some(path) = line.strip_prefix('+') {
                self.files.insert(path.to_owned());
            } else if let Some(path) = line.strip_prefix('-') {
                self.files.remove(path);
            }
        }
        Ok(())
    }

    /// Adds some paths and takes others away.
    pub fn change(&mut self, more: &BTreeSet<String>, less: &[&str]) {
        self.files.extend(more.iter().cloned());
        for path in less {
            self.files.remove(*path);
        }
    }

    /// Writes down that some paths are ours from now on, and others no more.
    pub fn note(folder: &Path, more: &BTreeSet<String>, less: &[&str]) -> Result<()> {
        if more.is_empty() && less.is_empty() {
            return Ok(());
        }
        let at = folder.join(SINCE);
        let long = fs::metadata(&at).is_ok_and(|meta| meta.len() > LONGEST_SINCE);
        let since = Self::since(folder)?;
        let first = fs::File::open(&at).ok().and_then(|file| io::BufReader::new(file).lines().next()?.ok());
        if long || since.is_none() || first != since {
            let Some(mut manifest) = Self::read(folder)? else { return Err(unreadable(&folder.join(NAME))) };
            manifest.change(more, less);
            return manifest.save(folder);
        }
        let lines =
            more.iter().map(|path| format!("+{path}\n")).chain(less.iter().map(|p| format!("-{p}\n")));
        let written = fs::OpenOptions::new().append(true).open(&at).and_then(|mut file| {
            file.write_all(lines.collect::<String>().as_bytes())?;
            file.sync_all()
        });
        written.map_err(|e| trouble(&at, &e))
    }

    /// The first line that its file of changes must have: it stands at the list's beginning.
    fn since(folder: &Path) -> Result<Option<String>> {
        let start = Self::start(folder)?;
        let after = start.split_once("\"since\": \"").map(|(_, rest)| rest);
        Ok(after
            .and_then(|rest| rest.split_once('"'))
            .map(|(since, _)| since.to_owned())
            .filter(|s| !s.is_empty()))
    }

    /// Whether it says that an export ended: its beginning says so, and the whole may be large.
    pub fn read_finished(folder: &Path) -> Result<bool> {
        Ok(Self::start(folder)?.contains("\"finished\": true"))
    }

    fn start(folder: &Path) -> Result<String> {
        let at = folder.join(NAME);
        let mut start = Vec::new();
        let read = fs::File::open(&at).and_then(|file| file.take(512).read_to_end(&mut start));
        read.map_err(|e| trouble(&at, &e))?;
        Ok(String::from_utf8_lossy(&start).into_owned())
    }

    /// Writes it, whole or not at all, with a new file of changes.
    pub fn save(&self, folder: &Path) -> Result<()> {
        let at = folder.join(NAME);
        let whole = Self { since: uuid::Uuid::now_v7().to_string(), ..self.clone() };
        let text = serde_json::to_string_pretty(&whole).map_err(|_| unreadable(&at))?;
        place(&at, |file| file.write_all(text.as_bytes())).map_err(|e| trouble(&at, &e))?;
        let since = folder.join(SINCE);
        let first = format!("{}\n", whole.since);
        place(&since, |file| file.write_all(first.as_bytes())).map_err(|e| trouble(&since, &e))?;
        // The new name itself must survive a power cut before anything relies on it.
        #[cfg(unix)]
        fs::File::open(folder).and_then(|dir| dir.sync_all()).map_err(|e| trouble(folder, &e))?;
        Ok(())
    }
}

/// Whether a crash left this before there was a manifest.
pub(super) fn is_leftover(name: &str) -> bool {
    let beside = [NAME, SINCE, MARK].map(|name| format!(".{name}.stet-new"));
    name == MARK || name == SINCE || beside.iter().any(|beside| beside == name)
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
