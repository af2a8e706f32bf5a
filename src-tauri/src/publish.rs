//! The order of publishing: check, keep the revision, mark what readers see; then
//! edition → render → write for the folder, and outbox → send → receipt for a destination.

mod due;
mod edition;
pub mod folder;
pub mod keychain;
mod ledger;
mod look;
pub mod outbox;
mod removal;
mod sending;

pub use due::{
    Due, ON_TIME, UNSEEN, clock_is_right, clock_trouble, due, export_again, is_missed, missed, note_time,
};
pub use edition::{Reading, edition};
pub use look::{MissedPost, missed_posts, publish_late};
pub use removal::{Removal, Rid, folders_are_due, removals, write_away};
pub use sending::{
    Sent, Tell, password_of, places_are_due, remove_site_place, save_site_place, send, send_away,
    site_places, try_site_place,
};

use crate::check::{self, Check, Known, Level};
use crate::newsroom::profiles::profile_named;
use crate::newsroom::{Changed, Newsroom, editing, moves};
use crate::revision::Why;
use crate::story::{Publication, StoryId, UtcMillis, kept_in};
use crate::{Error, Result, site};
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
    let (taken, unseen, profile, unseen_original) = newsroom.reading(|tx| {
        let slug = &state.effective_url_slug;
        let taken = if slug.is_empty() { None } else { editing::taken_by(tx, slug, story)? };
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
        Ok((taken, unseen, profile_named(tx, &state.story.profile)?, unseen_original))
    })?;
    let known = Known {
        url_slug_taken_by: taken,
        effective_url_slug: state.effective_url_slug,
        unseen_links: unseen,
        missing_pictures: states.into_iter().filter(|s| s.problem.is_some()).map(|s| s.media).collect(),
        profile,
        going_at,
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
        row.story.publication = Publication::TakenDown;
        row.story.published_revision = None;
        row.published_hash = String::new();
        editing::write(tx, &mut row, now)?;
        moves::note(tx, story, "take-down", "", "", now)?;
        Ok(Changed::publication(story))
    })
}

/// Writes the whole site into a folder. What stood there of ours and is no longer live
/// goes; files of others are never touched.
pub fn export(newsroom: &mut Newsroom, out: &Path, now: UtcMillis) -> Result<Exported> {
    let done = export_into(newsroom, out, now, false)?;
    let folder = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    newsroom.transact(|tx| tx.save_site_folder(&folder.to_string_lossy()))?;
    Ok(done)
}

/// [`export`] into a folder that is not to be remembered as the newest. `rid`: to be rid of a story
/// comes before all else.
fn export_into(newsroom: &mut Newsroom, out: &Path, now: UtcMillis, rid: bool) -> Result<Exported> {
    // Before the edition is read: what is asked after that is not settled by it.
    let open = newsroom.reading(|tx| tx.folders_to_rid())?;
    let mut tries = 0;
    let (reading, count, written) = loop {
        let (version, readers) = (newsroom.other_changes()?, newsroom.reading(|tx| tx.readers_see(now))?);
        let reading = edition(newsroom, now)?;
        let pages = site::render(&reading.edition)?;
        let count = pages.len();
        // Asked once the folder is ours alone: a story that was taken away while its pages were
        // made must not be written back over an export that is rid of it.
        let mut still = || -> Result<bool> {
            let same = newsroom.other_changes()? == version;
            Ok(same || newsroom.reading(|tx| tx.readers_see(now))? == readers)
        };
        let (id, pictures) = (&reading.newsroom_id, &reading.pictures);
        let written = folder::write_if(out, id, pages, pictures, rid, &mut still)?;
        tries += 1;
        match written {
            Some(written) => break (reading, count, written),
            None if tries < 5 => {}
            None => {
                return Err(Error::new(
                    "folder-busy",
                    "What readers may see changed again and again while the site was written.",
                    "Export again in a moment.",
                ));
            }
        }
    };
    let pictures = reading.pictures.len();
    let mut problems = reading.problems;
    problems.extend(reading.edition.problems());
    problems.dedup();
    let folder = out.canonicalize().unwrap_or_else(|_| out.to_owned()).to_string_lossy().into_owned();
    newsroom.transact(|tx| {
        tx.note_site_folder(&folder, now)?;
        for row in open.iter().filter(|row| row.place == folder) {
            tx.settle_removal(row.story, &row.place, Some(now), None, now)?;
            moves::note(tx, row.story, "gone", &row.name, "", now)?;
        }
        Ok(())
    })?;
    Ok(Exported {
        folder: out.to_owned(),
        index: out.join("index.html"),
        pages: count,
        written: written.written + written.pictures,
        removed: written.removed,
        pictures,
        problems,
    })
}
