//! The files of pictures as readers get them.

use super::folder::PictureFile;
use crate::Result;
use crate::media::{self, ReaderFacts, Wanted};
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
    /// Whether it stands for its story, on cards and elsewhere, and so is cut.
    pub is_lead: bool,
}

/// The files of one picture as readers get them, shape by shape and widest first: drawn anew, told only what
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
    let entry = |one: &Wanted, extension: &str| {
        let file = format!("{stem}-{}.{extension}", pictures::name_of(one, row.focus()));
        let (width, height) = (one.width, one.height);
        let made = PictureFile { path: format!("{PICTURES}/{file}"), from: shelf.join(&file) };
        (Rendition { shape: one.shape, width, height, file }, made)
    };
    let kept = |one: &Wanted| {
        let endings: &[&str] = if one.webp { &["webp"] } else { &["jpg", "png"] };
        endings.iter().map(|extension| entry(one, extension)).find(|(_, file)| file.from.exists())
    };
    if let Some(all) = pictures::wanted(row, told.is_lead).iter().map(kept).collect() {
        return Ok(all);
    }
    let mut all = pictures::for_pages(folder, row, told.is_lead)?;
    // As asked for, whatever was there already.
    all.sort_by_key(|(one, _)| (one.shape, std::cmp::Reverse(one.width), one.webp));
    all.iter()
        .map(|(one, drawn)| {
            let (rendition, file) = entry(one, drawn.extension);
            write_whole(&file.from, &media::publishable(drawn, &facts)?)?;
            Ok((rendition, file))
        })
        .collect()
}
