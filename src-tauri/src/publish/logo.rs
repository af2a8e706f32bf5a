//! The logo's files as readers get them: drawn once, kept in the media store among the pictures for readers.

use super::folder::{OnPage, PictureFile, hash_of};
use super::pictures::shelf;
use crate::media::{LOGO_ICONS, logo, logo_shown};
use crate::newsroom::{pictures, write_whole};
use crate::site::{PICTURES, Paper, SiteLogo};
use crate::store::MediaRow;
use crate::{Error, Result};
use std::path::Path;

/// A page that is made whenever all are: the logo's files go with it.
const PAGE: &str = "about/index.html";

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
    let is_there = |name: &String| shelf.join(name).exists();
    let kept =
        std::fs::read(&ico).ok().filter(|_| is_there(&file) && icons.iter().all(|(_, name)| is_there(name)));
    let ico = match kept {
        Some(kept) => kept,
        None => {
            let bytes = pictures::whole_original(folder, row)?;
            let drawn = logo(&bytes, &format!("{}.{}", row.file, row.extension), by_day.0)?;
            write_whole(&shelf.join(&file), &drawn.masthead)?;
            for ((_, name), (_, bytes)) in icons.iter().zip(&drawn.icons) {
                write_whole(&shelf.join(name), bytes)?;
            }
            write_whole(&ico, &drawn.ico)?;
            drawn.ico
        }
    };
    let (width, height) = logo_shown(row.width_px, row.height_px);
    Ok(SiteLogo { file, width, height, icons, ico })
}

/// The files that go into the site's folder with it.
pub(super) fn files(folder: &Path, logo: &SiteLogo) -> Result<Vec<OnPage>> {
    let names = std::iter::once(&logo.file).chain(logo.icons.iter().map(|(_, name)| name));
    names
        .map(|name| {
            let from = shelf(folder, name).join(name);
            let bytes = std::fs::read(&from).map_err(|fault| {
                Error::new(
                    "picture-missing",
                    format!("The logo’s file “{}” could not be read: {fault}.", from.display()),
                    "Export once more: it is drawn anew where it is missing.",
                )
            })?;
            let file = PictureFile { path: format!("{PICTURES}/{name}"), from, hash: hash_of(&bytes) };
            Ok((PAGE.to_owned(), file))
        })
        .collect()
}
