//! Markdown files and folders of them: found, read, their pictures taken in, their links
//! resolved, and handed to the newsroom all at once.

use super::front_matter::{self, AlsoReadTo, FrontMatter};
use crate::body::{Inline, Marks};
use crate::media::{self, FileFacts};
use crate::newsroom::{AddedPicture, Imported, Incoming, Newsroom, pictures};
use crate::story::{AlsoRead, LinkTo, StoryId, UtcMillis};
use crate::{Error, Result, body, revision};
use chrono_tz::Tz;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files read.
    pub read: usize,
    /// Files in all.
    pub of: usize,
}

/// Why an import did not happen: every file that is wrong, each with its sentence.
#[derive(Debug)]
pub struct Refused {
    /// One for each fault.
    pub faults: Vec<Error>,
}

/// One file as read.
struct ReadFile {
    path: PathBuf,
    front: FrontMatter,
    markdown: String,
}

/// Files read between two calls of `progress`.
const STEP: usize = 500;

/// Imports Markdown files, and the Markdown files in folders, all or none.
pub fn import(
    newsroom: &mut Newsroom,
    paths: &[PathBuf],
    now: UtcMillis,
    progress: &mut dyn FnMut(Progress),
) -> std::result::Result<Imported, Refused> {
    let one = |fault| Refused { faults: vec![fault] };
    let settings = newsroom.opened().map_err(one)?.settings;
    let zone: Tz = settings.zone.parse().unwrap_or(Tz::UTC);
    let files = find(paths).map_err(one)?;

    let mut faults = Vec::new();
    let mut read = Vec::with_capacity(files.len());
    for some in files.chunks(STEP) {
        let parsed: Vec<Result<ReadFile>> = some.par_iter().map(|path| read_file(path, zone)).collect();
        for file in parsed {
            file.map(|file| read.push(file)).unwrap_or_else(|fault| faults.push(fault));
        }
        progress(Progress { read: read.len() + faults.len(), of: files.len() });
    }
    let media = take_in_pictures(newsroom, &read, now, &mut faults);
    let incoming = resolve(newsroom, read, &media, &settings.language, &mut faults).map_err(one)?;
    if !faults.is_empty() {
        return Err(Refused { faults });
    }
    let pictures = media.into_values().map(|added| added.row).collect();
    newsroom.take_in_stories(incoming, pictures, now).map(|(done, _)| done).map_err(one)
}

/// The Markdown files that the paths name, folders with all that is in them, by name.
fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = paths.to_vec();
    // Links may lead in a circle: each folder counts once, by whatever name it is met.
    let mut been: HashSet<PathBuf> = HashSet::new();
    while let Some(path) = open.pop() {
        let unread = |fault: std::io::Error| {
            Error::new(
                "file-unreadable",
                format!("“{}” could not be read: {fault}.", path.display()),
                "Check the name, and that you may read it.",
            )
        };
        if path.is_dir() {
            if !been.insert(path.canonicalize().map_err(unread)?) {
                continue;
            }
            for entry in std::fs::read_dir(&path).map_err(unread)? {
                let inside = entry.map_err(unread)?.path();
                let hidden = inside.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
                if !hidden && (inside.is_dir() || is_markdown(&inside)) {
                    open.push(inside);
                }
            }
        } else {
            std::fs::metadata(&path).map_err(unread)?;
            found.push(path);
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

fn read_file(path: &Path, zone: Tz) -> Result<ReadFile> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|fault| {
        Error::new(
            "file-unreadable",
            format!("“{name}” could not be read: {fault}."),
            "Check that you may read it.",
        )
    })?;
    let (front, markdown) = front_matter::parse(&name, front_matter::text_of(&name, &bytes)?, zone)?;
    Ok(ReadFile { path: path.to_owned(), front, markdown })
}

/// Takes the file of every picture that the stories name into the store, once, many at a time.
/// Nothing knows of them before the stories are in: a file alone is nothing of a story.
fn take_in_pictures(
    newsroom: &Newsroom,
    files: &[ReadFile],
    now: UtcMillis,
    faults: &mut Vec<Error>,
) -> HashMap<PathBuf, AddedPicture> {
    let mut wanted: Vec<(PathBuf, &Path)> = Vec::new();
    for file in files {
        let beside = file.path.parent().unwrap_or(Path::new("."));
        let lead = file.front.picture.iter().map(|p| p.file.as_str());
        for name in lead.chain(fence_values(&file.markdown, "figure", "file")).filter(|name| !name.is_empty())
        {
            wanted.push((beside.join(name), &file.path));
        }
    }
    wanted.sort();
    wanted.dedup_by(|a, b| a.0 == b.0);
    let folder = newsroom.folder().to_owned();
    let taken: Vec<(PathBuf, Result<AddedPicture>)> = wanted
        .into_par_iter()
        .map(|(path, from)| {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let added = read_picture(&path, &name)
                .and_then(|bytes| pictures::take_in(&folder, &bytes, &name, now))
                .map_err(|fault| Error {
                    sentence: format!("{}: {}", from.display(), fault.sentence),
                    ..fault
                });
            (path, added)
        })
        .collect();
    let mut media = HashMap::new();
    for (path, added) in taken {
        match added {
            Ok(added) => {
                media.insert(path, added);
            }
            Err(fault) => faults.push(fault),
        }
    }
    media
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
    files: Vec<ReadFile>,
    media: &HashMap<PathBuf, AddedPicture>,
    language: &str,
    faults: &mut Vec<Error>,
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
        let ReadFile { path, mut front, markdown } = file;
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
                        faults.push(unknown_slug(&name, &slug));
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
                None => faults.push(unknown_slug(&name, slug)),
            }
        }
        let markdown = rewrite_fences(&markdown, |kind, key, value| match (kind, key) {
            ("figure", "file") => {
                media.get(&beside.join(value)).map(|added| format!("media: {}", added.row.id))
            }
            ("related", "to") => slugs.get(value).map(|id| format!("to: {id}")),
            _ => None,
        });
        let mut story = revision::story_of(front, &markdown);
        story.also_read = links;
        incoming.push(Incoming { file: name, story, section, has_own_id });
    }
    Ok(incoming)
}

/// What the picture itself says fills what the story's file leaves open.
fn fill(caption: &mut String, credit: &mut String, alt: &mut String, facts: &FileFacts) {
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
        format!("{file}: there is no story with the URL slug “{slug}”."),
        "Import that story as well, or link by `url`.",
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
        assert_eq!(
            find(&[folder.path().to_owned(), inside.clone()]).unwrap().len(),
            1,
            "one file, one story"
        );
    }

    #[test]
    fn a_picture_that_is_no_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let fault = read_picture(folder.path(), "folder").unwrap_err();
        assert_eq!(fault.code, "picture-unreadable");
        assert!(fault.sentence.ends_with("could not be read: it is not a file."), "{}", fault.sentence);
    }
}
