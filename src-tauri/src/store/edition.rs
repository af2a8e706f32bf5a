//! The one reading of all that the site needs.

use super::revision::unpack;
use super::{Tx, id, id_or_none, text};
use crate::story::{SectionId, StoryId, UtcMillis};
use crate::{Error, Result};

/// A live story as its readers see it: the published revision, not the working copy.
#[derive(Debug)]
pub struct LiveStory {
    /// The story.
    pub id: StoryId,
    /// The section when it was published.
    pub section: Option<SectionId>,
    /// When readers first saw it.
    pub first_published_at: UtcMillis,
    /// When what they see last changed.
    pub updated_at: Option<UtcMillis>,
    /// The canonical text, or why it cannot be read.
    pub text: Result<String>,
}

/// The gate, of the row `s` at the moment `?1`: `story::kept_in` says why a story is not among these.
const READERS_MAY_SEE: &str = "s.publication = 'live' AND s.hold = 0 AND s.not_for_publication = 0
    AND s.spiked_at IS NULL AND s.killed_at IS NULL
    AND (s.embargo = '' OR (s.embargo = 'until' AND s.embargo_at <= ?1))";

impl Tx<'_> {
    /// Every story that readers may see at `now`. Killed, held, unpublishable, spiked and embargoed
    /// stories are not among them, whatever their publication state says.
    pub fn live_stories(&self, now: UtcMillis) -> Result<Vec<LiveStory>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT s.id, s.headline, r.section, s.first_published_at, s.updated_at,
                    r.text
             FROM story s LEFT JOIN revision r ON r.id = s.published_revision
             WHERE {READERS_MAY_SEE}
             ORDER BY s.first_published_at DESC, s.id DESC"
        ))?;
        let rows = ask.query_map([now.0], |r| {
            let kept = match r.get_ref("text")?.as_bytes_or_null()? {
                Some(packed) => unpack(packed),
                None => Err(gone(&text(r, "headline")?)),
            };
            Ok(LiveStory {
                id: id(r, "id")?,
                section: id_or_none(r, "section")?,
                first_published_at: UtcMillis(
                    r.get::<_, Option<i64>>("first_published_at")?.unwrap_or_default(),
                ),
                updated_at: r.get::<_, Option<i64>>("updated_at")?.map(UtcMillis),
                text: kept,
            })
        })?;
        // A row whose id cannot be read is one story less, not a site less; `stet check` says it.
        let whole = rows.filter(|row| !matches!(row, Err(rusqlite::Error::FromSqlConversionFailure(..))));
        Ok(whole.collect::<rusqlite::Result<_>>()?)
    }

    /// Which stories readers may see at `now`, and which text of each: two answers that are equal
    /// say the same.
    pub fn readers_see(&self, now: UtcMillis) -> Result<Vec<(String, String)>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT id, coalesce(published_revision, '') AS revision FROM story s
             WHERE {READERS_MAY_SEE} ORDER BY id"
        ))?;
        let rows = ask.query_map([now.0], |r| Ok((text(r, "id")?, text(r, "revision")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn gone(headline: &str) -> Error {
    Error::new(
        "revision-missing",
        format!("The published text of “{headline}” is not in the newsroom’s file any more."),
        "Read the story through and publish it again; until then it has no page.",
    )
}
