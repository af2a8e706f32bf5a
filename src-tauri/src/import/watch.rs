//! The watched folder: files of copy that appear in it come in by themselves, each once, when
//! they have stopped growing. Nothing in it is changed or removed, and nothing that comes in this
//! way is seen by readers.

use super::Format;
use crate::Error;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How a file stood at the last look: its length, and when it was written.
type Standing = (u64, Option<SystemTime>);

/// What a folder held, look by look.
#[derive(Debug, Default)]
pub struct Watch {
    folder: PathBuf,
    /// How each file stood, and whether it has been given out so.
    seen: HashMap<PathBuf, (Standing, bool)>,
    said_gone: bool,
}

/// What a look found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Files that have stood the same for two looks, by name; each once.
    pub ready: Vec<PathBuf>,
    /// The folder is not there; said once.
    pub gone: Option<Error>,
}

impl Watch {
    /// Looks into the folder. An empty path: none is watched.
    pub fn look(&mut self, folder: &Path) -> Found {
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
        let mut now = HashMap::new();
        for entry in inside.flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            // Word's and LibreOffice's own marks beside a file that is open.
            if name.starts_with(['.', '~']) || Format::of(&path).is_none() {
                continue;
            }
            let Some(meta) = std::fs::metadata(&path).ok().filter(|m| m.is_file() && m.len() > 0) else {
                continue;
            };
            let standing = (meta.len(), meta.modified().ok());
            let given = match self.seen.get(&path) {
                Some((before, given)) if *before == standing => {
                    if !given {
                        found.ready.push(path.clone());
                    }
                    true
                }
                _ => false,
            };
            now.insert(path, (standing, given));
        }
        self.seen = now;
        found.ready.sort();
        found
    }

    /// The file is given out once more at the next look: what kept it out may have passed.
    pub fn again(&mut self, path: &Path) {
        if let Some((_, given)) = self.seen.get_mut(path) {
            *given = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::newsroom::write_whole;

    fn put(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        write_whole(&path, text.as_bytes()).unwrap();
        path
    }

    #[test]
    fn a_file_is_ready_when_it_has_stopped_growing_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut watch = Watch::default();
        let story = put(folder.path(), "a.md", "One");
        put(folder.path(), "a.jpg", "no copy");
        put(folder.path(), "~$a.md", "Word's own");
        assert_eq!(watch.look(folder.path()), Found::default(), "it may be growing");
        put(folder.path(), "a.md", "One two");
        assert_eq!(watch.look(folder.path()), Found::default(), "it has grown");
        assert_eq!(watch.look(folder.path()).ready, [story]);
        assert_eq!(watch.look(folder.path()), Found::default(), "once");
    }

    #[test]
    fn a_folder_that_is_gone_is_said_once_until_it_is_back() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("drop");
        let mut watch = Watch::default();
        assert_eq!(watch.look(&at).gone.map(|e| e.code.into_owned()).as_deref(), Some("watched-folder-gone"));
        assert_eq!(watch.look(&at), Found::default());
        std::fs::create_dir(&at).unwrap();
        assert_eq!(watch.look(&at), Found::default());
        std::fs::remove_dir(&at).unwrap();
        assert!(watch.look(&at).gone.is_some());
    }
}
