//! Sending the site, as it was exported, to a place far away: what changed goes, what is gone is
//! taken away, and each step is written down, so that a broken line loses nothing. What a place is
//! and how it is spoken to is in `deploy` (docs/decisions/0056).

mod exported;
mod under_way;

use super::places::{far, password_of};
use crate::cms::Secret;
use crate::newsroom::moves::note;
use crate::newsroom::{Changed, Newsroom};
use crate::store::RemovalRow;
use crate::story::{DestinationId, UtcMillis};
use crate::{Error, Result};
use std::collections::BTreeSet;
use under_way::Sending;

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
    /// Bytes of those that were put.
    pub bytes: u64,
    /// Bytes of all that are to be put.
    pub all_bytes: u64,
    /// Files taken away so far.
    pub removed: usize,
    /// Files that stood there already.
    pub unchanged: usize,
}

/// Told after each file; false stops the sending.
pub type Tell<'a> = &'a mut dyn FnMut(Sent) -> bool;

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
    let far = far(&row, password)?;
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
        Sending { newsroom, place, far: &far, by: &by, clock, tell, ours, done: Sent::default() };
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
        let row = newsroom.reading(|tx| tx.site_place(id));
        let went = row
            .and_then(|row| password_of(&row))
            .and_then(|password| send(newsroom, id, &password, clock, &mut |_| true));
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
