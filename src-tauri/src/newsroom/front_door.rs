//! One window a newsroom: the second Stet on a folder brings the first to the front.
//!
//! The folder holds a lock that the system frees when its process ends, however it ends, and
//! beside it a note that says where the first Stet listens on this computer. Not a session bus:
//! the rule is one window per newsroom, not per program, and must hold where there is no bus.
//! Commands without a window do not come through here; SQLite lets them work alongside.

use std::fs::{File, OpenOptions, TryLockError};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::{Error, Result};

const LOCK: &str = ".stet-open.lock";
const NOTE: &str = ".stet-open";
const ASK: &str = "show";
const DONE: &[u8] = b"shown\n";
/// A question is one short line; more than this is not ours.
const LONGEST_QUESTION: usize = 128;
/// How long one caller may take, to ask or to hear the answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the second Stet goes on asking a first one that may still be starting.
const KEEP_ASKING: Duration = Duration::from_secs(8);
/// Callers heard at once; more are turned away.
const MOST_CALLERS: usize = 16;

/// What happened at the door.
pub enum Entry {
    /// Nobody had the newsroom: it is ours for as long as this is kept.
    First(FrontDoor),
    /// Another Stet has it, was asked to come to the front, and said it did.
    BroughtToFront,
}

/// Holds the newsroom for this process. Dropping it lets the next one in.
pub struct FrontDoor {
    note: PathBuf,
    token: String,
    listener: Option<TcpListener>,
    address: SocketAddr,
    closing: Arc<AtomicBool>,
    porter: Option<JoinHandle<()>>,
    _lock: File,
}

/// Takes the newsroom in `folder`, which must exist, or brings the Stet that has it to the front.
pub fn enter(folder: &Path) -> Result<Entry> {
    enter_within(folder, KEEP_ASKING)
}

fn enter_within(folder: &Path, patience: Duration) -> Result<Entry> {
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK))
        .map_err(|e| cannot_take(folder, &e))?;
    let started = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return FrontDoor::take(folder, lock).map_err(|e| cannot_take(folder, &e)),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(e)) => return Err(cannot_take(folder, &e)),
        }
        // The first may have the lock and not yet the note, or may be just ending: ask again.
        if ask_to_show(&folder.join(NOTE)).is_ok() {
            return Ok(Entry::BroughtToFront);
        }
        if started.elapsed() > patience {
            return Err(Error::new(
                "newsroom-open-elsewhere",
                "This newsroom is already open in a Stet that does not answer.",
                "Close that Stet, or end it if it hangs, then try again.",
            ));
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn cannot_take(folder: &Path, e: &io::Error) -> Error {
    Error::new(
        "newsroom-not-taken",
        format!("Stet could not take the newsroom in {} for itself: {e}.", folder.display()),
        "Check that the folder is there and that you may write in it.",
    )
}

impl FrontDoor {
    fn take(folder: &Path, lock: File) -> io::Result<Entry> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let token = random_token();
        let note = folder.join(NOTE);
        write_note(&note, &format!("{} {token}\n", address.port()))?;
        Ok(Entry::First(FrontDoor {
            note,
            token,
            listener: Some(listener),
            address,
            closing: Arc::new(AtomicBool::new(false)),
            porter: None,
            _lock: lock,
        }))
    }

    /// From now on `bring_to_front` is called, on a thread of the door's own, each time another
    /// Stet asks. Those who asked before this wait for it. A second call changes nothing.
    pub fn answer(&mut self, bring_to_front: impl Fn() + Send + Sync + 'static) {
        let Some(listener) = self.listener.take() else { return };
        let closing = Arc::clone(&self.closing);
        let question: Arc<str> = format!("{} {ASK}\n", self.token).into();
        let bring_to_front = Arc::new(bring_to_front);
        let callers = Arc::new(AtomicUsize::new(0));
        self.porter = Some(thread::spawn(move || {
            for caller in listener.incoming() {
                if closing.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(caller) = caller else {
                    thread::sleep(Duration::from_millis(20));
                    continue;
                };
                if callers.fetch_add(1, Ordering::SeqCst) >= MOST_CALLERS {
                    callers.fetch_sub(1, Ordering::SeqCst);
                    continue;
                }
                // A thread a caller, so that one who says nothing holds up nobody else.
                let (question, show) = (Arc::clone(&question), Arc::clone(&bring_to_front));
                let done = Arc::clone(&callers);
                thread::spawn(move || {
                    let _ = hear(caller, &question, &*show);
                    done.fetch_sub(1, Ordering::SeqCst);
                });
            }
        }));
    }
}

impl Drop for FrontDoor {
    fn drop(&mut self) {
        // The note goes before the lock, so that it is never the next one's note.
        let _ = std::fs::remove_file(&self.note);
        self.closing.store(true, Ordering::SeqCst);
        // The porter waits for a caller: be that caller.
        let woken = TcpStream::connect_timeout(&self.address, PATIENCE).is_ok();
        if let (true, Some(porter)) = (woken, self.porter.take()) {
            let _ = porter.join();
        }
    }
}

/// Reads one question and answers it if it is ours; says nothing to anybody else.
fn hear(mut caller: TcpStream, question: &str, show: &(impl Fn() + ?Sized)) -> io::Result<()> {
    caller.set_write_timeout(Some(PATIENCE))?;
    let heard = read_line(&mut caller)?;
    if !same(heard.as_bytes(), question.as_bytes()) {
        return Ok(());
    }
    show();
    caller.write_all(DONE)
}

/// One line of at most `LONGEST_QUESTION` bytes within `PATIENCE`, however slowly it drips in.
fn read_line(from: &mut TcpStream) -> io::Result<String> {
    let (started, mut line) = (Instant::now(), Vec::new());
    while line.last() != Some(&b'\n') && line.len() < LONGEST_QUESTION {
        let left = PATIENCE.saturating_sub(started.elapsed());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        from.set_read_timeout(Some(left))?;
        let mut some = [0; LONGEST_QUESTION];
        let room = LONGEST_QUESTION - line.len();
        match from.read(&mut some[..room])? {
            0 => break,
            n => line.extend_from_slice(&some[..n]),
        }
    }
    String::from_utf8(line).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Asks the Stet whose note this is to show its window, and waits until it says it did.
fn ask_to_show(note: &Path) -> io::Result<()> {
    let not_a_note = || io::Error::from(io::ErrorKind::InvalidData);
    let text = std::fs::read_to_string(note)?;
    let (port, token) = text.trim_end().split_once(' ').ok_or_else(not_a_note)?;
    let port: u16 = port.parse().map_err(|_| not_a_note())?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut first = TcpStream::connect_timeout(&address, PATIENCE)?;
    first.set_write_timeout(Some(PATIENCE))?;
    first.write_all(format!("{token} {ASK}\n").as_bytes())?;
    if read_line(&mut first)?.as_bytes() == DONE { Ok(()) } else { Err(not_a_note()) }
}

/// Compares without telling by its time how much was right.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (x, y)| differs | (x ^ y)) == 0
}

/// 128 bits that another user of this computer cannot guess: the standard library keys each
/// `RandomState` from the system's own randomness.
fn random_token() -> String {
    let bits = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", bits(), bits())
}

/// Writes the note beside its place and moves it there, so that nobody reads half of it.
fn write_note(note: &Path, text: &str) -> io::Result<()> {
    let beside = note.with_extension("new");
    let _ = std::fs::remove_file(&beside);
    let mut open = OpenOptions::new();
    open.create_new(true).write(true);
    // The token is for this user only.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    open.open(&beside)?.write_all(text.as_bytes())?;
    std::fs::rename(&beside, note)
}

#[cfg(test)]
mod tests;
