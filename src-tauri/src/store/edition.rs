//! What readers may see: the gate as a question to the file, and the edition that is kept of it.

mod corrections;
mod lists;
mod shown;

use super::revision::unpack;
use super::{Tx, id, id_or_none, text};
use crate::story::{SectionId, StoryId, UtcMillis};
use crate::{Error, Result};
pub use lists::ListRow;
use rusqlite::{OptionalExtension, Row};
pub use shown::{KeptRow, ShownRow};

/// A live story as its readers see it: the published revision, not the working copy.
#[derive(Debug)]
pub struct LiveStory {
    /// Its number in this file.
    pub number: i64,
    /// The story.
    pub id: StoryId,
    /// What readers see of it.
    pub revision: String,
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

/// How far the edition is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionRow {
    /// Counts the readings that changed something.
    pub number: i64,
    /// A folder written at an older number is to be written whole.
    pub whole_at: i64,
    /// The moment of the last reading.
    pub read_at: Option<UtcMillis>,
    /// The zone and the form of a card that it was made for.
    pub made_for: String,
}

fn live(r: &Row) -> rusqlite::Result<LiveStory> {
    let kept = match r.get_ref("text")?.as_bytes_or_null()? {
        Some(packed) => unpack(packed),
        None => Err(gone(&text(r, "headline")?)),
    };
    Ok(LiveStory {
        number: r.get("number")?,
        id: id(r, "id")?,
        revision: text(r, "revision")?,
        section: id_or_none(r, "section")?,
        first_published_at: UtcMillis(r.get::<_, Option<i64>>("first_published_at")?.unwrap_or_default()),
        updated_at: r.get::<_, Option<i64>>("updated_at")?.map(UtcMillis),
        text: kept,
    })
}

impl Tx<'_> {
    /// The story as readers may see it at `now`; none where they may not. Killed, held, unpublishable,
    /// spiked and embargoed stories are none, whatever their publication state says.
    pub fn live_story(&self, story: StoryId, now: UtcMillis) -> Result<Option<LiveStory>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT s.number, s.id, s.headline, coalesce(s.published_revision, '') AS revision,
                    r.section, s.first_published_at, s.updated_at, r.text
             FROM story s LEFT JOIN revision r ON r.id = s.published_revision
             WHERE s.id = ?2 AND {READERS_MAY_SEE}"
        ))?;
        Ok(ask.query_row(rusqlite::params![now.0, story.to_string()], live).optional()?)
    }

    /// How far the edition is.
    pub fn edition(&self) -> Result<EditionRow> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT number, whole_at, read_at, made_for FROM edition WHERE only = 1")?;
        Ok(ask.query_row([], |r| {
            Ok(EditionRow {
                number: r.get("number")?,
                whole_at: r.get("whole_at")?,
                read_at: r.get::<_, Option<i64>>("read_at")?.map(UtcMillis),
                made_for: text(r, "made_for")?,
            })
        })?)
    }

    /// Writes down how far the edition is.
    pub fn save_edition(&self, e: &EditionRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "UPDATE edition SET number = ?1, whole_at = ?2, read_at = ?3, made_for = ?4 WHERE only = 1",
            )?
            .execute(rusqlite::params![e.number, e.whole_at, e.read_at.map(|t| t.0), e.made_for])?;
        Ok(())
    }

    /// Forgets the edition: all of it is read again.
    pub fn forget_edition(&self) -> Result<()> {
        self.conn.execute_batch(
            "DELETE FROM edition_story; DELETE FROM edition_refused; DELETE FROM edition_place;
             DELETE FROM edition_list; DELETE FROM edition_link; DELETE FROM edition_change;
             DELETE FROM edition_correction; DELETE FROM edition_words; DELETE FROM edition_text;
             INSERT OR IGNORE INTO edition_stale (story) SELECT id FROM story WHERE publication = 'live';",
        )?;
        Ok(())
    }

    /// Stories that are to be looked at again, those that readers saw first before the others, at
    /// most so many; stories that are no longer in the file too.
    pub fn stale_stories(&self, most: usize) -> Result<Vec<StoryId>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT e.story FROM edition_stale e LEFT JOIN story s ON s.id = e.story
             ORDER BY s.first_published_at, e.story LIMIT ?1",
        )?;
        let rows = ask.query_map([most as i64], |r| text(r, "story"))?;
        let mut stories = Vec::new();
        for name in rows.collect::<rusqlite::Result<Vec<String>>>()? {
            match name.parse() {
                Ok(story) => stories.push(story),
                // A row whose id cannot be read is one story less, not a site less; `stet check` says it.
                Err(_) => drop(self.conn.execute("DELETE FROM edition_stale WHERE story = ?1", [name])?),
            }
        }
        Ok(stories)
    }

    /// How many stories are to be looked at again.
    pub fn stale_count(&self) -> Result<usize> {
        let mut ask = self.conn.prepare_cached("SELECT count(*) FROM edition_stale")?;
        Ok(ask.query_row([], |r| r.get::<_, i64>(0))? as usize)
    }

    /// The story is looked at.
    pub fn not_stale(&self, story: StoryId) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM edition_stale WHERE story = ?1")?
            .execute([story.to_string()])?;
        Ok(())
    }

    /// Marks as stale every live story whose embargo ends after one moment and not after another,
    /// and every one that could have no page: what stood in its way may be gone.
    pub fn stale_by_time(&self, after: UtcMillis, until: UtcMillis) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT OR IGNORE INTO edition_stale (story)
                 SELECT id FROM story INDEXED BY story_live_embargo
                 WHERE publication = 'live' AND embargo = 'until' AND embargo_at > ?1 AND embargo_at <= ?2
                 UNION ALL SELECT story FROM edition_refused",
            )?
            .execute([after.0, until.0])?;
        Ok(())
    }

    /// Marks as stale every story that could have no page: an address is free that was not.
    pub fn stale_refused(&self) -> Result<()> {
        self.conn
            .execute("INSERT OR IGNORE INTO edition_stale (story) SELECT story FROM edition_refused", [])?;
        Ok(())
    }

    /// Whether the hour alone may have changed what readers may see: an embargo that ended since the
    /// last reading, or was over then and is not now; or a story that could have no page.
    pub fn waits_for_an_hour(&self, now: UtcMillis) -> Result<bool> {
        let mut ask = self.conn.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM story INDEXED BY story_live_embargo, edition
                            WHERE publication = 'live' AND embargo = 'until'
                              AND embargo_at > min(?1, coalesce(read_at, ?1))
                              AND embargo_at <= max(?1, coalesce(read_at, ?1)))
                 OR EXISTS (SELECT 1 FROM edition_refused)",
        )?;
        Ok(ask.query_row([now.0], |r| r.get(0))?)
    }

    /// Stories that readers may see and that can have no page, and why.
    pub fn refused_stories(&self) -> Result<Vec<Error>> {
        let mut ask = self.conn.prepare_cached("SELECT why FROM edition_refused ORDER BY story DESC")?;
        let rows = ask.query_map([], |r| text(r, "why"))?;
        Ok(rows
            .collect::<rusqlite::Result<Vec<String>>>()?
            .iter()
            .filter_map(|why| serde_json::from_str(why).ok())
            .collect())
    }

    /// A story can have no page, or can again.
    pub fn refuse_story(&self, story: StoryId, why: Option<&Error>) -> Result<()> {
        let story = story.to_string();
        match why {
            Some(why) => self
                .conn
                .prepare_cached("INSERT OR REPLACE INTO edition_refused (story, why) VALUES (?1, ?2)")?
                .execute([story, serde_json::to_string(why).unwrap_or_default()])?,
            None => {
                self.conn.prepare_cached("DELETE FROM edition_refused WHERE story = ?1")?.execute([story])?
            }
        };
        Ok(())
    }

    /// A page changed in that reading.
    pub fn note_page_changed(&self, page: &str, number: i64) -> Result<()> {
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO edition_change (page, number) VALUES (?1, ?2)")?
            .execute(rusqlite::params![page, number])?;
        Ok(())
    }

    /// Pages that changed after that reading.
    pub fn pages_changed_since(&self, number: i64) -> Result<Vec<String>> {
        let mut ask =
            self.conn.prepare_cached("SELECT page FROM edition_change WHERE number > ?1 ORDER BY page")?;
        let rows = ask.query_map([number], |r| text(r, "page"))?;
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
