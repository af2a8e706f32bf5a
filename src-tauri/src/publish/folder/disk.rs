//! One folder on disk, file by file: nothing leaves it, nothing of others is touched, nothing is half.

use super::{PictureFile, file_row, is_lawful, leads_away, trouble};
use crate::store::{FileRow, Step};
use crate::{Error, Result};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The code of [`replaced`].
pub(super) const REPLACED: &str = "picture-replaced";

/// The folder being written, by its true path.
pub(super) struct Folder<'a> {
    pub root: &'a Path,
}

impl Folder<'_> {
    pub fn at(&self, path: &str) -> PathBuf {
        // Component by component: `/` is not every system's own separator.
        path.split('/').fold(self.root.to_path_buf(), |at, part| at.join(part))
    }

    /// Where a file is written before it takes its place: the same name every time, so
    /// that a crash leaves at most one beside each file and the next export finds it.
    pub fn beside(at: &Path) -> PathBuf {
        let name = at.file_name().unwrap_or_default().to_string_lossy();
        at.with_file_name(format!(".{name}.stet-new"))
    }

    /// Refuses to replace somebody else's file, but for one that holds just these bytes.
    pub fn refuse_foreign(&self, path: &str, bytes: Option<&[u8]>) -> Result<()> {
        let at = self.at(path);
        match fs::symlink_metadata(&at) {
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(()),
            Err(e) => Err(trouble(&at, &e)),
            Ok(meta) => {
                if meta.is_file() && bytes.is_some_and(|bytes| is_same(&at, bytes).unwrap_or(false)) {
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

    /// [`Folder::refuse_foreign`] of a picture.
    pub fn refuse_foreign_picture(&self, picture: &PictureFile) -> Result<()> {
        let there = fs::symlink_metadata(self.at(&picture.path)).is_ok();
        let bytes = there.then(|| fs::read(&picture.from).ok()).flatten();
        self.refuse_foreign(&picture.path, bytes.as_deref())
    }

    /// Makes the folders that the files stand in. A link to elsewhere is not followed.
    pub fn make_room<'b>(&self, paths: impl Iterator<Item = &'b str>) -> Result<()> {
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
                match fs::create_dir(&at) {
                    Ok(()) => {}
                    Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                        if !fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_dir()) {
                            return Err(leads_away(&at));
                        }
                    }
                    Err(e) => return Err(trouble(&at, &e)),
                }
            }
        }
        Ok(())
    }

    /// Writes the bytes beside the place of the path. `now`: they are forced to disk by themselves.
    pub fn stage(&self, path: &str, bytes: &[u8], now: bool) -> Result<()> {
        let at = self.at(path);
        if fs::symlink_metadata(&at).is_ok_and(|meta| !meta.is_file()) {
            return Err(leads_away(&at));
        }
        let beside = Self::beside(&at);
        let written = (|| {
            let mut file = new_file(&beside)?;
            file.write_all(bytes)?;
            if now || !cfg!(target_os = "linux") { file.sync_all() } else { Ok(()) }
        })();
        written.map_err(|e| {
            // The disk may be full: give back what the unfinished file took.
            let _ = fs::remove_file(&beside);
            trouble(&at, &e)
        })
    }

    /// What was staged takes its place, what points at others after what it points at; what is gone
    /// goes last. May be done again after a crash. Answers how many files went.
    pub fn take_places(&self, steps: &[Step]) -> Result<usize> {
        let staged = |points: bool| {
            let of = move |(path, row): &&Step| row.is_some() && points_at_others(path) == points;
            steps.par_iter().filter(of).map(|(path, _)| self.take_place(path)).collect::<Result<Vec<()>>>()
        };
        staged(false)?;
        staged(true)?;
        let mut removed = 0;
        for (path, _) in steps.iter().filter(|(_, row)| row.is_none()) {
            removed += usize::from(self.remove(path)?);
        }
        Ok(removed)
    }

    pub fn take_place(&self, path: &str) -> Result<()> {
        let at = self.at(path);
        match fs::rename(Self::beside(&at), &at) {
            // A picture took its place when it was copied; a page, before the crash.
            Err(e) if e.kind() == io::ErrorKind::NotFound && at.is_file() => Ok(()),
            done => done.map_err(|e| trouble(&at, &e)),
        }
    }

    /// Copies a picture to its place. Its name changes with its content, and a file takes its name only
    /// when whole.
    pub fn copy(&self, picture: &PictureFile) -> Result<FileRow> {
        let at = self.at(&picture.path);
        let bytes = fs::read(&picture.from).map_err(|e| trouble(&picture.from, &e))?;
        let row = file_row(&bytes);
        if row.hash != picture.hash {
            // It is no use to anybody: without it, it is drawn anew.
            fs::remove_file(&picture.from).map_err(|e| trouble(&picture.from, &e))?;
            return Err(replaced(&picture.path));
        }
        match fs::symlink_metadata(&at) {
            Ok(meta) if !meta.is_file() => return Err(leads_away(&at)),
            Ok(meta) if meta.len() == bytes.len() as u64 => return Ok(row),
            _ => {}
        }
        place(&at, |file| file.write_all(&bytes)).map_err(|e| trouble(&at, &e))?;
        Ok(row)
    }

    /// Removes a file of ours, and the folders that it leaves empty.
    pub fn remove(&self, path: &str) -> Result<bool> {
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
        self.remove_empty_above(path);
        Ok(true)
    }

    /// Removes the folders above a path that hold nothing.
    pub fn remove_empty_above(&self, path: &str) {
        let at = self.at(path);
        let mut above = at.parent();
        while let Some(folder) = above.filter(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                break; // Not empty: something else lives there.
            }
            above = folder.parent();
        }
    }

    /// Removes what a crash left beside a file.
    pub fn remove_leftover(&self, path: &str) -> Result<()> {
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

/// A picture that was made for readers is not what was made.
fn replaced(path: &str) -> Error {
    Error::new(
        REPLACED,
        format!("The file “{path}” was replaced in the newsroom’s media folder by another program."),
        "Nothing of it was published. Export again: it is drawn anew.",
    )
}

/// Writes beside, forces to disk, renames. A failure leaves the old file as it was.
pub(super) fn place(at: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let beside = Folder::beside(at);
    let written = (|| {
        let mut file = new_file(&beside)?;
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

/// A new file, never through a link that somebody put there.
pub(super) fn new_file(at: &Path) -> io::Result<File> {
    let open = || OpenOptions::new().write(true).create_new(true).open(at);
    match open() {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(at)?;
            open()
        }
        opened => opened,
    }
}

/// Whether a file points at others: a story that a list names must be there before the list is.
pub(super) fn points_at_others(path: &str) -> bool {
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    let is_list = matches!(first, "index.html" | "latest" | "tags" | "authors" | "archive");
    is_list || path.ends_with(".xml") || parts.count() > 1 && first != "pictures"
}

pub(super) fn is_same(at: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut there = Vec::with_capacity(bytes.len());
    File::open(at)?.take(bytes.len() as u64 + 1).read_to_end(&mut there)?;
    Ok(there == bytes)
}
