//! The desk list: pages of rows by key, all or those that match a search.

use super::words::match_expression;
use super::{Tx, id, id_or_none, text};
use crate::Result;
use crate::desk::View;
use crate::story::{Publication, SectionId, Stage, StoryId, UtcMillis};
use rusqlite::{Row, params, params_from_iter};

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
    /// Whether it is on hold.
    pub hold: bool,
    /// Words of its body.
    pub words: i64,
    /// BCP 47.
    pub language: String,
    /// ltr, rtl, or empty for the language's own.
    pub direction: String,
    /// Its section.
    pub section: Option<SectionId>,
    /// When its working copy changed.
    pub changed_at: UtcMillis,
    /// Whether it has a lead picture.
    pub has_picture: bool,
    /// Set where the row could not be read whole.
    pub damaged: bool,
}

const COLUMNS: &str = "s.id, s.slug, s.headline, s.byline_line, s.stage, s.publication,
    s.full_hash <> s.published_hash AS unsent, s.hold, s.words, s.language, s.direction, s.section, s.changed_at,
    s.lead_media <> '' AS has_picture, s.seal = '' AS damaged";

fn row(r: &Row) -> rusqlite::Result<DeskRow> {
    Ok(DeskRow {
        id: id(r, "id")?,
        slug: text(r, "slug")?,
        headline: text(r, "headline")?,
        byline_line: text(r, "byline_line")?,
        stage: Stage::from_word(&text(r, "stage")?).unwrap_or_default(),
        publication: Publication::from_word(&text(r, "publication")?).unwrap_or_default(),
        unsent: r.get("unsent")?,
        hold: r.get("hold")?,
        words: r.get("words")?,
        language: text(r, "language")?,
        direction: text(r, "direction")?,
        section: id_or_none(r, "section")?,
        changed_at: UtcMillis(r.get("changed_at")?),
        has_picture: r.get("has_picture")?,
        damaged: r.get("damaged")?,
    })
}

fn within(view: View) -> &'static str {
    match view {
        View::Desk => "s.spiked_at IS NULL",
        View::Live => "s.spiked_at IS NULL AND s.publication = 'live'",
        View::Spiked => "s.spiked_at IS NOT NULL",
    }
}

impl Tx<'_> {
    /// A page of the list, last changed first, from after the given key.
    pub fn desk_page(
        &self,
        view: View,
        find: &str,
        after: Option<(UtcMillis, String)>,
        limit: usize,
    ) -> Result<Vec<DeskRow>> {
        let words = match_expression(find);
        let join = if words.is_empty() { "" } else { "JOIN story_words w ON w.rowid = s.number" };
        let matching = if words.is_empty() { "?3 = ''" } else { "story_words MATCH ?3" };
        let (at, key) = after.unwrap_or((UtcMillis(i64::MAX), "~".to_owned()));
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM story s {join}
             WHERE {} AND {matching} AND (s.changed_at, s.id) < (?1, ?2)
             ORDER BY s.changed_at DESC, s.id DESC LIMIT ?4",
            within(view)
        ))?;
        let rows = ask.query_map(params![at.0, key, words, limit as i64], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many stories a view holds, or how many match (counted up to 1,000).
    pub fn desk_count(&self, view: View, find: &str) -> Result<i64> {
        let words = match_expression(find);
        let sql = if words.is_empty() {
            format!("SELECT count(*) FROM story s WHERE {} AND ?1 = ''", within(view))
        } else {
            format!(
                "SELECT count(*) FROM (SELECT 1 FROM story_words w JOIN story s ON s.number = w.rowid
                 WHERE story_words MATCH ?1 AND {} LIMIT 1000)",
                within(view)
            )
        };
        Ok(self.conn.prepare_cached(&sql)?.query_row(params_from_iter([words]), |r| r.get(0))?)
    }

    /// One row of the list; an error where even that cannot be read.
    pub fn desk_row(&self, story: StoryId) -> Result<DeskRow> {
        let mut ask = self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM story s WHERE s.id = ?1"))?;
        Ok(ask.query_row([story.to_string()], row)?)
    }
}
