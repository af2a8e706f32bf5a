//! The window's one newsroom: opened, asked, changed; who hears of it; what goes on
//! behind it (the outbox, other processes' changes, pictures).

use super::intake::Intake;
use super::sending::Sending;
use super::wire::{
    CameIn, ChainedStory, Destination, DestinationDraft, DestinationState, DestinationTested,
    Newsroom as NewsroomView, Opening, Order, PublishState,
};
use crate::cms::{self, wordpress};
use crate::newsroom::front_door::{self, Entry, FrontDoor};
use crate::newsroom::{Changed, Newsroom, Proofreader, is_newsroom, wall_clock};
use crate::publish::{self, keychain, outbox};
use crate::store::DestinationRow;
use crate::story::{DestinationId, MediaId, StoryId};
use crate::{Error, Result, check, demo};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Builder, Emitter, Manager, Wry};

/// How often another process's changes are looked for.
pub(super) const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How often stories that wait for their hour are looked at.
const HOURS_EVERY: Duration = Duration::from_secs(10);

/// How long the page has to flush before a second press of the close button ends it anyway.
const TIME_TO_FLUSH: Duration = Duration::from_secs(3);

/// The newsroom of this window, open or not.
#[derive(Clone)]
pub struct Room {
    inner: Arc<Inner>,
}

struct Inner {
    folder: Mutex<PathBuf>,
    /// This user's own newsroom: the one place where a demo may be made.
    own: Option<PathBuf>,
    /// Held while the newsroom is: a second Stet on it finds this one.
    door: Mutex<Option<FrontDoor>>,
    newsroom: Mutex<Option<Newsroom>>,
    /// Beside the newsroom's own lock, so that no save waits for a check.
    proofreader: Mutex<Option<Arc<Proofreader>>>,
    trouble: Mutex<Option<Error>>,
    /// When the page was asked to flush and close, until it answers that it stays.
    close_asked: Mutex<Option<Instant>>,
    wake: Sender<()>,
    app: OnceLock<AppHandle>,
    /// Questions of the window that wait or are being answered.
    asked: AtomicUsize,
    intake: Intake,
    sending: Sending,
}

/// Gives the window its newsroom, its commands and its pictures. The newsroom itself is
/// opened when the page first asks, so that the window is there while a demo is made.
pub fn attach(
    builder: Builder<Wry>,
    folder: PathBuf,
    own: Option<PathBuf>,
    door: Option<FrontDoor>,
    trouble: Option<Error>,
) -> Builder<Wry> {
    let (wake, woken) = channel();
    let inner = Inner {
        folder: Mutex::new(folder),
        own,
        door: Mutex::new(door),
        newsroom: Mutex::new(None),
        proofreader: Mutex::new(None),
        trouble: Mutex::new(trouble),
        close_asked: Mutex::new(None),
        wake,
        app: OnceLock::new(),
        asked: AtomicUsize::new(0),
        intake: Intake::default(),
        sending: Sending::default(),
    };
    let room = Room { inner: Arc::new(inner) };
    let pictures = room.clone();
    let pages = room.clone();
    let behind = room.clone();
    let watched = Mutex::new(Some(woken));
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri::plugin::Builder::<Wry>::new("stet-room")
                .setup(move |app, _| {
                    let _ = behind.inner.app.set(app.clone());
                    behind.answer_the_door();
                    if let Some(woken) = take(&watched) {
                        behind.go_on_behind(woken);
                    }
                    Ok(())
                })
                .build(),
        )
        .manage(room)
        .register_asynchronous_uri_scheme_protocol("stet-media", move |_, request, answer| {
            let room = pictures.clone();
            std::thread::spawn(move || answer.respond(room.picture(request.uri())));
        })
        .register_asynchronous_uri_scheme_protocol("stet-site", move |_, request, answer| {
            let room = pages.clone();
            std::thread::spawn(move || answer.respond(super::page(&room, request.uri())));
        })
        .invoke_handler(super::handler())
}

/// Counted from its beginning to its end, however it ends.
struct Asking<'a>(&'a AtomicUsize);

impl<'a> Asking<'a> {
    fn begin(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn take<T>(kept: &Mutex<Option<T>>) -> Option<T> {
    held(kept).take()
}

/// What a lock keeps.
pub(super) fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    // A command that panicked left the newsroom's file whole: go on.
    kept.lock().unwrap_or_else(|broken| broken.into_inner())
}

impl Room {
    /// Goes over to the newsroom in another folder.
    pub fn move_to(&self, folder: PathBuf) {
        let here = *held(&self.inner.folder) == folder && held(&self.inner.door).is_some();
        if !here {
            let entered = front_door::enter(&folder);
            let (door, trouble) = match entered {
                Ok(Entry::First(door)) => (Some(door), None),
                Ok(Entry::BroughtToFront) => (None, Some(open_elsewhere())),
                Err(fault) => (None, Some(fault)),
            };
            *held(&self.inner.folder) = folder;
            *held(&self.inner.door) = door;
            *held(&self.inner.trouble) = trouble;
            self.answer_the_door();
        } else {
            *held(&self.inner.trouble) = None;
        }
        *held(&self.inner.newsroom) = None;
    }

    /// Opens the newsroom where it is not open yet; this user's own folder without one gets the
    /// demo. Anywhere else a missing newsroom is said: its disk may only not be connected.
    fn open(&self) {
        let mut newsroom = held(&self.inner.newsroom);
        let mut trouble = held(&self.inner.trouble);
        if newsroom.is_some() || trouble.is_some() {
            return;
        }
        let folder = held(&self.inner.folder).clone();
        let opened = if is_newsroom(&folder) || self.inner.own.as_ref() != Some(&folder) {
            Newsroom::open(&folder)
        } else {
            demo::make(&folder, wall_clock())
        };
        match opened {
            Ok(open) => *newsroom = Some(open),
            Err(fault) => *trouble = Some(fault),
        }
    }

    fn answer_the_door(&self) {
        let (Some(door), Some(app)) = (&mut *held(&self.inner.door), self.inner.app.get()) else { return };
        let app = app.clone();
        door.answer(move || bring_to_front(&app));
    }

    /// Asks the page to flush and close. False where it was asked a while ago and has said
    /// nothing since: then the window may go without it.
    pub fn ask_to_close(&self) -> bool {
        let mut asked = held(&self.inner.close_asked);
        if asked.is_some_and(|at| at.elapsed() >= TIME_TO_FLUSH) {
            return false;
        }
        asked.get_or_insert_with(Instant::now);
        if let Some(app) = self.inner.app.get() {
            // A page that cannot hear it is the case that the time is for.
            let _ = app.emit("close-asked", ());
        }
        true
    }

    /// The page heard, and has a reason to stay open: text that is on no disk.
    pub fn stays_open(&self) {
        *held(&self.inner.close_asked) = None;
    }

    /// How the start went.
    pub fn opening(&self) -> Opening {
        self.open();
        let path = held(&self.inner.folder).display().to_string();
        let asked = self.ask(|n| {
            let opened = n.opened()?;
            let problems = n.desk(crate::desk::View::Desk, "", None)?.problems;
            let last_story = Some(opened.last_story.clone()).filter(|s| !s.is_empty());
            Ok((NewsroomView::of(n.folder(), opened), problems, last_story))
        });
        match asked {
            Ok((newsroom, problems, last_story)) => {
                Opening::Open { newsroom: Box::new(newsroom), problems, last_story }
            }
            Err(error) => Opening::Closed { error, path },
        }
    }

    /// Asks the newsroom something.
    pub fn ask<T>(&self, ask: impl FnOnce(&mut Newsroom) -> Result<T>) -> Result<T> {
        let _asking = Asking::begin(&self.inner.asked);
        match &mut *held(&self.inner.newsroom) {
            Some(newsroom) => ask(newsroom),
            None => Err(held(&self.inner.trouble).clone().unwrap_or_else(gone)),
        }
    }

    /// Whether a question waits or is being answered: what goes on behind lets it go first.
    pub(super) fn is_asked(&self) -> bool {
        self.inner.asked.load(Ordering::Relaxed) > 0
    }

    /// The site on its way to a place.
    pub(super) fn sending(&self) -> &Sending {
        &self.inner.sending
    }

    /// What is being brought in.
    pub(super) fn intake(&self) -> &Intake {
        &self.inner.intake
    }

    /// Asks what takes its time (a picture, a keychain, a whole site) on a connection of its
    /// own, so that a save never waits for it.
    pub fn ask_aside<T>(&self, ask: impl FnOnce(&mut Newsroom) -> Result<T>) -> Result<T> {
        let folder = self.ask(|n| Ok(n.folder().to_owned()))?;
        ask(&mut Newsroom::open(&folder)?)
    }

    /// The proofreader of the newsroom that is open.
    pub fn proofreader(&self) -> Result<Arc<Proofreader>> {
        let folder = self.ask(|n| Ok(n.folder().to_owned()))?;
        let mut kept = held(&self.inner.proofreader);
        match &*kept {
            Some(reader) if reader.folder() == folder => Ok(reader.clone()),
            _ => Ok(kept.insert(Arc::new(Proofreader::new(&folder))).clone()),
        }
    }

    /// Changes the newsroom the same way, and tells the window what changed.
    pub fn change_aside<T>(&self, change: impl FnOnce(&mut Newsroom) -> Result<(T, Changed)>) -> Result<T> {
        let (answer, changed) = self.ask_aside(change)?;
        self.tell(changed);
        Ok(answer)
    }

    /// Changes the newsroom, and tells the window what changed.
    pub fn change<T>(&self, change: impl FnOnce(&mut Newsroom) -> Result<(T, Changed)>) -> Result<T> {
        let (answer, changed) = self.ask(change)?;
        self.tell(changed);
        Ok(answer)
    }

    /// Tells the window what changed.
    pub fn tell(&self, changed: Changed) {
        if let Some(app) = self.inner.app.get() {
            // A window that is closing has nobody to hear it.
            let _ = app.emit("changed", changed);
        }
    }

    /// Lets the outbox look for work at once.
    pub fn wake(&self) {
        let _ = self.inner.wake.send(());
    }

    /// Writes the site's folders anew that are to be rid of a story, beside the window: a large site
    /// takes its time, and each place says how it stands.
    pub fn rid_folders(&self) {
        let room = self.clone();
        std::thread::spawn(move || {
            let wrote = room
                .change_aside(|n| Ok(((), publish::write_away(n, wall_clock())?)))
                .and_then(|()| room.change_aside(|n| Ok(((), publish::send_away(n, &wall_clock)?))));
            if let Err(fault) = wrote {
                room.tell_came_in(CameIn { name: String::new(), story: None, error: Some(fault) });
            }
        });
    }

    /// The outbox and the changes of other processes, each on a thread of its own.
    fn go_on_behind(&self, woken: Receiver<()>) {
        let room = self.clone();
        std::thread::spawn(move || room.send_orders(&woken));
        let room = self.clone();
        std::thread::spawn(move || room.watch_others());
        let room = self.clone();
        std::thread::spawn(move || room.watch_folder());
        let room = self.clone();
        std::thread::spawn(move || room.keep_hours());
        let room = self.clone();
        std::thread::spawn(move || room.rid_places());
    }

    /// Asks the places that the site is sent to until each is rid of what was killed. A thread of
    /// its own: a slow place must keep no story from its hour.
    fn rid_places(&self) {
        loop {
            std::thread::sleep(HOURS_EVERY);
            if matches!(self.ask(|n| publish::places_are_due(n, wall_clock())), Ok(true))
                && let Err(fault) = self.change_aside(|n| Ok(((), publish::send_away(n, &wall_clock)?)))
            {
                self.tell_came_in(CameIn { name: String::new(), story: None, error: Some(fault) });
            }
        }
    }

    /// Lets stories out at their hour, while the window is open, and writes the site anew where it
    /// was exported to last. The clock is asked each time: it may be set right, or the machine wake.
    fn keep_hours(&self) {
        let mut waiting = Vec::new();
        let mut clock = None;
        // What a crash broke off is ended before anything else.
        if let Err(fault) = self.ask_aside(|n| publish::end_broken_off(n, wall_clock())) {
            self.tell_came_in(CameIn { name: String::new(), story: None, error: Some(fault) });
        }
        loop {
            std::thread::sleep(HOURS_EVERY);
            let next = self.ask(|n| n.next_schedule());
            let now = wall_clock();
            // What is to be away from readers is tried until it is.
            if matches!(self.ask(|n| publish::folders_are_due(n, now)), Ok(true))
                && let Err(fault) = self.change_aside(|n| Ok(((), publish::write_away(n, now)?)))
            {
                self.tell_came_in(CameIn { name: String::new(), story: None, error: Some(fault) });
            }
            let Ok(Some(next)) = next else { continue };
            // On the window's own connection: no other window need read its lists again for this.
            let trouble = self.ask(|n| {
                let trouble = publish::clock_trouble(n, now)?;
                if trouble.is_none() {
                    publish::note_time(n, now)?;
                }
                Ok(trouble)
            });
            let trouble = trouble.ok().flatten().map(|fault| fault.code);
            if trouble != clock {
                clock = trouble;
                self.tell(Changed { publications: true, ..Changed::default() });
            }
            if next > now || clock.is_some() {
                continue;
            }
            let done = self.ask_aside(|n| {
                let (done, changed) = publish::due(n, now, publish::ON_TIME, publish::UNSEEN)?;
                if !done.published.is_empty() {
                    publish::export_again(n, now)?;
                }
                Ok((done, changed))
            });
            match done {
                Ok((done, mut changed)) => {
                    let mut now: Vec<_> = done.refused.into_iter().map(|(story, _)| story).collect();
                    now.extend(done.missed);
                    // What waits for a person is told once.
                    changed.publications |= now != waiting;
                    waiting = now;
                    if changed.publications {
                        self.tell(changed);
                    }
                }
                Err(fault) => {
                    self.tell_came_in(CameIn { name: String::new(), story: None, error: Some(fault) })
                }
            }
        }
    }

    fn send_orders(&self, woken: &Receiver<()>) {
        loop {
            let folder = held(&self.inner.folder).clone();
            // A connection of its own: a slow site never keeps a save waiting.
            if is_newsroom(&folder)
                && let Ok(newsroom) = Newsroom::open(&folder)
            {
                let newsroom = Mutex::new(newsroom);
                // Then search over a newsroom of an older Stet: a little at a time, beside the saves.
                let work = || outbox::work(&newsroom, &wall_clock, &mut |changed| self.tell(changed));
                let mut worked = work();
                while held(&newsroom).index_more_words().unwrap_or(false) {
                    worked = work();
                }
                let next = held(&newsroom).next_order();
                let rest = match (worked, next) {
                    (Ok(_), Ok(Some(at))) => {
                        Duration::from_millis((at.0 - wall_clock().0).clamp(200, 60_000) as u64)
                    }
                    _ => Duration::from_secs(60),
                };
                if let Err(RecvTimeoutError::Disconnected) = woken.recv_timeout(rest) {
                    return;
                }
            } else if let Err(RecvTimeoutError::Disconnected) = woken.recv_timeout(Duration::from_secs(5)) {
                return;
            }
        }
    }

    fn watch_others(&self) {
        let mut seen = None;
        loop {
            std::thread::sleep(LOOK_EVERY);
            let now = self.ask(|n| n.other_changes()).ok();
            if now != seen && seen.is_some() {
                self.tell(Changed { stories: Vec::new(), desk: true, settings: true, publications: true });
            }
            seen = now;
        }
    }

    /// Tells the window that a file of the watched folder came in, or could not.
    pub(super) fn tell_came_in(&self, came: CameIn) {
        if let Some(app) = self.inner.app.get() {
            // A window that is closing has nobody to hear it.
            let _ = app.emit("came-in", came);
        }
    }

    /// Answers `stet-media://localhost/<sha256>?w=800`.
    fn picture(&self, uri: &tauri::http::Uri) -> tauri::http::Response<Vec<u8>> {
        let media = uri.path().trim_matches('/').to_owned();
        let width =
            uri.query().and_then(|q| q.strip_prefix("w=")).and_then(|w| w.parse().ok()).unwrap_or(1200);
        let answer = tauri::http::Response::builder();
        let drawn = self.ask_aside(|n| n.picture_for_window(&MediaId(media), width));
        let made = match drawn {
            Ok((mime, bytes)) => answer
                .header("content-type", mime)
                .header("cache-control", "max-age=31536000, immutable")
                .body(bytes),
            Err(fault) => {
                answer.status(404).header("content-type", "text/plain").body(fault.sentence.into_bytes())
            }
        };
        made.unwrap_or_default()
    }
}

fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // What a window manager does not grant is no fault of the second Stet's.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

fn open_elsewhere() -> Error {
    Error::new(
        "newsroom-open-elsewhere",
        "That newsroom is open in another Stet window.",
        "Its window is in front now; work there, or choose another newsroom.",
    )
}

/// The error of a question to a newsroom that is not open.
pub fn gone() -> Error {
    Error::new("newsroom-closed", "No newsroom is open.", "Open one, or start Stet again.")
}

/// A destination as the window shows it.
pub fn destination(row: DestinationRow) -> Destination {
    // A keychain that does not open is said when something is sent.
    let has_password = keychain::password(row.id).ok().flatten().is_some();
    Destination {
        id: row.id,
        kind: row.kind,
        name: row.name,
        address: row.address,
        user: row.user,
        has_password,
    }
}

/// The row of a destination as edited.
pub fn destination_row(draft: &DestinationDraft) -> DestinationRow {
    DestinationRow {
        id: draft.id.unwrap_or_else(DestinationId::new),
        kind: draft.kind.clone(),
        name: draft.name.trim().to_owned(),
        address: draft.address.trim().trim_end_matches('/').to_owned(),
        user: draft.user.trim().to_owned(),
    }
}

/// What stands between a story and its readers, and every place it goes to.
pub fn publish_state(n: &mut Newsroom, story: StoryId) -> Result<PublishState> {
    let state = n.story(story)?;
    let checks: Vec<check::Check> = publish::checks(n, story, wall_clock())?;
    let standing = outbox::standing(n, story)?;
    let removals = publish::removals(n, story)?;
    let (updates, updated_by) = n.chain_of(story)?;
    let (original, others) = n.translations_of(story)?;
    let mut chained = |other: Option<StoryId>| -> Result<Option<ChainedStory>> {
        let Some(id) = other else { return Ok(None) };
        let state = n.story(id)?;
        Ok(Some(ChainedStory { id, headline: state.story.headline, seen: state.seen }))
    };
    let (updates, updated_by) = (chained(updates)?, chained(updated_by)?);
    let translates = chained(original)?;
    let translations =
        others.into_iter().filter_map(|id| chained(Some(id)).transpose()).collect::<Result<Vec<_>>>()?;
    Ok(PublishState {
        removals,
        updates,
        updated_by,
        translates,
        translations,
        seen: state.seen,
        first_published_at: state.story.first_published_at,
        updated_at: state.story.updated_at,
        checks,
        destinations: standing.into_iter().map(|s| destination_state(s, &state.full_hash)).collect(),
    })
}

/// How a story stands at one destination.
pub fn destination_state(standing: outbox::Standing, full_hash: &str) -> DestinationState {
    let (row, ledger, order) = standing;
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let ledger = ledger.unwrap_or_default();
    DestinationState {
        destination: destination(row),
        remote: filled(&ledger.remote_state).unwrap_or_else(|| "none".to_owned()),
        remote_id: filled(&ledger.remote_id),
        link: filled(&ledger.link),
        sent_at: ledger.sent_at,
        scheduled_for: ledger.scheduled_for,
        unsent: !ledger.remote_id.is_empty() && ledger.sent_hash != full_hash,
        order: order.map(Order::from),
        notices: ledger.notices,
        live_at: ledger.live_at,
        missed_at: ledger.missed_at,
        look_error: ledger.look_error,
        look_at: ledger.look_at,
    }
}

/// Tries a destination as edited: nothing is kept.
pub fn test_destination(draft: DestinationDraft) -> Result<DestinationTested> {
    let typed = draft.password.clone().filter(|p| !p.is_empty());
    let kept = match (typed, draft.id) {
        (Some(typed), _) => Some(typed),
        (None, Some(id)) => keychain::password(id)?,
        (None, None) => None,
    };
    let password = kept.ok_or_else(|| {
        Error::new(
            "password-missing",
            "There is no password to try.",
            "Make an application password in WordPress (Users, Profile) and type it here.",
        )
    })?;
    let row = destination_row(&draft);
    let site = cms::Site { address: row.address, user: row.user, password: cms::Secret::new(&password) };
    let tested = wordpress::test_connection(&site, cms::Patience::default())?;
    Ok(DestinationTested {
        site_title: tested.site_title,
        user_name: tested.user_name,
        can_publish: tested.can_publish,
        can_upload: tested.can_upload,
        can_make_terms: tested.can_make_terms,
        advice: tested.advice,
    })
}
