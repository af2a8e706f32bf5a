//! The files of pictures as readers get them.

use super::folder::PictureFile;
use crate::Result;
use crate::media::{self, ReaderFacts};
use crate::newsroom::{pictures, write_whole};
use crate::site::{PICTURES, Rendition};
use crate::store::MediaRow;
use std::path::Path;

/// A picture's sizes: as the pages name them, and as files.
pub(super) type Drawn = Vec<(Rendition, PictureFile)>;

/// What one use says about a picture.
pub(super) struct Use {
    /// Its caption, as plain words.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// What it shows.
    pub alt: String,
}

/// The files of one picture as readers get them, widest first: drawn anew, told only what
/// its use says. Made once and kept in the media store; the name tells file and words.
pub(super) fn for_readers(folder: &Path, row: &MediaRow, told: &Use) -> Result<Drawn> {
    let facts = ReaderFacts {
        caption: told.caption.clone(),
        credit: told.credit.clone(),
        copyright: row.copyright.clone(),
        alt: told.alt.clone(),
        creator: row.creator.clone(),
    };
    let said = [&facts.caption, &facts.credit, &facts.copyright, &facts.alt, &facts.creator];
    let words = media::id_of(said.map(String::as_str).join("\u{1f}").as_bytes());
    let stem =
        format!("{}-{}", row.file.0.get(..16).unwrap_or(&row.file.0), words.0.get(..8).unwrap_or_default());
    let shelf = folder.join("media").join("readers").join(stem.get(..2).unwrap_or("00"));
    let file = |width: u32, extension: &str| format!("{stem}-{width}.{extension}");
    let entry = |width: u32, height: u32, extension: &str| {
        let name = file(width, extension);
        let from = shelf.join(&name);
        (
            Rendition { width, height, file: name.clone() },
            PictureFile { path: format!("{PICTURES}/{name}"), from },
        )
    };
    let kept = |(width, height): (u32, u32)| {
        let extension = ["jpg", "png"].into_iter().find(|e| shelf.join(file(width, e)).exists())?;
        Some(entry(width, height, extension))
    };
    if let Some(all) = pictures::sizes(row).into_iter().map(kept).collect() {
        return Ok(all);
    }
    pictures::drawn(folder, row)?
        .iter()
        .map(|drawn| {
            let made = entry(drawn.width, drawn.height, drawn.extension);
            write_whole(&made.1.from, &media::publishable(drawn, &facts)?)?;
            Ok(made)
        })
        .collect()
}

/// A picture file as readers get it, by the name that a page gives it; none where none was made yet.
pub(super) fn made(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    let shelf = name.get(..2).filter(|_| is_plain && !name.starts_with('.'))?;
    std::fs::read(folder.join("media").join("readers").join(shelf).join(name)).ok()
}
