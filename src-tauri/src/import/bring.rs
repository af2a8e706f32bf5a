//! Whatever a user brings in: an export of WordPress or Ghost goes post by post, everything else
//! to `files`. Reads the disk; the newsroom takes the stories in, some hundred at a time.

use super::archive::{self, Arriving, Post, ghost, wxr};
use super::files;
use super::uploads::Uploads;
use crate::body::Block;
use crate::media::{self, FileFacts};
use crate::newsroom::{Imported, Incoming, Newsroom, pictures};
use crate::store::{MediaRow, Origin};
use crate::story::{MediaId, PictureUse, StoryId, UtcMillis};
use crate::{Error, Result};
use chrono_tz::Tz;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Posts of one transaction: short enough that a save need not wait for its end.
const POSTS: usize = 100;
/// And their text, in bytes.
const TEXT: usize = 2 << 20;
/// What tells an archive stands this near its beginning.
const SNIFF: u64 = 64 << 10;
/// As many sentences of one kind are said in full.
const SAID: usize = 20;

/// What an import counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Bytes read; an archive is read twice.
    #[default]
    Bytes,
    /// Files.
    Files,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes or files done with.
    pub done: u64,
    /// Bytes or files in all.
    pub of: u64,
    /// Which of the two.
    pub unit: Unit,
    /// Stories taken in so far, and those that were here already.
    pub stories: usize,
}

/// Brings in files and folders of any kind that Stet reads. `progress` is told between
/// transactions and may say stop: what has come in by then stays, whole stories only, and the
/// same files brought in again go on from there. Nothing comes in twice.
///
/// # Errors
/// Only where the newsroom itself does not answer. What cannot be read is among the faults.
pub fn bring_in(
    newsroom: &mut Newsroom,
    paths: &[PathBuf],
    now: UtcMillis,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Imported> {
    let mut found = Found::default();
    let unpacked = tempfile::tempdir().map_err(|fault| {
        Error::new("folder-unwritable", format!("No temporary folder could be made: {fault}."), "Set TMPDIR.")
    })?;
    for (n, path) in paths.iter().enumerate() {
        found.look_at(path, &unpacked.path().join(n.to_string()));
    }
    let settings = newsroom.opened()?.settings;
    let zone = settings.zone.parse().unwrap_or(Tz::UTC);
    let of = found.archives.iter().map(|(_, _, bytes)| bytes * 2).sum();
    let mut run = Run {
        newsroom,
        now,
        zone,
        language: settings.language,
        progress,
        at: Progress { of, ..Progress::default() },
        before: 0,
        done: Imported { faults: std::mem::take(&mut found.faults), ..Imported::default() },
        told: HashMap::new(),
        known: HashMap::new(),
        missing: Vec::new(),
        missing_count: 0,
    };
    for (path, form, bytes) in &found.archives {
        let uploads = Uploads::beside(path, &found.folders);
        run.archive(path, *form, &uploads)?;
        run.before += bytes * 2;
        if run.done.stopped {
            break;
        }
    }
    run.say_what_is_missing();
    run.say_the_rest();
    let Run { mut done, newsroom, progress, .. } = run;
    // A folder that was named beside an archive holds its pictures.
    let rest = if found.archives.is_empty() { [found.files, found.folders].concat() } else { found.files };
    if !rest.is_empty() && !done.stopped {
        let before = done.stories.len() + done.already_here.len();
        let mut show = |p: files::Progress| {
            progress(Progress {
                done: p.done as u64,
                of: p.of as u64,
                unit: Unit::Files,
                stories: before + p.done,
            })
        };
        done.add(files::import(newsroom, &rest, now, &mut show)?);
    }
    Ok(done)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Wxr,
    Ghost,
}

/// What the paths lead to.
#[derive(Default)]
struct Found {
    archives: Vec<(PathBuf, Form, u64)>,
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    faults: Vec<Error>,
}

impl Found {
    fn look_at(&mut self, path: &Path, unpacked: &Path) {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> =
                std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
            inside.sort();
            inside.iter().filter(|file| file.is_file()).for_each(|file| {
                if let Ok(Some(form)) = form_of(file) {
                    self.archive(file, form);
                }
            });
            self.folders.push(path.to_owned());
        } else if has_ending(path, &["zip"]) {
            match unpack(path, unpacked) {
                Ok(()) => {
                    let mut open = vec![unpacked.to_owned()];
                    while let Some(folder) = open.pop() {
                        self.look_at(&folder, unpacked);
                        let inside = std::fs::read_dir(&folder).into_iter().flatten().flatten();
                        open.extend(inside.map(|e| e.path()).filter(|p| p.is_dir()));
                    }
                }
                Err(fault) => self.faults.push(fault),
            }
        } else if has_ending(path, &["xml", "json"]) {
            match form_of(path) {
                Ok(Some(form)) => self.archive(path, form),
                Ok(None) => self.faults.push(Error::new(
                    "archive-unknown",
                    format!("“{}” is no export of WordPress or Ghost.", path.display()),
                    "In WordPress it is made under Tools, Export; in Ghost under Settings, Migration tools.",
                )),
                Err(fault) => self.faults.push(unreadable(path, &fault)),
            }
        } else {
            self.files.push(path.to_owned());
        }
    }

    fn archive(&mut self, path: &Path, form: Form) {
        if !self.archives.iter().any(|(known, ..)| known == path) {
            let bytes = std::fs::metadata(path).map(|m| m.len()).unwrap_or_default();
            self.archives.push((path.to_owned(), form, bytes));
        }
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
}

/// The form of an archive; none where a file is another thing.
fn form_of(path: &Path) -> std::io::Result<Option<Form>> {
    if !has_ending(path, &["xml", "json"]) {
        return Ok(None);
    }
    let mut head = Vec::new();
    File::open(path)?.take(SNIFF).read_to_end(&mut head)?;
    Ok(if wxr::is_one(&head) {
        Some(Form::Wxr)
    } else if ghost::is_one(&head) {
        Some(Form::Ghost)
    } else {
        None
    })
}

/// Takes the archives and pictures out of a packed file; what would lie outside of the folder,
/// and what is neither, stays in.
fn unpack(path: &Path, into: &Path) -> Result<()> {
    const MOST: u64 = 8 << 30;
    let broken = |why: String| {
        Error::new(
            "archive-unreadable",
            format!("“{}” could not be unpacked: {why}.", path.display()),
            "Unpack it yourself, and bring in what was in it.",
        )
    };
    let file = File::open(path).map_err(|fault| unreadable(path, &fault))?;
    let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(|fault| broken(fault.to_string()))?;
    let mut left = MOST;
    for n in 0..zip.len() {
        let entry = zip.by_index(n).map_err(|fault| broken(fault.to_string()))?;
        let Some(name) = entry.enclosed_name() else { continue };
        let wanted = ["xml", "json", "jpg", "jpeg", "png", "gif", "webp", "avif", "tif", "tiff"];
        if entry.is_dir() || !has_ending(&name, &wanted) {
            continue;
        }
        let to = into.join(name);
        let copied = to
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::io::copy(&mut entry.take(left), &mut File::create(&to)?));
        left -= copied.map_err(|fault| broken(fault.to_string()))?.min(left);
        if left == 0 {
            return Err(broken("it holds more than 8 GB".to_owned()));
        }
    }
    Ok(())
}

fn unreadable(path: &Path, fault: &std::io::Error) -> Error {
    Error::new(
        "file-unreadable",
        format!("“{}” could not be read: {fault}.", path.display()),
        "Check the name, and that you may read it.",
    )
}

/// A picture as it stands in the store.
#[derive(Clone)]
struct Stored {
    id: MediaId,
    facts: FileFacts,
}

/// An import under way.
struct Run<'a> {
    newsroom: &'a mut Newsroom,
    now: UtcMillis,
    zone: Tz,
    language: String,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    at: Progress,
    /// Bytes of the archives before this one.
    before: u64,
    done: Imported,
    /// How often each kind of notice was given.
    told: HashMap<String, usize>,
    /// Pictures by their file; none where it cannot be taken in.
    known: HashMap<PathBuf, Option<Stored>>,
    /// Paths of pictures that were not given, the first few.
    missing: Vec<String>,
    missing_count: usize,
}

/// What one archive says of all its posts.
struct Shelf<'a> {
    file: &'a str,
    origin: String,
    uploads: &'a Uploads,
    link: &'a (dyn Fn(&str) -> Option<StoryId> + Sync),
}

impl Run<'_> {
    fn archive(&mut self, path: &Path, form: Form, uploads: &Uploads) -> Result<()> {
        let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let opened = || File::open(path).map(|file| BufReader::with_capacity(1 << 20, file));
        let (mut first, mut second) = match (opened(), opened()) {
            (Ok(first), Ok(second)) => (first, second),
            (Err(fault), _) | (_, Err(fault)) => {
                self.done.faults.push(unreadable(path, &fault));
                return Ok(());
            }
        };
        let size = std::fs::metadata(path).map(|m| m.len()).unwrap_or_default();
        match form {
            Form::Wxr => {
                let mut survey = wxr::Survey::default();
                // What is wrong with the file is said when its posts are read.
                let _ = wxr::read(&mut first, &mut |piece, spot| {
                    survey.add(piece);
                    self.tell(spot.byte)
                });
                let origin = survey.origin();
                let link = |url: &str| Some(archive::story_id(&origin, survey.addresses.key(url)?));
                let shelf = Shelf { file: &file, origin: origin.clone(), uploads, link: &link };
                let mut batch = Batch::default();
                let zone = self.zone;
                let read = wxr::read(&mut second, &mut |piece, spot| {
                    let post = match piece {
                        wxr::Piece::Head(_) => None,
                        wxr::Piece::Item(item) => item.map(|item| item.post(&survey, zone)).transpose(),
                    };
                    self.next(&mut batch, post, size + spot.byte, &shelf)
                });
                self.end(batch, read, &shelf)
            }
            Form::Ghost => {
                let mut survey = ghost::Survey::default();
                let _ = ghost::read(&mut first, &mut |table, row, spot| {
                    survey.add(table, &row);
                    self.tell(spot.byte)
                });
                let origin = survey.origin();
                let link = |url: &str| Some(archive::story_id(&origin, survey.key(url)?));
                let shelf = Shelf { file: &file, origin: origin.clone(), uploads, link: &link };
                let mut batch = Batch::default();
                let read = ghost::read(&mut second, &mut |table, row, spot| {
                    let post = (table == "posts").then(|| ghost::post(&row, &survey, spot));
                    self.next(&mut batch, post, size + spot.byte, &shelf)
                });
                self.end(batch, read, &shelf)
            }
        }
    }

    /// Tells how far the reading is.
    fn tell(&mut self, byte: u64) -> ControlFlow<()> {
        self.at.done = self.before + byte;
        self.at.stories = self.done.stories.len() + self.done.already_here.len();
        if self.done.stopped || (self.progress)(self.at).is_break() {
            self.done.stopped = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Puts a post to the others of its transaction, which is written when it is full.
    fn next(
        &mut self,
        batch: &mut Batch,
        post: Option<Result<Post>>,
        byte: u64,
        shelf: &Shelf,
    ) -> ControlFlow<()> {
        match post {
            None => return ControlFlow::Continue(()),
            Some(Err(fault)) => self.fault(shelf, fault),
            Some(Ok(post)) => {
                batch.bytes += post.html.len();
                batch.posts.push(post);
            }
        }
        if batch.posts.len() >= POSTS || batch.bytes >= TEXT {
            let posts = std::mem::take(batch).posts;
            if let Err(fault) = self.take_in(posts, shelf) {
                batch.failed = Some(fault);
                return ControlFlow::Break(());
            }
        }
        self.tell(byte)
    }

    /// The file is read to its end, or as far as it goes.
    fn end(&mut self, batch: Batch, read: Result<()>, shelf: &Shelf) -> Result<()> {
        if let Some(fault) = batch.failed {
            return Err(fault);
        }
        if !self.done.stopped {
            self.take_in(batch.posts, shelf)?;
        }
        if let Err(fault) = read {
            self.fault(shelf, fault);
        }
        Ok(())
    }

    fn fault(&mut self, shelf: &Shelf, fault: Error) {
        let sentence = format!("{}: {}", shelf.file, fault.sentence);
        self.done.faults.push(Error { sentence, ..fault });
    }

    /// A notice in full the first times; after that it is counted.
    fn notice(&mut self, shelf: &Shelf, notice: Error) {
        let times = self.told.entry(notice.code.to_string()).or_default();
        *times += 1;
        if *times <= SAID {
            self.done
                .notices
                .push(Error { sentence: format!("{}: {}", shelf.file, notice.sentence), ..notice });
        }
    }

    fn say_the_rest(&mut self) {
        let mut codes: Vec<(String, usize)> = self.told.drain().filter(|(_, times)| *times > SAID).collect();
        codes.sort();
        for (code, times) in codes {
            let like = self.done.notices.iter().find(|n| n.code == code).cloned();
            if let Some(like) = like {
                let sentence = format!("{} more such as: {}", times - SAID, like.sentence);
                self.done.notices.push(Error { sentence, ..like });
            }
        }
    }

    fn say_what_is_missing(&mut self) {
        let such = self.missing.iter().map(|path| format!("“{path}”")).collect::<Vec<_>>().join(", ");
        let said = match self.missing_count {
            0 => return,
            1 => format!("A picture was not among the files: {such}. Its story is in without it."),
            n => format!(
                "{n} pictures were not among the files, such as {such}. Their stories are in without them."
            ),
        };
        self.done.notices.push(Error::new(
            "picture-not-given",
            said,
            "Put the site’s folder of uploads beside the export before you bring it in; for these, add them by hand.",
        ));
    }

    /// Takes some posts in, in one transaction.
    fn take_in(&mut self, posts: Vec<Post>, shelf: &Shelf) -> Result<()> {
        let mut new = Vec::with_capacity(posts.len());
        for post in posts {
            match self.newsroom.story_of_origin(&shelf.origin, &post.key)? {
                Some((story, seal)) => {
                    self.done.already_here.push(story);
                    if seal != post.seal {
                        self.notice(
                            shelf,
                            Error::new(
                                "changed-there",
                                format!(
                                    "“{}” was changed there since it came in; the story here stays as it is.",
                                    post.title
                                ),
                                "Compare them, and take over by hand what you want.",
                            ),
                        );
                    }
                }
                None => new.push(post),
            }
        }
        let (now, language) = (self.now, self.language.clone());
        let arriving: Vec<Arriving> = new
            .into_par_iter()
            .map(|post| {
                let id = archive::story_id(&shelf.origin, &post.key);
                archive::story_of(post, id, &language, now, shelf.link)
            })
            .collect();
        let pictures = self.take_in_pictures(&arriving, shelf);
        let mut given: HashSet<String> = HashSet::new();
        let mut incoming = Vec::with_capacity(arriving.len());
        for mut one in arriving {
            std::mem::take(&mut one.notices).into_iter().for_each(|notice| self.notice(shelf, notice));
            self.place_pictures(&mut one, shelf);
            self.free_address(&mut one, &mut given, shelf)?;
            let origin = Origin { origin: shelf.origin.clone(), key: one.key, seal: one.seal };
            incoming.push(Incoming {
                section: one.section,
                has_own_id: true,
                origins: vec![origin],
                ..Incoming::new(format!("“{}” in {}", one.title, shelf.file), one.story)
            });
        }
        if !incoming.is_empty() {
            let (done, _) = self.newsroom.take_in_stories(incoming, pictures, self.now)?;
            self.done.add(done);
        }
        Ok(())
    }

    /// Puts the picture files of some posts into the store, many at a time; gives their rows.
    fn take_in_pictures(&mut self, arriving: &[Arriving], shelf: &Shelf) -> Vec<MediaRow> {
        let mut wanted: Vec<(PathBuf, &str)> = Vec::new();
        for one in arriving {
            let mut urls: Vec<String> = one.lead.iter().map(|lead| lead.url.clone()).collect();
            archive::picture_addresses(&one.story.body, &mut urls);
            let files = urls.iter().filter_map(|url| shelf.uploads.find(url));
            wanted.extend(
                files.filter(|file| !self.known.contains_key(file)).map(|file| (file, one.title.as_str())),
            );
        }
        wanted.sort();
        wanted.dedup_by(|a, b| a.0 == b.0);
        let (folder, now) = (self.newsroom.folder().to_owned(), self.now);
        let taken: Vec<_> = wanted
            .into_par_iter()
            .map(|(path, title)| {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let added = std::fs::metadata(&path)
                    .map_err(|fault| unreadable(&path, &fault))
                    .and_then(|file| media::fits(file.len(), &name))
                    .and_then(|()| std::fs::read(&path).map_err(|fault| unreadable(&path, &fault)))
                    .and_then(|bytes| pictures::take_in(&folder, &bytes, &name, now));
                (path, title, added)
            })
            .collect();
        let mut rows = Vec::new();
        for (path, title, added) in taken {
            let stored = match added {
                Ok(added) => {
                    let stored = Stored { id: added.row.id.clone(), facts: added.facts };
                    rows.push(added.row);
                    Some(stored)
                }
                Err(fault) => {
                    let sentence = format!("a picture of “{title}” stays out. {}", fault.sentence);
                    self.notice(shelf, Error { sentence, ..fault });
                    None
                }
            };
            self.known.insert(path, stored);
        }
        rows
    }

    fn stored(&mut self, url: &str, shelf: &Shelf) -> Option<Stored> {
        match shelf.uploads.find(url) {
            Some(file) => self.known.get(&file).cloned().flatten(),
            None => {
                self.missing_count += 1;
                if self.missing.len() < 3 {
                    self.missing.push(archive::upload_path(url).unwrap_or_else(|| url.to_owned()));
                }
                None
            }
        }
    }

    /// Puts the stored pictures where their addresses stand.
    fn place_pictures(&mut self, one: &mut Arriving, shelf: &Shelf) {
        let said = |own: String, file: &str| if own.is_empty() { file.to_owned() } else { own };
        if let Some(lead) = one.lead.take()
            && let Some(stored) = self.stored(&lead.url, shelf)
        {
            one.story.lead = Some(PictureUse {
                media: stored.id,
                caption: archive::html::line(&lead.caption, shelf.link),
                credit: said(lead.credit, &stored.facts.credit),
                alt: said(lead.alt, &stored.facts.alt),
            });
        }
        let body = std::mem::take(&mut one.story.body);
        one.story.body = archive::change_figures(body, &mut |figure| match figure {
            Block::Figure { media, alt, caption, credit } => {
                let stored = self.stored(&media, shelf)?;
                Some(Block::Figure {
                    media: stored.id.0,
                    alt: said(alt, &stored.facts.alt),
                    caption,
                    credit: said(credit, &stored.facts.credit),
                })
            }
            other => Some(other),
        });
    }

    /// A URL slug that another page has gives way, and that is said.
    fn free_address(&mut self, one: &mut Arriving, given: &mut HashSet<String>, shelf: &Shelf) -> Result<()> {
        let wanted = one.story.url_slug.clone();
        if wanted.is_empty() {
            return Ok(());
        }
        let (mut slug, mut count) = (wanted.clone(), 2);
        while given.contains(&slug) || self.newsroom.url_slug_is_taken(&slug, &one.story)? {
            slug = format!("{wanted}-{count}");
            count += 1;
        }
        if slug != wanted {
            self.notice(
                shelf,
                Error::new(
                    "other-url-slug",
                    format!("“{}” has the URL slug “{slug}” here: another page has “{wanted}”.", one.title),
                    "Choose another in Details, if its old address matters.",
                ),
            );
        }
        given.insert(slug.clone());
        one.story.url_slug = slug;
        Ok(())
    }
}

/// Posts that wait for their transaction.
#[derive(Default)]
struct Batch {
    posts: Vec<Post>,
    bytes: usize,
    failed: Option<Error>,
}
