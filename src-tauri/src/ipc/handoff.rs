//! What the window asks about stories that are handed on as files, and about merges.

use super::room::Room;
use super::wire::{HandOffArrived, HandedOn, MergeAsked, StoryView, WaitingMerge};
use crate::Result;
use crate::handoff::{self, PicturesAlong};
use crate::newsroom::{wall_clock, write_whole};
use crate::revision::Choice;
use crate::story::{RevisionId, StoryId};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

type Ask<'a> = State<'a, Room>;

/// Makes the file of a story where the user says: a dialog asks, if no path is named. None where
/// the user let it be. An empty passphrase locks nothing.
#[tauri::command(async)]
pub fn send_story(
    app: AppHandle,
    room: Ask,
    story: StoryId,
    path: Option<String>,
    passphrase: String,
    pictures: PicturesAlong,
) -> Result<Option<HandedOn>> {
    let path: PathBuf = match path {
        Some(path) => path.into(),
        None => {
            let state = room.ask(|n| n.story(story))?;
            let name = handoff::file_name(&state.story.slug, &state.effective_url_slug);
            let dialog = app.dialog().file().set_title("Send to…").set_file_name(name);
            let Some(chosen) = dialog.blocking_save_file().and_then(|f| f.into_path().ok()) else {
                return Ok(None);
            };
            chosen
        }
    };
    // Not before the user has said where: what was sent once is no longer the writer's alone.
    let sent = room.change_aside(|n| n.send_story(story, pictures, wall_clock()))?;
    let locked = !passphrase.is_empty();
    let bytes = if locked { handoff::lock(&sent.bytes, &passphrase)? } else { sent.bytes };
    write_whole(&path, &bytes)?;
    let path = path.display().to_string();
    Ok(Some(HandedOn { path, pictures: sent.pictures, locked, notices: sent.notices }))
}

/// Opens a file that somebody sent.
#[tauri::command(async)]
pub fn open_handoff(room: Ask, path: String, passphrase: Option<String>) -> Result<HandOffArrived> {
    let (name, bytes) = handoff::read_file(Path::new(&path), passphrase.as_deref())?;
    room.change_aside(|n| n.open_handoff(&name, &bytes, wall_clock())).map(HandOffArrived::from)
}

/// What waits to be merged with a story.
#[tauri::command(async)]
pub fn waiting_merges(room: Ask, story: StoryId) -> Result<Vec<WaitingMerge>> {
    Ok(room.ask(|n| n.waiting_merges(story))?.into_iter().map(WaitingMerge::from).collect())
}

/// What a merge would take and what it asks.
#[tauri::command(async)]
pub fn prepare_merge(room: Ask, story: StoryId, incoming: RevisionId) -> Result<MergeAsked> {
    room.ask(|n| n.prepare_merge(story, incoming, wall_clock())).map(MergeAsked::from)
}

/// Merges; the answers are in the order of the questions.
#[tauri::command(async)]
pub fn settle_merge(
    room: Ask,
    story: StoryId,
    incoming: RevisionId,
    ours: RevisionId,
    choices: Vec<Choice>,
) -> Result<StoryView> {
    room.change(|n| n.settle_merge(story, incoming, ours, &choices, wall_clock())).map(StoryView::from)
}
