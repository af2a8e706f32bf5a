//! Search: which stories have the words, the newest first, and what of them can be read.

use super::desk::{Place, Within, place};
use super::words::{anywhere, expression};
use super::{Tx, text};
use crate::desk::Sort;
use crate::desk::typed::Typed;
use crate::story::UtcMillis;
use crate::{Result, body};
use rusqlite::types::Value;
use std::collections::{BTreeMap, HashSet};

impl Tx<'_> {
    /// The newest stories (by when they were begun) below a number that match, up to `most`. So
    /// the index is never read to its end for a common word.
    pub fn desk_matches(
        &self,
        typed: &Typed,
        within: &Within,
        sort: Sort,
        below: i64,
        most: usize,
    ) -> Result<Vec<Place>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT e.number, e.age, e.marks, e.{} AS sort_key
             FROM story_words w CROSS JOIN desk_entry e ON e.number = w.rowid
             WHERE ?1 IS ?1 AND story_words MATCH ?2 AND w.rowid < ?3 AND {}
             ORDER BY w.rowid DESC LIMIT {most}",
            sort.key().0,
            within.sql()
        ))?;
        let words = Value::Text(expression(&typed.words, &within.sections));
        let rows = ask.query_map([within.person(), words, Value::Integer(below)], place)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The stories that have the words in an older revision alone, each with the passage: of the
    /// newest `most` such passages. Fields are not asked for there. `have_them_now`: every story
    /// within that has the words today, where that is known; else each is asked, which takes long.
    pub fn older_matches(
        &self,
        typed: &Typed,
        within: &Within,
        sort: Sort,
        most: usize,
        have_them_now: Option<&HashSet<i64>>,
    ) -> Result<Vec<(Place, i64)>> {
        if typed.words.is_empty()
            || typed.words.iter().any(|w| w.field.is_some())
            || !within.sections.is_empty()
        {
            return Ok(Vec::new());
        }
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT e.number, e.age, e.marks, e.{} AS sort_key, p.number AS passage
             FROM older_words w CROSS JOIN older_passage p ON p.number = w.rowid
               CROSS JOIN desk_entry e ON e.number = p.story
             WHERE ?1 IS ?1 AND older_words MATCH ?2 AND {}
             ORDER BY w.rowid DESC LIMIT {most}",
            sort.key().0,
            within.sql()
        ))?;
        let rows = ask.query_map([within.person(), Value::Text(anywhere(&typed.words))], |r| {
            Ok((place(r)?, r.get::<_, i64>("passage")?))
        })?;
        let mut newest = BTreeMap::new();
        for row in rows {
            let (place, passage) = row?;
            newest.entry(place.number).or_insert((place, passage));
        }
        if let Some(now) = have_them_now {
            newest.retain(|number, _| !now.contains(number));
            return Ok(newest.into_values().collect());
        }
        let mut has_them_now = self.conn.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM story_words WHERE story_words MATCH ?1 AND rowid = ?2)",
        )?;
        let words = expression(&typed.words, &[]);
        let mut out = Vec::new();
        for (number, found) in newest {
            if !has_them_now.query_row((&words, number), |r| r.get::<_, bool>(0))? {
                out.push(found);
            }
        }
        Ok(out)
    }

    /// The texts of a story that a snippet may come from; what a row shows anyway is not among them.
    pub fn readable(&self, number: i64) -> Result<Vec<String>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT body, standfirst, lead_caption, lead_credit, lead_alt, brief, eyebrow, headline_search,
                    headline_social, headline_push, headline_sms FROM story WHERE number = ?1",
        )?;
        Ok(ask.query_row([number], |r| {
            let mut out = vec![body::plain_text_with_notes(&body::read(&text(r, "body")?))];
            for column in ["standfirst", "lead_caption"] {
                out.push(body::inline_text(&body::read_inline(&text(r, column)?)));
            }
            for column in [
                "lead_credit",
                "lead_alt",
                "brief",
                "eyebrow",
                "headline_search",
                "headline_social",
                "headline_push",
                "headline_sms",
            ] {
                out.push(text(r, column)?);
            }
            Ok(out)
        })?)
    }

    /// A passage that stood in an older revision, with when that was kept.
    pub fn older_passage(&self, passage: i64) -> Result<(UtcMillis, String)> {
        let mut ask = self.conn.prepare_cached(
            "SELECT p.text, coalesce(r.made_at, 0) AS made_at
             FROM older_passage p LEFT JOIN revision r ON r.id = p.revision WHERE p.number = ?1",
        )?;
        Ok(ask.query_row([passage], |r| Ok((UtcMillis(r.get("made_at")?), text(r, "text")?)))?)
    }
}
