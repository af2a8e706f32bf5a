//! Writing the site into a folder that readers may be looking at.
//!
//! Each file is written beside its place, forced to disk, and renamed over it: a reader,
//! or a crash at any moment, meets the old file or the new one, never half of one. What
//! is pointed at is written before what points; what is gone goes last. A manifest in the
//! folder lists what we wrote: nothing else is ever replaced or removed.

use crate::site::{Page, is_device_name};
use crate::{Error, Result};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

mod manifest;
#[cfg(test)]
mod tests;
use manifest::Manifest;

/// One export at a time holds this file; the system lets go of it when a process ends.
const LOCK: &str = ".stet-site.lock";
/// What file managers leave in every folder they show; no content of anybody's.
const LEFT_BY_SYSTEMS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A picture file to stand in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// Where it stands in the site's folder, with `/`. Its name changes with its content.
    pub path: String,
    /// Where it is now.
    pub from: PathBuf,
}

/// What one export did to the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Pages that were new or different.
    pub written: usize,
    /// Pages that stood there already, byte for byte.
    pub unchanged: usize,
    /// Pictures that were not there yet.
    pub pictures: usize,
    /// Files of stories that are gone.
    pub removed: usize,
}

/// Makes the folder hold exactly these pages and pictures of that newsroom, leaving alone
/// every file that we did not write.
pub fn write(
    out: &Path,
    newsroom: &str,
    pages: impl IntoIterator<Item = Page>,
    pictures: &[PictureFile],
) -> Result<Written> {
    Ok(write_if(out, newsroom, pages, pictures, false, &mut || Ok(true))?.unwrap_or_default())
}

/// Whether the folder holds the site of that newsroom.
pub fn holds_site_of(out: &Path, newsroom: &str) -> Result<bool> {
    Ok(Manifest::read(out)?.is_some_and(|manifest| manifest.newsroom == newsroom))
}

/// [`write()`], once nobody else writes there and `still` says that these pages are still right;
/// none where it says that they are not, and nothing was written. `rid`: what is gone goes first and
/// not last, so that a full disk, which takes no new page, keeps no killed story.
pub fn write_if(
    out: &Path,
    newsroom: &str,
    pages: impl IntoIterator<Item = Page>,
    pictures: &[PictureFile],
    rid: bool,
    still: &mut dyn FnMut() -> Result<bool>,
) -> Result<Option<Written>> {
    let pages: Vec<Page> = pages.into_iter().collect();
    let wanted = paths_of(&pages, pictures)?;
    claim(out, newsroom)?;
    fs::create_dir_all(out).map_err(|e| trouble(out, &e))?;
    let root = out.canonicalize().map_err(|e| trouble(out, &e))?;
    let _lock = lock(&root)?;
    if !still()? {
        return Ok(None);
    }
    // Read again: another export may have ended while we waited to look.
    let old = claim(&root, newsroom)?.unwrap_or_else(|| Manifest::new(newsroom));
    let folder = Folder { root: &root };
    if rid {
        let removed: Vec<Result<bool>> =
            old.files.difference(&wanted).map(|gone| folder.remove(gone)).collect();
        removed.into_iter().collect::<Result<Vec<_>>>()?;
    }
    for path in wanted.iter().filter(|path| !old.files.contains(*path)) {
        folder.refuse_foreign(path, &pages)?;
    }
    folder.make_room(&wanted)?;

    // From here to the end the manifest names the old files and the new: a crash leaves
    // no file that the next export would not know for its own.
    let union: BTreeSet<String> = old.files.union(&wanted).cloned().collect();
    if !old.finished {
        union.iter().try_for_each(|path| folder.remove_leftover(path))?;
    }
    Manifest { finished: false, files: union, ..old.clone() }.save(&root)?;

    let mut done = Written::default();
    let copied: Vec<bool> = pictures.par_iter().map(|picture| folder.copy(picture)).collect::<Result<_>>()?;
    done.pictures = copied.into_iter().filter(|copied| *copied).count();
    let (pointing, pointed_at): (Vec<&Page>, Vec<&Page>) =
        pages.iter().partition(|page| page.kind.points_at_others());
    for part in [pointed_at, pointing] {
        let changed: Vec<bool> =
            part.par_iter().map(|page| folder.put(&page.path, &page.bytes)).collect::<Result<_>>()?;
        done.written += changed.iter().filter(|changed| **changed).count();
        done.unchanged += changed.iter().filter(|changed| !**changed).count();
    }
    for gone in old.files.difference(&wanted) {
        done.removed += usize::from(folder.remove(gone)?);
    }
    Manifest { finished: true, files: wanted, ..old }.save(&root)?;
    Ok(Some(done))
}

/// The paths to stand in the folder: each lawful, none twice.
fn paths_of(pages: &[Page], pictures: &[PictureFile]) -> Result<BTreeSet<String>> {
    let mut paths = BTreeSet::new();
    let mut seen = HashSet::new();
    for path in pages.iter().map(|p| &p.path).chain(pictures.iter().map(|p| &p.path)) {
        if !is_lawful(path) {
            return Err(Error::new(
                "path-leaves-folder",
                format!("“{path}” is no name that a file of the site can have."),
                "Choose another URL slug for that story or section.",
            ));
        }
        paths.insert(path.clone());
        // Two pictures of the same bytes are one file; two pages at one address are a mistake.
        // Some systems see no difference between capital and small letters.
        if !seen.insert(path.to_lowercase()) && pages.iter().any(|p| p.path.eq_ignore_ascii_case(path)) {
            return Err(Error::new(
                "path-twice",
                format!("Two pages of the site would stand at “{path}”."),
                "Give one of the two stories another URL slug.",
            ));
        }
    }
    Ok(paths)
}

/// Whether a path stays inside the folder on every system, and is none of our own notes.
fn is_lawful(path: &str) -> bool {
    let lawful_part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with(['.', ' '])
            && part.len() <= 200
            && !is_device_name(part)
            && !part.chars().any(|c| c.is_control() || "<>:\"\\|?*".contains(c))
    };
    path.split('/').all(lawful_part)
}

/// Whether we may write here: a folder that is not there yet, an empty one, or our own.
fn claim(out: &Path, newsroom: &str) -> Result<Option<Manifest>> {
    if let Some(manifest) = Manifest::read(out)? {
        if manifest.newsroom == newsroom {
            return Ok(Some(manifest));
        }
        return Err(Error::new(
            "folder-not-ours",
            format!("The folder {} holds the site of another newsroom.", out.display()),
            "Choose another folder for this newsroom's site.",
        ));
    }
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(trouble(out, &e)),
    };
    for entry in entries {
        let name = entry.map_err(|e| trouble(out, &e))?.file_name();
        let name = name.to_string_lossy();
        if name != LOCK && !manifest::is_leftover(&name) && !LEFT_BY_SYSTEMS.contains(&name.as_ref()) {
            return Err(Error::new(
                "folder-not-ours",
                format!(
                    "The folder {} already holds files that Stet did not write (“{name}”).",
                    out.display()
                ),
                "Choose an empty folder, or a new one.",
            ));
        }
    }
    Ok(None)
}

fn lock(root: &Path) -> Result<File> {
    let path = root.join(LOCK);
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(|e| trouble(&path, &e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::new(
            "folder-busy",
            format!("Another export is writing to {} at this moment.", root.display()),
            "Wait until it has finished, then export again.",
        )),
        Err(TryLockError::Error(e)) => Err(trouble(&path, &e)),
    }
}

/// The folder being written, by its true path.
struct Folder<'a> {
    root: &'a Path,
}

impl Folder<'_> {
    fn at(&self, path: &str) -> PathBuf {
        // Component by component: `/` is not every system's own separator.
        path.split('/').fold(self.root.to_path_buf(), |at, part| at.join(part))
    }

    /// Where a file is written before it takes its place: the same name every time, so
    /// that a crash leaves at most one beside each file and the next export finds it.
    fn beside(at: &Path) -> PathBuf {
        let name = at.file_name().unwrap_or_default().to_string_lossy();
        at.with_file_name(format!(".{name}.stet-new"))
    }

    /// Refuses to replace somebody else's file.
    fn refuse_foreign(&self, path: &str, pages: &[Page]) -> Result<()> {
        let at = self.at(path);
        match fs::symlink_metadata(&at) {
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(()),
            Err(e) => Err(trouble(&at, &e)),
            Ok(meta) => {
                let same = |page: &Page| page.path == path && is_same(&at, &page.bytes).unwrap_or(false);
                if meta.is_file() && pages.iter().any(same) {
                    return Ok(());
                }
                Err(Error::new(
                    "file-not-ours",
                    format!("The site's folder has a file “{path}” that Stet did not write."),
                    "Move that file away, or choose another URL slug for the story at that address.",
                ))
            }
        }
    }

    /// Makes the folders that the files stand in. A link to elsewhere is not followed.
    fn make_room(&self, paths: &BTreeSet<String>) -> Result<()> {
        let mut ready: HashSet<PathBuf> = HashSet::new();
        for path in paths {
            let mut at = self.root.to_path_buf();
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in parts {
                at.push(part);
                if !ready.insert(at.clone()) {
                    continue;
                }
                match fs::symlink_metadata(&at) {
                    Ok(meta) if meta.is_dir() => {}
                    Ok(_) => return Err(leads_away(&at)),
                    Err(e) if e.kind() == io::ErrorKind::NotFound => {
                        fs::create_dir(&at).map_err(|e| trouble(&at, &e))?;
                    }
                    Err(e) => return Err(trouble(&at, &e)),
                }
            }
        }
        Ok(())
    }

    /// Puts the bytes at the path; false where they were there already.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<bool> {
        let at = self.at(path);
        match fs::symlink_metadata(&at) {
            Ok(meta) if !meta.is_file() => return Err(leads_away(&at)),
            Ok(meta)
                if meta.len() == bytes.len() as u64
                    && is_same(&at, bytes).map_err(|e| trouble(&at, &e))? =>
            {
                return Ok(false);
            }
            _ => {}
        }
        place(&at, |file| file.write_all(bytes)).map_err(|e| trouble(&at, &e))?;
        Ok(true)
    }

    /// Copies a picture to its place; false where it is there already. Its name changes
    /// with its content, and a file takes its name only when whole: the length is proof.
    fn copy(&self, picture: &PictureFile) -> Result<bool> {
        let at = self.at(&picture.path);
        let mut from = File::open(&picture.from).map_err(|e| trouble(&picture.from, &e))?;
        let length = from.metadata().map_err(|e| trouble(&picture.from, &e))?.len();
        match fs::symlink_metadata(&at) {
            Ok(meta) if !meta.is_file() => return Err(leads_away(&at)),
            Ok(meta) if meta.len() == length => return Ok(false),
            _ => {}
        }
        place(&at, |file| io::copy(&mut from, file).map(drop)).map_err(|e| trouble(&at, &e))?;
        Ok(true)
    }

    /// Removes a file of ours, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> Result<bool> {
        // The manifest is a file that anybody can edit: it gets no more trust than a page.
        if !is_lawful(path) {
            return Ok(false);
        }
        let at = self.at(path);
        let mut above = at.parent();
        while let Some(folder) = above.filter(|folder| *folder != self.root) {
            if fs::symlink_metadata(folder).is_ok_and(|meta| !meta.is_dir()) {
                return Ok(false);
            }
            above = folder.parent();
        }
        match fs::remove_file(&at) {
            Ok(()) => {}
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(false);
            }
            Err(e) => return Err(trouble(&at, &e)),
        }
        let mut above = at.parent();
        while let Some(folder) = above.filter(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                break; // Not empty: something else lives there.
            }
            above = folder.parent();
        }
        Ok(true)
    }

    /// Removes what a crash left beside a file.
    fn remove_leftover(&self, path: &str) -> Result<()> {
        if !is_lawful(path) {
            return Ok(());
        }
        let beside = Self::beside(&self.at(path));
        match fs::remove_file(&beside) {
            Err(e) if !matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Err(trouble(&beside, &e))
            }
            _ => Ok(()),
        }
    }
}

/// Writes beside, forces to disk, renames. A failure leaves the old file as it was.
fn place(at: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let beside = Folder::beside(at);
    // Never through a link that somebody put there.
    if fs::symlink_metadata(&beside).is_ok() {
        fs::remove_file(&beside)?;
    }
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        fill(&mut file)?;
        file.sync_all()
    })();
    let placed = written.and_then(|()| fs::rename(&beside, at));
    if placed.is_err() {
        // The disk may be full: give back what the unfinished file took. If this fails too,
        // the next export removes it.
        let _ = fs::remove_file(&beside);
    }
    placed
}

fn is_same(at: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut there = Vec::with_capacity(bytes.len());
    File::open(at)?.take(bytes.len() as u64 + 1).read_to_end(&mut there)?;
    Ok(there == bytes)
}

fn leads_away(at: &Path) -> Error {
    Error::new(
        "path-leaves-folder",
        format!("{} is a link or another kind of file where the site needs its own.", at.display()),
        "Remove it, or export to another folder.",
    )
}

/// What the system refused, in words, with what to do.
fn trouble(at: &Path, error: &io::Error) -> Error {
    let at = at.display();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::new(
            "disk-full",
            format!("The disk is full: {at} could not be written."),
            "Readers still have whole pages. Make room on the disk, then export again.",
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Error::new(
            "folder-not-writable",
            format!("{at} cannot be written by you."),
            "Choose a folder of your own, or ask for the right to write there.",
        ),
        io::ErrorKind::NotFound => Error::new(
            "file-missing",
            format!("{at} is not there any more."),
            "If it is on another disk, connect it, then export again.",
        ),
        io::ErrorKind::NotADirectory => Error::new(
            "folder-not-ours",
            format!("{at} is a file, not a folder."),
            "Choose a folder for the site.",
        ),
        _ => Error::new(
            "folder-write-failed",
            format!("{at} could not be written: {error}."),
            "Readers still have whole pages. Export again, or to another folder.",
        ),
    }
}
