//! Some minutes after an hour that was handed to a site: did the site publish the story? A post is
//! called live when the site says so, and never before.

use super::due::ON_TIME;
use super::ledger::{LOOK_AFTER_MS, note_remote, remote_of};
use super::outbox::{lock, site_of};
use crate::cms::wordpress::Looked;
use crate::cms::{self, FailureKind, RemoteState, SendFailure, wordpress};
use crate::newsroom::{Changed, Newsroom, moves};
use crate::store::{OrderRow, PublicationRow, Tx};
use crate::story::{DestinationId, StoryId, UtcMillis, kept_in};
use crate::{Error, Result};
use std::sync::Mutex;
use std::time::Duration;

/// One Stet looks at a post at a time.
const LEASE_MS: i64 = 2 * 60 * 1000;
/// How soon a post that missed its hour is looked at again: some sites wake late.
const MISSED_AGAIN_MS: i64 = 10 * 60 * 1000;

/// Looks at the post whose hour is over the longest; none: nothing is to be looked at now.
pub(super) fn next(newsroom: &Mutex<Newsroom>, clock: &dyn Fn() -> UtcMillis) -> Result<Option<StoryId>> {
    let now = clock();
    let claimed = lock(newsroom).transact(|tx| tx.claim_look(now, UtcMillis(now.0 + LEASE_MS)))?;
    let Some((story, to)) = claimed else { return Ok(None) };
    let (destination, known) = lock(newsroom)
        .reading(|tx| Ok((tx.destination(to)?, tx.publication(story, to)?.unwrap_or_default())))?;
    let outcome = match remote_of(&known) {
        Some(remote) => {
            site_of(&destination).and_then(|site| wordpress::look(&site, cms::Patience::default(), &remote))
        }
        None => Err(SendFailure { error: gone(&destination.name), kind: FailureKind::Gone }),
    };
    lock(newsroom).transact(|tx| settle(tx, story, to, &destination.name, &known, outcome, clock()))?;
    Ok(Some(story))
}

fn settle(
    tx: &Tx,
    story: StoryId,
    to: DestinationId,
    name: &str,
    known: &PublicationRow,
    outcome: std::result::Result<Looked, SendFailure>,
    now: UtcMillis,
) -> Result<()> {
    let mut row = tx.publication(story, to)?.unwrap_or_default();
    if (&row.remote_id, &row.remote_state) != (&known.remote_id, &known.remote_state) {
        return Ok(()); // an order was carried out meanwhile, and knows better
    }
    match outcome {
        Ok(looked) => found(tx, story, to, name, &mut row, &looked, now)?,
        Err(SendFailure { kind: FailureKind::Gone, .. }) => {
            (row.remote_id, row.remote_state) = (String::new(), "none".to_owned());
            (row.look_at, row.missed_at) = (None, None);
            row.notices = vec![gone(name)];
            moves::note(tx, story, "hour-lost", name, "", now)?;
        }
        Err(failure) => {
            row.looks += 1;
            let after = match failure.kind {
                FailureKind::Retry { after } => after,
                _ => Duration::from_secs(60 * 60),
            };
            let rest = cms::rest_after(u32::try_from(row.looks).unwrap_or(u32::MAX), after);
            row.look_at = Some(UtcMillis(now.0 + i64::try_from(rest.as_millis()).unwrap_or(LEASE_MS)));
            row.look_error = Some(failure.error);
        }
    }
    tx.save_publication(story, to, &row)
}

/// What the site said.
fn found(
    tx: &Tx,
    story: StoryId,
    to: DestinationId,
    name: &str,
    row: &mut PublicationRow,
    looked: &Looked,
    now: UtcMillis,
) -> Result<()> {
    let (hour, missed_at) = (row.scheduled_for, row.missed_at);
    note_remote(row, &looked.remote);
    (row.looks, row.look_error) = (0, None);
    let stands = tx.story(story)?;
    row.notices.retain(|n| !matches!(n.code.as_ref(), "cms-changed-since" | "cms-other-hour"));
    if looked.changed {
        row.notices.push(Error::new(
            "cms-changed-since",
            format!("Somebody changed the story on {name} since it was last sent."),
            "The next update asks which words are to stand.",
        ));
    }
    match looked.remote.state {
        RemoteState::Live => {
            row.live_at = looked.live_at;
            let at = looked.live_at.unwrap_or(now);
            moves::note(tx, story, "went-live", name, &format!("@{}", at.0), now)?;
            if kept_in(&stands.story, now).is_some() {
                moves::take_back(tx, &stands, to, now)?;
            }
        }
        RemoteState::Scheduled => {
            let site_now = looked.site_now.unwrap_or(now);
            let there = row.scheduled_for.unwrap_or(site_now);
            if there > site_now {
                // The clock of this computer is ahead, or somebody moved the hour on the site.
                row.look_at = Some(UtcMillis(now.0 + (there.0 - site_now.0) + LOOK_AFTER_MS));
                if hour.is_some_and(|hour| hour.0 / 1000 != there.0 / 1000) {
                    row.notices.push(Error::new(
                        "cms-other-hour",
                        format!("Somebody moved the hour of the story on {name}."),
                        "The site publishes it at the hour that it has there.",
                    ));
                    moves::note(tx, story, "hour-moved", name, &format!("@{}", there.0), now)?;
                    moves::call_back(tx, &stands, now)?;
                }
                return Ok(());
            }
            row.missed_at = missed_at.or(Some(now));
            row.look_at = Some(UtcMillis(now.0 + MISSED_AGAIN_MS));
            if missed_at.is_none() {
                moves::note(tx, story, "hour-missed", name, &format!("@{}", there.0), now)?;
                let on_time = site_now.0 - there.0 <= ON_TIME;
                if on_time && kept_in(&stands.story, now).is_none() {
                    order_late(tx, story, to, row, now)?;
                }
            }
        }
        RemoteState::Draft | RemoteState::Trashed => {
            row.look_at = None;
            row.notices.push(Error::new(
                "cms-hour-gone",
                format!("Somebody took the story’s hour away on {name}, so it is not published there."),
                "Look at it on the site; publish it there again, or give it another hour.",
            ));
            moves::note(tx, story, "hour-lost", name, "", now)?;
        }
    }
    Ok(())
}

/// Publishes now what a site did not at its hour: the very text that it was given, by the gate as it
/// stands now.
///
/// # Errors
/// Those of the gate; `nothing-missed`.
pub fn publish_late(
    newsroom: &mut Newsroom,
    story: StoryId,
    to: DestinationId,
    now: UtcMillis,
) -> Result<Changed> {
    newsroom.transact(|tx| {
        if let Some(kept) = kept_in(&tx.story(story)?.story, now) {
            return Err(kept);
        }
        let row = tx.publication(story, to)?.filter(|row| row.remote_state == "scheduled");
        let row = row.ok_or_else(|| {
            Error::new("nothing-missed", "Nothing waits there for its hour.", "Look at the story again.")
        })?;
        order_late(tx, story, to, &row, now)?;
        Ok(Changed::publication(story))
    })
}

/// A post that its site did not publish at its hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedPost {
    /// The story.
    pub story: StoryId,
    /// Where it waits.
    pub destination: DestinationId,
    /// What the newsroom calls that.
    pub name: String,
    /// The hour that was not kept.
    pub hour: Option<UtcMillis>,
}

/// The posts that their sites did not publish at their hours, and that no order is about.
pub fn missed_posts(newsroom: &mut Newsroom) -> Result<Vec<MissedPost>> {
    newsroom.reading(|tx| {
        let mut missed = Vec::new();
        for (story, destination) in tx.missed_posts()? {
            // One that an order is about is on its way, or says itself why not.
            if tx.open_order(story, destination)?.is_none() {
                let hour = tx.publication(story, destination)?.and_then(|row| row.scheduled_for);
                let name = tx.destination(destination)?.name;
                missed.push(MissedPost { story, destination, name, hour });
            }
        }
        Ok(missed)
    })
}

fn order_late(
    tx: &Tx,
    story: StoryId,
    to: DestinationId,
    row: &PublicationRow,
    now: UtcMillis,
) -> Result<()> {
    let Some(revision) = row.revision else { return Ok(()) };
    tx.add_order(&OrderRow::new(story, to, revision, "publish", now))?;
    moves::note(tx, story, "publish", "late", &tx.destination(to)?.name, now)
}

fn gone(name: &str) -> Error {
    Error::new(
        "cms-post-gone",
        format!("The post of this story was deleted on {name}, so it is not published there."),
        "Send it anew to make another post, or leave it deleted.",
    )
}
