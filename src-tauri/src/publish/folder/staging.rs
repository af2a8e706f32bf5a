//! A whole site on its way into its folder, page by page, from as many threads as make pages.

use super::disk::{Folder, new_file};
use super::{
    OnPage, PictureFile, SiteFolder, Written, file_row, is_lawful, is_page, paths_of, sync_all, trouble,
    unlawful,
};
use crate::Result;
use crate::site::Page;
use crate::store::{FileRow, FolderState, Step};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// A whole site on its way into its folder.
pub struct Staging {
    root: PathBuf,
    known: HashMap<String, FileRow>,
    /// Nothing stood there: files are written where they belong, all but those at the top, which lead to them.
    direct: bool,
    put: Mutex<Vec<Put>>,
    rooms: Mutex<HashSet<String>>,
}

/// A page that was made.
struct Put {
    path: String,
    row: FileRow,
    changed: bool,
}

impl Staging {
    /// Begins, over files that are known to stand in the folder.
    pub(super) fn new(root: PathBuf, known: HashMap<String, FileRow>, direct: bool) -> Self {
        Self { root, known, direct, put: Mutex::default(), rooms: Mutex::default() }
    }

    /// Takes one page, on any thread: compares it with what stands there and writes it beside its place.
    pub fn put(&self, page: Page) -> Result<()> {
        let row = file_row(&page.bytes);
        let stands = self.known.get(&page.path);
        let changed = stands != Some(&row);
        if changed {
            if !is_lawful(&page.path) {
                return Err(unlawful(&page.path));
            }
            let folder = Folder { root: &self.root };
            if stands.is_none() && !self.direct {
                folder.refuse_foreign(&page.path, Some(&page.bytes))?;
            }
            self.make_room(&page.path)?;
            if self.stands_at_once(&page.path) {
                let at = folder.at(&page.path);
                let written = new_file(&at).and_then(|mut file| file.write_all(&page.bytes));
                written.map_err(|e| trouble(&at, &e))?;
            } else {
                folder.stage(&page.path, &page.bytes, false)?;
            }
        }
        let mut put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        put.push(Put { path: page.path, row, changed });
        Ok(())
    }

    /// Whether the page is written where it belongs before all is there: nobody looks for it yet.
    fn stands_at_once(&self, path: &str) -> bool {
        self.direct && path.contains('/')
    }

    /// Makes the folder of a page, where no other page had it made.
    fn make_room(&self, path: &str) -> Result<()> {
        let Some((above, _)) = path.rsplit_once('/') else { return Ok(()) };
        let rooms = || self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if !rooms().contains(above) {
            // Two threads may both make it; neither may write before it is there.
            Folder { root: &self.root }.make_room(std::iter::once(path))?;
            rooms().insert(above.to_owned());
        }
        Ok(())
    }

    /// All pages were taken: the pictures are put beside them, and all takes its place once `still` says
    /// that it is still right; none where it says that it is not, and readers have the old site.
    pub fn switch(
        self,
        site: &mut SiteFolder,
        pictures: &[OnPage],
        to: FolderState,
        still: &mut dyn FnMut() -> Result<bool>,
    ) -> Result<Option<Written>> {
        let Staging { known, direct, put, .. } = self;
        let put = put.into_inner().unwrap_or_else(PoisonError::into_inner);
        let wanted =
            paths_of(put.iter().map(|p| p.path.as_str()), pictures.iter().map(|(_, p)| p.path.as_str()))?;
        let on_pages: Vec<(&str, &str)> =
            pictures.iter().map(|(page, picture)| (page.as_str(), picture.path.as_str())).collect();
        let mut done = Written::default();
        let mut new_pictures: Vec<&PictureFile> =
            pictures.iter().map(|(_, p)| p).filter(|p| !known.contains_key(&p.path)).collect();
        new_pictures.sort_by(|a, b| a.path.cmp(&b.path));
        new_pictures.dedup_by(|a, b| a.path == b.path);
        if !new_pictures.is_empty() {
            let names = new_pictures.iter().map(|p| p.path.clone()).collect();
            site.save_manifest(&names, &[], false)?;
        }
        let folder = site.folder();
        for picture in &new_pictures {
            folder.refuse_foreign_picture(picture)?;
        }
        folder.make_room(new_pictures.iter().map(|p| p.path.as_str()))?;
        let copied: Vec<FileRow> = new_pictures.par_iter().map(|p| folder.copy(p)).collect::<Result<_>>()?;
        let mut steps: Vec<Step> =
            put.iter().filter(|p| p.changed).map(|p| (p.path.clone(), Some(p.row))).collect();
        (done.written, done.unchanged) = (steps.len(), put.len() - steps.len());
        done.written_pages = steps.iter().filter(|(path, _)| is_page(path)).count();
        done.pictures = new_pictures.len();
        if !still()? {
            return Ok(None); // the mark says that something was begun: the next export looks at every file
        }
        sync_all(&site.root)?;
        steps.extend(new_pictures.iter().zip(copied).map(|(p, row)| (p.path.clone(), Some(row))));
        if direct {
            let at_top: Vec<Step> = steps.iter().filter(|(path, _)| !path.contains('/')).cloned().collect();
            folder.take_places(&at_top)?;
            let all: Vec<(String, FileRow)> =
                steps.into_iter().filter_map(|(path, row)| Some((path, row?))).collect();
            site.files.set(&all, &on_pages, &to)?;
            site.end(wanted, &to)?;
            return Ok(Some(done));
        }
        steps.extend(known.keys().filter(|path| !wanted.contains(*path)).map(|path| (path.clone(), None)));
        site.files.begin_switch(&steps, &on_pages, None, &to)?;
        done.removed = site.folder().take_places(&steps)?;
        site.end(wanted, &to)?;
        site.files.end_switch()?;
        Ok(Some(done))
    }
}
