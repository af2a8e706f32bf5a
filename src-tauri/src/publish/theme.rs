//! The newsroom's own theme: files in its folder `theme` that stand in for the default theme's.

use crate::site::Theme;
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// No template or style sheet is as large; more is some other file.
const LARGEST: u64 = 4 << 20;

/// The theme of the newsroom in that folder: the default one, with those files of its own.
///
/// # Errors
/// `theme-broken` with file and line, `theme-file-unknown`, `theme-unreadable`.
pub fn theme_of(newsroom: &Path) -> Result<Theme> {
    let folder = newsroom.join("theme");
    let mut own = BTreeMap::new();
    read_folder(&folder, "", &mut own)?;
    read_folder(&folder.join("words"), "words/", &mut own)?;
    Theme::with(&own)
}

/// Reads the files of a folder, if there is one; their names begin with `under`.
fn read_folder(folder: &Path, under: &str, own: &mut BTreeMap<String, String>) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(unreadable(folder, &e)),
    };
    for entry in entries {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // What editors and file managers leave beside their files.
        let is_leftover = name.starts_with('.') || name.ends_with('~') || path.is_dir();
        if is_leftover {
            continue;
        }
        let meta = fs::metadata(&path).map_err(|e| unreadable(&path, &e))?;
        if meta.len() > LARGEST {
            return Err(unreadable(&path, &io::Error::other("it is too large for a file of a theme")));
        }
        own.insert(format!("{under}{name}"), fs::read_to_string(&path).map_err(|e| unreadable(&path, &e))?);
    }
    Ok(())
}

fn unreadable(at: &Path, error: &io::Error) -> Error {
    Error::new(
        "theme-unreadable",
        format!("The theme’s file {} could not be read: {error}.", at.display()),
        "See that it is text and yours to read, or take it out of the theme’s folder. The site stands as it was.",
    )
}
