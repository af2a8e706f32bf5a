//! The order of publishing: check, keep the revision, mark what readers see; then
//! edition → render → write for the folder, and outbox → send → receipt for a destination.

mod due;
mod edition;
pub mod folder;
pub mod keychain;
mod ledger;
mod logo;
mod look;
pub mod outbox;
mod pages;
mod pictures;
mod places;
mod preview;
mod removal;
mod sending;
mod theme;

pub use due::{
    Due, ON_TIME, UNSEEN, clock_is_right, clock_trouble, due, export_again, is_missed, missed, note_time,
};
pub use edition::bring_up_to_date;
pub use look::{MissedPost, missed_posts, publish_late};
pub use pages::{StandingPage, standing_pages, write_page};
pub use places::{password_of, remove_site_place, save_site_place, site_place, site_places, try_site_place};
pub use preview::{Unkept, preview};
pub use removal::{Removal, Rid, end_broken_off, folders_are_due, removals, write_away};
pub use sending::{Sent, Tell, places_are_due, send, send_away};
pub use theme::{CopiedTheme, copy_default as copy_default_theme};

use crate::check::{self, Check, Known, Level};
use crate::newsroom::profiles::profile_named;
use crate::newsroom::{Changed, Newsroom, editing, moves, settings_row};
use crate::revision::Why;
use crate::site::Page;
use crate::store::FolderState;
use crate::story::{Publication, StoryId, UtcMillis, WallTime, kept_in};
use crate::{Error, Result};
use edition::Made;
use folder::{SiteFolder, Written};
use std::path::{Path, PathBuf};

/// What an export did.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// The folder that holds the site.
    pub folder: PathBuf,
    /// Its front page.
    pub index: PathBuf,
    /// Pages of the site.
    pub pages: usize,
    /// Files written, because they are new or differ.
    pub written: usize,
    /// How many of those are pages: no feed, sitemap, picture or other file that goes with one.
    pub written_pages: usize,
    /// Files taken away.
    pub removed: usize,
    /// Picture files of the site.
    pub pictures: usize,
    /// What could not be shown as it should; the rest went on.
    pub problems: Vec<Error>,
}

/// Looks a story over before it goes out at the time `going_at`: now, or the hour it is
/// scheduled for.
pub fn checks(newsroom: &mut Newsroom, story: StoryId, going_at: UtcMillis) -> Result<Vec<Check>> {
    let state = newsroom.story(story)?;
    let states = newsroom.picture_states(&state.story.pictures())?;
    let links = check::own_links(&state.story);
    let review = newsroom.review(story)?;
    let (taken, unseen, profile, unseen_original, zone) = newsroom.reading(|tx| {
        let slug = &state.effective_url_slug;
        let taken =
            if slug.is_empty() { None } else { editing::taken_by(tx, slug, story, state.story.is_page())? };
        let mut unseen = Vec::new();
        for link in links {
            match tx.story_if_here(link)? {
                Some(row) if row.story.publication == Publication::Live => {}
                Some(row) => unseen.push((link, row.story.headline)),
                None => unseen.push((link, "a story that is not in this newsroom".to_owned())),
            }
        }
        let original = match state.story.handling.updates {
            None => None,
            Some(original) => tx.story_if_here(original)?,
        };
        let unseen_original =
            original.filter(|row| row.story.first_published_at.is_none()).map(|row| row.story.headline);
        let zone = settings_row(tx)?.settings.zone;
        Ok((taken, unseen, profile_named(tx, &state.story.profile)?, unseen_original, zone))
    })?;
    let known = Known {
        url_slug_taken_by: taken,
        effective_url_slug: state.effective_url_slug,
        unseen_links: unseen,
        missing_pictures: states.into_iter().filter(|s| s.problem.is_some()).map(|s| s.media).collect(),
        profile,
        going_at,
        going_wall: WallTime::of(going_at, zone.parse().unwrap_or(chrono_tz::Tz::UTC))
            .map(|time| time.typed())
            .unwrap_or_default(),
        unseen_original,
        open_suggestions: review.suggestions.len(),
        open_comments: review.threads.iter().filter(|t| t.comment.resolved_at.is_none()).count(),
    };
    let mut found = check::checks(&state.story, &known);
    if let Some(damage) = state.damage {
        found.retain(|c| c.level != Level::Ok);
        found.insert(
            0,
            Check {
                code: damage.code.into_owned(),
                level: Level::Block,
                sentence: damage.sentence,
                hint: damage.hint,
                field: "body".to_owned(),
                media: None,
            },
        );
    }
    Ok(found)
}

/// The first check that stops the story, as an error; none where it may go.
pub fn refusal(checks: &[Check]) -> Option<Error> {
    checks.iter().find(|c| c.level == Level::Block).map(|c| Error {
        code: c.code.clone().into(),
        sentence: c.sentence.clone(),
        hint: c.hint.clone(),
    })
}

/// Makes the story, as it stands, what readers of the newsroom's own site see from the
/// next export on. The first time is its publication, any later one an update.
///
/// # Errors
/// The first check that blocks: `held`, `headline-missing`, `url-slug-taken`, …
pub fn publish_story(newsroom: &mut Newsroom, story: StoryId, now: UtcMillis) -> Result<Changed> {
    let looked_at = newsroom.story(story)?.edit;
    if let Some(refused) = refusal(&checks(newsroom, story, now)?) {
        return Err(refused);
    }
    newsroom.transact(|tx| {
        let mut row = tx.story(story)?;
        // Another Stet may have held it since the checks, or saved a text that nobody looked over.
        if let Some(kept) = kept_in(&row.story, now) {
            return Err(kept);
        }
        if row.edit != looked_at {
            return Err(Error::new(
                "story-changed-meanwhile",
                "The story was changed while it was looked over, so nothing was published.",
                "Look at it again, then publish it.",
            ));
        }
        if row.story.publication == Publication::Live && row.full_hash == row.published_hash {
            return Ok(Changed::default()); // readers see this already
        }
        let was_live = row.story.publication == Publication::Live;
        // From here on the address stays, whatever becomes of the headline; its hour has come.
        row.story.url_slug = row.effective_url_slug.clone();
        row.story.handling.schedule = None;
        editing::write(tx, &mut row, now)?;
        let kept = crate::newsroom::keep_revision_of(tx, &row, Why::Published, now)?;
        editing::mark_live(&mut row, kept.id, now);
        // What it was to go away from is no more than history.
        tx.forget_folder_removals(story)?;
        editing::write(tx, &mut row, now)?;
        moves::note(tx, story, if was_live { "update" } else { "publish" }, "", &kept.id.to_string(), now)?;
        Ok(Changed::publication(story))
    })
}

/// Takes the story off the newsroom's own site, from the next export on. Its text and its
/// revisions stay.
pub fn take_down_story(newsroom: &mut Newsroom, story: StoryId, now: UtcMillis) -> Result<Changed> {
    newsroom.transact(|tx| {
        let mut row = tx.story(story)?;
        if row.story.publication != Publication::Live {
            return Ok(Changed::default());
        }
        crate::newsroom::from_readers(&mut row);
        editing::write(tx, &mut row, now)?;
        moves::note(tx, story, "take-down", "", "", now)?;
        Ok(Changed::publication(story))
    })
}

/// Writes the site into a folder, as far as anything of it changed. What stood there of ours and is no
/// longer live goes; files of others are never touched.
///
/// # Errors
/// `theme-broken` and others of the theme, `folder-not-ours`, `folder-busy`, `disk-full`; the site that
/// stands there stays as it was.
pub fn export(newsroom: &mut Newsroom, out: &Path, now: UtcMillis) -> Result<Exported> {
    let done = export_into(newsroom, out, now, Errand::Asked)?;
    newsroom.transact(|tx| tx.save_site_folder(&place(out)))?;
    Ok(done)
}

/// [`export`] after a change, into a folder that was written before: what stands there is trusted, and no
/// file is looked at that did not change.
pub fn export_change(newsroom: &mut Newsroom, out: &Path, now: UtcMillis) -> Result<Exported> {
    export_into(newsroom, out, now, Errand::Change)
}

/// Why a folder is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Errand {
    /// A person asked: every file is looked at.
    Asked,
    /// A story changed: what was written before is trusted.
    Change,
    /// To be rid of a story, which comes before all else.
    Rid,
}

/// [`export`] into a folder that is not to be remembered as the newest.
fn export_into(newsroom: &mut Newsroom, out: &Path, now: UtcMillis, errand: Errand) -> Result<Exported> {
    // Before the edition is read: what is asked after that is not settled by it.
    let open = newsroom.reading(|tx| tx.folders_to_rid())?;
    if errand == Errand::Rid {
        again_where_damaged(newsroom, out, |newsroom| removal::take_away(newsroom, out, &open, now))?;
    }
    let mut tries = 0;
    let (made, written) = loop {
        match again_where_damaged(newsroom, out, |newsroom| try_export(newsroom, out, now, errand)) {
            Ok(Some(done)) => break done,
            Ok(None) => {}
            Err(why) if folder::was_replaced(&why) && tries < 4 => {}
            Err(why) => return Err(why),
        }
        tries += 1;
        if tries == 5 {
            return Err(Error::new(
                "folder-busy",
                "What readers may see changed again and again while the site was written.",
                "Export again in a moment.",
            ));
        }
    };
    let folder = place(out);
    newsroom.transact(|tx| {
        tx.note_site_folder(&folder, now)?;
        for row in open.iter().filter(|row| row.place == folder) {
            tx.settle_removal(row.story, &row.place, Some(now), None, now)?;
            moves::note(tx, row.story, "gone", &row.name, "", now)?;
        }
        Ok(())
    })?;
    let mut problems = made.problems;
    problems.dedup();
    Ok(Exported {
        folder: out.to_owned(),
        index: out.join("index.html"),
        pages: written.written + written.unchanged,
        written: written.written + written.pictures,
        written_pages: written.written_pages,
        removed: written.removed,
        pictures: made.pictures.len(),
        problems,
    })
}

/// Does it once more where a database is damaged: what is known of a folder's files can be made anew.
fn again_where_damaged<T>(
    newsroom: &mut Newsroom,
    out: &Path,
    mut work: impl FnMut(&mut Newsroom) -> Result<T>,
) -> Result<T> {
    work(newsroom).or_else(|why| {
        if why.code != "newsroom-damaged" {
            return Err(why);
        }
        folder::forget(out, newsroom.folder())?;
        work(newsroom)
    })
}

/// Refuses a folder that another copy of the newsroom wrote after this one did: nothing is written there by itself.
fn refuse_elsewhere(folder: &SiteFolder, out: &Path) -> Result<()> {
    if !folder.was_written_elsewhere() {
        return Ok(());
    }
    Err(Error::new(
        "site-written-elsewhere",
        format!("Another copy of this newsroom wrote the site in “{}” after this one did.", out.display()),
        "Work in that copy; or export to the folder from here by hand, if this newsroom is the one to be read.",
    ))
}

/// Every page of the site as it is at `now`, and the paths of its pictures: what an export would write
/// into an empty folder.
pub fn whole_site(newsroom: &mut Newsroom, now: UtcMillis) -> Result<(Vec<Page>, Vec<String>)> {
    bring_up_to_date(newsroom, now)?;
    let theme = theme::theme_of(newsroom.folder())?;
    let (made, mut pages) = edition::gathered(|take| edition::whole(newsroom, &theme, now, take))?;
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let mut pictures: Vec<String> = made.pictures.into_iter().map(|(_, picture)| picture.path).collect();
    pictures.sort();
    pictures.dedup();
    Ok((pages, pictures))
}

/// Writes down that a folder is about to hold pages of this site, before the first of them: whatever
/// breaks off what follows, a kill knows where to look.
fn note_before(newsroom: &mut Newsroom, out: &Path, now: UtcMillis) -> Result<()> {
    let folder = place(out);
    if newsroom.reading(|tx| tx.site_folders())?.contains(&folder) {
        return Ok(());
    }
    newsroom.transact(|tx| tx.note_site_folder(&folder, now))
}

/// A folder by its true path, as it is written down.
fn place(out: &Path) -> String {
    out.canonicalize().unwrap_or_else(|_| out.to_owned()).to_string_lossy().into_owned()
}

/// Makes what changed and writes it; none where what readers may see changed meanwhile.
fn try_export(
    newsroom: &mut Newsroom,
    out: &Path,
    now: UtcMillis,
    errand: Errand,
) -> Result<Option<(Made, Written)>> {
    let theme = theme::theme_of(newsroom.folder())?;
    let edition = bring_up_to_date(newsroom, now)?;
    let (id, made_of) = newsroom.reading(|tx| edition::made_of(tx, &theme, now))?;
    let home = newsroom.folder().to_owned();
    let mut folder = SiteFolder::open(out, &id, &home, Some(edition.number))?;
    if errand != Errand::Asked {
        refuse_elsewhere(&folder, out)?;
    }
    note_before(newsroom, out, now)?;
    let to = FolderState { stamp: uuid::Uuid::now_v7().to_string(), edition: edition.number, made_of };
    if errand == Errand::Asked && folder.state().is_some() {
        folder.look()?;
    }
    let stands = folder.state().filter(|s| s.made_of == to.made_of && s.edition >= edition.whole_at);
    let stands = stands.map(|state| state.edition);
    // Asked once the folder is ours alone: a story that was taken away while its pages were
    // made must not be written back over an export that is rid of it.
    let still = |newsroom: &mut Newsroom| {
        newsroom.reading(|tx| Ok(tx.stale_count()? == 0 && tx.edition()?.number == edition.number))
    };
    let rid = errand == Errand::Rid;
    let Some(stands) = stands else {
        let planned = edition::planned(newsroom, &theme, now)?;
        let staging = folder.begin(planned, rid)?;
        let written =
            edition::whole(newsroom, &theme, now, &|page| staging.put(page)).and_then(|mut made| {
                made.problems.extend_from_slice(theme.notices());
                let written = staging.switch(&mut folder, &made.pictures, to, &mut || still(newsroom))?;
                Ok(written.map(|written| (made, written)))
            });
        if rid && written.is_err() {
            // The disk may be full: its pages are gone by now, and its pictures go too.
            let made = edition::whole(newsroom, &theme, now, &|_| Ok(()))?;
            folder.remove_other_pictures(&made.pictures)?;
        }
        return written;
    };
    let keys = edition::changed_since(newsroom, stands)?;
    let (mut made, pages) = edition::gathered(|take| edition::few(newsroom, &theme, now, &keys, take))?;
    made.problems.extend_from_slice(theme.notices());
    let written = folder.change(pages, &made.pictures, &made.gone, rid, to, &mut || still(newsroom))?;
    Ok(written.map(|written| (made, written)))
}
