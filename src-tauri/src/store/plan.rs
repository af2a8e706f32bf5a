//! Hours: deadlines, schedules, embargoes and reminders in a range of time, each by an index that
//! holds no other stories.

use super::desk::{COLUMNS, row};
use super::{Tx, id, text};
use crate::Result;
use crate::desk::plan::HourKind;
use crate::store::DeskRow;
use crate::story::{StoryId, UtcMillis, WallTime};
use rusqlite::Row;

/// An hour of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourRow {
    /// What for.
    pub kind: HourKind,
    /// When.
    pub at: UtcMillis,
    /// The story's number in this file.
    pub number: i64,
    /// The story.
    pub story: StoryId,
    /// Of a deadline: whether the copy is still to come.
    pub to_file: bool,
    /// The destination that a story goes to; empty: the newsroom's own site.
    pub place: String,
}

/// A story that somebody wants looked at again, now that its hour has come.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct LookDue {
    /// The story.
    pub story: StoryId,
    /// Its headline; may be empty.
    pub headline: String,
    /// Its working name; may be empty.
    pub slug: String,
    /// The hour.
    pub hour: WallTime,
}

/// Whose copy is still to come, of stories on no spike: `story::still_to_file`, as the index
/// `story_to_file` has it.
macro_rules! still_to_file {
    () => {
        "publication = 'not-published' AND stage IN ('pitch', 'assigned', 'writing')"
    };
}

/// All hours from `?1` to before `?2`.
pub(super) const HOURS: &str = concat!(
    "
    SELECT 'deadline' AS kind, deadline_at AS at, number, id,
           ",
    still_to_file!(),
    " AS to_file, '' AS place
    FROM story INDEXED BY story_by_deadline WHERE deadline_at >= ?1 AND deadline_at < ?2 AND spiked_at IS NULL
    UNION ALL
    SELECT 'schedule', schedule_at, number, id, 0, ''
    FROM story INDEXED BY story_by_schedule WHERE schedule_at >= ?1 AND schedule_at < ?2
    UNION ALL
    SELECT 'schedule', p.scheduled_for, s.number, s.id, 0, coalesce(d.name, '')
    FROM publication p INDEXED BY publication_by_hour CROSS JOIN story s ON s.id = p.story
      LEFT JOIN destination d ON d.id = p.destination
    WHERE p.scheduled_for >= ?1 AND p.scheduled_for < ?2 AND p.remote_state = 'scheduled'
    UNION ALL
    SELECT 'embargo', embargo_at, number, id, 0, ''
    FROM story INDEXED BY story_by_embargo WHERE embargo_at >= ?1 AND embargo_at < ?2 AND spiked_at IS NULL
    UNION ALL
    SELECT 'look-again', look_again_at, number, id, 0, ''
    FROM story INDEXED BY story_by_look_again
    WHERE look_again_at >= ?1 AND look_again_at < ?2 AND spiked_at IS NULL"
);

/// What is left from before `?1`, at most `?2` of each kind: copy that never came, reminders that
/// nobody answered, and what was to go out and did not.
pub(super) const LEFT: &str = concat!(
    "
    SELECT * FROM (SELECT 'deadline' AS kind, deadline_at AS at, number, id, 1 AS to_file, '' AS place
      FROM story INDEXED BY story_to_file
      WHERE deadline_at < ?1 AND spiked_at IS NULL AND ",
    still_to_file!(),
    "
      ORDER BY deadline_at DESC LIMIT ?2)
    UNION ALL
    SELECT * FROM (SELECT 'schedule', schedule_at, number, id, 0, ''
      FROM story INDEXED BY story_by_schedule WHERE schedule_at < ?1 ORDER BY schedule_at DESC LIMIT ?2)
    UNION ALL
    SELECT * FROM (SELECT 'look-again', look_again_at, number, id, 0, ''
      FROM story INDEXED BY story_by_look_again WHERE look_again_at < ?1 AND spiked_at IS NULL
      ORDER BY look_again_at DESC LIMIT ?2)"
);

/// What is to be looked at again by `?1`, the longest due first.
pub(super) const LOOKS: &str = "
    SELECT id, headline, slug, look_again_at, look_again_local, look_again_zone
    FROM story INDEXED BY story_by_look_again WHERE look_again_at <= ?1 AND spiked_at IS NULL
    ORDER BY look_again_at LIMIT 20";

fn hour(r: &Row) -> rusqlite::Result<HourRow> {
    Ok(HourRow {
        kind: HourKind::from_word(&text(r, "kind")?).unwrap_or_default(),
        at: UtcMillis(r.get("at")?),
        number: r.get("number")?,
        story: id(r, "id")?,
        to_file: r.get("to_file")?,
        place: text(r, "place")?,
    })
}

impl Tx<'_> {
    /// All hours from one moment to before another, in no order.
    pub fn plan_hours(&self, from: UtcMillis, before: UtcMillis) -> Result<Vec<HourRow>> {
        let mut ask = self.conn.prepare_cached(HOURS)?;
        Ok(ask.query_map([from.0, before.0], hour)?.collect::<rusqlite::Result<_>>()?)
    }

    /// What is left from before a moment, the newest `most` of each kind, in no order.
    pub fn plan_left(&self, before: UtcMillis, most: usize) -> Result<Vec<HourRow>> {
        let mut ask = self.conn.prepare_cached(LEFT)?;
        Ok(ask.query_map([before.0, most as i64], hour)?.collect::<rusqlite::Result<_>>()?)
    }

    /// A story as a line of the news list: its row of the desk list, and its brief.
    pub fn plan_row(&self, number: i64) -> Result<(DeskRow, String)> {
        let mut ask = self
            .conn
            .prepare_cached(&format!("SELECT {COLUMNS}, s.brief FROM story s WHERE s.number = ?1"))?;
        Ok(ask.query_row([number], |r| Ok((row(r)?, text(r, "brief")?)))?)
    }

    /// What is to be looked at again by now, the longest due first; at most twenty.
    pub fn looks_due(&self, now: UtcMillis) -> Result<Vec<LookDue>> {
        let mut ask = self.conn.prepare_cached(LOOKS)?;
        let rows = ask.query_map([now.0], |r| {
            Ok(LookDue {
                story: id(r, "id")?,
                headline: text(r, "headline")?,
                slug: text(r, "slug")?,
                hour: WallTime {
                    local: text(r, "look_again_local")?,
                    zone: text(r, "look_again_zone")?,
                    at: UtcMillis(r.get("look_again_at")?),
                },
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
