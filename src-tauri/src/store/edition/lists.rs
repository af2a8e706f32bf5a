//! The lists of the site, with each story's place in them, counted from the oldest.

use super::shown::ShownRow;
use crate::Result;
use crate::store::{Tx, text};
use rusqlite::{OptionalExtension, Row, params};

/// A list of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Its number in this file.
    pub number: i64,
    /// latest, section, tag, author, year, month, day.
    pub kind: String,
    /// Its part of the address; of a section its id.
    pub slug: String,
    /// Its name as shown.
    pub name: String,
    /// How many stories it holds.
    pub stories: i64,
}

fn row(r: &Row) -> rusqlite::Result<ListRow> {
    Ok(ListRow {
        number: r.get("number")?,
        kind: text(r, "kind")?,
        slug: text(r, "slug")?,
        name: text(r, "name")?,
        stories: r.get("stories")?,
    })
}

impl Tx<'_> {
    /// All lists of the site, empty ones too.
    pub fn site_lists(&self) -> Result<Vec<ListRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT number, kind, slug, name, stories FROM edition_list ORDER BY kind, slug",
        )?;
        Ok(ask.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The lists of one kind.
    pub fn site_lists_of(&self, kind: &str) -> Result<Vec<ListRow>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT number, kind, slug, name, stories FROM edition_list WHERE kind = ?1 ORDER BY slug",
        )?;
        Ok(ask.query_map([kind], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// One list.
    pub fn site_list(&self, number: i64) -> Result<Option<ListRow>> {
        let mut ask = self
            .conn
            .prepare_cached("SELECT number, kind, slug, name, stories FROM edition_list WHERE number = ?1")?;
        Ok(ask.query_row([number], row).optional()?)
    }

    /// The list of that kind and slug; made where it is not there.
    pub fn site_list_made(&self, kind: &str, slug: &str, name: &str) -> Result<ListRow> {
        self.conn
            .prepare_cached(
                "INSERT INTO edition_list (kind, slug, name) VALUES (?1, ?2, ?3) ON CONFLICT (kind, slug) DO NOTHING",
            )?
            .execute([kind, slug, name])?;
        let mut ask = self.conn.prepare_cached(
            "SELECT number, kind, slug, name, stories FROM edition_list WHERE kind = ?1 AND slug = ?2",
        )?;
        Ok(ask.query_row([kind, slug], row)?)
    }

    /// The lists that a story stands in, and its place in each.
    pub fn places_of(&self, story: i64) -> Result<Vec<(i64, i64)>> {
        let mut ask = self.conn.prepare_cached(
            "SELECT list, place FROM edition_place INDEXED BY edition_place_of_story WHERE story = ?1 ORDER BY list",
        )?;
        let rows = ask.query_map([story], |r| Ok((r.get("list")?, r.get("place")?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every place of every list: list, then story, the oldest first.
    pub fn each_place(&self, take: &mut dyn FnMut(i64, i64)) -> Result<()> {
        let mut ask =
            self.conn.prepare_cached("SELECT list, story FROM edition_place ORDER BY list, place")?;
        let mut rows = ask.query([])?;
        while let Some(r) = rows.next()? {
            take(r.get(0)?, r.get(1)?);
        }
        Ok(())
    }

    /// Puts a story into a list where its time says, and answers its place.
    pub fn put_in_list(&self, list: &ListRow, story: &ShownRow) -> Result<i64> {
        // Nearly always it is the newest; else the place is found by halves.
        let (mut low, mut high) = (0, list.stories);
        if high > 0 && self.is_older(list.number, high - 1, story)? {
            low = high;
        }
        while low < high {
            let middle = (low + high) / 2;
            if self.is_older(list.number, middle, story)? { low = middle + 1 } else { high = middle }
        }
        if low < list.stories {
            self.shift(list.number, low, 1)?;
        }
        self.conn
            .prepare_cached("INSERT INTO edition_place (list, place, story) VALUES (?1, ?2, ?3)")?
            .execute([list.number, low, story.number])?;
        self.count(list.number, 1)?;
        Ok(low)
    }

    /// Takes the story at a place out of a list.
    pub fn take_out_of_list(&self, list: i64, place: i64) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM edition_place WHERE list = ?1 AND place = ?2")?
            .execute([list, place])?;
        self.shift(list, place + 1, -1)?;
        self.count(list, -1)
    }

    /// Whether the story at a place was seen by readers before another.
    fn is_older(&self, list: i64, place: i64, than: &ShownRow) -> Result<bool> {
        let mut ask = self.conn.prepare_cached(
            "SELECT (e.published_at, e.story) < (?3, ?4)
             FROM edition_place p CROSS JOIN edition_story e ON e.number = p.story
             WHERE p.list = ?1 AND p.place = ?2",
        )?;
        Ok(ask.query_row(params![list, place, than.published_at.0, than.story.to_string()], |r| r.get(0))?)
    }

    /// Moves all from a place on by one. In two steps: no two may stand at one place in between.
    fn shift(&self, list: i64, from: i64, by: i64) -> Result<()> {
        self.conn
            .prepare_cached(
                "UPDATE edition_place SET place = -(place + ?3) - 1 WHERE list = ?1 AND place >= ?2",
            )?
            .execute([list, from, by])?;
        self.conn
            .prepare_cached("UPDATE edition_place SET place = -(place + 1) WHERE list = ?1 AND place < 0")?
            .execute([list])?;
        Ok(())
    }

    fn count(&self, list: i64, by: i64) -> Result<()> {
        self.conn
            .prepare_cached("UPDATE edition_list SET stories = stories + ?2 WHERE number = ?1")?
            .execute([list, by])?;
        Ok(())
    }
}
