//! What the window does with stories on the desk.

use super::Ask;
use super::wire::{AtDesk, ChosenTime, MissedHour, MissedPlace};
use crate::newsroom::{JournalRow, wall_clock};
use crate::publish;
use crate::story::{Move, StoryId, WallTime};
use crate::{Error, Result};

#[tauri::command(async)]
pub(super) fn at_desk(room: Ask, story: StoryId) -> Result<AtDesk> {
    room.ask(|n| Ok(AtDesk::of(&n.story(story)?.story)))
}

#[tauri::command(async)]
pub(super) fn make_move(room: Ask, story: StoryId, to: Move) -> Result<AtDesk> {
    let now = room.change(|n| {
        let changed = n.make_move(story, to, wall_clock())?;
        Ok((AtDesk::of(&n.story(story)?.story), changed))
    })?;
    // A story that is held may have something to be called back.
    room.wake();
    Ok(now)
}

#[tauri::command(async)]
pub(super) fn chosen_time(local: String, zone: String) -> Result<ChosenTime> {
    WallTime::chosen(&local, &zone).map(ChosenTime::of)
}

#[tauri::command(async)]
pub(super) fn journal(room: Ask, story: StoryId) -> Result<Vec<JournalRow>> {
    room.ask(|n| n.journal(story))
}

#[tauri::command(async)]
pub(super) fn missed_hours(room: Ask) -> Result<Vec<MissedHour>> {
    room.ask_aside(|n| {
        let now = wall_clock();
        let mut missed = Vec::new();
        for story in publish::missed(n, now)? {
            // One that cannot be read is said where it is opened.
            let Ok(state) = n.story(story).map(|state| state.story) else { continue };
            let Some(hour) = state.handling.schedule else { continue };
            let why = publish::refusal(&publish::checks(n, story, now)?);
            // One that is due this minute goes by itself.
            if why.is_none() && !publish::is_missed(n, hour.at, now)? {
                continue;
            }
            let why = why.map(|w| w.sentence).unwrap_or_default();
            missed.push(MissedHour { story, headline: state.headline, hour: hour.at, why, at: None });
        }
        for publish::MissedPost { story, destination, name, hour } in publish::missed_posts(n)? {
            let Ok(state) = n.story(story).map(|state| state.story) else { continue };
            let why = crate::story::kept_in(&state, now).map(|w| w.sentence).unwrap_or_default();
            let at = Some(MissedPlace { destination, name });
            missed.push(MissedHour { story, headline: state.headline, hour: hour.unwrap_or(now), why, at });
        }
        Ok(missed)
    })
}

#[tauri::command(async)]
pub(super) fn clock_trouble(room: Ask) -> Result<Option<Error>> {
    room.ask(|n| match n.next_schedule()? {
        None => Ok(None),
        Some(_) => publish::clock_trouble(n, wall_clock()),
    })
}

#[tauri::command(async)]
pub(super) fn clock_is_right(room: Ask) -> Result<()> {
    room.change(|n| Ok(((), publish::clock_is_right(n, wall_clock())?)))
}
