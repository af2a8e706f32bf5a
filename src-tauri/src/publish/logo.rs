//! The logo's files as readers get them: drawn once, kept in the media store among the pictures for readers.

use super::folder::{OnPage, PictureFile, hash_of};
use super::pictures::{listed, shelf, write_list};
use crate::Result;
use crate::media::{LOGO_ICONS, logo, logo_shown};
use crate::newsroom::{pictures, write_whole};
use crate::site::{PICTURES, Paper, SiteLogo};
use crate::store::MediaRow;
use std::collections::BTreeMap;
use std::path::Path;

/// A page that is made whenever all are: the logo's files go with it.
const PAGE: &str = "about/index.html";
/// What the list of hashes calls the icon that browsers ask for by themselves.
const ICO: &str = "ico";

/// The logo as pages name it, its files drawn where they are missing.
///
/// # Errors
/// `picture-missing` and others of a picture that cannot be drawn.
pub(super) fn worn(folder: &Path, row: &MediaRow, paper: Paper) -> Result<SiteLogo> {
    let by_day = paper.colours().0;
    let stem = row.file.0.get(..16).unwrap_or(&row.file.0);
    let shelf = shelf(folder, stem);
    let on_paper = format!("{stem}-logo-{}", by_day.to_string().trim_start_matches('#'));
    let (file, ico) = (format!("{stem}-logo.png"), shelf.join(format!("{on_paper}.ico")));
    let icons: Vec<(u32, String)> =
        LOGO_ICONS.iter().map(|side| (*side, format!("{on_paper}-{side}.png"))).collect();
    let list = shelf.join(format!("{on_paper}.json"));
    let (width, height) = logo_shown(row.width_px, row.height_px);
    let mut worn = SiteLogo { hashes: listed(&list), file, width, height, icons, ico: Vec::new() };
    let is_kept = |name: &String| worn.hashes.contains_key(name) && shelf.join(name).exists();
    let kept = std::fs::read(&ico)
        .ok()
        .filter(|bytes| worn.hashes.get(ICO) == Some(&hash_of(bytes)) && worn.names().all(is_kept));
    worn.ico = match kept {
        Some(kept) => kept,
        None => {
            let bytes = pictures::whole_original(folder, row)?;
            let drawn = logo(&bytes, &format!("{}.{}", row.file, row.extension), by_day.0)?;
            let pngs = std::iter::once(&drawn.masthead).chain(drawn.icons.iter().map(|(_, bytes)| bytes));
            let mut hashes = BTreeMap::from([(ICO.to_owned(), hash_of(&drawn.ico))]);
            for (name, bytes) in worn.names().zip(pngs) {
                write_whole(&shelf.join(name), bytes)?;
                hashes.insert(name.clone(), hash_of(bytes));
            }
            write_whole(&ico, &drawn.ico)?;
            write_list(&list, &hashes)?;
            worn.hashes = hashes;
            drawn.ico
        }
    };
    Ok(worn)
}

/// The files that go into the site's folder with it.
pub(super) fn files(folder: &Path, logo: &SiteLogo) -> Vec<OnPage> {
    let file = |name: &String| {
        let hash = *logo.hashes.get(name)?;
        let from = shelf(folder, name).join(name);
        Some((PAGE.to_owned(), PictureFile { path: format!("{PICTURES}/{name}"), from, hash }))
    };
    logo.names().filter_map(file).collect()
}
