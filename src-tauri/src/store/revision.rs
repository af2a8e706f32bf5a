//! Revisions: written once, read for ever.

use super::{Tx, id, text};
use crate::revision::Why;
use crate::story::{RevisionId, StoryId, UtcMillis};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, Row, params};
use std::cell::RefCell;

/// zstd level of a kept text: 3 packs a 600-word story in some 20 µs.
const LEVEL: i32 = 3;
/// No canonical text of a story is as large; more is a damaged or hostile file.
const LARGEST_TEXT: usize = 64 << 20;

thread_local! {
    /// Made once a thread: making it costs more than unpacking a story.
    static UNPACKER: RefCell<Option<zstd::bulk::Decompressor<'static>>> =
        RefCell::new(zstd::bulk::Decompressor::new().ok());
}

/// A revision without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// Its name on every machine.
    pub id: RevisionId,
    /// The story it is of.
    pub story: StoryId,
    /// The revisions it came from: none, one, or two.
    pub parents: Vec<RevisionId>,
    /// Who made it.
    pub author: String,
    /// The machine it was made on.
    pub device: String,
    /// When.
    pub made_at: UtcMillis,
    /// Why it was kept.
    pub why: Why,
    /// A name given by a person; may be empty.
    pub name: String,
    /// The section's id then; names may change.
    pub section: String,
    /// Words of its body.
    pub words: i64,
    /// Hash of its text.
    pub seal: String,
}

/// A revision with its canonical text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionText {
    /// Its row.
    pub row: RevisionRow,
    /// The whole story as front matter and Markdown.
    pub text: String,
}

const COLUMNS: &str =
    "id, story, parent, other_parent, author, device, made_at, why, name, section, words, seal";

fn row(r: &Row) -> rusqlite::Result<RevisionRow> {
    let parents = [text(r, "parent")?, text(r, "other_parent")?];
    Ok(RevisionRow {
        id: id(r, "id")?,
        story: id(r, "story")?,
        parents: parents.iter().filter_map(|p| p.parse().ok()).collect(),
        author: text(r, "author")?,
        device: text(r, "device")?,
        made_at: UtcMillis(r.get("made_at")?),
        why: Why::from_word(&text(r, "why")?).unwrap_or(Why::Autosave),
        name: text(r, "name")?,
        section: text(r, "section")?,
        words: r.get("words")?,
        seal: text(r, "seal")?,
    })
}

impl Tx<'_> {
    /// Keeps a revision.
    pub fn keep_revision(&self, r: &RevisionRow, canonical: &str) -> Result<()> {
        let packed = zstd::encode_all(canonical.as_bytes(), LEVEL).map_err(|fault| {
            Error::new("revision-fault", format!("The revision could not be packed: {fault}."), "Try again.")
        })?;
        let parent = |n: usize| r.parents.get(n).map(RevisionId::to_string).unwrap_or_default();
        self.conn
            .prepare_cached(
                "INSERT INTO revision (id, story, parent, other_parent, author, device, made_at, why, name, section,
                                       words, seal, text)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                r.id.to_string(),
                r.story.to_string(),
                parent(0),
                parent(1),
                r.author,
                r.device,
                r.made_at.0,
                r.why.word(),
                r.name,
                r.section,
                r.words,
                r.seal,
                packed
            ])?;
        Ok(())
    }

    /// All states that a story has had, newest first; what is only proposed is none until it was
    /// settled: from then on this is where words that were not taken are found again.
    pub fn revisions(&self, story: StoryId) -> Result<Vec<RevisionRow>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM revision WHERE story = ?1
               AND (why <> 'proposed' OR parent IN (SELECT base FROM suggestion WHERE settled_at IS NOT NULL))
               AND id NOT IN (SELECT proposed FROM suggestion WHERE settled_at IS NULL AND story = ?1 AND proposed <> base)
             ORDER BY made_at DESC, id DESC"
        ))?;
        let rows = ask.query_map([story.to_string()], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The newest revision of a story's working copy, if it has any: what it goes on from. One that
    /// came in a file and is not merged is none.
    pub fn newest_revision(&self, story: StoryId) -> Result<Option<RevisionRow>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM revision WHERE id = coalesce(
               (SELECT revision FROM story_head WHERE story = ?1),
               (SELECT id FROM revision WHERE story = ?1 AND why <> 'proposed'
                ORDER BY made_at DESC, id DESC LIMIT 1))"
        ))?;
        Ok(ask.query_row([story.to_string()], row).optional()?)
    }

    /// Every revision of a story, what is only proposed too, oldest first.
    pub fn every_revision(&self, story: StoryId) -> Result<Vec<RevisionRow>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM revision WHERE story = ?1 ORDER BY made_at, id"
        ))?;
        Ok(ask.query_map([story.to_string()], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// A revision with its text.
    pub fn revision(&self, revision: RevisionId) -> Result<RevisionText> {
        let mut ask =
            self.conn.prepare_cached(&format!("SELECT {COLUMNS}, text FROM revision WHERE id = ?1"))?;
        let found = ask
            .query_row([revision.to_string()], |r| Ok((row(r)?, r.get_ref("text")?.as_bytes()?.to_vec())))
            .optional()?;
        let Some((row, packed)) = found else {
            return Err(Error::new(
                "revision-missing",
                "That revision is not in this newsroom.",
                "Look at the list of revisions again.",
            ));
        };
        Ok(RevisionText { text: unpack(&packed)?, row })
    }

    /// Whether there is such a revision, of whatever story.
    pub fn has_revision(&self, revision: RevisionId) -> Result<bool> {
        let mut ask = self.conn.prepare_cached("SELECT count(*) > 0 FROM revision WHERE id = ?1")?;
        Ok(ask.query_row([revision.to_string()], |r| r.get(0))?)
    }

    /// Every revision whose text cannot be read, with its sentence.
    pub fn revision_faults(&self) -> Result<Vec<Error>> {
        let mut ask = self.conn.prepare_cached("SELECT text FROM revision ORDER BY story, made_at")?;
        let faults = ask.query_map([], |r| Ok(unpack(r.get_ref("text")?.as_bytes()?).err()))?;
        Ok(faults.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

/// The canonical text of a packed revision; a damaged one is an error with a sentence.
pub(crate) fn unpack(packed: &[u8]) -> Result<String> {
    // Copy packs to a third or so: the room for the largest text is asked for only where that is too little.
    let usual = (packed.len() * 8 + 4096).min(LARGEST_TEXT);
    UNPACKER
        .with_borrow_mut(|unpacker| {
            let unpacker = unpacker.as_mut()?;
            let unpacked = unpacker.decompress(packed, usual);
            unpacked.or_else(|_| unpacker.decompress(packed, LARGEST_TEXT)).ok()
        })
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| {
            Error::new(
                "revision-damaged",
                "This revision is damaged and cannot be read.",
                "Take another revision from the list; the others are whole.",
            )
        })
}
