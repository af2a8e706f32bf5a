//! The files of pictures as readers get them.

use super::folder::{PictureFile, hash_of};
use crate::Result;
use crate::media::{self, ReaderFacts, Wanted};
use crate::newsroom::{pictures, write_whole};
use crate::site::{PICTURES, Rendition};
use crate::store::MediaRow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
    /// Whether the newsroom wants AVIF too.
    pub avif: bool,
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
        licence: row.licence.clone(),
    };
    let said = [&facts.caption, &facts.credit, &facts.copyright, &facts.alt, &facts.creator, &facts.licence];
    let words = media::id_of(said.map(String::as_str).join("\u{1f}").as_bytes());
    let stem =
        format!("{}-{}", row.file.0.get(..16).unwrap_or(&row.file.0), words.0.get(..8).unwrap_or_default());
    let shelf = shelf(folder, &stem);
    let name =
        |one: &Wanted, extension: &str| format!("{stem}-{}.{extension}", pictures::name_of(one, row.focus()));
    let entry = |one: &Wanted, file: String, hash: [u8; 16]| {
        let (width, height) = (one.width, one.height);
        let made = PictureFile { path: format!("{PICTURES}/{file}"), from: shelf.join(&file), hash };
        (Rendition { shape: one.shape, width, height, file }, made)
    };
    let wanted = pictures::wanted(row, told.is_lead, told.avif);
    // What was made once is listed with its hashes: a file that was replaced since goes to nobody.
    let all_names: String = wanted.iter().map(|one| name(one, "")).collect();
    let list = shelf.join(format!("{stem}-{}.json", &media::id_of(all_names.as_bytes()).0[..8]));
    let listed = listed(&list);
    let kept = |one: &Wanted| {
        let mut named = pictures::endings(one).iter().map(|ending| name(one, ending));
        let (hash, file) = named.find_map(|file| Some((*listed.get(&file)?, file)))?;
        Some(entry(one, file, hash)).filter(|(_, made)| made.from.exists())
    };
    if let Some(all) = wanted.iter().map(kept).collect() {
        return Ok(all);
    }
    let mut all = pictures::for_pages(folder, row, &wanted)?;
    // As asked for, whatever was there already.
    all.sort_by_key(|(one, _)| (one.shape, std::cmp::Reverse(one.width), one.form));
    let made = all
        .iter()
        .map(|(one, drawn)| {
            let bytes = media::publishable(drawn, &facts)?;
            let made = entry(one, name(one, drawn.extension), hash_of(&bytes));
            write_whole(&made.1.from, &bytes)?;
            Ok(made)
        })
        .collect::<Result<Drawn>>()?;
    write_list(&list, &made.iter().map(|(rendition, file)| (rendition.file.clone(), file.hash)).collect())?;
    Ok(made)
}

/// What drawn files held when they were drawn, by their names; nothing where the list is not there.
pub(super) fn listed(list: &Path) -> BTreeMap<String, [u8; 16]> {
    std::fs::read(list).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// Keeps that list.
pub(super) fn write_list(list: &Path, hashes: &BTreeMap<String, [u8; 16]>) -> Result<()> {
    write_whole(list, serde_json::to_string(hashes).unwrap_or_default().as_bytes())
}

/// Where files are kept whose names begin so.
pub(super) fn shelf(folder: &Path, name: &str) -> PathBuf {
    folder.join("media").join("readers").join(name.get(..2).unwrap_or("00"))
}

/// A picture file as readers get it, by the name that a page gives it; none where none was made yet.
pub(super) fn made(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    if !is_plain || name.starts_with('.') {
        return None;
    }
    std::fs::read(shelf(folder, name).join(name)).ok()
}
