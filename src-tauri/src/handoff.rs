//! A story on its way to another newsroom: one `.stet` file, read within bounds.
//!
//! Bytes in, values out, and back. A ZIP of plain parts, so that it can be read in fifty years with
//! nothing but a text editor:
//!
//! ```text
//! manifest.json          format, when, by whom, from which newsroom; the story and its head
//! story.md               the head: front matter and Markdown
//! revisions.jsonl        a line each: id, parents, why, SHA-256 of its text
//! revisions/<id>.md      canonical texts; the head's is story.md
//! comments.jsonl         a line each
//! suggestions.jsonl      a line each
//! media/<sha256>.<ext>   pictures as they came
//! clean/<id>/<sha256>.<ext>   pictures drawn anew for the way; stories name them by the id
//! ```
//!
//! What goes into a file, and what becomes of one that came, is in `newsroom/handing` and
//! `newsroom/merging`. The file may come from anybody: what is not as above is refused whole.

mod lines;
mod lock;
mod pack;
mod unpack;

pub use lock::{is_locked, lock, unlock};
pub use pack::pack;
pub use unpack::unpack;

use crate::store::{CommentRow, RevisionRow, SuggestionRow};
use crate::story::{MediaId, RevisionId, StoryId, UtcMillis};
use crate::{Error, Result};
use std::path::Path;

/// The form that this Stet writes; it reads this one and none that is newer.
pub const FORMAT: u32 = 1;
/// The ending of a hand-off's file name.
pub const ENDING: &str = "stet";
/// No hand-off is larger.
pub const LARGEST: u64 = 700 << 20;

/// One story with all that travels with it.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOff {
    /// The story.
    pub story: StoryId,
    /// The state that the sender's working copy was in.
    pub head: RevisionId,
    /// When the file was made.
    pub made_at: UtcMillis,
    /// Who made it; may be empty.
    pub made_by: String,
    /// The newsroom it was made in.
    pub newsroom: String,
    /// Every kept state that travels, each with its canonical text. `section` and `seal` are empty:
    /// those are each newsroom's own.
    pub revisions: Vec<(RevisionRow, String)>,
    /// What was said about it.
    pub comments: Vec<CommentRow>,
    /// What is proposed for it.
    pub suggestions: Vec<SuggestionRow>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
}

/// How the pictures of a story go along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum PicturesAlong {
    /// Drawn anew at full size: no place, no camera, no date, no hidden second picture.
    Clean,
    /// As they came, with all that their files say of themselves.
    AsTheyCame,
    /// Not at all.
    Without,
}

/// A picture file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What stories name it by: SHA-256 of the original.
    pub id: MediaId,
    /// Whether `bytes` are drawn anew and not the original.
    pub clean: bool,
    /// Its kind, as the ending of its name.
    pub extension: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl HandOff {
    /// The canonical text of the head.
    pub fn head_text(&self) -> &str {
        self.revisions.iter().find(|(row, _)| row.id == self.head).map_or("", |(_, text)| text)
    }
}

/// A name for the file of a story: by its slug, else as its page is called.
pub fn file_name(slug: &str, url_slug: &str) -> String {
    let name = [crate::story::url_slug_from(slug), url_slug.to_owned()].into_iter().find(|s| !s.is_empty());
    format!("{}.{ENDING}", name.as_deref().unwrap_or("story"))
}

/// Reads a file from the disk, unlocked: its name for sentences, and its bytes.
///
/// # Errors
/// `file-unreadable`, `handoff-too-large`; `handoff-locked` where it needs a passphrase and none
/// was given; those of [`unlock`].
pub fn read_file(path: &Path, passphrase: Option<&str>) -> Result<(String, Vec<u8>)> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let unread = |fault: std::io::Error| {
        Error::new(
            "file-unreadable",
            format!("“{}” could not be read: {fault}.", path.display()),
            "Check that it is there and that you may read it.",
        )
    };
    if std::fs::metadata(path).map_err(unread)?.len() > LARGEST + (1 << 20) {
        return Err(too_large(&name, "it is larger than any hand-off"));
    }
    let bytes = std::fs::read(path).map_err(unread)?;
    match passphrase {
        _ if !is_locked(&bytes) => Ok((name, bytes)),
        Some(passphrase) => {
            let open = unlock(&name, &bytes, passphrase)?;
            Ok((name, open))
        }
        None => Err(Error::new(
            "handoff-locked",
            format!("“{name}” is locked with a passphrase."),
            "Ask whoever sent it, by another way than the file came.",
        )),
    }
}

/// The error of a file that is not what it should be.
pub(crate) fn unreadable(name: &str, why: &str) -> Error {
    Error::new(
        "handoff-unreadable",
        format!("“{name}” could not be opened: {why}."),
        "Nothing of it was taken in. Ask whoever sent it to send it again.",
    )
}

fn too_large(name: &str, why: &str) -> Error {
    Error::new(
        "handoff-too-large",
        format!("“{name}” was not opened: {why}."),
        "Nothing of it was taken in. Ask whoever sent it what it is.",
    )
}

#[cfg(test)]
mod tests;
