//! The window's import: one at a time, on a thread and a connection of its own, in short
//! transactions between which a save of the window goes first.

use super::room::{LOOK_EVERY, Room, held};
use super::wire::{CameIn, ImportState};
use crate::import::{self, files, watch};
use crate::newsroom::{Changed, Newsroom, wall_clock};
use crate::{Error, Result};
use std::collections::HashMap;
use std::io::{Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// The longest that an import waits for the window between two posts.
const GIVES_WAY: Duration = Duration::from_millis(500);
/// How often the lists of the window read again meanwhile.
const TELLS_EVERY: Duration = Duration::from_secs(2);

/// What the window brings in.
#[derive(Default)]
pub struct Intake {
    state: Mutex<ImportState>,
    stop: AtomicBool,
    /// Where dropped files lie until they are read.
    tray: Mutex<Option<tempfile::TempDir>>,
}

impl Intake {
    /// How the import goes.
    pub fn state(&self) -> ImportState {
        held(&self.state).clone()
    }

    /// Lets the import end after the post it is at.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Keeps a part of a dropped file until it is brought in; answers where.
    ///
    /// # Errors
    /// `file-unwritable`.
    pub fn lay_down(&self, name: &str, offset: u64, bytes: &[u8]) -> Result<PathBuf> {
        let unwritten = |fault: std::io::Error| {
            Error::new(
                "file-unwritable",
                format!("“{name}” could not be taken from the drop: {fault}."),
                "Free some space, or bring it in with Ctrl+O.",
            )
        };
        let mut tray = held(&self.tray);
        let folder = match &*tray {
            Some(folder) => folder.path().to_owned(),
            None => {
                let made = tempfile::tempdir().map_err(unwritten)?;
                tray.insert(made).path().to_owned()
            }
        };
        let plain = Path::new(name).file_name().unwrap_or("dropped".as_ref());
        let path = folder.join(plain);
        let mut file = std::fs::OpenOptions::new()
            .create(true)
            .truncate(offset == 0)
            .write(true)
            .open(&path)
            .map_err(unwritten)?;
        file.seek(SeekFrom::Start(offset)).and_then(|_| file.write_all(bytes)).map_err(unwritten)?;
        Ok(path)
    }

    /// Begins an import; the answer comes at once.
    ///
    /// # Errors
    /// `import-under-way`.
    pub fn begin(room: &Room, paths: Vec<PathBuf>) -> Result<()> {
        let intake = room.intake();
        let folder = room.ask(|n| Ok(n.folder().to_owned()))?;
        {
            let mut state = held(&intake.state);
            if state.running {
                return Err(Error::new(
                    "import-under-way",
                    "Copy is being brought in already.",
                    "Wait until it has ended, or stop it.",
                ));
            }
            let number = state.number + 1;
            *state = ImportState { number, running: true, ..ImportState::default() };
        }
        intake.stop.store(false, Ordering::Relaxed);
        let tray = held(&intake.tray).take();
        let room = room.clone();
        std::thread::spawn(move || {
            let done = Newsroom::open(&folder).and_then(|mut newsroom| room.bring_in(&mut newsroom, &paths));
            let mut state = held(&room.intake().state);
            state.running = false;
            match done {
                Ok(outcome) => state.outcome = Some(outcome.into()),
                Err(fault) => state.error = Some(fault),
            }
            drop(state);
            drop(tray);
            room.tell(Changed { stories: Vec::new(), desk: true, settings: true, publications: true });
        });
        Ok(())
    }
}

impl Room {
    fn bring_in(&self, newsroom: &mut Newsroom, paths: &[PathBuf]) -> Result<crate::newsroom::Imported> {
        let mut told = Instant::now();
        import::bring_in(newsroom, paths, wall_clock(), &mut |at| {
            let waits = Instant::now();
            while self.is_asked() && waits.elapsed() < GIVES_WAY {
                std::thread::sleep(Duration::from_millis(2));
            }
            let intake = self.intake();
            {
                let mut state = held(&intake.state);
                (state.done, state.of, state.stories) = (at.done, at.of, at.stories);
            }
            if told.elapsed() > TELLS_EVERY {
                told = Instant::now();
                self.tell(Changed { desk: true, ..Changed::default() });
            }
            if intake.stop.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
    }

    /// Looks into the watched folder while the window is open, and takes in what has come.
    pub(super) fn watch_folder(&self) {
        let mut watch = watch::Watch::default();
        let mut told: HashMap<PathBuf, String> = HashMap::new();
        loop {
            std::thread::sleep(LOOK_EVERY);
            let Ok(settings) = self.ask(|n| Ok(n.opened()?.settings)) else { continue };
            let now = SystemTime::UNIX_EPOCH + Duration::from_millis(wall_clock().0.max(0) as u64);
            let found = watch.look(settings.watched_folder.as_ref(), now);
            if let Some(gone) = found.gone {
                self.tell_came_in(CameIn { name: String::new(), story: None, error: Some(gone) });
            }
            for path in found.ready {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let taken = self.change_aside(|n| {
                    let done = files::take_watched(n, &path, wall_clock())?;
                    let changed = Changed { stories: done.stories.clone(), desk: true, ..Changed::default() };
                    Ok((done, changed))
                });
                let came = match taken {
                    // What is here already came in before: nobody need hear of it again.
                    Ok(done) if done.stories.is_empty() && done.faults.is_empty() => continue,
                    Ok(mut done) => CameIn {
                        name,
                        story: done.stories.first().copied(),
                        error: done.faults.pop().or(done.notices.pop()),
                    },
                    Err(fault) => {
                        watch.again(&path);
                        CameIn { name, story: None, error: Some(fault) }
                    }
                };
                // Its picture may still be on the way.
                if came.error.as_ref().is_some_and(|e| e.code == "picture-unreadable") {
                    watch.again(&path);
                }
                // The same trouble is said once, however often the file is tried.
                let said = came.error.as_ref().map(|e| e.sentence.clone()).unwrap_or_default();
                if came.story.is_some() || told.insert(path, said.clone()).as_ref() != Some(&said) {
                    self.tell_came_in(came);
                }
            }
        }
    }
}
