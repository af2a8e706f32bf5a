//! Writing the site into a folder that readers may be looking at.
//!
//! Each file is written beside its place and forced to disk; once all are there, what is to happen is
//! written down, and then one after the other takes its place: what is pointed at before what points,
//! and what is gone goes last. A reader meets the old file or the new one, never half of one; a crash
//! leaves the old site, or a switch that whoever opens the folder next brings to its end. A manifest
//! in the folder lists what we wrote: nothing else is ever replaced or removed. What each file holds
//! is kept in the newsroom (`store/site_files`), so that only what differs is written.

use crate::site::{FEEDS, Page, is_device_name};
use crate::store::{FileRow, FolderState, SiteFiles, Step, site_files_path};
use crate::{Error, Result};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

mod disk;
mod manifest;
mod staging;
#[cfg(test)]
mod tests;

use disk::{Folder, place};
use manifest::{Manifest, Mark};
pub use staging::Staging;

/// One export at a time holds this file; the system lets go of it when a process ends.
const LOCK: &str = ".stet-site.lock";
/// How often another export's lock is tried, and how long between two tries.
const LOCK_TRIES: usize = 10;
const LOCK_REST: Duration = Duration::from_millis(20);
/// Folders of a newsroom that it keeps its own things in.
const KEPT_IN: [&str; 4] = ["dictionaries", "media", "sites", "theme"];
/// What file managers leave in every folder they show; no content of anybody's.
const LEFT_BY_SYSTEMS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A picture file to stand in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// Where it stands in the site's folder, with `/`. Its name changes with its content.
    pub path: String,
    /// Where it is now.
    pub from: PathBuf,
    /// The first 16 bytes of the SHA-256 that it had when it was made: one that was replaced since is not
    /// copied.
    pub hash: [u8; 16],
}

/// Whether an export stopped because a picture was replaced, which is made good by making it once more.
pub fn was_replaced(why: &Error) -> bool {
    why.code == disk::REPLACED
}

/// A picture file on the page of a story that shows it.
pub type OnPage = (String, PictureFile);

/// What one export did to the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files that were new or different.
    pub written: usize,
    /// How many of them are pages: no feed, sitemap or other file that goes with one.
    pub written_pages: usize,
    /// Files that stood there already, byte for byte.
    pub unchanged: usize,
    /// Pictures that were not there yet.
    pub pictures: usize,
    /// Files of stories that are gone.
    pub removed: usize,
}

/// A story that is to go before anything else is done to the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// Its page and what goes with that, as paths.
    pub pages: Vec<String>,
    /// What a feed says that carries the story.
    pub in_feeds: String,
    /// What a part of the search says that carries it, at one address or another.
    pub in_search: Vec<String>,
}

/// Whether an export into the folder was broken off, so that some files may be of one site and some of another.
pub fn is_broken_off(out: &Path, newsroom: &str) -> bool {
    Mark::read(out).is_some_and(|mark| mark.newsroom == newsroom && mark.staging)
}

/// Forgets what is known of the files in the folder: it is looked at anew by the next export.
pub fn forget(out: &Path, home: &Path) -> Result<()> {
    let root = out.canonicalize().map_err(|e| trouble(out, &e))?;
    SiteFiles::remove(&site_files_path(home, &root)?)
}

/// Whether the folder holds the site of that newsroom.
pub fn holds_site_of(out: &Path, newsroom: &str) -> Result<bool> {
    if let Some(mark) = Mark::read(out) {
        return Ok(mark.newsroom == newsroom);
    }
    Ok(Manifest::read(out)?.is_some_and(|manifest| manifest.newsroom == newsroom))
}

/// What stands in the folder of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Changes with each export that changed something.
    pub stamp: String,
    /// Every file that is ours, with the first 16 bytes of its SHA-256 as it was written.
    pub files: BTreeMap<String, [u8; 16]>,
}

/// What that newsroom's export wrote into the folder; none where none of it ended there. Nothing is
/// held: a later export changes the stamp.
pub fn standing(out: &Path, newsroom: &str, home: &Path) -> Result<Option<Standing>> {
    let Some(mark) = stamp(out, newsroom) else { return Ok(None) };
    let Some(manifest) = Manifest::read(out)?.filter(|m| m.newsroom == newsroom && m.finished) else {
        return Ok(None);
    };
    let root = out.canonicalize().map_err(|e| trouble(out, &e))?;
    let known = SiteFiles::open(&site_files_path(home, &root)?)?;
    let is_known = known.state()?.is_some_and(|state| state.stamp == mark);
    let known = if is_known { known.files()? } else { HashMap::new() };
    let folder = Folder { root: &root };
    let hashed = manifest.files.into_par_iter().filter(|path| is_lawful(path)).map(|path| {
        if let Some(row) = known.get(&path) {
            return Ok((path, row.hash));
        }
        let at = folder.at(&path);
        let bytes = fs::read(&at).map_err(|e| trouble(&at, &e))?;
        Ok((path, hash_of(&bytes)))
    });
    Ok(Some(Standing { stamp: mark, files: hashed.collect::<Result<_>>()? }))
}

/// The stamp of what that newsroom's export wrote into the folder; none while one is at work, and where
/// the last did not end.
pub fn stamp(out: &Path, newsroom: &str) -> Option<String> {
    Mark::read(out).filter(|mark| mark.newsroom == newsroom && !mark.staging).map(|mark| mark.stamp)
}

/// The folder of a site, held by this export alone.
pub struct SiteFolder {
    root: PathBuf,
    newsroom: String,
    files: SiteFiles,
    /// What stands there; none where not all of it is known.
    state: Option<FolderState>,
    /// Whether there was nothing there.
    is_empty: bool,
    /// Whether another copy of the newsroom wrote there after this one did.
    elsewhere: bool,
    _lock: File,
}

impl SiteFolder {
    /// Takes the folder: makes it where it is missing, refuses one that is not ours, and makes good
    /// what a crash left half done. `home` is the newsroom's folder, which keeps what is known of sites.
    /// `edition`: the number of what readers may see now. A switch that was to another is not brought to its
    /// end (none: it is, whatever it was to): a story of it may be held by now.
    ///
    /// # Errors
    /// `folder-not-ours`, `folder-busy`, `folder-not-writable`.
    pub fn open(out: &Path, newsroom: &str, home: &Path, edition: Option<i64>) -> Result<Self> {
        let ours = |at: &Path| Mark::read(at).filter(|mark| mark.newsroom == newsroom);
        if ours(out).is_none() {
            refuse_within(out, home)?;
            claim(out, newsroom)?;
        }
        fs::create_dir_all(out).map_err(|e| trouble(out, &e))?;
        let root = out.canonicalize().map_err(|e| trouble(out, &e))?;
        let lock = lock(&root)?;
        let files = SiteFiles::open(&site_files_path(home, &root)?)?;
        let (is_empty, elsewhere) = (false, false);
        let mut taken = Self {
            newsroom: newsroom.to_owned(),
            files,
            state: None,
            is_empty,
            elsewhere,
            _lock: lock,
            root,
        };
        taken.roll_forward(ours(&taken.root), edition)?;
        // Read again: another export may have ended while we waited to look.
        let mark = ours(&taken.root);
        let state = taken.files.state()?;
        taken.elsewhere = match (&mark, &state) {
            (Some(mark), Some(state)) => !mark.stamp.is_empty() && mark.stamp != state.stamp,
            _ => false,
        };
        match (mark, state) {
            (Some(mark), Some(state)) if mark.stamp == state.stamp && !mark.staging => {
                taken.state = Some(state)
            }
            _ => taken.learn()?,
        }
        Ok(taken)
    }

    /// Whether another copy of this newsroom wrote there after this one did: what it wrote is newer than what
    /// is known here, and only a person can say which of the two is to be read.
    pub fn was_written_elsewhere(&self) -> bool {
        self.elsewhere
    }

    /// Which edition stands there, made of which settings and theme; none where it is not known.
    pub fn state(&self) -> Option<&FolderState> {
        self.state.as_ref()
    }

    /// Looks whether every file that should stand there does, as large as it should be; where one does
    /// not, what stands there is looked at anew.
    pub fn look(&mut self) -> Result<()> {
        let (files, folder) = (self.files.sizes()?, self.folder());
        let is_whole = files.par_iter().all(|(path, size)| {
            fs::symlink_metadata(folder.at(path)).is_ok_and(|meta| meta.is_file() && meta.len() == *size)
        });
        if is_whole {
            return Ok(());
        }
        self.state = None;
        self.learn()
    }

    fn folder(&self) -> Folder<'_> {
        Folder { root: &self.root }
    }

    /// Ends a switch that a crash left half done: all that was to take its place lies beside it.
    fn roll_forward(&mut self, mark: Option<Mark>, edition: Option<i64>) -> Result<()> {
        let Some((steps, to)) = self.files.half_done()? else { return Ok(()) };
        let stood = self.files.state()?.map(|state| state.stamp).unwrap_or_default();
        let Some(mark) = mark.filter(|mark| mark.stamp == stood || mark.stamp == to.stamp) else {
            return Ok(()); // the folder was written by somebody else since: it is learned anew
        };
        if mark.stamp != to.stamp {
            if edition.is_some_and(|now| now != to.edition) {
                return Ok(()); // what lies beside is taken away where the folder is learned anew
            }
            self.folder().take_places(&steps)?;
        }
        self.end_switch(&steps, &to)
    }

    /// Looks at every file that is ours, and takes what a crash left beside it away.
    fn learn(&mut self) -> Result<()> {
        let manifest = claim(&self.root, &self.newsroom)?;
        self.is_empty = manifest.is_none();
        let manifest = manifest.unwrap_or_else(|| Manifest::new(&self.newsroom));
        let folder = self.folder();
        let files: HashMap<String, FileRow> = manifest
            .files
            .par_iter()
            .filter_map(|path| {
                let _ = folder.remove_leftover(path); // what cannot be removed is said when it is written
                let at = folder.at(path);
                let is_file = is_lawful(path) && fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_file());
                let bytes = if is_file { fs::read(&at).ok()? } else { return None };
                Some((path.clone(), file_row(&bytes)))
            })
            .collect();
        self.files.learn(&files)
    }

    /// Puts these pages and pictures into the folder and takes those files away, once `still` says that
    /// they are still right; none where it says that they are not, and nothing was changed. `rid`: what
    /// is gone goes first and not last, so that a full disk, which takes no new page, keeps no killed story.
    pub fn change(
        &mut self,
        pages: Vec<Page>,
        pictures: &[OnPage],
        gone: &[String],
        rid: bool,
        to: FolderState,
        still: &mut dyn FnMut() -> Result<bool>,
    ) -> Result<Option<Written>> {
        let mut done = Written::default();
        paths_of(pages.iter().map(|p| p.path.as_str()), pictures.iter().map(|(_, p)| p.path.as_str()))?;
        let mut steps: Vec<Step> = Vec::new();
        let mut changed: Vec<&Page> = Vec::new();
        let mut new: BTreeSet<String> = BTreeSet::new();
        for page in &pages {
            let row = file_row(&page.bytes);
            match self.files.file(&page.path)? {
                Some(stands) if stands == row => {
                    done.unchanged += 1;
                    continue;
                }
                Some(_) => {}
                None => {
                    self.folder().refuse_foreign(&page.path, Some(&page.bytes))?;
                    new.insert(page.path.clone());
                }
            }
            changed.push(page);
            steps.push((page.path.clone(), Some(row)));
        }
        let mut new_pictures: Vec<&PictureFile> = Vec::new();
        for (_, picture) in pictures {
            if self.files.file(&picture.path)?.is_none() && new.insert(picture.path.clone()) {
                self.folder().refuse_foreign_picture(picture)?;
                new_pictures.push(picture);
            }
        }
        let mut goes: Vec<String> = Vec::new();
        for path in gone {
            if self.files.file(path)?.is_some() {
                goes.push(path.clone());
            }
        }
        let of: Vec<&str> =
            pages.iter().map(|p| p.path.as_str()).chain(gone.iter().map(String::as_str)).collect();
        goes.extend(self.pictures_let_go(&of, pictures)?);
        let on_pages: Vec<(&str, &str)> =
            pictures.iter().map(|(page, picture)| (page.as_str(), picture.path.as_str())).collect();
        if changed.is_empty() && new_pictures.is_empty() && goes.is_empty() {
            if !still()? {
                return Ok(None);
            }
            self.stays(to)?;
            return Ok(Some(done));
        }
        steps.extend(goes.iter().map(|path| (path.clone(), None)));
        if rid {
            if !still()? {
                return Ok(None);
            }
            self.remove_first(&goes)?;
        }
        let stamp = self.state.as_ref().map(|state| state.stamp.clone()).unwrap_or_default();
        Mark { staging: true, ..Mark::new(&self.newsroom, &stamp) }.save(&self.root)?;
        Manifest::note(&self.root, &new, &[])?;
        let folder = self.folder();
        folder.make_room(
            changed.iter().map(|p| p.path.as_str()).chain(new_pictures.iter().map(|p| p.path.as_str())),
        )?;
        let copied: Vec<FileRow> =
            new_pictures.par_iter().map(|picture| folder.copy(picture)).collect::<Result<_>>()?;
        steps.extend(new_pictures.iter().zip(copied).map(|(p, row)| (p.path.clone(), Some(row))));
        changed.par_iter().try_for_each(|page| folder.stage(&page.path, &page.bytes, true))?;
        let staged: Vec<&str> = changed.iter().map(|page| page.path.as_str()).collect();
        if !still()? {
            self.unstage(&staged)?;
            return Ok(None);
        }
        self.files.begin_switch(&steps, &on_pages, Some(&of), &to)?;
        done.removed = self.folder().take_places(&steps)?;
        (done.written, done.pictures) = (changed.len(), new_pictures.len());
        done.written_pages = changed.iter().filter(|page| is_page(&page.path)).count();
        self.end_switch(&steps, &to)?;
        Ok(Some(done))
    }

    /// Takes stories away before anything else is read or made: their pages and pictures, and what carries their
    /// text. A theme that fails afterwards, or a full disk, keeps none of it.
    pub fn remove_stories(&mut self, stories: &[Going]) -> Result<()> {
        let known = self.files.files()?;
        let pages: Vec<&str> = stories
            .iter()
            .flat_map(|s| &s.pages)
            .map(String::as_str)
            .filter(|p| known.contains_key(*p))
            .collect();
        let mut goes: BTreeSet<String> = pages.iter().map(|page| (*page).to_owned()).collect();
        goes.extend(self.pictures_let_go(&pages, &[])?);
        let folder = self.folder();
        let carries = |path: &&String| {
            let of = |story: &Going, text: &str| match is_feed(path) {
                true => text.contains(&story.in_feeds),
                false => story.in_search.iter().any(|address| text.contains(address)),
            };
            (is_feed(path) || is_search(path))
                && fs::read_to_string(folder.at(path))
                    .is_ok_and(|text| stories.iter().any(|story| of(story, &text)))
        };
        goes.extend(known.par_iter().map(|(path, _)| path).filter(carries).cloned().collect::<Vec<_>>());
        let goes: Vec<String> = goes.into_iter().collect();
        self.remove_first(&goes)?;
        self.files.forget(&goes)
    }

    /// Removes files before anything is written, which takes no room on the disk. Without its mark the
    /// folder is looked at anew by whoever opens it after a crash.
    fn remove_first(&self, goes: &[String]) -> Result<()> {
        if goes.is_empty() {
            return Ok(());
        }
        Mark::remove(&self.root)?;
        // Each is tried, whatever became of the one before.
        let removed: Vec<Result<bool>> = goes.iter().map(|path| self.folder().remove(path)).collect();
        removed.into_iter().try_for_each(|done| done.map(drop))
    }

    /// Removes the picture files that are none of these: the site could not be written, and a story that
    /// is to go takes its pictures with it.
    pub fn remove_other_pictures(&self, shown: &[OnPage]) -> Result<()> {
        let shown: HashSet<&str> = shown.iter().map(|(_, picture)| picture.path.as_str()).collect();
        let known = self.files.files()?;
        let goes: Vec<String> =
            known.into_keys().filter(|p| is_picture(p) && !shown.contains(p.as_str())).collect();
        self.remove_first(&goes)
    }

    /// Picture files that only pages among these showed, and that none of those shows any more.
    fn pictures_let_go(&self, of: &[&str], pictures: &[OnPage]) -> Result<BTreeSet<String>> {
        let mut let_go = BTreeSet::new();
        for page in of {
            for picture in self.files.pictures_on(page)? {
                let shown = pictures.iter().any(|(_, shown)| shown.path == picture);
                let elsewhere = || -> Result<bool> {
                    let pages = self.files.pages_with(&picture)?;
                    Ok(pages.iter().any(|other| !of.contains(&other.as_str())))
                };
                if !shown && !elsewhere()? {
                    let_go.insert(picture);
                }
            }
        }
        Ok(let_go)
    }

    /// Nothing is to be changed but what is known of the folder.
    fn stays(&mut self, to: FolderState) -> Result<()> {
        if self.state.as_ref().is_some_and(|state| state.edition == to.edition && state.made_of == to.made_of)
        {
            return Ok(());
        }
        self.files.begin_switch(&[], &[], Some(&[]), &to)?;
        self.end_switch(&[], &to)
    }

    /// What was staged is wrong by now: it goes, and all stands as it stood.
    fn unstage(&self, staged: &[&str]) -> Result<()> {
        for path in staged {
            self.folder().remove_leftover(path)?;
            self.folder().remove_empty_above(path);
        }
        let stamp = self.state.as_ref().map(|state| state.stamp.clone()).unwrap_or_default();
        Mark::new(&self.newsroom, &stamp).save(&self.root)
    }

    fn end_switch(&mut self, steps: &[Step], to: &FolderState) -> Result<()> {
        let goes: Vec<&str> =
            steps.iter().filter(|(_, row)| row.is_none()).map(|(path, _)| path.as_str()).collect();
        // Written whole where something went: no name of what is gone is left where readers can ask for it.
        if !goes.is_empty() || !Manifest::read_finished(&self.root)? {
            self.save_manifest(&BTreeSet::new(), &goes, true)?;
        }
        Mark::new(&self.newsroom, &to.stamp).save(&self.root)?;
        self.files.end_switch()?;
        self.state = Some(to.clone());
        Ok(())
    }

    /// Writes down in the folder which files are ours: those that were, with some more or some less.
    fn save_manifest(&self, more: &BTreeSet<String>, less: &[&str], finished: bool) -> Result<()> {
        let mut manifest = Manifest::read(&self.root)?.unwrap_or_else(|| Manifest::new(&self.newsroom));
        manifest.change(more, less);
        manifest.finished = finished;
        manifest.save(&self.root)
    }

    /// Begins to write the whole site, of which these are the paths of its pages.
    pub fn begin(&mut self, planned: Vec<String>, rid: bool) -> Result<Staging> {
        let wanted = paths_of(planned.iter().map(String::as_str), std::iter::empty())?;
        let known = self.files.files()?;
        let goes: Vec<String> =
            known.keys().filter(|path| !wanted.contains(*path) && !is_picture(path)).cloned().collect();
        if rid {
            self.remove_first(&goes)?;
        }
        let direct = self.is_empty;
        let stamp = self.state.as_ref().map(|state| state.stamp.clone()).unwrap_or_default();
        Mark { staging: true, ..Mark::new(&self.newsroom, &stamp) }.save(&self.root)?;
        // From here to the end the manifest names the old files and the new: a crash leaves
        // no file that the next export would not know for its own.
        self.save_manifest(&wanted, &[], false)?;
        Ok(Staging::new(self.root.clone(), known, direct))
    }
}

impl SiteFolder {
    /// All of a whole site took its place.
    fn end(&mut self, files: BTreeSet<String>, to: &FolderState) -> Result<()> {
        Manifest { files, ..Manifest::new(&self.newsroom) }.save(&self.root)?;
        Mark::new(&self.newsroom, &to.stamp).save(&self.root)?;
        self.state = Some(to.clone());
        Ok(())
    }
}

/// Forces all that was written to the disk that the folder is on: one call for a hundred thousand files.
fn sync_all(root: &Path) -> Result<()> {
    #[cfg(target_os = "linux")]
    {
        let at = File::open(root).map_err(|e| trouble(root, &e))?;
        rustix::fs::syncfs(&at).map_err(|e| trouble(root, &e.into()))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = root; // each file was forced to disk when it was written
        Ok(())
    }
}

fn file_row(bytes: &[u8]) -> FileRow {
    FileRow { size: bytes.len() as u64, hash: hash_of(bytes) }
}

/// The first 16 bytes of the SHA-256.
pub fn hash_of(bytes: &[u8]) -> [u8; 16] {
    let mut hash = [0; 16];
    hash.iter_mut().zip(Sha256::digest(bytes)).for_each(|(to, from)| *to = from);
    hash
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

fn is_feed(path: &str) -> bool {
    FEEDS.contains(&path.rsplit('/').next().unwrap_or_default())
}

/// Whether it is a part of what the search of the site looks through.
fn is_search(path: &str) -> bool {
    path.starts_with("search/") && path.ends_with(".json")
}

fn is_picture(path: &str) -> bool {
    path.strip_prefix(crate::site::PICTURES).is_some_and(|rest| rest.starts_with('/'))
}

/// The paths to stand in the folder: each lawful, none twice.
fn paths_of<'a>(
    pages: impl Iterator<Item = &'a str>,
    pictures: impl Iterator<Item = &'a str>,
) -> Result<BTreeSet<String>> {
    let mut paths = BTreeSet::new();
    let mut seen = HashSet::new();
    // Two pictures of the same bytes are one file; two pages at one address are a mistake.
    // Some systems see no difference between capital and small letters.
    for (path, is_page) in pages.map(|path| (path, true)).chain(pictures.map(|path| (path, false))) {
        if !is_lawful(path) {
            return Err(unlawful(path));
        }
        if !seen.insert(path.to_lowercase()) && is_page {
            return Err(Error::new(
                "path-twice",
                format!("Two pages of the site would stand at “{path}”."),
                "Give one of the two stories another URL slug.",
            ));
        }
        paths.insert(path.to_owned());
    }
    Ok(paths)
}

fn unlawful(path: &str) -> Error {
    Error::new(
        "path-leaves-folder",
        format!("“{path}” is no name that a file of the site can have."),
        "Choose another URL slug for that story or section.",
    )
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

/// Refuses the folders in which the newsroom keeps what it needs: a site in its theme would be taken for templates.
fn refuse_within(out: &Path, home: &Path) -> Result<()> {
    // What is not there yet stands where its folder is.
    let there = out.ancestors().find_map(|at| Some((at.canonicalize().ok()?, at)));
    let Some((whole, at)) = there else { return Ok(()) };
    let whole = whole.join(out.strip_prefix(at).unwrap_or(Path::new("")));
    let home = home.canonicalize().map_err(|e| trouble(home, &e))?;
    let first = whole.strip_prefix(&home).ok().and_then(|rest| rest.components().next());
    if first.is_none_or(|first| !KEPT_IN.iter().any(|kept| first.as_os_str() == *kept)) {
        return Ok(());
    }
    Err(Error::new(
        "folder-not-ours",
        format!("The folder {} is one that the newsroom keeps its own things in.", out.display()),
        "Choose a folder outside the newsroom.",
    ))
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
    // A process that is just being started holds whatever its parent held, for some moments.
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_REST),
            Err(TryLockError::Error(e)) => return Err(trouble(&path, &e)),
        }
    }
    Err(Error::new(
        "folder-busy",
        format!("Another export is writing to {} at this moment.", root.display()),
        "Wait until it has finished, then export again.",
    ))
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
