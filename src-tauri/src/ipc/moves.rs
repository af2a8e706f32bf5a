//! What the window does with stories on the desk.

use super::Ask;
use super::wire::{AtDesk, ChosenTime, MadeMove, MissedHour};
use crate::Result;
use crate::newsroom::{JournalRow, Newsroom, wall_clock};
use crate::publish;
use crate::story::{Move, StoryId, WallTime};

fn standing(n: &mut Newsroom, story: StoryId) -> Result<AtDesk> {
    let state = n.story(story)?;
    let original = match state.story.handling.updates {
        None => None,
        Some(original) => n.story(original).ok().map(|s| s.story.headline),
    };
    Ok(AtDesk::of(&state, original))
}

#[tauri::command(async)]
pub(super) fn at_desk(room: Ask, story: StoryId) -> Result<AtDesk> {
    room.ask(|n| standing(n, story))
}

#[tauri::command(async)]
pub(super) fn make_move(room: Ask, story: StoryId, to: Move) -> Result<MadeMove> {
    let made = room.change(|n| {
        let (mut moved, changed) = n.make_moves(vec![(story, to)], wall_clock())?;
        if let Some((_, refused)) = moved.refused.pop() {
            return Err(refused);
        }
        Ok((MadeMove { now: standing(n, story)?, back: moved.done.pop().map(|(_, back)| back) }, changed))
    })?;
    // A story that is held may have something to be called back.
    room.wake();
    Ok(made)
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
            if why.is_none() && now.0 - hour.at.0 <= publish::ON_TIME {
                continue;
            }
            let why = why.map(|w| w.sentence).unwrap_or_default();
            missed.push(MissedHour { story, headline: state.headline, hour, why });
        }
        Ok(missed)
    })
}
