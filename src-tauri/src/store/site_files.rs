//! The files of a site as they were written to one folder: a small SQLite file of its own beside the
//! newsroom's, so that an export never keeps a save waiting.
//!
//! It is also the journal of a switch: what is about to take its place is written down first, so that
//! a crash in between is made good by whoever opens the folder next.

use super::text;
use crate::{Error, Result};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::HashMap;
use std::path::Path;

/// The form of this file; one of another form is made anew.
const FORM: i64 = 1;
const TABLES: &str = "
    CREATE TABLE state (
      only    INTEGER PRIMARY KEY CHECK (only = 1),
      stamp   TEXT    NOT NULL, -- the mark that stands in the folder
      edition INTEGER NOT NULL, -- the number of the edition that was written
      made_of TEXT    NOT NULL  -- settings and theme, as a fingerprint
    ) STRICT;
    CREATE TABLE file (
      path TEXT    PRIMARY KEY,
      size INTEGER NOT NULL,
      hash BLOB    NOT NULL     -- the first 16 bytes of its SHA-256
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE picture_on (   -- which page of a story shows which picture file
      page    TEXT NOT NULL,
      picture TEXT NOT NULL,
      PRIMARY KEY (page, picture)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX picture_on_by_picture ON picture_on (picture);
    CREATE TABLE switching (    -- empty but while a switch is under way
      path TEXT    PRIMARY KEY,
      size INTEGER,             -- null: the file goes
      hash BLOB
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE switching_to (
      only    INTEGER PRIMARY KEY CHECK (only = 1),
      stamp   TEXT    NOT NULL,
      edition INTEGER NOT NULL,
      made_of TEXT    NOT NULL
    ) STRICT;";

/// What is known of a file of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRow {
    /// Bytes.
    pub size: u64,
    /// The first 16 bytes of its SHA-256.
    pub hash: [u8; 16],
}

/// What a folder holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderState {
    /// The mark that stands in the folder.
    pub stamp: String,
    /// The number of the edition that was written.
    pub edition: i64,
    /// Settings and theme, as a fingerprint.
    pub made_of: String,
}

/// One step of a switch: a file takes its place, or (none) goes.
pub type Step = (String, Option<FileRow>);

/// The files of one folder.
pub struct SiteFiles {
    conn: Connection,
}

impl SiteFiles {
    /// Opens the file, or makes it.
    pub fn open(path: &Path) -> Result<Self> {
        let mut conn = Connection::open(path)?;
        conn.busy_handler(Some(super::wait_for_others))?;
        super::plan_once(&conn)?;
        conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
        let form: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        if form != FORM {
            let tables = ["state", "file", "picture_on", "switching", "switching_to"];
            let drop: String = tables.iter().map(|t| format!("DROP TABLE IF EXISTS {t};")).collect();
            conn.execute_batch(&format!("BEGIN; {drop} {TABLES} PRAGMA user_version = {FORM}; COMMIT;"))?;
        }
        Ok(Self { conn })
    }

    /// Removes the file, so that the folder is looked at anew.
    pub fn remove(path: &Path) -> Result<()> {
        for ending in ["", "-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            match std::fs::remove_file(&name) {
                Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => return Err(unwritable(&fault)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Forgets these files: they do not stand there any more.
    pub fn forget(&mut self, paths: &[String]) -> Result<()> {
        let tx = self.conn.transaction()?;
        {
            let mut forget = tx.prepare_cached("DELETE FROM file WHERE path = ?1")?;
            for path in paths {
                forget.execute([path])?;
            }
        }
        Ok(tx.commit()?)
    }

    /// What the folder holds; none where nothing was ever written to its end.
    pub fn state(&self) -> Result<Option<FolderState>> {
        Ok(self.conn.query_row("SELECT stamp, edition, made_of FROM state", [], state).optional()?)
    }

    /// A file of the folder.
    pub fn file(&self, path: &str) -> Result<Option<FileRow>> {
        let mut ask = self.conn.prepare_cached("SELECT size, hash FROM file WHERE path = ?1")?;
        Ok(ask.query_row([path], file).optional()?)
    }

    /// All files of the folder.
    pub fn files(&self) -> Result<HashMap<String, FileRow>> {
        let mut ask = self.conn.prepare_cached("SELECT path, size, hash FROM file")?;
        let rows = ask.query_map([], |r| Ok((text(r, "path")?, file(r)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How large each file of the folder is, in bytes.
    pub fn sizes(&self) -> Result<Vec<(String, u64)>> {
        let mut ask = self.conn.prepare_cached("SELECT path, size FROM file")?;
        let rows = ask.query_map([], |r| Ok((text(r, 0)?, r.get::<_, i64>(1)? as u64)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets all that is known and takes these for the files of the folder.
    pub fn learn(&mut self, files: &HashMap<String, FileRow>) -> Result<()> {
        let tx = self.conn.transaction()?;
        tx.execute_batch(
            "DELETE FROM state; DELETE FROM file; DELETE FROM switching; DELETE FROM switching_to;",
        )?;
        put(&tx, files.iter().map(|(path, file)| (path.as_str(), *file)))?;
        Ok(tx.commit()?)
    }

    /// The picture files that a page shows.
    pub fn pictures_on(&self, page: &str) -> Result<Vec<String>> {
        let mut ask = self.conn.prepare_cached("SELECT picture FROM picture_on WHERE page = ?1")?;
        Ok(ask.query_map([page], |r| text(r, "picture"))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The pages that show a picture file.
    pub fn pages_with(&self, picture: &str) -> Result<Vec<String>> {
        let mut ask = self.conn.prepare_cached("SELECT page FROM picture_on WHERE picture = ?1")?;
        Ok(ask.query_map([picture], |r| text(r, "page"))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Writes down what is about to take its place, before the first does. `pictures`: which page shows
    /// which picture from then on, of pages that are in `of` (all others show what they showed); none
    /// of `of`: of all pages.
    pub fn begin_switch(
        &mut self,
        steps: &[Step],
        pictures: &[(&str, &str)],
        of: Option<&[&str]>,
        to: &FolderState,
    ) -> Result<()> {
        let tx = self.conn.transaction()?;
        show(&tx, pictures, of)?;
        {
            let mut add =
                tx.prepare_cached("INSERT INTO switching (path, size, hash) VALUES (?1, ?2, ?3)")?;
            for (path, file) in steps {
                let size = file.map(|f| f.size as i64);
                add.execute(params![path, size, file.map(|f| f.hash.to_vec())])?;
            }
            tx.execute(
                "INSERT OR REPLACE INTO switching_to (only, stamp, edition, made_of) VALUES (1, ?1, ?2, ?3)",
                params![to.stamp, to.edition, to.made_of],
            )?;
        }
        Ok(tx.commit()?)
    }

    /// The switch that a crash left half done; none where none did.
    pub fn half_done(&self) -> Result<Option<(Vec<Step>, FolderState)>> {
        let to =
            self.conn.query_row("SELECT stamp, edition, made_of FROM switching_to", [], state).optional()?;
        let Some(to) = to else { return Ok(None) };
        let mut ask = self.conn.prepare_cached("SELECT path, size, hash FROM switching ORDER BY path")?;
        let rows = ask.query_map([], |r| {
            let goes = r.get::<_, Option<i64>>("size")?.is_none();
            Ok((text(r, "path")?, if goes { None } else { Some(file(r)?) }))
        })?;
        Ok(Some((rows.collect::<rusqlite::Result<_>>()?, to)))
    }

    /// The switch is done: what was written down is what stands there.
    pub fn end_switch(&mut self) -> Result<()> {
        let tx = self.conn.transaction()?;
        tx.execute_batch(
            "DELETE FROM file WHERE path IN (SELECT path FROM switching WHERE size IS NULL);
             INSERT OR REPLACE INTO file (path, size, hash)
               SELECT path, size, hash FROM switching WHERE size IS NOT NULL;
             INSERT OR REPLACE INTO state (only, stamp, edition, made_of)
               SELECT 1, stamp, edition, made_of FROM switching_to;
             DELETE FROM switching; DELETE FROM switching_to;",
        )?;
        Ok(tx.commit()?)
    }

    /// These are the files of a folder that had none.
    pub fn set(
        &mut self,
        files: &[(String, FileRow)],
        pictures: &[(&str, &str)],
        to: &FolderState,
    ) -> Result<()> {
        let tx = self.conn.transaction()?;
        tx.execute_batch(
            "DELETE FROM state; DELETE FROM file; DELETE FROM switching; DELETE FROM switching_to;",
        )?;
        show(&tx, pictures, None)?;
        put(&tx, files.iter().map(|(path, file)| (path.as_str(), *file)))?;
        tx.execute(
            "INSERT INTO state (only, stamp, edition, made_of) VALUES (1, ?1, ?2, ?3)",
            params![to.stamp, to.edition, to.made_of],
        )?;
        Ok(tx.commit()?)
    }
}

fn show(tx: &Connection, pictures: &[(&str, &str)], of: Option<&[&str]>) -> Result<()> {
    match of {
        None => drop(tx.execute("DELETE FROM picture_on", [])?),
        Some(pages) => {
            let mut forget = tx.prepare_cached("DELETE FROM picture_on WHERE page = ?1")?;
            for page in pages {
                forget.execute([page])?;
            }
        }
    }
    let mut add = tx.prepare_cached("INSERT OR IGNORE INTO picture_on (page, picture) VALUES (?1, ?2)")?;
    for (page, picture) in pictures {
        add.execute([page, picture])?;
    }
    Ok(())
}

fn put<'a>(tx: &Connection, files: impl Iterator<Item = (&'a str, FileRow)>) -> Result<()> {
    let mut add = tx.prepare_cached("INSERT OR REPLACE INTO file (path, size, hash) VALUES (?1, ?2, ?3)")?;
    for (path, file) in files {
        add.execute(params![path, file.size as i64, file.hash.to_vec()])?;
    }
    Ok(())
}

fn state(r: &Row) -> rusqlite::Result<FolderState> {
    Ok(FolderState { stamp: text(r, "stamp")?, edition: r.get("edition")?, made_of: text(r, "made_of")? })
}

fn file(r: &Row) -> rusqlite::Result<FileRow> {
    let mut hash = [0; 16];
    let kept = r.get_ref("hash")?.as_bytes()?;
    hash.iter_mut().zip(kept).for_each(|(to, from)| *to = *from);
    Ok(FileRow { size: r.get::<_, i64>("size")? as u64, hash })
}

/// Where what is known of a folder is kept: by the folder's own path.
pub fn site_files_path(newsroom: &Path, folder: &Path) -> Result<std::path::PathBuf> {
    let sites = newsroom.join("sites");
    std::fs::create_dir_all(&sites).map_err(|fault| unwritable(&fault))?;
    let name = crate::media::id_of(folder.to_string_lossy().as_bytes()).0;
    Ok(sites.join(format!("{}.sqlite", &name[..16])))
}

fn unwritable(fault: &std::io::Error) -> Error {
    Error::new(
        "newsroom-not-writable",
        format!("The newsroom’s folder could not be written: {fault}."),
        "See that it is yours and that its disk has room, then export again.",
    )
}
