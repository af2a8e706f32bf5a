//! All SQL. A newsroom is one SQLite file; this is the only module that names `rusqlite`.
//!
//! One function a question, the SQL in it; one row mapper a table. What a story may do is
//! decided in `story`, who may ask is decided in `newsroom`.

mod comment;
mod desk;
mod destination;
mod edition;
mod front_page;
mod handoff;
mod journal;
mod media;
mod older;
mod origin;
mod outbox;
mod plan;
mod profile;
mod proof;
mod removal;
mod revision;
mod saved_view;
mod search;
mod settings;
mod site_files;
mod site_place;
mod snippet;
mod story;
mod suggestion;
mod words;

pub use comment::CommentRow;
pub use desk::{DeskRow, OnSpike, Place, Within};
pub use destination::{DestinationRow, PublicationRow};
pub use edition::{EditionRow, KeptRow, ListRow, LiveStory, ShownRow};
pub use handoff::WaitingRow;
pub use journal::JournalRow;
pub use media::MediaRow;
pub use origin::Origin;
pub use outbox::OrderRow;
pub use plan::{HourRow, LookDue};
pub use proof::DictionaryWord;
pub use removal::{RemovalRow, WentTo};
pub use revision::RevisionRow;
pub use settings::{Clock, SettingsRow};
pub use site_files::{FileRow, FolderState, SiteFiles, Step, site_files_path};
pub use site_place::SitePlaceRow;
pub use snippet::{SnippetRow, TemplateRow};
pub use story::StoryRow;
pub use suggestion::{ChoiceRow, SuggestionRow, SuggestionText};

use crate::{Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, RowIndex, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The name of the one SQLite file in a newsroom's folder.
pub const FILE: &str = "newsroom.sqlite";
/// "Stet" in ASCII: tells our files from others' (PRAGMA application_id).
const APPLICATION_ID: i32 = 0x5374_6574;
/// Numbered, forward only; the file's `user_version` counts those it has had.
const MIGRATIONS: [&str; 21] = [
    include_str!("../../migrations/0001_newsroom.sql"),
    include_str!("../../migrations/0002_editor.sql"),
    include_str!("../../migrations/0003_desk.sql"),
    include_str!("../../migrations/0004_review.sql"),
    include_str!("../../migrations/0005_handoff.sql"),
    include_str!("../../migrations/0006_desk_list.sql"),
    include_str!("../../migrations/0007_plan.sql"),
    include_str!("../../migrations/0008_kill.sql"),
    include_str!("../../migrations/0009_clean_picture.sql"),
    include_str!("../../migrations/0010_edition.sql"),
    include_str!("../../migrations/0011_focus.sql"),
    include_str!("../../migrations/0012_front.sql"),
    include_str!("../../migrations/0013_feeds.sql"),
    include_str!("../../migrations/0014_search.sql"),
    include_str!("../../migrations/0015_running.sql"),
    include_str!("../../migrations/0016_avif.sql"),
    include_str!("../../migrations/0017_dress.sql"),
    include_str!("../../migrations/0018_deploy.sql"),
    include_str!("../../migrations/0019_kept.sql"),
    include_str!("../../migrations/0020_pages.sql"),
    include_str!("../../migrations/0021_licence.sql"),
];
/// KiB of the file that are kept at hand. SQLite's own 2,000 make a first reading read each page many times.
const PAGES_KIB: i64 = 16_000;
/// Statements that are kept prepared, some 10 kB each: more than any work asks.
const STATEMENTS: usize = 256;
/// How many stories get into the word index before a newsroom of an older Stet is open: about a second.
const STALE_AT_OPEN: usize = 1000;
/// How many in one transaction, so that no save waits long.
const STALE_AT_ONCE: usize = 100;
/// How long a save waits for another process's write before it says so.
const BUSY: Duration = Duration::from_secs(3);
/// How long it waits before it looks again. SQLite's own waiting grows to a tenth of a second, and who
/// waits so long finds the file taken again by somebody who saves without a rest.
const LOOK_AGAIN: Duration = Duration::from_millis(2);

/// Whether to look once more for the end of another's write; looked `times` before.
fn wait_for_others(times: i32) -> bool {
    std::thread::sleep(LOOK_AGAIN);
    LOOK_AGAIN * times.unsigned_abs() < BUSY
}

/// Statements keep the plan that they were prepared with. Without this a kept statement whose plan might
/// depend on a bound value is prepared anew for each value (SQLite's “query planner stability
/// guarantee”): half of the time of a first reading of a site.
fn plan_once(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// An open newsroom file.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// Which file it was when it was opened.
    file: Option<FileId>,
}

/// Tells one file from another of the same name.
type FileId = (u64, u64);

/// Which file stands at the path; none where there is none. Where the system does not number
/// files, all that is known is that there is one.
fn file_id(path: &Path) -> Option<FileId> {
    let found = std::fs::metadata(path).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some((found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        Some((u64::from(found.is_file()), 0))
    }
}

/// What can be asked and changed inside one transaction.
pub struct Tx<'a> {
    conn: &'a Connection,
}

impl Store {
    /// Makes a new file. The folder must exist and hold no newsroom.
    pub fn create(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        if path.exists() {
            return Err(Error::new(
                "newsroom-exists",
                format!("There is a newsroom in “{}” already.", folder.display()),
                "Open it, or choose an empty folder.",
            ));
        }
        Self::open_file(&path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens the newsroom in the folder and brings its file up to date.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Err(Error::new(
                "newsroom-missing",
                format!("There is no newsroom in “{}”.", folder.display()),
                "Choose the folder that holds newsroom.sqlite, or make a newsroom with `stet init`.",
            ));
        }
        Self::open_file(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn open_file(path: &PathBuf, flags: OpenFlags) -> Result<Self> {
        let mut conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        conn.busy_handler(Some(wait_for_others))?;
        plan_once(&conn)?;
        let application: i32 = conn.query_row("PRAGMA application_id", [], |r| r.get(0))?;
        let version: usize = conn.query_row("PRAGMA user_version", [], |r| r.get::<_, i64>(0))? as usize;
        if application != APPLICATION_ID && (version > 0 || holds_tables(&conn)?) {
            return Err(Error::new(
                "newsroom-not-ours",
                format!("“{}” is a database of another program.", path.display()),
                "Choose another folder; nothing here has been changed.",
            ));
        }
        if version > MIGRATIONS.len() {
            return Err(Error::new(
                "newsroom-newer",
                "This newsroom was last opened by a newer Stet.",
                "Install the newest Stet on this machine; nothing here has been changed.",
            ));
        }
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "foreign_keys", true)?;
        conn.pragma_update(None, "cache_size", -PAGES_KIB)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        let mut store = Self { conn, path: path.clone(), file: file_id(path) };
        store.migrate(version)?;
        // Search waits for the newest; the rest comes later. A fault here keeps nobody out.
        let _ = store.index_stale_words(STALE_AT_OPEN);
        Ok(store)
    }

    fn migrate(&mut self, from: usize) -> Result<()> {
        for (number, sql) in MIGRATIONS.iter().enumerate().skip(from) {
            let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another Stet may have done it while this one waited for the file.
            let done: i64 = tx.query_row("PRAGMA user_version", [], |r| r.get(0))?;
            if done as usize > number {
                continue;
            }
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
            tx.pragma_update(None, "user_version", number as i64 + 1)?;
            tx.commit()?;
        }
        Ok(())
    }

    /// Brings the word index up to date for up to `most` stories that it does not hold by the
    /// rules of today. Says whether some are left.
    pub fn index_stale_words(&mut self, most: usize) -> Result<bool> {
        let mut left = most;
        loop {
            if self.read(|tx| tx.stale_words())? == 0 {
                return Ok(false);
            }
            if left == 0 {
                return Ok(true);
            }
            let now = left.min(STALE_AT_ONCE);
            self.write(|tx| tx.index_stale_words(now))?;
            left -= now;
        }
    }

    /// Runs `change` in one transaction: all of it is on disk when this returns, or none.
    ///
    /// # Errors
    /// `newsroom-gone` where the file is no longer where it was: the system would go on
    /// writing into one that nobody can open again.
    pub fn write<T>(&mut self, change: impl FnOnce(&Tx) -> Result<T>) -> Result<T> {
        if file_id(&self.path) != self.file {
            return Err(Error::new(
                "newsroom-gone",
                format!(
                    "The newsroom’s file “{}” is not there any more, or is another one.",
                    self.path.display()
                ),
                "Put its folder back, or connect its disk; Stet keeps trying. You can save a copy elsewhere meanwhile.",
            ));
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let out = change(&Tx { conn: &tx })?;
        tx.commit()?;
        Ok(out)
    }

    /// Runs `ask` on one unchanging reading of the newsroom.
    pub fn read<T>(&mut self, ask: impl FnOnce(&Tx) -> Result<T>) -> Result<T> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
        let out = ask(&Tx { conn: &tx })?;
        tx.finish()?;
        Ok(out)
    }

    /// A number that moves when another connection commits; its own commits do not move it.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.conn.query_row("PRAGMA data_version", [], |r| r.get(0))?)
    }

    /// What SQLite itself finds wrong with the file, in its words; empty when whole.
    pub fn faults(&self) -> Result<Vec<String>> {
        let mut check = self.conn.prepare("PRAGMA integrity_check(20)")?;
        let rows = check.query_map([], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut keys = self.conn.prepare("PRAGMA foreign_key_check")?;
        let broken = keys.query_map([], |r| r.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(rows
            .into_iter()
            .filter(|line| line != "ok")
            .chain(broken.into_iter().map(|table| format!("a row of {table} points at nothing")))
            .collect())
    }
}

fn holds_tables(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT count(*) > 0 FROM sqlite_schema", [], |r| r.get(0))?)
}

/// Text of a column as it can be read: bytes that are no UTF-8 become U+FFFD, so that one
/// damaged value never hides a story.
fn text(row: &rusqlite::Row, column: impl RowIndex) -> rusqlite::Result<String> {
    let value = row.get_ref(column)?;
    Ok(match value {
        rusqlite::types::ValueRef::Text(bytes) | rusqlite::types::ValueRef::Blob(bytes) => {
            String::from_utf8(bytes.to_vec())
                .unwrap_or_else(|wrong| String::from_utf8_lossy(wrong.as_bytes()).into_owned())
        }
        rusqlite::types::ValueRef::Null => String::new(),
        rusqlite::types::ValueRef::Integer(n) => n.to_string(),
        rusqlite::types::ValueRef::Real(x) => x.to_string(),
    })
}

/// An id column: one that cannot be read is a fault of that row.
fn id<T: std::str::FromStr>(
    row: &rusqlite::Row,
    column: impl RowIndex + std::fmt::Display,
) -> rusqlite::Result<T> {
    text(row, column)?.parse().map_err(|_| {
        rusqlite::Error::FromSqlConversionFailure(
            0,
            rusqlite::types::Type::Text,
            format!("the column {column} holds no id").into(),
        )
    })
}

/// An id column that may be empty.
fn id_or_none<T: std::str::FromStr>(
    row: &rusqlite::Row,
    column: impl RowIndex,
) -> rusqlite::Result<Option<T>> {
    Ok(text(row, column)?.parse().ok())
}

impl From<rusqlite::Error> for Error {
    fn from(fault: rusqlite::Error) -> Self {
        let code = match &fault {
            rusqlite::Error::SqliteFailure(f, _) => Some(f.code),
            _ => None,
        };
        if let rusqlite::Error::FromSqlConversionFailure(_, _, said) = &fault {
            return Error::new(
                "newsroom-damaged",
                format!("A row of the newsroom’s file is damaged: {said}."),
                "Copy the whole folder to a safe place first, then run `stet check` on it.",
            );
        }
        match code {
            Some(ErrorCode::DiskFull) => Error::new(
                "newsroom-disk-full",
                "The disk is full, so nothing more can be saved.",
                "Free some space; Stet keeps trying. You can save a copy elsewhere meanwhile.",
            ),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Error::new(
                "newsroom-read-only",
                "The newsroom’s folder cannot be written to.",
                "Check that the disk is there and that you may write in the folder, or save a copy elsewhere.",
            ),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::new(
                "newsroom-busy",
                "Another program is using this newsroom’s file.",
                "Stet keeps trying. Close the other program, or save a copy elsewhere.",
            ),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::new(
                "newsroom-damaged",
                "The newsroom’s file is damaged.",
                "Copy the whole folder to a safe place first, then run `stet check` on it.",
            ),
            Some(ErrorCode::SystemIoFailure) => Error::new(
                "newsroom-disk-fault",
                "The disk did not take what was written.",
                "Check the disk; Stet keeps trying. You can save a copy elsewhere meanwhile.",
            ),
            _ => Error::new(
                "newsroom-fault",
                format!("The newsroom’s file did not answer as it should: {fault}."),
                "Try again; if it goes on, save a copy elsewhere and run `stet check`.",
            ),
        }
    }
}

#[cfg(test)]
mod gone_test;
#[cfg(test)]
mod older_test;
#[cfg(test)]
mod plan_test;
