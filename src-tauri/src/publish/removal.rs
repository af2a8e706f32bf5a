//! Being rid of a story everywhere: the site's folders are written anew, and each place says whether
//! it is gone there. What goes to a destination goes by the outbox.

use super::folder::{Going, SiteFolder};
use super::{Errand, export_into, folder, place, refuse_elsewhere};
use crate::cms::wordpress;
use crate::newsroom::moves::note;
use crate::newsroom::{Changed, Newsroom, settings_row};
use crate::revision::{self, Why};
use crate::site::story_files;
use crate::store::{RemovalRow, Tx};
use crate::story::{DestinationId, StoryId, UtcMillis};
use crate::{Error, Result};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How soon a folder that could not be written is tried again.
const FOLDER_REST_MS: i64 = 60 * 1000;

/// One place that a story went to, and whether it is rid of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Removal {
    /// A folder of the site, or a destination's id.
    pub place: String,
    /// The newsroom's own site.
    pub own_site: bool,
    /// What a person calls it.
    pub name: String,
    /// How it stands.
    pub state: Rid,
    /// Since when it is gone; while it is not, when it was asked for.
    pub at: UtcMillis,
    /// When it is tried next.
    pub next_try_at: Option<UtcMillis>,
    /// Why it is not gone.
    pub error: Option<Error>,
    /// What is left there though the story is gone, each in a sentence.
    pub left: Vec<Error>,
    /// Where readers saw it: an address, or a file.
    pub link: String,
    /// Where a person can take it away; empty: at `link`.
    pub by_hand: String,
}

/// How a place stands that is to be rid of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Rid {
    /// It is gone.
    Gone,
    /// A person said that it is.
    GoneByHand,
    /// It is being taken away now.
    Going,
    /// It waits to be tried, and is tried until it is gone.
    Waits,
    /// It is not gone, and a person must do something.
    ByHand,
}

/// Where the story is to go away from, and how each place stands.
pub fn removals(newsroom: &mut Newsroom, story: StoryId) -> Result<Vec<Removal>> {
    newsroom.reading(|tx| {
        let slug = tx.story(story)?.effective_url_slug;
        tx.removals(story)?.into_iter().map(|row| removal(tx, row, &slug)).collect()
    })
}

fn removal(tx: &Tx, row: RemovalRow, slug: &str) -> Result<Removal> {
    // A folder of the site, or a place that the site is sent to.
    let of_site = row.kind != "destination";
    let mut made = Removal {
        own_site: row.kind == "folder",
        state: if row.by_hand { Rid::GoneByHand } else { Rid::Gone },
        at: row.gone_at.unwrap_or(row.asked_at),
        next_try_at: None,
        error: None,
        left: Vec::new(),
        link: String::new(),
        by_hand: String::new(),
        name: row.name,
        place: row.place,
    };
    if made.own_site {
        made.link = Path::new(&made.place).join(slug).display().to_string();
    } else if let Ok(destination) = made.place.parse::<DestinationId>() {
        let there = tx.publication(row.story, destination)?.unwrap_or_default();
        made.link = there.link;
        if !there.remote_id.is_empty() {
            made.by_hand = wordpress::edit_address(&tx.address_of(destination)?, &there.remote_id);
        }
        if row.gone_at.is_some() {
            made.left = there.notices;
        }
    }
    if row.gone_at.is_some() {
        return Ok(made);
    }
    made.error = row.error;
    let order = row.ordered.map(|id| tx.order(id)).transpose()?;
    (made.state, made.next_try_at) = match &order {
        Some(order) => match order.state.as_str() {
            "sending" => (Rid::Going, None),
            "waiting" => (Rid::Waits, Some(order.next_try_at)),
            _ => (Rid::ByHand, None),
        },
        None if of_site && made.error.is_none() => (Rid::Waits, Some(row.next_try_at)),
        None if of_site && made.error.as_ref().is_some_and(|e| e.code == "place-removed") => {
            (Rid::ByHand, None)
        }
        None if of_site => (Rid::ByHand, Some(row.next_try_at)),
        None => (Rid::ByHand, None),
    };
    Ok(made)
}

/// Writes every folder anew that is to be rid of a story and is due. One that cannot be written
/// says why, is tried again, and keeps no other from being written.
///
/// # Errors
/// Only where the newsroom itself does not answer.
pub fn write_away(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Changed> {
    let mut folders: BTreeMap<String, Vec<RemovalRow>> = BTreeMap::new();
    let open = newsroom.transact(|tx| {
        let due = |r: &RemovalRow| r.next_try_at <= now || r.next_try_at.0 > now.0 + FOLDER_REST_MS;
        let open = tx.folders_to_rid()?;
        let due: Vec<String> = open.iter().filter(|r| due(r)).map(|r| r.place.clone()).collect();
        let rest = UtcMillis(now.0 + FOLDER_REST_MS);
        let open: Vec<RemovalRow> = open.into_iter().filter(|r| due.contains(&r.place)).collect();
        for row in &open {
            tx.settle_removal(row.story, &row.place, None, row.error.as_ref(), rest)?;
        }
        Ok(open)
    })?;
    let mut changed = Changed::default();
    for row in open {
        folders.entry(row.place.clone()).or_default().push(row);
    }
    for (place, rows) in folders {
        let wrote = stands(newsroom, &place)
            .and_then(|()| export_into(newsroom, Path::new(&place), now, Errand::Rid));
        let fault = wrote.err();
        newsroom.transact(|tx| {
            for row in &rows {
                let open = |r: &RemovalRow| r.place == row.place && r.gone_at.is_none();
                if !tx.removals(row.story)?.iter().any(open) {
                    continue; // the export itself has settled it
                }
                let next = UtcMillis(now.0 + FOLDER_REST_MS);
                let gone_at = fault.is_none().then_some(now);
                match &fault {
                    None => note(tx, row.story, "gone", &row.name, "", now)?,
                    Some(fault) if row.error.as_ref() == Some(fault) => {}
                    Some(fault) => note(tx, row.story, "not-gone", &row.name, &fault.sentence, now)?,
                }
                tx.settle_removal(row.story, &row.place, gone_at, fault.as_ref(), next)?;
            }
            Ok(())
        })?;
        changed.stories.extend(rows.iter().map(|row| row.story));
    }
    (changed.publications, changed.desk) = (!changed.stories.is_empty(), !changed.stories.is_empty());
    Ok(changed)
}

/// Takes from a folder what is to go from it, before the edition or the theme is read: neither can keep it there.
pub(super) fn take_away(
    newsroom: &mut Newsroom,
    out: &Path,
    open: &[RemovalRow],
    now: UtcMillis,
) -> Result<()> {
    let folder = place(out);
    let (id, going) = newsroom.reading(|tx| {
        let of_folder = open.iter().filter(|row| row.place == folder);
        let going: Vec<Option<Going>> =
            of_folder.map(|row| going(tx, row.story, now)).collect::<Result<_>>()?;
        Ok((settings_row(tx)?.id, going))
    })?;
    let mut site = SiteFolder::open(out, &id, newsroom.folder(), None)?;
    refuse_elsewhere(&site, out)?;
    site.remove_stories(&going.into_iter().flatten().collect::<Vec<_>>())
}

/// What stands of a story; none where readers may see it again.
fn going(tx: &Tx, story: StoryId, now: UtcMillis) -> Result<Option<Going>> {
    if tx.live_story(story, now)?.is_some() {
        return Ok(None);
    }
    let slugs = addresses(tx, story)?;
    Ok(Some(Going {
        pages: slugs.iter().flat_map(|slug| story_files(slug)).collect(),
        in_feeds: format!("urn:uuid:{story}"),
        in_search: slugs.iter().map(|slug| format!("\"../{slug}/")).collect(),
    }))
}

/// The URL slugs at which the story stands or stood, as readers and as the newsroom know it; not those that something else has.
pub(super) fn addresses(tx: &Tx, story: StoryId) -> Result<BTreeSet<String>> {
    let mut slugs: BTreeSet<String> = tx.moved_from(story)?.into_iter().collect();
    slugs.extend(tx.shown(story)?.map(|row| row.url_slug));
    slugs.insert(tx.story(story)?.effective_url_slug);
    // The edition may have let go of it already, and the working copy may have another by now.
    let published = tx.every_revision(story)?.into_iter().rfind(|r| r.why == Why::Published);
    // One that is damaged says nothing: the rest goes all the same.
    let kept = published.and_then(|row| tx.revision(row.id).ok());
    slugs.extend(kept.and_then(|kept| revision::read(&kept.text).ok()).map(|story| story.url_slug));
    let sections: Vec<String> = tx.sections()?.into_iter().map(|section| section.slug).collect();
    let mut its = BTreeSet::new();
    for slug in slugs.into_iter().filter(|slug| !slug.is_empty() && !sections.contains(slug)) {
        if tx.shown_at(&slug)?.is_none_or(|row| row.story == story) {
            its.insert(slug);
        }
    }
    Ok(its)
}

/// Ends what a crash broke off in a folder of the site: until then some of its files may be of the site before.
/// One that cannot be written is left for the next export.
pub fn end_broken_off(newsroom: &mut Newsroom, now: UtcMillis) -> Result<()> {
    let (id, folders) = newsroom.reading(|tx| Ok((settings_row(tx)?.id, tx.site_folders()?)))?;
    for folder in folders.iter().map(Path::new).filter(|out| folder::is_broken_off(out, &id)) {
        let _ = export_into(newsroom, folder, now, Errand::Change); // busy: another Stet is at it
    }
    Ok(())
}

/// Whether a folder is to be written anew now.
pub fn folders_are_due(newsroom: &mut Newsroom, now: UtcMillis) -> Result<bool> {
    newsroom.reading(|tx| {
        Ok(tx
            .folders_to_rid()?
            .iter()
            .any(|r| r.next_try_at <= now || r.next_try_at.0 > now.0 + FOLDER_REST_MS))
    })
}

/// Whether the site still stands in its folder. One that is not there is not made: on a disk that
/// is not connected the story would still be.
fn stands(newsroom: &mut Newsroom, place: &str) -> Result<()> {
    let id = newsroom.reading(|tx| Ok(settings_row(tx)?.id))?;
    if folder::holds_site_of(Path::new(place), &id)? {
        return Ok(());
    }
    Err(Error::new(
        "site-folder-missing",
        format!("The site is not in the folder “{place}” any more."),
        "Connect its disk, or say that it is gone where the folder was deleted; a copy of the site elsewhere must be written anew by hand.",
    ))
}
