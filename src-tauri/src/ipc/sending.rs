//! The places of the site in the window, and its sending: one at a time, on a thread and a connection
//! of its own.

use super::Ask;
use super::room::{Room, held};
use super::wire::{SitePlace, SitePlaceDraft, SiteSending};
use crate::cms::Secret;
use crate::newsroom::{Changed, Newsroom, wall_clock};
use crate::publish;
use crate::story::DestinationId;
use crate::{Error, Result};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the window sends.
#[derive(Default)]
pub struct Sending {
    state: Mutex<SiteSending>,
    stop: AtomicBool,
}

impl Sending {
    /// Begins one; the answer comes at once. The site is written anew first, where it was exported to last.
    fn begin(room: &Room, place: DestinationId) -> Result<()> {
        let sending = room.sending();
        let folder = room.ask(|n| Ok(n.folder().to_owned()))?;
        {
            let mut state = held(&sending.state);
            if state.running {
                return Err(Error::new(
                    "place-busy",
                    "The site is being sent already.",
                    "Wait until that has ended, or cancel it.",
                ));
            }
            let (number, place) = (state.number + 1, Some(place));
            *state = SiteSending { number, place, running: true, exporting: true, ..SiteSending::default() };
        }
        sending.stop.store(false, Ordering::Relaxed);
        let room = room.clone();
        std::thread::spawn(move || {
            let went = Newsroom::open(&folder).and_then(|mut newsroom| room.send_site(&mut newsroom, place));
            let mut state = held(&room.sending().state);
            (state.running, state.exporting) = (false, false);
            match went {
                Ok(sent) => state.is_at(sent),
                Err(fault) => state.error = Some(fault),
            }
            drop(state);
            room.tell(Changed { publications: true, ..Changed::default() });
        });
        Ok(())
    }
}

impl Room {
    fn send_site(&self, newsroom: &mut Newsroom, place: DestinationId) -> Result<publish::Sent> {
        publish::export_again(newsroom, wall_clock())?;
        let row = publish::site_place(newsroom, place)?;
        let password = publish::password_of(&row)?;
        publish::send(newsroom, place, &password, &wall_clock, &mut |sent| {
            held(&self.sending().state).is_at(sent);
            !self.sending().stop.load(Ordering::Relaxed)
        })
    }
}

/// Does it on a thread of its own: how a place is spoken to has a runtime in it, and one may be neither
/// asked nor dropped on a thread of Tauri's.
fn apart<T: Send>(what: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    std::thread::scope(|scope| scope.spawn(what).join())
        .unwrap_or_else(|fault| std::panic::resume_unwind(fault))
}

#[tauri::command(async)]
pub(super) fn site_places(room: Ask) -> Result<Vec<SitePlace>> {
    Ok(room.ask(publish::site_places)?.into_iter().map(SitePlace::from).collect())
}

#[tauri::command(async)]
pub(super) fn save_site_place(room: Ask, place: SitePlaceDraft) -> Result<SitePlace> {
    let (row, password) = place.parted();
    let id = row.id;
    let room = room.inner();
    let kept = apart(|| {
        room.change_aside(|n| {
            let changed = publish::save_site_place(n, &row, password.as_deref())?;
            Ok((publish::site_place(n, id)?, changed))
        })
    })?;
    Ok(kept.into())
}

/// Tries a place as edited: nothing is kept here, nothing written there.
#[tauri::command(async)]
pub(super) fn try_site_place(place: SitePlaceDraft) -> Result<()> {
    let (row, typed) = place.parted();
    let password = match typed {
        Some(typed) => Secret::new(&typed),
        None => publish::password_of(&row)?,
    };
    apart(|| publish::try_site_place(&row, &password))
}

#[tauri::command(async)]
pub(super) fn remove_site_place(room: Ask, place: DestinationId) -> Result<()> {
    room.change_aside(|n| Ok(((), publish::remove_site_place(n, place, wall_clock())?)))
}

#[tauri::command(async)]
pub(super) fn send_site(room: Ask, place: DestinationId) -> Result<()> {
    Sending::begin(&room, place)
}

#[tauri::command]
pub(super) fn site_sending(room: Ask) -> SiteSending {
    held(&room.sending().state).clone()
}

#[tauri::command]
pub(super) fn stop_sending(room: Ask) {
    room.sending().stop.store(true, Ordering::Relaxed);
}
