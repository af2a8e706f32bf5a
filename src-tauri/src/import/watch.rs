//! The watched folder: files of copy that appear in it come in by themselves, each once, when
//! nobody has written to them for a while. Nothing in it is changed or removed, and nothing that comes in this
//! way is seen by readers.

use super::Format;
use crate::Error;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How long nobody has written to a file that is whole. A copy over a slow line may rest for
/// seconds, and half a statement reads like a whole one.
pub const STILL: Duration = Duration::from_secs(10);

/// What a look found of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    length: u64,
    written: Option<SystemTime>,
}

/// What is known of one file.
#[derive(Debug)]
struct Known {
    standing: Standing,
    /// When it was first found so.
    since: SystemTime,
    /// Whether it has been given out so.
    given: bool,
}

/// What a folder held, look by look.
#[derive(Debug, Default)]
pub struct Watch {
    folder: PathBuf,
    seen: HashMap<PathBuf, Known>,
    said_gone: bool,
}

/// What a look found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Files that stand as they did at the look before and were written [`STILL`] ago, by name;
    /// each once.
    pub ready: Vec<PathBuf>,
    /// The folder is not there; said once.
    pub gone: Option<Error>,
}

impl Watch {
    /// Looks into the folder, at the time `now`. An empty path: none is watched.
    pub fn look(&mut self, folder: &Path, now: SystemTime) -> Found {
        if self.folder != folder {
            *self = Self { folder: folder.to_owned(), ..Self::default() };
        }
        let mut found = Found::default();
        if folder.as_os_str().is_empty() {
            return found;
        }
        let inside = match std::fs::read_dir(folder) {
            Ok(inside) => inside,
            Err(fault) => {
                if !std::mem::replace(&mut self.said_gone, true) {
                    found.gone = Some(Error::new(
                        "watched-folder-gone",
                        format!("The watched folder “{}” could not be read: {fault}.", folder.display()),
                        "Connect its disk, or choose another in Newsroom settings. Stet goes on looking.",
                    ));
                }
                return found;
            }
        };
        self.said_gone = false;
        let mut seen = HashMap::new();
        for entry in inside.flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            // Word's and LibreOffice's own marks beside a file that is open.
            if name.starts_with(['.', '~']) || Format::of(&path).is_none() {
                continue;
            }
            let Some(meta) = std::fs::metadata(&path).ok().filter(|m| m.is_file() && m.len() > 0) else {
                continue;
            };
            let standing = Standing { length: meta.len(), written: meta.modified().ok() };
            let known = match self.seen.remove(&path) {
                Some(known) if known.standing == standing => {
                    // Its own time may be that of another machine's clock, or an old one that was
                    // copied with it: the look's own watch serves as well.
                    let still = |from: Option<SystemTime>| {
                        from.and_then(|from| now.duration_since(from).ok()).is_some_and(|rest| rest >= STILL)
                    };
                    let is_whole = still(standing.written) || still(Some(known.since));
                    if is_whole && !known.given {
                        found.ready.push(path.clone());
                    }
                    Known { given: known.given || is_whole, ..known }
                }
                _ => Known { standing, since: now, given: false },
            };
            seen.insert(path, known);
        }
        self.seen = seen;
        found.ready.sort();
        found
    }

    /// The file is given out once more at the next look: what kept it out may have passed.
    pub fn again(&mut self, path: &Path) {
        if let Some(known) = self.seen.get_mut(path) {
            known.given = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::newsroom::write_whole;

    /// When the tests begin: the core is given the time.
    const BEGAN: SystemTime = SystemTime::UNIX_EPOCH;

    fn put(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        write_whole(&path, text.as_bytes()).unwrap();
        written(&path, after(3600));
        path
    }

    fn written(path: &Path, at: SystemTime) {
        std::fs::File::options().append(true).open(path).unwrap().set_modified(at).unwrap();
    }

    fn after(seconds: u64) -> SystemTime {
        BEGAN + Duration::from_secs(seconds)
    }

    #[test]
    fn a_file_is_ready_when_nobody_writes_to_it_any_more_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut watch = Watch::default();
        let story = put(folder.path(), "a.md", "One");
        put(folder.path(), "a.jpg", "no copy");
        put(folder.path(), "~$a.md", "Word's own");
        let mut look = |seconds: u64| watch.look(folder.path(), after(3600 + seconds));
        assert_eq!(look(0), Found::default(), "it may be growing");
        assert_eq!(look(8), Found::default(), "the line may only have stalled");
        put(folder.path(), "a.md", "One two");
        assert_eq!(look(12), Found::default(), "it has grown");
        assert_eq!(look(23).ready, [story]);
        assert_eq!(look(40), Found::default(), "once");
    }

    #[test]
    fn a_file_whose_clock_is_wrong_waits_by_ours_and_an_old_one_two_looks() {
        let folder = tempfile::tempdir().unwrap();
        let mut watch = Watch::default();
        for (name, at) in [("ahead.txt", 7200), ("old.txt", 100)] {
            written(&put(folder.path(), name, "Copy"), after(at));
        }
        let mut look = |seconds: u64| watch.look(folder.path(), after(3600 + seconds)).ready;
        assert!(look(0).is_empty());
        assert_eq!(look(2), [folder.path().join("old.txt")]);
        assert_eq!(look(10), [folder.path().join("ahead.txt")]);
    }

    #[test]
    fn a_folder_that_is_gone_is_said_once_until_it_is_back() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("drop");
        let mut watch = Watch::default();
        let mut look = || watch.look(&at, BEGAN);
        assert_eq!(look().gone.map(|e| e.code.into_owned()).as_deref(), Some("watched-folder-gone"));
        assert_eq!(look(), Found::default());
        std::fs::create_dir(&at).unwrap();
        assert_eq!(look(), Found::default());
        std::fs::remove_dir(&at).unwrap();
        assert!(look().gone.is_some());
    }
}
