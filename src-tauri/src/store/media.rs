//! Picture files known to the newsroom.

use super::{Tx, text};
use crate::Result;
use crate::media::Focus;
use crate::story::{MediaId, UtcMillis};
use rusqlite::{OptionalExtension, Row, params};

/// A picture file in the media store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaRow {
    /// What stories name it by: SHA-256 of the original's bytes.
    pub id: MediaId,
    /// SHA-256 of the file that is here: the original, or what came in its place.
    pub file: MediaId,
    /// `jpg`, `png`, `webp`, `gif`, `avif` or `tif`.
    pub extension: String,
    /// Upright, in pixels.
    pub width_px: u32,
    /// Upright, in pixels.
    pub height_px: u32,
    /// Length of the file.
    pub bytes: u64,
    /// As the file itself said.
    pub copyright: String,
    /// As the file itself said.
    pub creator: String,
    /// Where the terms are under which it may be used, as the file itself said.
    pub licence: String,
    /// When it came in.
    pub added_at: UtcMillis,
    /// The point that every cut keeps, where somebody chose one.
    pub focus: Option<Focus>,
}

fn row(r: &Row) -> rusqlite::Result<MediaRow> {
    let (id, file) = (text(r, "sha256")?, text(r, "file")?);
    Ok(MediaRow {
        file: MediaId(if file.is_empty() { id.clone() } else { file }),
        id: MediaId(id),
        extension: text(r, "extension")?,
        width_px: r.get("width_px")?,
        height_px: r.get("height_px")?,
        bytes: r.get::<_, i64>("bytes")?.max(0) as u64,
        copyright: text(r, "copyright")?,
        creator: text(r, "creator")?,
        licence: text(r, "licence")?,
        added_at: UtcMillis(r.get("added_at")?),
        focus: match (r.get("focus_x")?, r.get("focus_y")?) {
            (Some(x), Some(y)) => Some(Focus::new(x, y)),
            _ => None,
        },
    })
}

impl MediaRow {
    /// Whether the original is not here, and a file drawn anew stands in for it.
    pub fn stands_in(&self) -> bool {
        self.file != self.id
    }

    /// The point that every cut keeps.
    pub fn focus(&self) -> Focus {
        self.focus.unwrap_or_default()
    }
}

impl Tx<'_> {
    /// The picture, or none.
    pub fn media(&self, media: &MediaId) -> Result<Option<MediaRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT sha256, file, extension, width_px, height_px, bytes, copyright, creator, licence, added_at,
                    focus_x, focus_y
             FROM media WHERE sha256 = ?1",
        )?;
        Ok(ask.query_row([&media.0], row).optional()?)
    }

    /// All pictures, as they came.
    pub fn all_media(&self) -> Result<Vec<MediaRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT sha256, file, extension, width_px, height_px, bytes, copyright, creator, licence, added_at,
                    focus_x, focus_y
             FROM media ORDER BY added_at, sha256",
        )?;
        let rows = ask.query_map([], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Sets the point that every cut keeps, or takes it away; false: there is no such picture.
    pub fn set_focus(&self, media: &MediaId, focus: Option<Focus>) -> Result<bool> {
        let (x, y) = (focus.map(|f| f.x), focus.map(|f| f.y));
        let changed = self
            .conn
            .prepare_cached("UPDATE media SET focus_x = ?2, focus_y = ?3 WHERE sha256 = ?1")?
            .execute(params![media.0, x, y])?;
        Ok(changed == 1)
    }

    /// Writes a picture down; one that is there already stays as it is. Only an original takes the
    /// place of what stands in for it.
    pub fn save_media(&self, m: &MediaRow) -> Result<()> {
        let file = if m.stands_in() { &m.file.0 } else { "" };
        self.conn
            .prepare_cached(
                "INSERT INTO media (sha256, file, extension, width_px, height_px, bytes, copyright, creator, added_at,
                                    licence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                 ON CONFLICT (sha256) DO UPDATE SET
                   file = excluded.file, extension = excluded.extension, width_px = excluded.width_px,
                   height_px = excluded.height_px, bytes = excluded.bytes,
                   copyright = excluded.copyright, creator = excluded.creator,
                   licence = excluded.licence
                 WHERE media.file <> '' AND excluded.file = ''",
            )?
            .execute(params![
                m.id.0, file, m.extension, m.width_px, m.height_px, m.bytes as i64, m.copyright, m.creator,
                m.added_at.0, m.licence
            ])?;
        Ok(())
    }
}
