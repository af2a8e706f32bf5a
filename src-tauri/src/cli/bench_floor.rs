//! `stet bench floor`: the least that a site can cost. The bytes of a site that is there are written
//! anew, and nothing is done besides: what a whole export takes is measured against it.

use super::bench::profile;
use super::bench_site::{timed, unwritable};
use super::print::Said;
use crate::{Error, Result};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A folder of a site and its files: their names and their bytes.
type Folders = BTreeMap<PathBuf, Vec<(PathBuf, Vec<u8>)>>;

/// Reads the site in `from` and measures how long its bytes take to be written into `out`, which must
/// not be there. `flat`: each page as `slug.html` instead of `slug/index.html`.
pub fn run(from: &Path, out: &Path, flat: bool) -> Result<Said> {
    if out.exists() {
        return Err(Error::new(
            "folder-not-ours",
            format!("The folder {} is there already.", out.display()),
            "Name one that is not there.",
        ));
    }
    let mut folders = Folders::new();
    read(from, Path::new(""), flat, &mut folders).map_err(|fault| unwritable(&fault))?;
    let files = folders.values().map(Vec::len).sum::<usize>();
    let bytes = folders.values().flatten().map(|(_, bytes)| bytes.len()).sum::<usize>();
    let (took, ()) = timed(|| write(out, &folders).map_err(|fault| unwritable(&fault)))?;
    let shape = if flat { "slug.html" } else { "slug/index.html" };
    Ok(Said::line(format!(
        "{files} files of {:.1} MB as {shape}, {} build, only written: {took}",
        bytes as f64 / 1e6,
        profile()
    )))
}

/// Takes up all files below a folder, by the folders that they are to stand in.
fn read(from: &Path, at: &Path, flat: bool, folders: &mut Folders) -> io::Result<()> {
    for entry in fs::read_dir(from.join(at))? {
        let name = at.join(entry?.file_name());
        let whole = from.join(&name);
        if whole.is_dir() {
            read(from, &name, flat, folders)?;
            continue;
        }
        let is_page = name.ends_with("index.html") && at != Path::new("");
        let stands = if flat && is_page { at.with_added_extension("html") } else { name };
        let folder = stands.parent().unwrap_or(Path::new("")).to_owned();
        folders.entry(folder).or_default().push((stands, fs::read(whole)?));
    }
    Ok(())
}

fn write(out: &Path, folders: &Folders) -> io::Result<()> {
    fs::create_dir_all(out)?;
    folders.par_iter().try_for_each(|(folder, files)| {
        let at = out.join(folder);
        if fs::create_dir(&at).is_err() {
            // The one above is not there yet, or another thread made this one.
            fs::create_dir_all(&at)?;
        }
        files.par_iter().try_for_each(|(name, bytes)| File::create_new(out.join(name))?.write_all(bytes))
    })
}
