//! The desk list: which stories there are, last changed first, page by page.

use crate::store::{DeskRow, Store};
use crate::story::UtcMillis;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// Rows of a page: more than a tall window shows.
const PAGE: usize = 200;

/// Which stories the list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "DeskView"))]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// All but the spiked.
    Desk,
    /// What readers can see.
    Live,
    /// Dropped, recoverable.
    Spiked,
}

impl View {
    /// The view of that word, or none.
    pub fn from_word(word: &str) -> Option<View> {
        match word {
            "desk" => Some(View::Desk),
            "live" => Some(View::Live),
            "spiked" => Some(View::Spiked),
            _ => None,
        }
    }
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its rows.
    pub rows: Vec<DeskRow>,
    /// Where the next page starts; none at the end.
    pub next: Option<String>,
    /// How many there are in all (of a search: up to 1,000).
    pub total: i64,
    /// What could not be listed as it should.
    pub problems: Vec<Error>,
}

/// A page of the view, or of what matches `find` in it.
pub fn page(store: &mut Store, view: View, find: &str, after: Option<&str>) -> Result<Page> {
    let key = after.and_then(|cursor| {
        let (at, id) = cursor.split_once(' ')?;
        Some((UtcMillis(at.parse().ok()?), id.to_owned()))
    });
    let listed = store.read(|tx| {
        let rows = tx.desk_page(view, find, key, PAGE + 1)?;
        Ok((rows, tx.desk_count(view, find)?))
    });
    match listed {
        Ok((mut rows, total)) => {
            let more = rows.len() > PAGE;
            rows.truncate(PAGE);
            let next = rows.last().filter(|_| more).map(|r| format!("{} {}", r.changed_at.0, r.id));
            Ok(Page { rows, next, total, problems: Vec::new() })
        }
        Err(fault) if fault.code == "newsroom-damaged" && after.is_none() => one_by_one(store, fault),
        Err(fault) => Err(fault),
    }
}

/// The list of a damaged file: each story by itself, so that one that cannot be read
/// does not hide the others.
fn one_by_one(store: &mut Store, fault: Error) -> Result<Page> {
    let ids = store.read(|tx| tx.story_ids())?;
    let mut rows: Vec<DeskRow> =
        ids.into_iter().filter_map(|story| store.read(|tx| tx.desk_row(story)).ok()).collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.changed_at));
    Ok(Page { total: rows.len() as i64, rows, next: None, problems: vec![fault] })
}
