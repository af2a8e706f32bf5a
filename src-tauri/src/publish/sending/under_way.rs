//! One sending on its way.

use super::exported::{Site, site_as_exported, turn};
use super::{LEASE_MS, Sent, Tell};
use crate::deploy::{Far, File, Stands, hex, is_lawful};
use crate::newsroom::Newsroom;
use crate::publish::removal;
use crate::store::RemovalRow;
use crate::story::{DestinationId, UtcMillis};
use crate::{Error, Result};
use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

/// How often a sending begins anew because the site was exported meanwhile.
const ROUNDS: usize = 8;
/// How long an export that began meanwhile is waited for, and how often it is looked at.
const EXPORT_LOOKS: usize = 600;
const EXPORT_REST: Duration = Duration::from_millis(200);

/// One sending.
pub(super) struct Sending<'a> {
    pub newsroom: &'a mut Newsroom,
    pub place: DestinationId,
    pub far: &'a Far,
    pub by: &'a str,
    pub clock: &'a dyn Fn() -> UtcMillis,
    pub tell: Tell<'a>,
    /// What our record says of the place.
    pub ours: BTreeMap<String, String>,
    pub done: Sent,
}

impl Sending<'_> {
    /// Sends until what stands there is the site as it was exported last.
    pub fn go(&mut self, slugs: &HashSet<String>, open: &[RemovalRow]) -> Result<()> {
        for _ in 0..ROUNDS {
            let site = match site_as_exported(self.newsroom) {
                Ok(site) => site,
                Err(fault) => {
                    self.remove_pages_of(open)?;
                    return Err(fault);
                }
            };
            if !open.is_empty() {
                self.folder_is_rid(open)?;
            }
            if self.round(&site, slugs, open)? {
                return Ok(());
            }
            self.wait_for_export(&site)?;
        }
        Err(Error::new(
            "site-changes-meanwhile",
            "The site is exported again and again while it is being sent, so not all of it is there yet.",
            "Send the site again: it goes on where it stopped.",
        ))
    }

    /// Sends what differs; false where the site was exported anew meanwhile.
    fn round(&mut self, site: &Site, slugs: &HashSet<String>, open: &[RemovalRow]) -> Result<bool> {
        let (files, rid) = (&site.standing.files, !open.is_empty());
        let gone: Vec<String> = self.ours.keys().filter(|path| !files.contains_key(*path)).cloned().collect();
        if rid {
            self.remove(&gone)?;
        }
        let stands = |path: &str, hash: &[u8; 16]| {
            self.ours.get(path).is_some_and(|sha256| sha256.starts_with(&hex(hash)))
        };
        let mut changed: Vec<(u8, &String)> = files
            .iter()
            .filter(|(path, hash)| !stands(path, hash))
            .map(|(path, _)| (turn(path, slugs), path))
            .collect();
        changed.sort();
        (self.done.to_put, self.done.unchanged) =
            (self.done.put + changed.len(), files.len() - changed.len());
        self.done.all_bytes = self.done.bytes + changed.iter().map(|(_, path)| site.size(path)).sum::<u64>();
        for (_, path) in changed {
            self.may_go_on(open)?;
            if !site.is_as_read() {
                return Ok(false);
            }
            let file = site.read(path)?;
            self.put(path, &file)?;
            self.done.put += 1;
            self.done.bytes += file.bytes.len() as u64;
        }
        if !site.is_as_read() {
            return Ok(false);
        }
        if !rid {
            self.remove(&gone)?;
        }
        self.told()?;
        Ok(site.is_as_read())
    }

    /// The folder is away: the killed story's own pages go all the same.
    fn remove_pages_of(&mut self, open: &[RemovalRow]) -> Result<()> {
        for r in open {
            let slugs = self.newsroom.reading(|tx| removal::addresses(tx, r.story))?;
            let is_its = |path: &&String| path.split_once('/').is_some_and(|(slug, _)| slugs.contains(slug));
            let its: Vec<String> = self.ours.keys().filter(is_its).cloned().collect();
            self.remove(&its)?;
        }
        Ok(())
    }

    /// Waits until an export that is at work has ended.
    fn wait_for_export(&mut self, site: &Site) -> Result<()> {
        for _ in 0..EXPORT_LOOKS {
            if site.is_whole() {
                return Ok(());
            }
            self.keep_hold()?;
            self.told()?;
            std::thread::sleep(EXPORT_REST);
        }
        Ok(())
    }

    /// The folder must be written without the story first, else its pages would be sent again.
    fn folder_is_rid(&mut self, open: &[RemovalRow]) -> Result<()> {
        let site = self.newsroom.reading(|tx| tx.site_folder())?;
        for r in open {
            let rows = self.newsroom.reading(|tx| tx.removals(r.story))?;
            if rows.iter().any(|f| f.kind == "folder" && f.place == site && f.gone_at.is_none()) {
                return Err(Error::new(
                    "site-folder-first",
                    format!("The folder “{site}” still holds the story."),
                    "It goes from there first, and from here at once after.",
                ));
            }
        }
        Ok(())
    }

    fn put(&mut self, path: &str, file: &File) -> Result<()> {
        let place = self.place;
        if !self.ours.contains_key(path) {
            match self.far.look(path, file)? {
                Stands::Other => {
                    return Err(Error::new(
                        "place-file-foreign",
                        format!("“{path}” stands there already, and Stet did not put it there."),
                        "Nothing of others is replaced. Give the site a folder of its own there, or take that file away.",
                    ));
                }
                Stands::Same => {
                    self.ours.insert(path.to_owned(), file.sha256.clone());
                    return self.newsroom.transact(|tx| tx.note_site_file(place, path, &file.sha256));
                }
                Stands::Nothing => {}
            }
        }
        // Ours from here on, whatever becomes of the line.
        self.newsroom.transact(|tx| tx.note_site_file(place, path, ""))?;
        self.ours.insert(path.to_owned(), String::new());
        self.far.put(path, file)?;
        self.ours.insert(path.to_owned(), file.sha256.clone());
        self.newsroom.transact(|tx| tx.note_site_file(place, path, &file.sha256))
    }

    fn remove(&mut self, paths: &[String]) -> Result<()> {
        for path in paths {
            self.keep_hold()?;
            if is_lawful(path) {
                self.far.remove(path)?;
            }
            let place = self.place;
            self.newsroom.transact(|tx| tx.forget_site_file(place, path))?;
            self.ours.remove(path);
            self.done.removed += 1;
            self.told()?;
        }
        Ok(())
    }

    /// Between two files: somebody may have stopped it, or killed a story meanwhile.
    fn may_go_on(&mut self, open: &[RemovalRow]) -> Result<()> {
        self.keep_hold()?;
        self.told()?;
        let key = self.place.to_string();
        let now_open = self.newsroom.reading(|tx| tx.places_to_rid())?;
        let newer = |r: &RemovalRow| {
            r.place == key && !open.iter().any(|o| o.story == r.story && o.asked_at == r.asked_at)
        };
        if now_open.iter().any(newer) {
            return Err(Error::new(
                "sending-gave-way",
                "A story is to be taken from readers, so the sending stopped to let that go first.",
                "Send the site again when that is done: it goes on where it stopped.",
            ));
        }
        Ok(())
    }

    fn told(&mut self) -> Result<()> {
        if (self.tell)(self.done) {
            return Ok(());
        }
        Err(Error::new(
            "sending-stopped",
            format!("Stopped: {} of {} files were sent.", self.done.put, self.done.to_put),
            "Send the site again: it goes on where it stopped.",
        ))
    }

    fn keep_hold(&mut self) -> Result<()> {
        let (now, place, by) = ((self.clock)(), self.place, self.by);
        if self.newsroom.transact(|tx| tx.hold_site_place(place, by, now, UtcMillis(now.0 + LEASE_MS)))? {
            return Ok(());
        }
        Err(Error::new(
            "place-busy",
            "Another sending has taken this place over.",
            "Wait until that has ended, then send the site again.",
        ))
    }
}
