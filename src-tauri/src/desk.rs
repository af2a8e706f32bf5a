//! The desk list: which stories there are, in the order and with the filters that were asked for,
//! page by page by key. How a search is typed is in `typed`, what of a story shows that it was
//! found in `snippet`, the SQL in `store/desk` and `store/search`.

pub mod plan;
pub mod snippet;
pub mod typed;

use crate::store::{DeskRow, OnSpike, Place, Store, Tx, Within};
use crate::story::{Stage, UtcMillis, ViewId, folded, stages_called, words};
use crate::{Error, Result};
use chrono::{Datelike, Days};
use serde::{Deserialize, Serialize};
use snippet::Snippet;
use std::collections::HashSet;
use typed::Typed;

/// Rows of a page: more than a tall window shows.
const PAGE: usize = 200;
/// Rows of a page of a search: each has its snippet.
const FOUND_PAGE: usize = 50;
/// A search looks at so many of the newest matches at once, and puts those in order.
const WINDOW: usize = 2000;

words! {
    /// Which stories the list holds.
    View as "DeskView" {
        /// All but the spiked.
        #[default]
        Desk = "desk",
        /// What readers can see.
        Live = "live",
        /// Dropped, recoverable.
        Spiked = "spiked",
        /// Dropped so long ago that they have left the spike; still recoverable.
        Expired = "expired",
    }
}
words! {
    /// What the list is sorted by. Stories that are alike in it stand by their last change; what is
    /// empty comes last.
    Sort as "DeskSort" {
        /// The last changed first.
        #[default]
        Changed = "changed",
        /// The most urgent first.
        Priority = "priority",
        /// By working name.
        Slug = "slug",
        /// By headline.
        Headline = "headline",
        /// By the names on it.
        Byline = "byline",
        /// In the order of the work.
        Stage = "stage",
        /// The gravest flag first.
        Flags = "flags",
        /// The shortest first.
        Length = "length",
        /// The soonest first.
        Deadline = "deadline",
        /// By whose it is.
        Assigned = "assigned",
        /// Those with a lead picture first.
        Picture = "picture",
        /// Not published, scheduled, live, live with changes, taken down.
        Seen = "seen",
    }
}
words! {
    /// What readers can see, or will.
    State as "DeskState" {
        /// Nothing, and no hour is set.
        #[default]
        NotPublished = "not-published",
        /// Nothing yet: it goes to the newsroom's own site at an hour.
        Scheduled = "scheduled",
        /// What the working copy says.
        Live = "live",
        /// An earlier state of it.
        LiveWithChanges = "live-with-changes",
        /// Nothing any more.
        TakenDown = "taken-down",
    }
}
words! {
    /// When a story must be filed, by the newsroom's own calendar.
    Deadline as "DeskDeadline" {
        /// It should have been, and is not.
        #[default]
        Over = "over",
        /// Today.
        Today = "today",
        /// Tomorrow.
        Tomorrow = "tomorrow",
        /// This Saturday or Sunday.
        Weekend = "weekend",
    }
}

impl Deadline {
    /// From which moment, and before which.
    fn bounds(self, now: UtcMillis, zone: &str) -> (i64, i64) {
        let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        let today = plan::day_of(now, zone);
        let start = |day| plan::day_begins(day, zone).map_or(now.0, |t| t.0);
        let on = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
        match self {
            Deadline::Over => (i64::MIN, now.0),
            Deadline::Today => (start(today), start(on(1))),
            Deadline::Tomorrow => (start(on(1)), start(on(2))),
            Deadline::Weekend => {
                let day = u64::from(today.weekday().num_days_from_monday());
                let first = if day == 6 { today } else { on(5 - day) };
                let after = if day == 6 { on(1) } else { on(7 - day) };
                (start(first), start(after))
            }
        }
    }
}

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "DeskAsk"))]
#[serde(rename_all = "camelCase", default)]
pub struct Ask {
    /// Which stories.
    pub view: View,
    /// The words that were typed; empty: all.
    pub find: String,
    /// In which order.
    pub sort: Sort,
    /// Whether from the other end.
    pub reversed: bool,
    /// Only what is whoever's works at this machine.
    pub mine: bool,
    /// Only what must be filed then.
    pub deadline: Option<Deadline>,
    /// Only in these stages; none: in any.
    pub stages: Vec<Stage>,
    /// Only with these publication states; none: with any.
    pub states: Vec<State>,
    /// Only with a lead picture.
    pub picture: bool,
    /// Only what needs a lawyer.
    pub legal: bool,
    /// Only what is held, not for publication, or embargoed.
    pub held: bool,
    /// Only what somebody wants looked at again.
    pub look_again: bool,
}

impl Ask {
    /// The plain list of a view, or what matches there.
    pub fn of(view: View, find: &str) -> Self {
        Self { view, find: find.to_owned(), ..Self::default() }
    }
}

/// A question to the list that has a name, for everybody in the newsroom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// Its name on every machine.
    pub id: ViewId,
    /// As shown.
    pub name: String,
    /// Whether it is shown when the newsroom opens.
    pub is_first: bool,
    /// What it asks.
    pub ask: Ask,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its rows.
    pub rows: Vec<DeskRow>,
    /// Where the next page starts; none at the end.
    pub next: Option<String>,
    /// How many there are in all, or at least.
    pub total: i64,
    /// Whether there may be more than `total`.
    pub at_least: bool,
    /// What could not be listed as it should.
    pub problems: Vec<Error>,
}

/// Where a page starts, as it goes to the window and back.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum After {
    /// After this row of the list.
    Row(Place),
    /// Among the matches below this number, after this row (none: from the first of them).
    Found { below: i64, row: Option<Place> },
    /// Among those that only an older revision has, after this row.
    Older(Option<Place>),
}

/// A page of what is asked; `after` is the `next` of the page before. `now` says what day it is.
pub fn page(store: &mut Store, ask: &Ask, after: Option<&str>, now: UtcMillis) -> Result<Page> {
    // A place that cannot be read is one of an older window: from the top.
    let place: Option<After> = after.and_then(|text| serde_json::from_str(text).ok());
    let listed = store.read(|tx| {
        let typed = Typed::read(&ask.find);
        let mut within = within(tx, ask, now)?;
        if !resolve(tx, &typed, &mut within)? {
            return Ok(Page::empty());
        }
        if typed.words.is_empty() && within.sections.is_empty() {
            return listed(tx, ask, &within, place);
        }
        found(tx, ask, &typed, &within, place)
    });
    match listed {
        Err(fault) if fault.code == "newsroom-damaged" && after.is_none() => one_by_one(store, fault),
        other => other,
    }
}

impl Page {
    fn empty() -> Self {
        Self { rows: Vec::new(), next: None, total: 0, at_least: false, problems: Vec::new() }
    }
}

/// The filters, by the newsroom's own calendar and names.
fn within(tx: &Tx, ask: &Ask, now: UtcMillis) -> Result<Within> {
    let mut states = ask.states.clone();
    if ask.view == View::Live {
        let seen = [State::Live, State::LiveWithChanges];
        states = if states.is_empty() {
            seen.to_vec()
        } else {
            states.into_iter().filter(|s| seen.contains(s)).collect()
        };
    }
    let nothing = ask.view == View::Live && states.is_empty();
    let settings = tx.settings()?.map(|row| row.settings).unwrap_or_default();
    // Where nothing leaves the spike by itself, nothing has left it.
    let ends = settings.spike_ends(now);
    let on_spike = match ask.view {
        View::Spiked => ends.map(OnSpike::Since),
        View::Expired => ends.map(OnSpike::Until),
        View::Desk | View::Live => None,
    };
    Ok(Within {
        spiked: matches!(ask.view, View::Spiked | View::Expired),
        on_spike,
        nothing: nothing || (ask.view == View::Expired && ends.is_none()),
        stages: ask.stages.clone(),
        states,
        picture: ask.picture,
        legal: ask.legal,
        held: ask.held,
        late: ask.deadline == Some(Deadline::Over),
        look_again: ask.look_again,
        whose: ask.mine.then(|| folded(settings.author.trim())),
        deadline: ask.deadline.map(|deadline| deadline.bounds(now, &settings.zone)),
        sections: Vec::new(),
    })
}

/// Takes `stage:` and `section:` into the filters; false where no stage or section is called so.
fn resolve(tx: &Tx, typed: &Typed, within: &mut Within) -> Result<bool> {
    let names = if typed.stages.is_empty() {
        Vec::new()
    } else {
        tx.settings()?.map(|row| row.settings.stages).unwrap_or_default()
    };
    for asked in &typed.stages {
        let meant: Vec<Stage> = stages_called(&names, asked)
            .into_iter()
            .filter(|stage| within.stages.is_empty() || within.stages.contains(stage))
            .collect();
        if meant.is_empty() {
            return Ok(false);
        }
        within.stages = meant;
    }
    for asked in &typed.sections {
        let meant: Vec<_> = tx
            .sections()?
            .into_iter()
            .filter(|s| folded(&s.name).starts_with(asked.as_str()))
            .map(|s| s.id)
            .collect();
        if meant.is_empty() {
            return Ok(false);
        }
        within.sections = meant;
    }
    Ok(!within.nothing)
}

fn cursor(after: &After) -> Option<String> {
    serde_json::to_string(after).ok()
}

/// The list as it is sorted, without words.
fn listed(tx: &Tx, ask: &Ask, within: &Within, place: Option<After>) -> Result<Page> {
    let after = match place {
        Some(After::Row(place)) => Some(place),
        _ => None,
    };
    let (total, at_least) = tx.desk_total(within)?;
    let mut rows = tx.desk_page(within, ask.sort, ask.reversed, after.as_ref(), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).and_then(|(place, _)| cursor(&After::Row(place.clone())));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Ok(Page { rows, next, total, at_least, problems: Vec::new() })
}

/// What matches: the newest matches are looked at together and put in order, then the next newest;
/// after all of them the stories that only an older revision finds.
fn found(tx: &Tx, ask: &Ask, typed: &Typed, within: &Within, place: Option<After>) -> Result<Page> {
    let (below, after) = match place {
        Some(After::Older(row)) => return found_older(tx, ask, typed, within, row),
        Some(After::Found { below, row }) => (below, row),
        _ => (i64::MAX, None),
    };
    let mut matches = tx.desk_matches(typed, within, ask.sort, below, WINDOW)?;
    let full = matches.len() == WINDOW;
    let lowest = matches.last().map_or(0, |place| place.number);
    put_in_order(&mut matches, ask.reversed);
    let (mut total, start) = (matches.len() as i64, start_of(&matches, after.as_ref(), ask.reversed));
    let shown: Vec<Place> = matches.iter().skip(start).take(FOUND_PAGE).cloned().collect();
    let next = if start + shown.len() < matches.len() {
        shown.last().and_then(|place| cursor(&After::Found { below, row: Some(place.clone()) }))
    } else if full {
        cursor(&After::Found { below: lowest, row: None })
    } else {
        let all: Option<HashSet<i64>> = (below == i64::MAX).then(|| numbers(&matches));
        let older = tx.older_matches(typed, within, ask.sort, WINDOW, all.as_ref())?.len() as i64;
        total += older;
        (older > 0).then(|| cursor(&After::Older(None))).flatten()
    };
    let rows = shown.iter().map(|place| with_snippet(tx, place, typed)).collect::<Result<Vec<_>>>()?;
    if rows.is_empty() && next.is_some() && !full {
        return found_older(tx, ask, typed, within, None);
    }
    Ok(Page { rows, next, total, at_least: full || start > 0, problems: Vec::new() })
}

fn found_older(tx: &Tx, ask: &Ask, typed: &Typed, within: &Within, after: Option<Place>) -> Result<Page> {
    let today = tx.desk_matches(typed, within, ask.sort, i64::MAX, WINDOW)?;
    let all = (today.len() < WINDOW).then(|| numbers(&today));
    let mut matches = tx.older_matches(typed, within, ask.sort, WINDOW, all.as_ref())?;
    matches.sort_by(|(a, _), (b, _)| a.compared(b, ask.reversed));
    let places: Vec<Place> = matches.iter().map(|(place, _)| place.clone()).collect();
    let start = start_of(&places, after.as_ref(), ask.reversed);
    let shown: Vec<_> = matches.iter().skip(start).take(FOUND_PAGE).collect();
    let next = (start + shown.len() < matches.len())
        .then(|| shown.last().and_then(|(place, _)| cursor(&After::Older(Some(place.clone())))))
        .flatten();
    let mut rows = Vec::with_capacity(shown.len());
    for (place, passage) in shown {
        let mut row = tx.desk_row_at(place.number)?;
        let (made_at, text) = tx.older_passage(*passage)?;
        row.snippet = Snippet::of(&text, typed).map(|s| Snippet { older: Some(made_at), ..s });
        rows.push(row);
    }
    Ok(Page { rows, next, total: matches.len() as i64, at_least: true, problems: Vec::new() })
}

fn numbers(places: &[Place]) -> HashSet<i64> {
    places.iter().map(|place| place.number).collect()
}

fn with_snippet(tx: &Tx, place: &Place, typed: &Typed) -> Result<DeskRow> {
    let mut row = tx.desk_row_at(place.number)?;
    row.snippet = tx.readable(place.number)?.iter().find_map(|text| Snippet::of(text, typed));
    Ok(row)
}

fn put_in_order(places: &mut [Place], reversed: bool) {
    places.sort_by(|a, b| a.compared(b, reversed));
}

fn start_of(places: &[Place], after: Option<&Place>, reversed: bool) -> usize {
    after.map_or(0, |after| places.partition_point(|place| place.compared(after, reversed).is_le()))
}

impl Place {
    /// Which of two stands first.
    fn compared(&self, other: &Place, reversed: bool) -> std::cmp::Ordering {
        let order = (&self.key, self.age, self.marks, self.number).cmp(&(
            &other.key,
            other.age,
            other.marks,
            other.number,
        ));
        if reversed { order.reverse() } else { order }
    }
}

/// The list of a damaged file: each story by itself, so that one that cannot be read
/// does not hide the others.
fn one_by_one(store: &mut Store, fault: Error) -> Result<Page> {
    let ids = store.read(|tx| tx.story_ids())?;
    let mut rows: Vec<DeskRow> =
        ids.into_iter().filter_map(|story| store.read(|tx| tx.desk_row(story)).ok()).collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.changed_at));
    Ok(Page { total: rows.len() as i64, rows, next: None, at_least: false, problems: vec![fault] })
}
