//! Sending the site, as it was exported, to a place far away: what changed goes, what is gone is
//! taken away, and each step is written down, so that a broken line loses nothing. What a place is
//! and how it is spoken to is in `deploy` (docs/decisions/0056).

use super::{folder, keychain};
use crate::cms::Secret;
use crate::deploy::{Far, File, S3, Stands, WebDav, is_lawful};
use crate::newsroom::moves::note;
use crate::newsroom::{Changed, Newsroom, settings_row};
use crate::store::{RemovalRow, SitePlaceRow};
use crate::story::{DestinationId, UtcMillis};
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

/// For how long a sending has its place, unless it says so again.
const LEASE_MS: i64 = 5 * 60 * 1000;
/// How soon a place that is not rid of a story is tried again.
const REST_MS: i64 = 60 * 1000;

/// How far a sending is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Sent {
    /// Files put there so far.
    pub put: usize,
    /// Files to put.
    pub to_put: usize,
    /// Files taken away so far.
    pub removed: usize,
    /// Files that stood there already.
    pub unchanged: usize,
}

/// Told after each file; false stops the sending.
pub type Tell<'a> = &'a mut dyn FnMut(Sent) -> bool;

/// The places the site is sent to.
pub fn site_places(newsroom: &mut Newsroom) -> Result<Vec<SitePlaceRow>> {
    newsroom.reading(|tx| tx.site_places())
}

/// Adds a place, or changes its name, region and user; keeps its password in the keychain.
pub fn save_site_place(
    newsroom: &mut Newsroom,
    row: &SitePlaceRow,
    password: Option<&str>,
) -> Result<Changed> {
    if row.name.trim().is_empty() {
        return Err(Error::new("place-nameless", "The place has no name.", "Type what the desk calls it."));
    }
    // Says what is wrong with address and folder.
    far(row, &Secret::new(""), &|| UtcMillis(0))?;
    if let Some(password) = password {
        keychain::keep(row.id, password)?;
    }
    newsroom.transact(|tx| tx.save_site_place(row))?;
    Ok(Changed { publications: true, ..Changed::settings() })
}

/// Takes a place out of use; nothing there is touched.
pub fn remove_site_place(newsroom: &mut Newsroom, place: DestinationId, now: UtcMillis) -> Result<Changed> {
    newsroom.transact(|tx| {
        if tx.places_to_rid()?.iter().any(|r| r.place == place.to_string()) {
            return Err(Error::new(
                "place-not-rid",
                "A story is still to be taken from readers there.",
                "Wait until it is gone, or say that it is; without the place nothing could take it away.",
            ));
        }
        tx.remove_site_place(place, now)
    })?;
    keychain::forget(place)?;
    Ok(Changed { publications: true, ..Changed::settings() })
}

/// Whether the place lets us in. Nothing is written there.
pub fn try_site_place(row: &SitePlaceRow, password: &Secret, clock: &dyn Fn() -> UtcMillis) -> Result<()> {
    far(row, password, clock)?.knock()
}

/// The password that is kept for a place.
pub fn password_of(place: DestinationId) -> Result<Secret> {
    Ok(Secret::new(&keychain::password(place)?.unwrap_or_default()))
}

fn far<'a>(
    row: &SitePlaceRow,
    password: &'a Secret,
    clock: &'a dyn Fn() -> UtcMillis,
) -> Result<Box<dyn Far + 'a>> {
    match row.kind.as_str() {
        "s3" => Ok(Box::new(S3::new(&row.address, &row.folder, &row.region, &row.user, password, clock)?)),
        "web-dav" => Ok(Box::new(WebDav::new(&row.address, &row.folder, &row.user, password)?)),
        other => Err(Error::new(
            "place-kind",
            format!("“{other}” is no kind of place that a site can be sent to."),
            "It is s3 or web-dav.",
        )),
    }
}

/// Sends the site from the folder that it was exported to last. New and changed files first, what is
/// pointed at before what points; what is gone goes last, and first where a killed story is among it.
///
/// # Errors
/// `place-…` with what to do; `sending-stopped` where `tell` said so. The next sending goes on.
pub fn send(
    newsroom: &mut Newsroom,
    place: DestinationId,
    password: &Secret,
    clock: &dyn Fn() -> UtcMillis,
    tell: Tell,
) -> Result<Sent> {
    let row = newsroom.reading(|tx| tx.site_place(place))?;
    let far = far(&row, password, clock)?;
    let by = DestinationId::new().to_string();
    let now = clock();
    if !newsroom.transact(|tx| tx.hold_site_place(place, &by, now, UtcMillis(now.0 + LEASE_MS)))? {
        return Err(Error::new(
            "place-busy",
            format!("The site is being sent to “{}” already.", row.name),
            "Wait until that has ended. If it broke off, its place is free again after five minutes.",
        ));
    }
    let (ours, slugs, open) = newsroom.reading(|tx| {
        let open: Vec<RemovalRow> =
            tx.places_to_rid()?.into_iter().filter(|r| r.place == place.to_string()).collect();
        Ok((tx.site_files(place)?, tx.url_slugs()?, open))
    })?;
    let mut sending =
        Sending { newsroom, place, far: &*far, by: &by, clock, tell, ours, done: Sent::default() };
    let went = sending.go(&slugs, &open);
    let done = sending.done;
    let settled = newsroom.transact(|tx| {
        let now = clock();
        tx.settle_site_place(place, &by, went.is_ok().then_some(now), went.as_ref().err())?;
        for r in &open {
            let gone = went.is_ok().then_some(now);
            match &went {
                Ok(()) => note(tx, r.story, "gone", &r.name, "", now)?,
                Err(fault) if r.error.as_ref() == Some(fault) => {}
                Err(fault) => note(tx, r.story, "not-gone", &r.name, &fault.sentence, now)?,
            }
            tx.settle_removal(r.story, &r.place, gone, went.as_ref().err(), UtcMillis(now.0 + REST_MS))?;
        }
        Ok(())
    });
    went?;
    settled?;
    Ok(done)
}

/// Goes to every place that is to be rid of a story and is due; each says how it stands, and none
/// keeps another from being asked. The folder of the site comes before: what it says is what stays.
///
/// # Errors
/// Only where the newsroom itself does not answer.
pub fn send_away(newsroom: &mut Newsroom, clock: &dyn Fn() -> UtcMillis) -> Result<Changed> {
    let now = clock();
    let open = newsroom.reading(|tx| tx.places_to_rid())?;
    let due = |r: &&RemovalRow| r.next_try_at <= now || r.next_try_at.0 > now.0 + REST_MS;
    let places: BTreeSet<String> = open.iter().filter(due).map(|r| r.place.clone()).collect();
    let mut changed = Changed::default();
    for place in places {
        let Ok(id) = place.parse::<DestinationId>() else { continue };
        let went = password_of(id).and_then(|password| send(newsroom, id, &password, clock, &mut |_| true));
        let rows: Vec<&RemovalRow> = open.iter().filter(|r| r.place == place).collect();
        if let Err(fault) = went
            && fault.code != "place-busy"
        {
            // One that never began says why here.
            newsroom.transact(|tx| {
                for r in &rows {
                    let next = UtcMillis(clock().0 + REST_MS);
                    tx.settle_removal(r.story, &r.place, None, Some(&fault), next)?;
                }
                Ok(())
            })?;
        }
        changed.stories.extend(rows.iter().map(|r| r.story));
    }
    (changed.publications, changed.desk) = (!changed.stories.is_empty(), !changed.stories.is_empty());
    Ok(changed)
}

/// Whether a place is to be asked now to be rid of a story.
pub fn places_are_due(newsroom: &mut Newsroom, now: UtcMillis) -> Result<bool> {
    let open = newsroom.reading(|tx| tx.places_to_rid())?;
    Ok(open.iter().any(|r| r.next_try_at <= now || r.next_try_at.0 > now.0 + REST_MS))
}

/// The files of the site that stand in its folder: path and where it is. Only those that the folder
/// says are ours, each a file and no link.
fn files_of_site(newsroom: &mut Newsroom) -> Result<BTreeMap<String, std::path::PathBuf>> {
    let (site, id) = newsroom.reading(|tx| Ok((tx.site_folder()?, settings_row(tx)?.id)))?;
    let missing = |sentence: String| {
        Error::new("site-not-exported", sentence, "Export the site first; what was exported is what is sent.")
    };
    if site.is_empty() {
        return Err(missing("The site was never exported, so there is nothing to send.".to_owned()));
    }
    let root = Path::new(&site);
    if !folder::holds_site_of(root, &id)? {
        return Err(missing(format!("The site is not in the folder “{site}” any more.")));
    }
    #[derive(serde::Deserialize)]
    struct Ours {
        finished: bool,
        files: BTreeSet<String>,
    }
    let text = std::fs::read_to_string(root.join(".stet-site.json")).unwrap_or_default();
    let ours: Option<Ours> = serde_json::from_str(&text).ok();
    let Some(Ours { finished: true, files }) = ours else {
        return Err(missing(format!("The last export into “{site}” did not end.")));
    };
    let mut found = BTreeMap::new();
    for path in files {
        let at = path.split('/').fold(root.to_path_buf(), |at, part| at.join(part));
        let is_file = std::fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_file());
        if !is_lawful(&path) || !is_file {
            return Err(missing(format!("“{path}” is missing in the folder “{site}”.")));
        }
        found.insert(path, at);
    }
    Ok(found)
}

/// When a file goes: pictures and style first, stories, then what points at them, feeds and sitemaps,
/// and the front page last.
fn turn(path: &str, slugs: &HashSet<String>) -> u8 {
    let first = path.split('/').next().unwrap_or_default();
    let name = first.strip_suffix(".html").unwrap_or(first);
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        _ if path == "index.html" => 4,
        "html" if slugs.contains(name) => 1,
        "html" => 2,
        "xml" | "json" | "txt" => 3,
        _ => 0,
    }
}

/// One sending.
struct Sending<'a> {
    newsroom: &'a mut Newsroom,
    place: DestinationId,
    far: &'a dyn Far,
    by: &'a str,
    clock: &'a dyn Fn() -> UtcMillis,
    tell: Tell<'a>,
    /// What our record says of the place.
    ours: BTreeMap<String, String>,
    done: Sent,
}

impl Sending<'_> {
    fn go(&mut self, slugs: &HashSet<String>, open: &[RemovalRow]) -> Result<()> {
        let rid = !open.is_empty();
        let files = match files_of_site(self.newsroom) {
            Ok(files) => files,
            Err(fault) => {
                // The folder is away: the killed story's own pages go all the same.
                for r in open {
                    let slug = self.newsroom.reading(|tx| Ok(tx.story(r.story)?.effective_url_slug))?;
                    let (page, below) = (format!("{slug}.html"), format!("{slug}/"));
                    let its: Vec<String> =
                        self.ours.keys().filter(|p| **p == page || p.starts_with(&below)).cloned().collect();
                    self.remove(&its)?;
                }
                return Err(fault);
            }
        };
        if rid {
            self.folder_is_rid(open)?;
        }
        let gone: Vec<String> = self.ours.keys().filter(|path| !files.contains_key(*path)).cloned().collect();
        if rid {
            self.remove(&gone)?;
        }
        let mut changed = Vec::new();
        for (path, at) in &files {
            let file = read(at)?;
            if self.ours.get(path) != Some(&file.sha256) {
                changed.push((turn(path, slugs), path));
            }
        }
        changed.sort();
        (self.done.to_put, self.done.unchanged) = (changed.len(), files.len() - changed.len());
        for (_, path) in changed {
            self.may_go_on(open)?;
            let file = read(&files[path])?;
            self.put(path, &file)?;
            self.done.put += 1;
        }
        if !rid {
            self.remove(&gone)?;
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

fn read(at: &Path) -> Result<File> {
    std::fs::read(at).map(File::new).map_err(|fault| {
        Error::new(
            "site-changed-meanwhile",
            format!("{} could not be read: {fault}.", at.display()),
            "If an export is at work, wait until it has ended, then send the site again.",
        )
    })
}
