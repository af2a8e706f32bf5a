//! Stories whose hour has come. On time they go to the newsroom's own site by themselves; one whose
//! hour passed while nothing ran is asked about, since the world may have moved on.

use super::publish_story;
use crate::newsroom::{Changed, Newsroom};
use crate::story::{StoryId, UtcMillis};
use crate::{Error, Result};

/// How late a story still counts as on time, in milliseconds: a machine that was busy, not one that slept.
pub const ON_TIME: i64 = 15 * 60 * 1000;

/// What became of the stories that were due.
#[derive(Debug, Default)]
pub struct Due {
    /// Readers see these from the next export on.
    pub published: Vec<StoryId>,
    /// Their hour passed longer ago than was allowed; they wait for a person.
    pub missed: Vec<StoryId>,
    /// These may not go, and why; they keep their hour, so that it is seen.
    pub refused: Vec<(StoryId, Error)>,
}

/// Publishes every story that is due at `now`, unless it is later than `late_ms`. One that may not
/// go keeps no other from going.
///
/// # Errors
/// Only where the newsroom itself does not answer.
pub fn due(newsroom: &mut Newsroom, now: UtcMillis, late_ms: i64) -> Result<(Due, Changed)> {
    let mut done = Due::default();
    for story in newsroom.reading(|tx| tx.due_stories(now))? {
        let published = newsroom.story(story).and_then(|state| {
            let hour = state.story.handling.schedule.map_or(now, |time| time.at);
            if now.0.saturating_sub(hour.0) > late_ms {
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
    let changed = Changed {
        stories: done.published.clone(),
        desk: !done.published.is_empty(),
        publications: !done.published.is_empty(),
        ..Changed::default()
    };
    Ok((done, changed))
}

/// Writes the site anew where it was last exported to; none where it never was.
pub fn export_again(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Option<super::Exported>> {
    let folder = newsroom.reading(|tx| tx.site_folder())?;
    if folder.is_empty() {
        return Ok(None);
    }
    super::export(newsroom, folder.as_ref(), now).map(Some)
}

/// The stories whose hour has passed and that are not out: missed, or not allowed to go.
pub fn missed(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Vec<StoryId>> {
    newsroom.reading(|tx| tx.due_stories(now))
}
