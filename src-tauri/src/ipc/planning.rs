//! What the window asks of the plan, and stories that it commissions.

use super::Ask;
use super::wire::{NewsList, StoryView};
use crate::Result;
use crate::desk::plan::Calendar;
use crate::newsroom::{Commission, LookDue, wall_clock};

#[tauri::command(async)]
pub(super) fn plan_calendar(room: Ask, from: String, days: u32) -> Result<Calendar> {
    room.ask(|n| n.calendar(&from, days, wall_clock()))
}

#[tauri::command(async)]
pub(super) fn news_list(room: Ask, day: Option<String>) -> Result<NewsList> {
    room.ask(|n| Ok(n.news_list(day.as_deref(), wall_clock())?.into()))
}

#[tauri::command(async)]
pub(super) fn looks_due(room: Ask) -> Result<Vec<LookDue>> {
    room.ask(|n| n.looks_due(wall_clock()))
}

#[tauri::command(async)]
pub(super) fn commission(room: Ask, asked: Commission) -> Result<StoryView> {
    room.change(|n| {
        let (state, changed) = n.commission(asked, wall_clock())?;
        let _ = n.remember_open(state.story.id); // as with a new story
        Ok((state, changed))
    })
    .map(StoryView::from)
}
