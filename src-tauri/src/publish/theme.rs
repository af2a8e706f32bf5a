//! The newsroom's own theme: files in its folder `theme` that stand in for the default theme's, and the
//! default theme copied there to begin with.

use crate::site::{Theme, default_files};
use crate::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
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

/// What copying the default theme came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct CopiedTheme {
    /// The folder of the newsroom's own theme.
    pub folder: String,
    /// Files that are there now.
    pub written: Vec<String>,
    /// Files that were there and stay as they are.
    pub kept: Vec<String>,
}

/// Copies the default theme into the newsroom's folder `theme`, to be changed there. A file that is there stays.
///
/// # Errors
/// `folder-unwritable`.
pub fn copy_default(newsroom: &Path) -> Result<CopiedTheme> {
    let folder = newsroom.join("theme");
    let unwritable = |fault: io::Error| {
        Error::new(
            "folder-unwritable",
            format!("The theme could not be copied into “{}”: {fault}.", folder.display()),
            "Free some space, or see that you may write there. What was copied is whole; copy again for the rest.",
        )
    };
    fs::create_dir_all(&folder).map_err(unwritable)?;
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for (name, text) in default_files() {
        let mut beside =
            tempfile::Builder::new().prefix(".stet-").tempfile_in(&folder).map_err(unwritable)?;
        beside.write_all(text.as_bytes()).map_err(unwritable)?;
        beside.as_file().sync_all().map_err(unwritable)?;
        // In one step: whoever makes a file of that name at this moment keeps theirs.
        match beside.persist_noclobber(folder.join(name)) {
            Ok(_) => written.push(name.to_owned()),
            Err(fault) if fault.error.kind() == io::ErrorKind::AlreadyExists => kept.push(name.to_owned()),
            Err(fault) => return Err(unwritable(fault.error)),
        }
    }
    Ok(CopiedTheme { folder: folder.display().to_string(), written, kept })
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
        // A link in somebody's theme could show readers any file of this computer.
        let meta = fs::symlink_metadata(&path).map_err(|e| unreadable(&path, &e))?;
        if !meta.is_file() {
            return Err(unreadable(&path, &io::Error::other("it is a link or another kind of file")));
        }
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
