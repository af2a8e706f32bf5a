//! What readers see of each story, as the last reading found it.

use crate::Result;
use crate::store::{Tx, id, id_or_none, text};
use crate::story::{SectionId, StoryId, UtcMillis};
use rusqlite::{OptionalExtension, Row, params};

/// A story that readers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRow {
    /// Its number in this file.
    pub number: i64,
    /// Its name on every machine.
    pub story: StoryId,
    /// The revision that they see.
    pub revision: String,
    /// The last part of its address.
    pub url_slug: String,
    /// The section when it was published.
    pub section: Option<SectionId>,
    /// As links to it say it.
    pub headline: String,
    /// BCP 47.
    pub language: String,
    /// ltr or rtl.
    pub direction: String,
    /// When readers first saw it.
    pub published_at: UtcMillis,
    /// When it was updated after that.
    pub updated_at: Option<UtcMillis>,
    /// The story that it is an update of.
    pub updates: Option<StoryId>,
    /// The story that it is a translation of.
    pub translates: Option<StoryId>,
    /// Whether it is a page of the site, and in no list.
    pub is_page: bool,
    /// What lists and feeds show of it, as JSON; empty where it was not asked for.
    pub card: String,
}

/// What was kept of a story that readers see ([`Tx::save_shown_text`]).
#[derive(Debug)]
pub struct KeptRow {
    /// Its number in this file.
    pub number: i64,
    /// The story.
    pub story: StoryId,
    /// What was kept; none where the file has it no more.
    pub text: Option<Vec<u8>>,
}

pub(super) const LINK_COLUMNS: &str =
    "e.number, e.story, e.revision, e.url_slug, e.section, e.headline, e.language,
    e.direction, e.published_at, e.updated_at, e.updates, e.translates, e.is_page, '' AS card";
const COLUMNS: &str = "e.number, e.story, e.revision, e.url_slug, e.section, e.headline, e.language,
    e.direction, e.published_at, e.updated_at, e.updates, e.translates, e.is_page, e.card";

fn row(r: &Row) -> rusqlite::Result<ShownRow> {
    row_from(r, 0)
}

/// The story whose columns begin at that place: a hundred thousand rows are read quicker by the place of a
/// column than by its name.
pub(super) fn row_from(r: &Row, from: usize) -> rusqlite::Result<ShownRow> {
    Ok(ShownRow {
        number: r.get(from)?,
        story: id(r, from + 1)?,
        revision: text(r, from + 2)?,
        url_slug: text(r, from + 3)?,
        section: id_or_none(r, from + 4)?,
        headline: text(r, from + 5)?,
        language: text(r, from + 6)?,
        direction: text(r, from + 7)?,
        published_at: UtcMillis(r.get(from + 8)?),
        updated_at: r.get::<_, Option<i64>>(from + 9)?.map(UtcMillis),
        updates: id_or_none(r, from + 10)?,
        translates: id_or_none(r, from + 11)?,
        is_page: r.get(from + 12)?,
        card: text(r, from + 13)?,
    })
}

impl Tx<'_> {
    fn one(&self, which: &str, value: &str) -> Result<Option<ShownRow>> {
        let mut ask =
            self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM edition_story e WHERE {which} = ?1"))?;
        Ok(ask.query_row([value], row).optional()?)
    }

    fn several(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<ShownRow>> {
        let mut ask = self.conn.prepare_cached(sql)?;
        Ok(ask.query_map(values, row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// A story that readers see.
    pub fn shown(&self, story: StoryId) -> Result<Option<ShownRow>> {
        self.one("e.story", &story.to_string())
    }

    /// The story that stands at an address.
    pub fn shown_at(&self, url_slug: &str) -> Result<Option<ShownRow>> {
        self.one("e.url_slug", url_slug)
    }

    /// All that readers see, without cards, in the order of their numbers.
    pub fn shown_links(&self) -> Result<Vec<ShownRow>> {
        self.several(&format!("SELECT {LINK_COLUMNS} FROM edition_story e ORDER BY e.number"), [])
    }

    /// The pages of the site that are written as stories, without cards, by their addresses.
    pub fn shown_pages(&self) -> Result<Vec<ShownRow>> {
        self.several(
            &format!(
                "SELECT {LINK_COLUMNS} FROM edition_story e INDEXED BY edition_story_pages
                 WHERE e.is_page = 1 ORDER BY e.url_slug"
            ),
            [],
        )
    }

    /// Stories of one list between two places (the second not with them), the oldest first.
    pub fn shown_in_list(&self, list: i64, from: i64, before: i64) -> Result<Vec<ShownRow>> {
        self.several(
            &format!(
                "SELECT {COLUMNS} FROM edition_place p CROSS JOIN edition_story e ON e.number = p.story
                 WHERE p.list = ?1 AND p.place >= ?2 AND p.place < ?3 ORDER BY p.place"
            ),
            [list, from, before],
        )
    }

    /// Stories that readers first saw from one moment to before another, the oldest first; no cards.
    pub fn shown_between(&self, from: UtcMillis, before: UtcMillis) -> Result<Vec<ShownRow>> {
        self.several(
            &format!(
                "SELECT {LINK_COLUMNS} FROM edition_story e INDEXED BY edition_story_by_time
                 WHERE e.published_at >= ?1 AND e.published_at < ?2 ORDER BY e.published_at, e.story"
            ),
            [from.0, before.0],
        )
    }

    /// The stories that are updates of one.
    pub fn shown_updates_of(&self, story: StoryId) -> Result<Vec<ShownRow>> {
        self.several(
            &format!(
                "SELECT {LINK_COLUMNS} FROM edition_story e INDEXED BY edition_story_by_original
                 WHERE e.updates = ?1 AND e.updates <> '' ORDER BY e.published_at, e.story"
            ),
            [story.to_string()],
        )
    }

    /// A story in every language that readers see it in: the original first, if they see that.
    pub fn shown_translations(&self, original: StoryId) -> Result<Vec<ShownRow>> {
        let mut found: Vec<ShownRow> = self.shown(original)?.into_iter().collect();
        found.extend(self.several(
            &format!(
                "SELECT {LINK_COLUMNS} FROM edition_story e INDEXED BY edition_story_by_translated
                 WHERE e.translates = ?1 AND e.translates <> '' ORDER BY e.published_at, e.story"
            ),
            [original.to_string()],
        )?);
        Ok(found)
    }

    /// The stories whose pages show something of that one.
    pub fn shown_linking_to(&self, story: StoryId) -> Result<Vec<ShownRow>> {
        self.several(
            &format!(
                "SELECT {LINK_COLUMNS} FROM edition_link l CROSS JOIN edition_story e ON e.number = l.story
                 WHERE l.target = ?1"
            ),
            [story.to_string()],
        )
    }

    /// The first and the last moment at which readers first saw a story.
    pub fn shown_span(&self) -> Result<Option<(UtcMillis, UtcMillis)>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT min(published_at) AS first, max(published_at) AS last FROM edition_story",
        )?;
        let (first, last) =
            ask.query_row([], |r| Ok((r.get::<_, Option<i64>>("first")?, r.get::<_, Option<i64>>("last")?)))?;
        Ok(first.zip(last).map(|(first, last)| (UtcMillis(first), UtcMillis(last))))
    }

    /// Calls back with what was kept of each story that readers see, in the order of their numbers.
    pub fn each_kept(&self, take: &mut dyn FnMut(KeptRow) -> Result<()>) -> Result<()> {
        let mut ask = self.conn.prepare_cached(
            "SELECT e.number, e.story, t.text
             FROM edition_story e LEFT JOIN edition_text t ON t.number = e.number ORDER BY e.number",
        )?;
        let mut rows = ask.query([])?;
        while let Some(r) = rows.next()? {
            take(KeptRow { number: r.get(0)?, story: id(r, 1)?, text: r.get(2)? })?;
        }
        Ok(())
    }

    /// What was kept of a story that readers see; none where the file has it no more.
    pub fn shown_text(&self, number: i64) -> Result<Option<Vec<u8>>> {
        let mut ask = self.conn.prepare_cached("SELECT text FROM edition_text WHERE number = ?1")?;
        Ok(ask.query_row([number], |r| r.get("text")).optional()?)
    }

    /// Keeps what readers see of a story.
    pub fn save_shown_text(&self, number: i64, kept: &[u8]) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO edition_text (number, text) VALUES (?1, ?2)
                 ON CONFLICT (number) DO UPDATE SET text = ?2",
            )?
            .execute(params![number, kept])?;
        Ok(())
    }

    /// Writes down what readers see of a story.
    pub fn save_shown(&self, s: &ShownRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO edition_story (number, story, revision, url_slug, section, headline, language,
                                            direction, published_at, updated_at, updates, card, translates, is_page)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
                 ON CONFLICT (number) DO UPDATE SET revision = ?3, url_slug = ?4, section = ?5, headline = ?6,
                   language = ?7, direction = ?8, published_at = ?9, updated_at = ?10, updates = ?11, card = ?12,
                   translates = ?13, is_page = ?14",
            )?
            .execute(params![
                s.number,
                s.story.to_string(),
                s.revision,
                s.url_slug,
                s.section.map(|s| s.to_string()).unwrap_or_default(),
                s.headline,
                s.language,
                s.direction,
                s.published_at.0,
                s.updated_at.map(|t| t.0),
                s.updates.map(|s| s.to_string()).unwrap_or_default(),
                s.card,
                s.translates.map(|s| s.to_string()).unwrap_or_default(),
                s.is_page
            ])?;
        Ok(())
    }

    /// Readers see the story no more.
    pub fn remove_shown(&self, number: i64) -> Result<()> {
        self.conn.prepare_cached("DELETE FROM edition_story WHERE number = ?1")?.execute([number])?;
        self.conn.prepare_cached("DELETE FROM edition_words WHERE number = ?1")?.execute([number])?;
        self.conn.prepare_cached("DELETE FROM edition_text WHERE number = ?1")?.execute([number])?;
        self.save_links(number, &[])
    }

    /// Keeps the words that the search finds the story by.
    pub fn save_words(&self, number: i64, words: &str) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO edition_words (number, words) VALUES (?1, ?2)
                 ON CONFLICT (number) DO UPDATE SET words = ?2",
            )?
            .execute(params![number, words])?;
        Ok(())
    }

    /// The words that the search finds the story by.
    pub fn words_of(&self, number: i64) -> Result<String> {
        let mut ask = self.conn.prepare_cached("SELECT words FROM edition_words WHERE number = ?1")?;
        let mut found = ask.query_map([number], |r| text(r, "words"))?;
        Ok(found.next().transpose()?.unwrap_or_default())
    }

    /// Writes down which other stories its page shows something of.
    pub fn save_links(&self, number: i64, targets: &[StoryId]) -> Result<()> {
        self.conn.prepare_cached("DELETE FROM edition_link WHERE story = ?1")?.execute([number])?;
        for target in targets {
            self.conn
                .prepare_cached("INSERT OR IGNORE INTO edition_link (target, story) VALUES (?1, ?2)")?
                .execute(params![target.to_string(), number])?;
        }
        Ok(())
    }

    /// The address at which a story stood is left; a story that stands there now takes it over.
    pub fn note_moved(&self, url_slug: &str, story: StoryId) -> Result<()> {
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO edition_moved (url_slug, story) VALUES (?1, ?2)")?
            .execute([url_slug, &story.to_string()])?;
        Ok(())
    }

    /// The addresses that a story has left.
    pub fn moved_from(&self, story: StoryId) -> Result<Vec<String>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT url_slug FROM edition_moved WHERE story = ?1 ORDER BY url_slug")?;
        let rows = ask.query_map([story.to_string()], |r| text(r, "url_slug"))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Old addresses and the stories that stood there, where nothing else stands now and readers
    /// still see the story.
    pub fn moved(&self) -> Result<Vec<(String, ShownRow)>> {
        let mut ask = self.conn.prepare_cached(&format!(
            "SELECT m.url_slug AS old, {LINK_COLUMNS} FROM edition_moved m JOIN edition_story e ON e.story = m.story
             WHERE NOT EXISTS (SELECT 1 FROM edition_story n WHERE n.url_slug = m.url_slug) ORDER BY m.url_slug"
        ))?;
        let rows = ask.query_map([], |r| Ok((text(r, "old")?, row_from(r, 1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
