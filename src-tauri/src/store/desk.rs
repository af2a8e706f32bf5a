//! The desk list: pages of rows by key, in any order, with any filter; and counts that are kept.

use super::{Tx, id, id_or_none, text};
use crate::Result;
use crate::desk::snippet::Snippet;
use crate::desk::{Sort, State};
use crate::story::{Legal, PictureNeed, Publication, SectionId, Stage, StoryId, UtcMillis, still_to_file};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// A filter that leaves so few stories reads those and sorts them; one that leaves more is met
/// soon on the way through the list.
const FEW: i64 = 2000;
/// A count that no total is kept for ends here.
const COUNTED: i64 = 1000;

/// What the desk list shows of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// The story.
    pub id: StoryId,
    /// Its working name.
    pub slug: String,
    /// Its headline.
    pub headline: String,
    /// Its names, else its agency.
    pub byline_line: String,
    /// Where it is in the work.
    pub stage: Stage,
    /// What readers see.
    pub publication: Publication,
    /// Whether the working copy differs from what readers see.
    pub unsent: bool,
    /// Whether readers were told of a correction or a clarification.
    pub corrected: bool,
    /// When it goes to the newsroom's own site.
    pub schedule_at: Option<UtcMillis>,
    /// Whether it was killed.
    pub killed: bool,
    /// Whether it is on hold.
    pub hold: bool,
    /// Whether it is never to be published.
    pub not_for_publication: bool,
    /// Whether a lawyer must read it.
    pub legal: Legal,
    /// Whether it needs pictures.
    pub pictures: PictureNeed,
    /// Whether it is to be handled with care.
    pub sensitive: bool,
    /// Whether it is under an embargo, over or not.
    pub embargo: bool,
    /// When the embargo is over; none: it has no end.
    pub embargo_at: Option<UtcMillis>,
    /// 1 to 5; 0: not said.
    pub priority: u8,
    /// Whose it is.
    pub assigned_to: String,
    /// When it must be filed.
    pub deadline_at: Option<UtcMillis>,
    /// Whether its copy is still to come, so that the deadline counts.
    pub to_file: bool,
    /// When somebody should look at it again.
    pub look_again_at: Option<UtcMillis>,
    /// When it was spiked.
    pub spiked_at: Option<UtcMillis>,
    /// Words of its body.
    pub words: i64,
    /// The length that was asked for.
    pub commissioned_words: Option<u32>,
    /// BCP 47.
    pub language: String,
    /// ltr, rtl, or empty for the language's own.
    pub direction: String,
    /// Its section.
    pub section: Option<SectionId>,
    /// When its working copy changed.
    pub changed_at: UtcMillis,
    /// Who changed it; empty: nobody had said who works at that machine.
    pub changed_by: String,
    /// Whether it has a lead picture.
    pub has_picture: bool,
    /// Set where the row could not be read whole.
    pub damaged: bool,
    /// Where a search found it.
    pub snippet: Option<Snippet>,
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DeskKey {
    /// A number.
    Number(i64),
    /// A folded text.
    Text(String),
}

/// A row's place in an order: no two have the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What it is sorted by.
    pub key: DeskKey,
    /// Its last change, negated.
    pub age: i64,
    /// Stage, state and flags as bits.
    pub marks: i64,
    /// Its number in this file.
    pub number: i64,
}

/// Which of the spiked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnSpike {
    /// Those spiked after that moment.
    Since(UtcMillis),
    /// Those spiked then or before.
    Until(UtcMillis),
}

/// Which stories a list holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Within {
    /// The spiked, or all others.
    pub spiked: bool,
    /// Of the spiked, these; none: all.
    pub on_spike: Option<OnSpike>,
    /// Filters that contradict each other: none.
    pub nothing: bool,
    /// In these stages; none: in any.
    pub stages: Vec<Stage>,
    /// With these states; none: with any.
    pub states: Vec<State>,
    /// With a lead picture.
    pub picture: bool,
    /// That need a lawyer.
    pub legal: bool,
    /// That are held or embargoed.
    pub held: bool,
    /// Whose copy is still to come, as `still_to_file` has it.
    pub late: bool,
    /// That somebody wants looked at again.
    pub look_again: bool,
    /// Of this person (folded).
    pub whose: Option<String>,
    /// To be filed from one moment to before another.
    pub deadline: Option<(i64, i64)>,
    /// In these sections; asked of the words, not of the list.
    pub sections: Vec<SectionId>,
}

impl Within {
    /// The part that `marks` answers; empty: all.
    fn of_marks(&self) -> String {
        let mut sql = String::new();
        let mut one_of = |bits: &str, numbers: Vec<usize>| {
            if !numbers.is_empty() {
                let list = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
                let _ = write!(sql, " AND ({bits}) IN ({list})");
            }
        };
        let place = |stage: &Stage| Stage::ALL.iter().position(|s| s == stage);
        one_of("marks & 7", self.stages.iter().filter_map(place).collect());
        let place = |state: &State| State::ALL.iter().position(|s| s == state);
        one_of("(marks >> 3) & 7", self.states.iter().filter_map(place).collect());
        for (wanted, bits) in [(self.picture, 64), (self.held, 512 | 1024), (self.legal, 2048)] {
            if wanted {
                let _ = write!(sql, " AND (marks & {bits}) <> 0");
            }
        }
        if self.late {
            // Pitch, Assigned, Writing; not published, or only scheduled.
            sql.push_str(" AND (marks & 7) <= 2 AND ((marks >> 3) & 7) <= 1");
        }
        sql
    }

    /// The part that no column of `desk_entry` answers: each is few stories, by an index of their own.
    fn of_hours(&self) -> String {
        let mut sql = String::new();
        if let Some(spike) = self.on_spike {
            let (than, at) = match spike {
                OnSpike::Since(at) => (">", at.0),
                OnSpike::Until(at) => ("<=", at.0),
            };
            let _ = write!(
                sql,
                " AND e.number IN (SELECT number FROM story INDEXED BY story_by_spike WHERE spiked_at {than} {at})"
            );
        }
        if self.look_again {
            sql.push_str(
                " AND e.number IN (SELECT number FROM story INDEXED BY story_by_look_again
                   WHERE look_again_at IS NOT NULL AND spiked_at IS NULL)",
            );
        }
        sql
    }

    /// All of it, but the sections; the person, if any, is the parameter `?1`. `desk_entry` is `e`.
    pub(super) fn sql(&self) -> String {
        let mut sql = format!("spiked = {}{}{}", i64::from(self.spiked), self.of_marks(), self.of_hours());
        if self.whose.is_some() {
            sql.push_str(" AND whose_key = ?1");
        }
        if let Some((from, before)) = self.deadline {
            let _ = write!(sql, " AND deadline_key >= {from} AND deadline_key < {before}");
        }
        sql
    }

    pub(super) fn person(&self) -> Value {
        self.whose.clone().map_or(Value::Null, Value::Text)
    }
}

impl Sort {
    /// Its column of `desk_entry`, and the index in its order.
    pub(super) fn key(self) -> (&'static str, &'static str) {
        match self {
            Sort::Changed => ("age", "desk_by_changed"),
            Sort::Priority => ("priority_key", "desk_by_priority"),
            Sort::Slug => ("slug_key", "desk_by_slug"),
            Sort::Headline => ("headline_key", "desk_by_headline"),
            Sort::Byline => ("byline_key", "desk_by_byline"),
            Sort::Stage => ("stage_key", "desk_by_stage"),
            Sort::Flags => ("flags_key", "desk_by_flags"),
            Sort::Length => ("words_key", "desk_by_length"),
            Sort::Deadline => ("deadline_key", "desk_by_deadline"),
            Sort::Assigned => ("assigned_key", "desk_by_assigned"),
            Sort::Picture => ("picture_key", "desk_by_picture"),
            Sort::Seen => ("seen_key", "desk_by_seen"),
        }
    }
}

pub(super) const COLUMNS: &str = "s.id, s.slug, s.headline, s.byline_line, s.stage, s.publication,
    s.full_hash <> s.published_hash AS unsent,
    EXISTS (SELECT 1 FROM story_correction c WHERE c.story = s.id AND c.kind IN ('correction', 'clarification'))
      AS corrected,
    s.killed_at IS NOT NULL AS killed, s.schedule_at, s.hold, s.not_for_publication, s.legal, s.pictures, s.sensitive,
    s.embargo, s.embargo_at, s.priority, s.assigned_to, s.deadline_at, s.look_again_at, s.spiked_at, s.words,
    s.commissioned_words, s.language, s.direction, s.section,
    s.changed_at, coalesce((SELECT changed_by FROM desk_entry d WHERE d.number = s.number), '') AS changed_by,
    s.lead_media <> '' AS has_picture, s.seal = '' AS damaged";

pub(super) fn row(r: &Row) -> rusqlite::Result<DeskRow> {
    let time = |column: &str| Ok::<_, rusqlite::Error>(r.get::<_, Option<i64>>(column)?.map(UtcMillis));
    let stage = Stage::from_word(&text(r, "stage")?).unwrap_or_default();
    let publication = Publication::from_word(&text(r, "publication")?).unwrap_or_default();
    let spiked_at = time("spiked_at")?;
    Ok(DeskRow {
        id: id(r, "id")?,
        slug: text(r, "slug")?,
        headline: text(r, "headline")?,
        byline_line: text(r, "byline_line")?,
        stage,
        publication,
        unsent: r.get("unsent")?,
        corrected: r.get("corrected")?,
        schedule_at: time("schedule_at")?,
        killed: r.get("killed")?,
        hold: r.get("hold")?,
        not_for_publication: r.get("not_for_publication")?,
        legal: Legal::from_word(&text(r, "legal")?).unwrap_or(Legal::Needed),
        pictures: PictureNeed::from_word(&text(r, "pictures")?).unwrap_or_default(),
        sensitive: r.get("sensitive")?,
        embargo: !text(r, "embargo")?.is_empty(),
        embargo_at: time("embargo_at")?,
        priority: r.get("priority")?,
        assigned_to: text(r, "assigned_to")?,
        deadline_at: time("deadline_at")?,
        to_file: still_to_file(stage, publication, spiked_at.is_some()),
        look_again_at: time("look_again_at")?,
        spiked_at,
        words: r.get("words")?,
        commissioned_words: r.get("commissioned_words")?,
        language: text(r, "language")?,
        direction: text(r, "direction")?,
        section: id_or_none(r, "section")?,
        changed_at: UtcMillis(r.get("changed_at")?),
        changed_by: text(r, "changed_by")?,
        has_picture: r.get("has_picture")?,
        damaged: r.get("damaged")?,
        snippet: None,
    })
}

pub(super) fn place(r: &Row) -> rusqlite::Result<Place> {
    let key = match r.get_ref("sort_key")? {
        rusqlite::types::ValueRef::Integer(n) => DeskKey::Number(n),
        _ => DeskKey::Text(text(r, "sort_key")?),
    };
    Ok(Place { key, age: r.get("age")?, marks: r.get("marks")?, number: r.get("number")? })
}

impl Tx<'_> {
    /// A page of the list from after the given place.
    pub fn desk_page(
        &self,
        within: &Within,
        sort: Sort,
        reversed: bool,
        after: Option<&Place>,
        limit: usize,
    ) -> Result<Vec<(Place, DeskRow)>> {
        let (key, in_order) = sort.key();
        let kinds = self.desk_kinds(within)?;
        let few = !within.of_marks().is_empty() && kinds.iter().map(|(_, n)| n).sum::<i64>() <= FEW;
        let (index, mut filter) = if within.whose.is_some() {
            ("desk_by_whose", within.sql())
        } else if within.deadline.is_some() {
            ("desk_by_deadline", within.sql())
        } else if few {
            let list = kinds.iter().map(|(marks, _)| marks.to_string()).collect::<Vec<_>>().join(", ");
            let spiked = i64::from(within.spiked);
            ("desk_by_marks", format!("spiked = {spiked} AND marks IN ({list}){}", within.of_hours()))
        } else {
            (in_order, within.sql())
        };
        // Few are to be looked at again: those are read, and put in order.
        let index = if within.look_again { "NOT INDEXED".to_owned() } else { format!("INDEXED BY {index}") };
        let (than, way) = if reversed { ("<", "DESC") } else { (">", "ASC") };
        let by: Vec<&str> = match sort {
            Sort::Changed => vec!["age", "marks", "number"],
            _ => vec![key, "age", "marks", "number"],
        };
        let mut values = vec![within.person()];
        if let Some(after) = after {
            if sort != Sort::Changed {
                values.push(match &after.key {
                    DeskKey::Number(n) => Value::Integer(*n),
                    DeskKey::Text(text) => Value::Text(text.clone()),
                });
            }
            values.extend([after.age, after.marks, after.number].map(Value::Integer));
            let marks = (2..2 + by.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
            let _ = write!(filter, " AND ({}) {than} ({marks})", by.join(", "));
        }
        let order = by.iter().map(|column| format!("{column} {way}")).collect::<Vec<_>>().join(", ");
        let outer = by.iter().map(|column| format!("e.{column} {way}")).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT {COLUMNS}, e.number, e.age, e.marks, e.sort_key
             FROM (SELECT number, age, marks, {key} AS sort_key{} FROM desk_entry e {index}
                   WHERE ?1 IS ?1 AND {filter} ORDER BY {order} LIMIT {limit}) e
             CROSS JOIN story s ON s.number = e.number
             ORDER BY {outer}",
            if sort == Sort::Changed { String::new() } else { format!(", {key}") },
        );
        let mut ask = self.conn.prepare_cached(&sql)?;
        let rows = ask.query_map(params_from_iter(values), |r| Ok((place(r)?, row(r)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The kinds of stories that a filter lets through, with how many there are of each.
    fn desk_kinds(&self, within: &Within) -> Result<Vec<(i64, i64)>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT marks, stories FROM desk_total WHERE spiked = {}{}",
            i64::from(within.spiked),
            within.of_marks()
        ))?;
        let kinds = ask.query_map([], |r| Ok((r.get("marks")?, r.get("stories")?)))?;
        Ok(kinds.collect::<rusqlite::Result<_>>()?)
    }

    /// How many stories there are, and whether there may be more: a filter by person or by time is
    /// counted up to 1,000; all else is a sum of what is kept.
    pub fn desk_total(&self, within: &Within) -> Result<(i64, bool)> {
        let index = match (&within.whose, within.deadline) {
            _ if within.look_again => "NOT INDEXED",
            (Some(_), _) => "INDEXED BY desk_by_whose",
            (None, Some(_)) => "INDEXED BY desk_by_deadline",
            _ if within.on_spike.is_some() => "INDEXED BY desk_by_marks",
            (None, None) => return Ok((self.desk_kinds(within)?.iter().map(|(_, n)| n).sum(), false)),
        };
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM desk_entry e {index}
             WHERE ?1 IS ?1 AND {} LIMIT {})",
            within.sql(),
            COUNTED + 1
        ))?;
        let counted: i64 = ask.query_row([within.person()], |r| r.get(0))?;
        Ok((counted.min(COUNTED), counted > COUNTED))
    }

    /// One row of the list; an error where even that cannot be read.
    pub fn desk_row(&self, story: StoryId) -> Result<DeskRow> {
        let mut ask = self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM story s WHERE s.id = ?1"))?;
        Ok(ask.query_row([story.to_string()], row)?)
    }

    /// One row of the list by its number.
    pub fn desk_row_at(&self, number: i64) -> Result<DeskRow> {
        let mut ask =
            self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM story s WHERE s.number = ?1"))?;
        Ok(ask.query_row([number], row)?)
    }
}
