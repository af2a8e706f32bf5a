//! Copy that comes from outside. One file a format, each pure: bytes in, a [`Manuscript`] out.
//! `files` finds files, reads them by their formats and hands them to the newsroom.

use crate::{Error, Result};
use manuscript::Manuscript;
use std::path::Path;

mod address;
pub mod archive;
mod asides;
mod bring;
pub mod docx;
pub mod files;
mod flow;
pub mod front_matter;
pub mod html;
pub mod manuscript;
pub mod odt;
pub(crate) mod package;
mod placing;
pub mod rtf;
pub mod text;
mod uploads;
pub mod watch;
mod xml;

pub use bring::{Progress, Unit, bring_in};

/// No file of copy is as large; one that is, is a film or an attack.
pub const LARGEST_BYTES: u64 = 200 << 20;

/// A format that copy comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich text.
    Rtf,
    /// A page of the web, saved.
    Html,
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text.
    Text,
}

impl Format {
    /// The format that a file's name says, or none.
    pub fn of(path: &Path) -> Option<Format> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "docx" => Format::Docx,
            "odt" => Format::Odt,
            "rtf" => Format::Rtf,
            "html" | "htm" | "xhtml" => Format::Html,
            "md" | "markdown" => Format::Markdown,
            "txt" | "text" => Format::Text,
            _ => return None,
        })
    }

    /// Reads the bytes of a file of that name.
    pub fn read(self, name: &str, bytes: &[u8]) -> Result<Manuscript> {
        match self {
            Format::Docx => docx::read(name, bytes),
            Format::Odt => odt::read(name, bytes),
            Format::Rtf => rtf::read(name, bytes),
            Format::Html => html::read(name, bytes),
            Format::Markdown => text::read_markdown(name, bytes),
            Format::Text => text::read(name, bytes),
        }
    }
}

/// A file that is not what its name says, or is broken off.
pub(crate) fn unreadable(name: &str, place: &str, hint: &str) -> Error {
    Error::new("copy-unreadable", format!("“{name}” could not be read: {place}."), hint)
}

/// A file that would need more memory than copy may take.
pub(crate) fn too_large(name: &str, what: &str) -> Error {
    Error::new(
        "copy-too-large",
        format!("“{name}” is larger than copy may be: {what}."),
        "Take out what is not copy, or bring it in as several files.",
    )
}
