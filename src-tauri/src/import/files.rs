//! Files of copy and folders of them: found, read by their formats, their pictures taken in,
//! their links resolved, and handed to the newsroom. A file that cannot be read is said by
//! name, and the rest go on.

use super::front_matter::{self, AlsoReadTo, FrontMatter};
use super::manuscript::Manuscript;
use super::{Format, LARGEST_BYTES, asides, placing, text, too_large};
use crate::body::{Inline, Marks};
use crate::media::{self, FileFacts};
use crate::newsroom::{AddedPicture, Imported, Incoming, Newsroom, pictures};
use crate::store::Origin;
use crate::story::{AlsoRead, LinkTo, StoryId, UtcMillis};
use crate::{Error, Result, body, revision};
use chrono_tz::Tz;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The name in `story_origin` for copy known by the SHA-256 of its file.
pub const BY_BYTES: &str = "file";
/// The name in `story_origin` for copy known by where its file is.
pub const BY_PATH: &str = "path";

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files done with, read or not.
    pub done: usize,
    /// Files in all.
    pub of: usize,
}

/// One file's bytes, with what it is known by.
struct Opened {
    path: PathBuf,
    format: Format,
    bytes: Vec<u8>,
    seal: String,
}

/// One file as read.
enum ReadFile {
    /// A story that Stet, or somebody for it, wrote down whole.
    Whole(Box<Whole>),
    /// Copy of another program.
    Foreign(Box<Foreign>),
}

struct Whole {
    path: PathBuf,
    seal: String,
    front: FrontMatter,
    markdown: String,
    notices: Vec<Error>,
}

struct Foreign {
    path: PathBuf,
    seal: String,
    manuscript: Manuscript,
}

/// Files and bytes taken at one go, between two calls of `progress`.
const STEP: usize = 500;
const STEP_BYTES: u64 = 48 << 20;

/// Brings in files, and the files of copy in folders. Those that cannot be read are among the
/// faults, each with its name; a file that came in before, byte for byte, makes no double.
/// `progress` is told after each step and may say stop: what has come in by then stays.
pub fn import(
    newsroom: &mut Newsroom,
    paths: &[PathBuf],
    now: UtcMillis,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Imported> {
    bring(newsroom, paths, now, true, progress)
}

/// Takes one file of the watched folder in. One that says it was published stays out: from a
/// folder that other programs write to, nothing goes to readers by itself.
pub fn take_watched(newsroom: &mut Newsroom, path: &Path, now: UtcMillis) -> Result<Imported> {
    bring(newsroom, &[path.to_owned()], now, false, &mut |_| ControlFlow::Continue(()))
}

fn bring(
    newsroom: &mut Newsroom,
    paths: &[PathBuf],
    now: UtcMillis,
    may_be_live: bool,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Imported> {
    let settings = newsroom.opened()?.settings;
    let zone: Tz = settings.zone.parse().unwrap_or(Tz::UTC);
    let mut done = Imported::default();
    let files = find(paths, &mut done.faults);
    let (mut at, mut whole) = (0, Vec::new());
    while at < files.len() {
        let step = at_one_go(&files[at..]);
        let some = &files[at..at + step];
        at += step;
        let opened: Vec<Result<Opened>> = some.par_iter().map(|path| open(path)).collect();
        let mut new = Vec::new();
        for file in opened {
            match file {
                Ok(file) => match newsroom.story_of_origin(BY_BYTES, &file.seal)? {
                    Some((story, _)) => done.already_here.push(story),
                    None => new.push(file),
                },
                Err(fault) => done.faults.push(fault),
            }
        }
        let read: Vec<Result<ReadFile>> =
            new.into_par_iter().map(|file| read(file, zone, may_be_live)).collect();
        let mut foreign = Vec::new();
        for file in read {
            match file {
                Ok(ReadFile::Whole(file)) => whole.push(*file),
                Ok(ReadFile::Foreign(file)) => foreign.push(*file),
                Err(fault) => done.faults.push(fault),
            }
        }
        if !foreign.is_empty() {
            done.add(take_in_foreign(newsroom, foreign, &settings.language, now)?);
        }
        if progress(Progress { done: at, of: files.len() }).is_break() {
            done.stopped = true;
            return Ok(done);
        }
    }
    let mut media = take_in_pictures(newsroom, &mut whole, now, &mut done.faults);
    let mut changed = Vec::new();
    let incoming = resolve(newsroom, whole, &media, &settings.language, &mut done.notices, &mut changed)?;
    let pictures = media.drain().map(|(_, added)| added.row).collect();
    done.add(newsroom.take_in_stories(incoming, pictures, now)?.0);
    say_changed(&mut done, changed);
    Ok(done)
}

/// How many of the files are taken at one go.
fn at_one_go(files: &[PathBuf]) -> usize {
    let mut bytes = 0;
    let fits = |path: &&PathBuf| {
        bytes += std::fs::metadata(path).map(|m| m.len()).unwrap_or(0);
        bytes <= STEP_BYTES
    };
    files.iter().take(STEP).take_while(fits).count().max(1)
}

fn unreadable(path: &Path, why: impl std::fmt::Display, hint: &str) -> Error {
    Error::new("file-unreadable", format!("“{}” could not be read: {why}.", path.display()), hint)
}

/// The files of copy that the paths name, folders with all that is in them, by name.
fn find(paths: &[PathBuf], faults: &mut Vec<Error>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = paths.to_vec();
    // Links may lead in a circle: each folder counts once, by whatever name it is met.
    let mut been: HashSet<PathBuf> = HashSet::new();
    while let Some(path) = open.pop() {
        let mut unread = |fault: std::io::Error| {
            faults.push(unreadable(&path, fault, "Check the name, and that you may read it."));
        };
        if path.is_dir() {
            let inside = match path.canonicalize() {
                Ok(place) if !been.insert(place.clone()) => continue,
                _ => std::fs::read_dir(&path).and_then(Iterator::collect::<std::io::Result<Vec<_>>>),
            };
            match inside {
                Ok(inside) => open.extend(inside.into_iter().map(|e| e.path()).filter(|p| may_be_copy(p))),
                Err(fault) => unread(fault),
            }
        } else {
            match std::fs::metadata(&path) {
                Ok(_) => found.push(path),
                Err(fault) => unread(fault),
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether something in a folder is copy, or would be if Stet could read it; pictures and what
/// programs keep for themselves are not.
fn may_be_copy(path: &Path) -> bool {
    const FOREIGN: [&str; 8] = ["doc", "pages", "pdf", "wpd", "wps", "docm", "dotx", "ott"];
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with(['.', '~']) {
        return false;
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    path.is_dir() || Format::of(path).is_some() || FOREIGN.contains(&extension.as_str())
}

fn open(path: &Path) -> Result<Opened> {
    let Some(format) = Format::of(path) else {
        return Err(Error::new(
            "copy-kind-unknown",
            format!("“{}” is of a kind that Stet does not read.", path.display()),
            "Save it as .docx, .odt, .rtf, .html, .md or .txt and bring in that file.",
        ));
    };
    let hint = "Check that you may read it.";
    let about = std::fs::metadata(path).map_err(|fault| unreadable(path, fault, hint))?;
    if !about.is_file() {
        return Err(unreadable(path, "it is not a file", hint));
    }
    if about.len() > LARGEST_BYTES {
        return Err(too_large(&path.display().to_string(), "more than 200 MB"));
    }
    let bytes = std::fs::read(path).map_err(|fault| unreadable(path, fault, hint))?;
    let seal = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Opened { path: path.to_owned(), format, bytes, seal })
}

fn read(file: Opened, zone: Tz, may_be_live: bool) -> Result<ReadFile> {
    let Opened { path, format, bytes, seal } = file;
    let name = path.display().to_string();
    if matches!(format, Format::Markdown | Format::Text) {
        let text = text::decode(&bytes);
        if front_matter::is_there(&text) {
            let (front, markdown) = front_matter::parse(&name, &text, zone)?;
            if front.published.is_some() && !may_be_live {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                return Err(Error::new(
                    "watched-published",
                    format!(
                        "“{name}” says that it was published: from the watched folder nothing goes to readers by itself."
                    ),
                    "Bring it in with Ctrl+O.",
                ));
            }
            let foreign = front.id.is_none();
            let lifted = if foreign { with_figures(&path, &markdown) } else { markdown };
            let open = asides::to_notes(&lifted, foreign);
            let look = |said| Error::new("copy-look", format!("{name}: {said}"), "");
            let notices = text::said_of(&open).into_iter().map(look).collect();
            let markdown = open.markdown.into_owned();
            return Ok(ReadFile::Whole(Box::new(Whole { path, seal, front, markdown, notices })));
        }
    }
    let manuscript = format.read(&name, &bytes)?;
    Ok(ReadFile::Foreign(Box::new(Foreign { path, seal, manuscript })))
}

/// Pictures that stand alone in their line as figures, where they lie beside the file.
fn with_figures(path: &Path, markdown: &str) -> String {
    let beside = path.parent().unwrap_or(Path::new("."));
    text::lift_pictures(markdown, &mut |name| inside(beside, name).ok().map(|_| name.to_owned())).0
}

/// What a file is known by: its bytes, and where it is.
fn origins(path: &Path, seal: &str) -> Vec<Origin> {
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let by = |origin: &str, key: &str| Origin {
        origin: origin.to_owned(),
        key: key.to_owned(),
        seal: seal.to_owned(),
    };
    vec![by(BY_BYTES, seal), by(BY_PATH, &place.to_string_lossy())]
}

/// Takes in copy of other programs: its pictures first, so that a story never waits for one.
fn take_in_foreign(
    newsroom: &mut Newsroom,
    files: Vec<Foreign>,
    language: &str,
    now: UtcMillis,
) -> Result<Imported> {
    let folder = newsroom.folder().to_owned();
    let placed: Vec<_> = files
        .into_par_iter()
        .map(|file| {
            let name = file.path.display().to_string();
            let beside = file.path.parent().unwrap_or(Path::new(".")).to_owned();
            let stem = file.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            let mut placed =
                placing::place(file.manuscript, &name, &stem, language, now, &mut |picture| match picture
                    .bytes
                    .is_empty()
                {
                    true => inside(&beside, &picture.name)
                        .and_then(|path| read_picture(&path, &picture.name))
                        .and_then(|bytes| pictures::take_in(&folder, &bytes, &picture.name, now)),
                    false => pictures::take_in(&folder, &picture.bytes, &picture.name, now),
                });
            placed.incoming.origins = origins(&file.path, &file.seal);
            (placed, file.path, file.seal)
        })
        .collect();
    let mut done = Imported::default();
    let (mut incoming, mut media, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for (placed, path, seal) in placed {
        done.notices.extend(placed.notices);
        changed.extend(changed_since(newsroom, &path, &seal)?.map(|said| (placed.incoming.story.id, said)));
        incoming.push(placed.incoming);
        media.extend(placed.pictures);
    }
    done.add(newsroom.take_in_stories(incoming, media, now)?.0);
    say_changed(&mut done, changed);
    Ok(done)
}

/// Of what was found to have changed, only what came in is said.
fn say_changed(done: &mut Imported, changed: Vec<(StoryId, Error)>) {
    let came_in = changed.into_iter().filter(|(story, _)| done.stories.contains(story)).map(|(_, said)| said);
    let said: Vec<Error> = came_in.collect();
    done.notices.extend(said);
}

/// The file of a picture that copy names: in its own folder, or below. Copy comes from anybody, and
/// must not reach for what else is on the disk.
fn inside(folder: &Path, name: &str) -> Result<PathBuf> {
    let refused = |why: &str, hint: &str| {
        Error::new("picture-unreadable", format!("the picture “{name}” did not come in: {why}."), hint)
    };
    if name.contains("://") || name.starts_with("//") {
        return Err(refused("it is on the web, and Stet fetches nothing", "Save it, and put it in by hand."));
    }
    let whole = folder.canonicalize().ok().zip(folder.join(name).canonicalize().ok());
    match whole {
        Some((folder, path)) if path.starts_with(&folder) => Ok(path),
        Some(_) => Err(refused(
            "it lies outside the folder of the copy",
            "Put it beside the copy, or put it in by hand.",
        )),
        None => Err(refused("it is not beside the copy", "Put it there, or put it in by hand.")),
    }
}

/// Says so where another text came from the same place before: both stories stay.
fn changed_since(newsroom: &mut Newsroom, path: &Path, seal: &str) -> Result<Option<Error>> {
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let Some((story, was)) = newsroom.story_of_origin(BY_PATH, &place.to_string_lossy())? else {
        return Ok(None);
    };
    if was == seal {
        return Ok(None);
    }
    let known = newsroom.story(story).map(|s| s.story.headline).unwrap_or_default();
    Ok(Some(Error::new(
        "copy-changed-since",
        format!(
            "“{}” has changed since it was brought in, and came in as a story of its own.",
            path.display()
        ),
        match known.as_str() {
            "" => "The earlier story is as it was.".to_owned(),
            known => format!("The earlier story, “{known}”, is as it was."),
        },
    )))
}

/// Takes the file of every picture that the stories name into the store, once, many at a time.
/// Nothing knows of them before the stories are in: a file alone is nothing of a story.
/// A story whose picture cannot be taken in waits outside: put right, it comes in whole.
fn take_in_pictures(
    newsroom: &Newsroom,
    files: &mut Vec<Whole>,
    now: UtcMillis,
    faults: &mut Vec<Error>,
) -> HashMap<PathBuf, AddedPicture> {
    let mut wanted: Vec<Named> = files.iter().flat_map(pictures_of).collect();
    wanted.sort();
    wanted.dedup();
    let folder = newsroom.folder().to_owned();
    let taken: HashMap<PathBuf, Result<AddedPicture>> = wanted
        .into_par_iter()
        .map(|named| {
            let added = inside(&named.beside, &named.name)
                .and_then(|path| read_picture(&path, &named.name))
                .and_then(|bytes| {
                    let name = Path::new(&named.name).file_name().unwrap_or_default().to_string_lossy();
                    pictures::take_in(&folder, &bytes, &name, now)
                });
            (named.path(), added)
        })
        .collect();
    files.retain(|file| {
        let wrong: Vec<Error> = pictures_of(file)
            .into_iter()
            .filter_map(|named| taken.get(&named.path())?.as_ref().err())
            .map(|fault| Error {
                sentence: format!("{}: {}", file.path.display(), fault.sentence),
                ..fault.clone()
            })
            .collect();
        let whole = wrong.is_empty();
        faults.extend(wrong);
        whole
    });
    taken.into_iter().filter_map(|(path, added)| Some((path, added.ok()?))).collect()
}

/// A picture by the name that a story's file gives it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    /// The folder of the story's file.
    beside: PathBuf,
    name: String,
}

impl Named {
    /// What it is known by in one import.
    fn path(&self) -> PathBuf {
        self.beside.join(&self.name)
    }
}

/// The pictures that a story names.
fn pictures_of(file: &Whole) -> Vec<Named> {
    let beside = file.path.parent().unwrap_or(Path::new("."));
    let lead = file.front.picture.iter().map(|p| p.file.as_str());
    let fences = fence_values(&file.markdown, "figure", "file")
        .chain(fence_values(&file.markdown, "figure", "media").filter(|name| !is_media_id(name)));
    let named = lead.chain(fences).filter(|name| !name.is_empty());
    named.map(|name| Named { beside: beside.to_owned(), name: name.to_owned() }).collect()
}

/// Whether that is the name of a picture in a media store, and not of a file.
fn is_media_id(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The bytes of a picture’s file. What is no file, or larger than any picture may be, is not
/// read at all: a device never ends.
fn read_picture(path: &Path, name: &str) -> Result<Vec<u8>> {
    let unread = |why: String| {
        Error::new(
            "picture-unreadable",
            format!("the picture “{}” could not be read: {why}.", path.display()),
            "A picture’s path is relative to the story’s file.",
        )
    };
    let file = std::fs::metadata(path).map_err(|fault| unread(fault.to_string()))?;
    if !file.is_file() {
        return Err(unread("it is not a file".to_owned()));
    }
    media::fits(file.len(), name)?;
    std::fs::read(path).map_err(|fault| unread(fault.to_string()))
}

/// Turns files into stories: pictures by their names in the store, links by ids.
fn resolve(
    newsroom: &mut Newsroom,
    files: Vec<Whole>,
    media: &HashMap<PathBuf, AddedPicture>,
    language: &str,
    notices: &mut Vec<Error>,
    changed: &mut Vec<(StoryId, Error)>,
) -> Result<Vec<Incoming>> {
    let mut ids: HashMap<String, StoryId> = HashMap::new();
    let mut own: Vec<StoryId> = Vec::with_capacity(files.len());
    for file in &files {
        let id = file.front.id.unwrap_or_else(StoryId::new);
        own.push(id);
        let made = crate::story::url_slug_from(&file.front.headline);
        let slug = if file.front.url_slug.is_empty() { made } else { file.front.url_slug.clone() };
        ids.entry(slug).or_insert(id);
    }
    let mut incoming = Vec::with_capacity(files.len());
    for (file, id) in files.into_iter().zip(own) {
        let Whole { path, seal, mut front, markdown, notices: said } = file;
        notices.extend(said);
        let name = path.display().to_string();
        let beside = path.parent().unwrap_or(Path::new(".")).to_owned();
        let story_by_slug = |newsroom: &mut Newsroom, slug: &str| -> Result<Option<StoryId>> {
            Ok(match ids.get(slug) {
                Some(id) => Some(*id),
                None => newsroom.story_named(slug)?,
            })
        };
        let has_own_id = front.id.is_some();
        front.id = Some(id);
        if front.language.is_empty() {
            front.language = language.to_owned();
        }
        if let Some(lead) = front.picture.as_mut().filter(|p| !p.file.is_empty())
            && let Some(added) = media.get(&beside.join(&lead.file))
        {
            lead.media = added.row.id.0.clone();
            fill(&mut lead.caption, &mut lead.credit, &mut lead.alt, &added.facts);
        }
        let also = std::mem::take(&mut front.also_read);
        let section = std::mem::take(&mut front.section);
        let mut links = Vec::new();
        for line in also {
            let to = match line.to {
                AlsoReadTo::Story(id) => LinkTo::Story(id),
                AlsoReadTo::Url(url) => LinkTo::Url(url),
                AlsoReadTo::UrlSlug(slug) => match story_by_slug(newsroom, &slug)? {
                    Some(id) => LinkTo::Story(id),
                    None => {
                        notices.push(unknown_slug(&name, &slug));
                        continue;
                    }
                },
            };
            links.push(AlsoRead { headline: line.headline, to });
        }
        let mut slugs = HashMap::new();
        for slug in fence_values(&markdown, "related", "to").filter_map(|to| to.strip_prefix("slug:")) {
            match story_by_slug(newsroom, slug)? {
                Some(id) => {
                    slugs.insert(format!("slug:{slug}"), id.to_string());
                }
                None => notices.push(unknown_slug(&name, slug)),
            }
        }
        let markdown = rewrite_fences(&markdown, |kind, key, value| match (kind, key) {
            ("figure", "file" | "media") => {
                media.get(&beside.join(value)).map(|added| format!("media: {}", added.row.id))
            }
            ("related", "to") => slugs.get(value).map(|id| format!("to: {id}")),
            _ => None,
        });
        let mut story = revision::story_of(front, &markdown);
        story.also_read = links;
        if !has_own_id {
            changed.extend(changed_since(newsroom, &path, &seal)?.map(|said| (id, said)));
        }
        let origins = origins(&path, &seal);
        incoming.push(Incoming { section, has_own_id, origins, ..Incoming::new(name, story) });
    }
    Ok(incoming)
}

/// What the picture itself says fills what the story's file leaves open.
pub(super) fn fill(caption: &mut String, credit: &mut String, alt: &mut String, facts: &FileFacts) {
    for (field, said) in [(credit, &facts.credit), (alt, &facts.alt)] {
        if field.is_empty() {
            field.clone_from(said);
        }
    }
    if caption.is_empty() {
        let said = Inline::Text { text: facts.caption.clone(), marks: Marks::default(), link: None };
        *caption = body::write_inline(&body::norm_inline(&[said]));
    }
}

fn unknown_slug(file: &str, slug: &str) -> Error {
    Error::new(
        "link-unknown",
        format!("{file}: there is no story with the URL slug “{slug}”, so the link to it goes nowhere."),
        "Choose the story it means in Stet.",
    )
}

/// The values of `key:` lines inside fences of one kind.
fn fence_values<'a>(
    markdown: &'a str,
    kind: &'static str,
    key: &'static str,
) -> impl Iterator<Item = &'a str> {
    let mut inside: Option<(&str, &str)> = None;
    markdown.lines().filter_map(move |line| {
        let (fence, value) = step(&mut inside, line);
        (fence == Some(kind)).then_some(())?;
        let (name, rest) = value.split_once(':')?;
        (name.trim() == key).then(|| rest.trim())
    })
}

/// Gives each `key: value` line inside a fence to `change`; what it returns takes its place.
pub(crate) fn rewrite_fences(markdown: &str, change: impl Fn(&str, &str, &str) -> Option<String>) -> String {
    let mut inside: Option<(&str, &str)> = None;
    let mut out = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        let (fence, value) = step(&mut inside, line);
        let changed = fence.and_then(|kind| {
            let (key, rest) = value.split_once(':')?;
            change(kind, key.trim(), rest.trim())
        });
        out.push_str(changed.as_deref().unwrap_or(line));
        out.push('\n');
    }
    out
}

/// Follows fences line by line: the kind of the fence that the line is inside of, and the
/// line. A fence closes at its own run of backticks (CommonMark 0.31, 4.5).
fn step<'a>(inside: &mut Option<(&'a str, &'a str)>, line: &'a str) -> (Option<&'a str>, &'a str) {
    let trimmed = line.trim();
    let ticks = &trimmed[..trimmed.len() - trimmed.trim_start_matches('`').len()];
    match *inside {
        None if ticks.len() >= 3 => {
            *inside = Some((ticks, trimmed[ticks.len()..].trim()));
            (None, line)
        }
        None => (None, line),
        Some((open, _)) if trimmed.len() == ticks.len() && ticks.len() >= open.len() => {
            *inside = None;
            (None, line)
        }
        Some((_, kind)) => (Some(kind), line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: &str =
        "One.\n\n```figure\nfile: p/a.jpg\nalt: x\n```\n\nfile: not here\n\n````related\nto: slug:b\n````\n";

    #[test]
    fn only_lines_inside_the_right_fence_count() {
        assert_eq!(fence_values(COPY, "figure", "file").collect::<Vec<_>>(), ["p/a.jpg"]);
        assert_eq!(fence_values(COPY, "related", "to").collect::<Vec<_>>(), ["slug:b"]);
    }

    #[test]
    fn a_rewritten_line_leaves_the_rest_alone() {
        let out = rewrite_fences(COPY, |kind, key, _| {
            (kind == "figure" && key == "file").then(|| "media: 1".to_owned())
        });
        assert_eq!(out, COPY.replace("file: p/a.jpg", "media: 1"));
    }

    #[test]
    fn a_folder_that_links_to_itself_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("stories");
        std::fs::create_dir(&inside).unwrap();
        std::fs::File::create(inside.join("a.md")).unwrap();
        #[cfg(unix)]
        for name in ["again", "once-more"] {
            std::os::unix::fs::symlink(&inside, inside.join(name)).unwrap();
        }
        let mut faults = Vec::new();
        let found = find(&[folder.path().to_owned(), inside.clone()], &mut faults);
        assert_eq!((found.len(), faults), (1, Vec::new()), "one file, one story");
    }

    #[test]
    fn a_picture_that_is_no_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let fault = read_picture(folder.path(), "folder").unwrap_err();
        assert_eq!(fault.code, "picture-unreadable");
        assert!(fault.sentence.ends_with("could not be read: it is not a file."), "{}", fault.sentence);
    }
}
