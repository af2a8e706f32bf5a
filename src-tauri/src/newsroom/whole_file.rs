//! Writing a file so that a reader, or a crash, never meets half of it.

use crate::{Error, Result};
use std::io::Write;
use std::path::Path;

/// Writes the file beside, makes sure that it is on the disk, and puts it in place.
///
/// # Errors
/// `file-unwritable` with the path and the system's reason; what was there before stands.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let said = |fault: std::io::Error| {
        let (code, hint) = if fault.kind() == std::io::ErrorKind::StorageFull {
            ("disk-full", "Free some space and try again.")
        } else {
            ("file-unwritable", "Check that the folder is there and that you may write in it.")
        };
        Error::new(code, format!("“{}” could not be written: {fault}.", path.display()), hint)
    };
    std::fs::create_dir_all(folder).map_err(said)?;
    let mut beside = tempfile::Builder::new().prefix(".stet-").tempfile_in(folder).map_err(said)?;
    beside.write_all(bytes).map_err(said)?;
    beside.as_file().sync_all().map_err(said)?;
    open_to_readers(beside.as_file()).map_err(said)?;
    beside.persist(path).map_err(|fault| said(fault.error))?;
    Ok(())
}

/// A file made beside is for its owner alone; pages and pictures are for everyone who may
/// read the folder.
#[cfg(unix)]
fn open_to_readers(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}
#[cfg(not(unix))]
fn open_to_readers(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
