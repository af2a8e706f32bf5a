//! What is sent: the site as the last export wrote it into its folder.

use crate::deploy::File;
use crate::newsroom::{Newsroom, settings_row};
use crate::publish::folder::{self, Standing};
use crate::{Error, Result};
use std::collections::HashSet;
use std::path::PathBuf;

/// The site as it stands in its folder.
pub(super) struct Site {
    root: PathBuf,
    newsroom: String,
    pub standing: Standing,
}

impl Site {
    /// Whether no export has changed it since it was read.
    pub fn is_as_read(&self) -> bool {
        folder::stamp(&self.root, &self.newsroom).is_some_and(|stamp| stamp == self.standing.stamp)
    }

    /// Whether no export is at work there.
    pub fn is_whole(&self) -> bool {
        folder::stamp(&self.root, &self.newsroom).is_some()
    }

    fn at(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.root.clone(), |at, part| at.join(part))
    }

    /// How large one of its files is; what is missing there is said when it is read.
    pub fn size(&self, path: &str) -> u64 {
        std::fs::metadata(self.at(path)).map_or(0, |meta| meta.len())
    }

    /// Reads one of its files, as it stands there now.
    pub fn read(&self, path: &str) -> Result<File> {
        let at = self.at(path);
        let is_file = std::fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_file());
        match std::fs::read(&at) {
            Ok(bytes) if is_file => Ok(File::new(bytes)),
            _ => Err(not_exported(format!("“{path}” is missing in the folder “{}”.", self.root.display()))),
        }
    }
}

fn not_exported(sentence: String) -> Error {
    Error::new("site-not-exported", sentence, "Export the site first; what was exported is what is sent.")
}

/// The site that was exported last.
pub(super) fn site_as_exported(newsroom: &mut Newsroom) -> Result<Site> {
    let (site, id) = newsroom.reading(|tx| Ok((tx.site_folder()?, settings_row(tx)?.id)))?;
    if site.is_empty() {
        return Err(not_exported("The site was never exported, so there is nothing to send.".to_owned()));
    }
    let root = PathBuf::from(&site);
    if !folder::holds_site_of(&root, &id)? {
        return Err(not_exported(format!("The site is not in the folder “{site}” any more.")));
    }
    let home = newsroom.folder().to_path_buf();
    match folder::standing(&root, &id, &home)? {
        Some(standing) => Ok(Site { root, newsroom: id, standing }),
        None => Err(not_exported(format!("An export into “{site}” is at work, or the last did not end."))),
    }
}

/// When a file goes: pictures and style first, stories, then what points at them, feeds and sitemaps,
/// and the front page last.
pub(super) fn turn(path: &str, slugs: &HashSet<String>) -> u8 {
    let first = path.split('/').next().unwrap_or_default();
    let name = first.strip_suffix(".html").unwrap_or(first);
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        _ if path == "index.html" => 4,
        _ if slugs.contains(name) => 1,
        "html" => 2,
        "xml" | "json" | "txt" => 3,
        _ => 0,
    }
}
