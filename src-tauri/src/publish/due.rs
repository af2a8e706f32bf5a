//! Stories whose hour has come. On time they go to the newsroom's own site by themselves; one whose
//! hour passed while nothing ran is asked about, since the world may have moved on. So is one whose
//! hour lies in a stretch that nobody saw pass: a computer that slept and a clock that was set
//! forward look alike, and late is a pity, early is a breach.

use super::publish_story;
use crate::newsroom::{Changed, Newsroom};
use crate::store::Clock;
use crate::story::{StoryId, UtcMillis};
use crate::{Error, Result};

/// How late a story still counts as on time, in milliseconds: a machine that was busy, not one that slept.
pub const ON_TIME: i64 = 15 * 60 * 1000;
/// How long a window that is open may not have looked at the clock: it looks every few seconds.
pub const UNSEEN: i64 = 3 * 60 * 1000;
/// How far a clock may stand before the latest moment that the newsroom has seen.
const SET_BACK: i64 = 5 * 60 * 1000;
/// A look is written down once in so long.
const NOTED_EVERY: i64 = 60 * 1000;

/// What became of the stories that were due.
#[derive(Debug, Default)]
pub struct Due {
    /// Readers see these from the next export on.
    pub published: Vec<StoryId>,
    /// Their hour passed longer ago than was allowed, or unseen; they wait for a person.
    pub missed: Vec<StoryId>,
    /// These may not go, and why; they keep their hour, so that it is seen.
    pub refused: Vec<(StoryId, Error)>,
    /// The clock cannot be right: nothing goes by it until a person says that it is.
    pub clock: Option<Error>,
}

/// Publishes every story that is due at `now`, unless it is later than `late_ms`, or its hour lies
/// in a stretch longer than `unseen_ms` in which nobody looked at the clock. One that may not go
/// keeps no other from going.
///
/// # Errors
/// Only where the newsroom itself does not answer.
pub fn due(newsroom: &mut Newsroom, now: UtcMillis, late_ms: i64, unseen_ms: i64) -> Result<(Due, Changed)> {
    let mut done = Due { clock: clock_trouble(newsroom, now)?, ..Due::default() };
    if done.clock.is_some() {
        return Ok((done, Changed::default()));
    }
    let (stories, clock) = newsroom.reading(|tx| Ok((tx.due_stories(now)?, tx.clock()?)))?;
    // What is later than is allowed is missed anyhow: an old stretch says nothing more.
    let before = clock.unseen.filter(|(_, until)| now.0.saturating_sub(until.0) <= late_ms);
    let from = clock.looked_at.filter(|at| now.0.saturating_sub(at.0) > unseen_ms);
    let stretch = match (before, from) {
        (before, None) => before,
        (None, Some(from)) => Some((from, now)),
        (Some((first, _)), Some(from)) => Some((first.min(from), now)),
    };
    for story in stories {
        let published = newsroom.story(story).and_then(|state| {
            let hour = state.story.handling.schedule.map_or(now, |time| time.at);
            let unseen = stretch.is_some_and(|(from, until)| hour > from && hour <= until);
            if unseen || now.0.saturating_sub(hour.0) > late_ms {
                return Ok(false);
            }
            publish_story(newsroom, story, now).map(|_| true)
        });
        match published {
            Ok(true) => done.published.push(story),
            Ok(false) => done.missed.push(story),
            Err(fault) if fault.code.starts_with("newsroom-") => return Err(fault),
            Err(refused) => done.refused.push((story, refused)),
        }
    }
    newsroom.transact(|tx| tx.save_clock(Clock { unseen: stretch, ..clock }.seen_at(now)))?;
    let changed = Changed {
        stories: done.published.clone(),
        desk: !done.published.is_empty(),
        publications: !done.published.is_empty(),
        ..Changed::default()
    };
    Ok((done, changed))
}

/// Whether a story of that hour, which is over, waits for a person: it is too late, or its hour
/// passed unseen.
pub fn is_missed(newsroom: &mut Newsroom, hour: UtcMillis, now: UtcMillis) -> Result<bool> {
    let unseen = newsroom.reading(|tx| tx.clock())?.unseen;
    let passed_unseen = unseen.is_some_and(|(from, until)| hour > from && hour <= until);
    Ok(passed_unseen || now.0.saturating_sub(hour.0) > ON_TIME)
}

/// Whether the clock stands before a moment that this newsroom has seen already, as a sentence;
/// none where it may be right.
pub fn clock_trouble(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Option<Error>> {
    let looked_at = newsroom.reading(|tx| tx.clock())?.looked_at;
    let Some(seen) = looked_at.filter(|at| at.0.saturating_sub(now.0) > SET_BACK) else { return Ok(None) };
    let zone = newsroom.opened()?.settings.zone;
    let (clock, seen) = (on_the_wall(now, &zone), on_the_wall(seen, &zone));
    Ok(Some(Error::new(
        "clock-set-back",
        format!("This computer’s clock says {clock}, and Stet was at work here at {seen} already."),
        "No story goes out at its hour until the clock is right, or somebody says that it is.",
    )))
}

/// Notes that somebody sees the time pass. To be called every few seconds while stories wait for
/// their hour; one whose hour comes between two notes is published by [`due`].
pub fn note_time(newsroom: &mut Newsroom, now: UtcMillis) -> Result<()> {
    let (clock, due) = newsroom.reading(|tx| Ok((tx.clock()?, !tx.due_stories(now)?.is_empty())))?;
    let old = |at: UtcMillis| now.0.saturating_sub(at.0) >= NOTED_EVERY;
    // With a story due it is for `due` to say what was seen to pass.
    if !due && clock.looked_at.is_none_or(old) {
        newsroom.transact(|tx| tx.save_clock(Clock { looked_at: Some(now), ..clock }))?;
    }
    Ok(())
}

/// A person says that the clock is right: from here on time is counted anew.
pub fn clock_is_right(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Changed> {
    newsroom.transact(|tx| tx.save_clock(Clock { looked_at: Some(now), unseen: None }))?;
    Ok(Changed { publications: true, ..Changed::default() })
}

fn on_the_wall(at: UtcMillis, zone: &str) -> String {
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    chrono::DateTime::from_timestamp_millis(at.0)
        .map(|at| at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string())
        .unwrap_or_default()
}

/// Writes the site anew where it was last exported to; none where it never was.
pub fn export_again(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Option<super::Exported>> {
    let folder = newsroom.reading(|tx| tx.site_folder())?;
    if folder.is_empty() {
        return Ok(None);
    }
    super::export_change(newsroom, folder.as_ref(), now).map(Some)
}

/// The stories whose hour has passed and that are not out: missed, or not allowed to go.
pub fn missed(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Vec<StoryId>> {
    newsroom.reading(|tx| tx.due_stories(now))
}
