//! Reading a hand-off, which may come from anybody: every name, size, count and hash is looked at
//! before anything is believed. All of it is read, or none.

use super::lines::{CommentLine, FormatOnly, Manifest, RevisionLine, SuggestionLine};
use super::pack::sha256;
use super::{FORMAT, HandOff, LARGEST, Picture, too_large, unreadable};
use crate::import::package::parts_said;
use crate::revision::{self, Graph, Why};
use crate::story::{MediaId, RevisionId, StoryId, UtcMillis};
use crate::{Error, Result};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Parts of one file.
const MOST_PARTS: usize = 30_000;
/// Lines of one list.
const MOST_LINES: usize = 20_000;
/// One text.
const LARGEST_TEXT: u64 = 16 << 20;
/// One picture.
const LARGEST_PICTURE: u64 = 200 << 20;
/// All texts and lists of a file.
const LARGEST_WORDS: u64 = 256 << 20;
/// A name, a reason, an address: the small words of a line.
const LONGEST_NAME: usize = 2_000;
/// What somebody says, or the words it is about.
const LONGEST_REMARK: usize = 200_000;
/// The last moment of the year 9999.
const LAST_MOMENT: i64 = 253_402_300_799_999;
/// The kinds of picture that Stet keeps.
const KINDS: [&str; 6] = ["jpg", "png", "webp", "gif", "avif", "tif"];

/// Reads the file `name`.
///
/// # Errors
/// `handoff-unreadable`, `-too-large`, `-newer`, each with what is wrong.
pub fn unpack(name: &str, bytes: &[u8]) -> Result<HandOff> {
    if parts_said(bytes) > MOST_PARTS {
        return Err(too_large(name, "it has too many parts"));
    }
    let zip = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| unreadable(name, "it is broken off, or is not what its name says"))?;
    let mut parts = Parts { name, left_words: LARGEST_WORDS, left: LARGEST, seen: HashSet::new(), zip };
    let mut texts: HashMap<String, Vec<u8>> = HashMap::new();
    let mut pictures = Vec::new();
    for at in 0..parts.zip.len() {
        match parts.next(at)? {
            Part::Text(part, bytes) => {
                texts.insert(part, bytes);
            }
            Part::Picture(picture) => pictures.push(picture),
        }
    }
    let text = |part: &str| {
        let bytes = texts.get(part).ok_or_else(|| unreadable(name, &format!("it has no part “{part}”")))?;
        std::str::from_utf8(bytes).map_err(|_| unreadable(name, &format!("its part “{part}” is no text")))
    };
    let manifest = text("manifest.json")?;
    let no_manifest = |_| unreadable(name, "its manifest cannot be read");
    let FormatOnly { format } = serde_json::from_str(manifest).map_err(no_manifest)?;
    if format > FORMAT {
        return Err(Error::new(
            "handoff-newer",
            format!("“{name}” was made by a newer Stet."),
            "Bring this Stet up to date, or ask for the story as Markdown.",
        ));
    }
    let manifest: Manifest = serde_json::from_str(manifest).map_err(no_manifest)?;
    let story = manifest.story;
    let check = Check { name };
    check.small("manifest", &[&manifest.made_by, &manifest.newsroom])?;
    check.moments("manifest", &[Some(manifest.made_at)])?;

    let (mut revisions, mut named) = (Vec::new(), HashSet::new());
    for line in lines::<RevisionLine>(name, "revisions.jsonl", text("revisions.jsonl")?)? {
        check.small("revisions.jsonl", &[&line.author, &line.name])?;
        check.moments("revisions.jsonl", &[Some(line.made_at)])?;
        if line.parents.len() > 2 {
            return Err(unreadable(name, "a revision has more than two parents"));
        }
        let part = if line.id == manifest.head {
            "story.md".to_owned()
        } else {
            format!("revisions/{}.md", line.id)
        };
        let text = text(&part)?;
        if sha256(text.as_bytes()) != line.sha256 {
            return Err(unreadable(name, &format!("its part “{part}” is not what was sent")));
        }
        let read = revision::read(text)
            .map_err(|fault| unreadable(name, &format!("its part “{part}” cannot be read ({fault})")))?;
        if read.id != story {
            return Err(unreadable(name, &format!("its part “{part}” is of another story")));
        }
        named.extend(read.pictures());
        revisions.push((line.row(story), text.to_owned()));
    }
    // The name of a clean copy is held by nothing but its use.
    if pictures.iter().any(|picture: &Picture| !named.contains(&picture.id)) {
        return Err(unreadable(name, "it holds a picture that no text names"));
    }
    let known: HashSet<RevisionId> = revisions.iter().map(|(row, _)| row.id).collect();
    if known.len() < revisions.len() {
        return Err(unreadable(name, "a revision is in it twice"));
    }
    if !revisions.iter().any(|(row, _)| row.id == manifest.head && row.why != Why::Proposed) {
        return Err(unreadable(name, "the story’s own state is not in it"));
    }
    if known.len() != texts.keys().filter(|part| part.starts_with("revisions/")).count() + 1 {
        return Err(unreadable(name, "it holds a text that no line names"));
    }
    let family: Graph = revisions.iter().map(|(row, _)| (row.id, row.parents.clone())).collect();
    if family.has_circle() {
        return Err(unreadable(name, "a revision of it comes from itself"));
    }

    let comments = comments(&check, story, text("comments.jsonl")?)?;
    let suggestions: Vec<_> = lines::<SuggestionLine>(name, "suggestions.jsonl", text("suggestions.jsonl")?)?;
    for line in &suggestions {
        check.small("suggestions.jsonl", &[&line.author])?;
        check.moments("suggestions.jsonl", &[Some(line.made_at), line.settled_at])?;
        if !known.contains(&line.base) || !known.contains(&line.proposed) {
            return Err(unreadable(name, "a suggestion’s text is not in it"));
        }
    }
    Ok(HandOff {
        story,
        head: manifest.head,
        made_at: manifest.made_at,
        made_by: manifest.made_by,
        newsroom: manifest.newsroom,
        revisions,
        comments,
        suggestions: suggestions.into_iter().map(|line| line.row(story)).collect(),
        pictures,
    })
}

fn comments(check: &Check, story: StoryId, text: &str) -> Result<Vec<crate::store::CommentRow>> {
    let part = "comments.jsonl";
    let found: Vec<CommentLine> = lines(check.name, part, text)?;
    let ids: HashSet<_> = found.iter().map(|line| line.id).collect();
    for line in &found {
        check.small(part, &[&line.field, &line.author])?;
        check.short(part, LONGEST_REMARK, &[&line.quote, &line.before, &line.after, &line.text])?;
        check.moments(part, &[Some(line.made_at), line.resolved_at])?;
        if line.reply_to.is_some_and(|to| to == line.id || !ids.contains(&to)) {
            return Err(unreadable(check.name, "a comment answers one that is not in it"));
        }
    }
    Ok(found.into_iter().map(|line| line.row(story)).collect())
}

struct Check<'a> {
    name: &'a str,
}

impl Check<'_> {
    fn small(&self, part: &str, texts: &[&String]) -> Result<()> {
        self.short(part, LONGEST_NAME, texts)
    }

    fn short(&self, part: &str, longest: usize, texts: &[&String]) -> Result<()> {
        if texts.iter().any(|text| text.len() > longest) {
            return Err(too_large(self.name, &format!("its part “{part}” holds a name that is too long")));
        }
        Ok(())
    }

    fn moments(&self, part: &str, moments: &[Option<UtcMillis>]) -> Result<()> {
        if moments.iter().flatten().any(|at| !(0..=LAST_MOMENT).contains(&at.0)) {
            return Err(unreadable(self.name, &format!("its part “{part}” holds a time that never was")));
        }
        Ok(())
    }
}

/// A list, a line each.
fn lines<T: DeserializeOwned>(name: &str, part: &str, text: &str) -> Result<Vec<T>> {
    if text.lines().count() > MOST_LINES {
        return Err(too_large(name, &format!("its part “{part}” has too many lines")));
    }
    let line = |(at, line): (usize, &str)| {
        serde_json::from_str(line)
            .map_err(|fault| unreadable(name, &format!("line {} of its part “{part}”: {fault}", at + 1)))
    };
    text.lines().enumerate().map(line).collect()
}

enum Part {
    Text(String, Vec<u8>),
    Picture(Picture),
}

struct Parts<'a> {
    name: &'a str,
    left_words: u64,
    left: u64,
    seen: HashSet<String>,
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl Parts<'_> {
    fn next(&mut self, at: usize) -> Result<Part> {
        let name = self.name;
        let mut file =
            self.zip.by_index(at).map_err(|_| unreadable(name, "a part of it cannot be opened"))?;
        let part = match file.name() {
            Ok(part) => part.into_owned(),
            Err(_) => return Err(unreadable(name, "a part of it has no name")),
        };
        let picture = picture_name(&part);
        if picture.is_none() && !is_text_name(&part) {
            let shown: String = part.chars().filter(|c| !c.is_control()).take(60).collect();
            return Err(unreadable(name, &format!("it holds “{shown}”, which no Stet puts there")));
        }
        if !self.seen.insert(part.clone()) {
            return Err(unreadable(name, &format!("its part “{part}” is in it twice")));
        }
        let largest = match &picture {
            Some(_) => LARGEST_PICTURE.min(self.left),
            // A list of many lines may be longer than one text.
            None if part.ends_with(".jsonl") => self.left_words.min(self.left),
            None => LARGEST_TEXT.min(self.left_words).min(self.left),
        };
        let mut bytes = Vec::new();
        (&mut file)
            .take(largest + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| unreadable(name, &format!("its part “{part}” is damaged")))?;
        let length = bytes.len() as u64;
        if length > largest {
            return Err(too_large(name, &format!("its part “{part}” unpacks to too much")));
        }
        self.left -= length;
        let Some(PictureName { id, file, extension }) = picture else {
            self.left_words -= length;
            return Ok(Part::Text(part, bytes));
        };
        if sha256(&bytes) != file {
            return Err(unreadable(name, "a picture in it is not what was sent"));
        }
        let clean = file != id;
        Ok(Part::Picture(Picture {
            id: MediaId(id.to_owned()),
            clean,
            extension: extension.to_owned(),
            bytes,
        }))
    }
}

/// What the name of a picture's part says.
struct PictureName<'a> {
    id: &'a str,
    file: &'a str,
    extension: &'a str,
}

/// The picture that a part's name says; none where it is no such name.
fn picture_name(part: &str) -> Option<PictureName<'_>> {
    let (folder, name) = part.rsplit_once('/')?;
    let (file, extension) = name.split_once('.')?;
    let id = match folder.strip_prefix("clean/") {
        Some(id) => id,
        None => (folder == "media").then_some(file)?,
    };
    let lawful = MediaId::is_lawful(id) && MediaId::is_lawful(file) && KINDS.contains(&extension);
    lawful.then_some(PictureName { id, file, extension })
}

fn is_text_name(part: &str) -> bool {
    let revision = || part.strip_prefix("revisions/")?.strip_suffix(".md")?.parse::<RevisionId>().ok();
    ["manifest.json", "story.md", "revisions.jsonl", "comments.jsonl", "suggestions.jsonl"].contains(&part)
        || revision().is_some_and(|id| part == format!("revisions/{id}.md"))
}
