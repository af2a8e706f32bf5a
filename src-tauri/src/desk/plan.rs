//! The plan: what has an hour on which day, by the newsroom's own calendar. A calendar counts, the
//! news list of a day shows. Which hours there are is asked in `store/plan`.

use crate::store::{DeskRow, HourRow, Tx};
use crate::story::{UtcMillis, after_gap, words};
use crate::{Error, Result};
use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde::Serialize;

/// A calendar shows no more days than this: six weeks.
pub const MOST_DAYS: u32 = 42;
/// A news list has no more lines than this; nobody reads more, and the rest is said.
const MOST_LINES: usize = 1000;
/// Of what is left over from before, so many: the newest.
const MOST_BEFORE: usize = 50;

words! {
    /// What an hour of a story is for.
    HourKind {
        /// It must be filed by then.
        #[default]
        Deadline = "deadline",
        /// It goes to readers then.
        Schedule = "schedule",
        /// It may not go to readers before then.
        Embargo = "embargo",
        /// Somebody is to look at it again.
        LookAgain = "look-again",
    }
}

/// One hour of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "PlanHour"))]
pub struct Hour {
    /// What for.
    pub kind: HourKind,
    /// When.
    pub at: UtcMillis,
    /// Where it goes out; empty: on the newsroom's own site, or this is no going out.
    pub place: String,
}

/// A story on the news list, with its hours of that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The story.
    pub row: DeskRow,
    /// What was asked for; stands for a headline that is not there yet.
    pub brief: String,
    /// Its hours, the first first; never none.
    pub hours: Vec<Hour>,
}

/// The news list of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsList {
    /// `2026-11-28`, in the newsroom's zone.
    pub date: String,
    /// Whether that is today.
    pub is_today: bool,
    /// Today: what is left from the days before, the newest first.
    pub before: Vec<Line>,
    /// What has an hour on the day, in the order of its first.
    pub lines: Vec<Line>,
    /// Whether there is more than is listed.
    pub more: bool,
}

/// A day of the calendar: how many stories have an hour on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "CalendarDay"))]
#[serde(rename_all = "camelCase")]
pub struct CalendarDay {
    /// `2026-11-28`.
    pub date: String,
    /// Copy that is still to come.
    pub deadlines: u32,
    /// What goes out.
    pub schedules: u32,
    /// Embargoes that end.
    pub embargoes: u32,
    /// What is to be looked at again.
    pub look_agains: u32,
}

/// Days in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS), ts(rename = "PlanCalendar"))]
pub struct Calendar {
    /// Which day it is, in the newsroom's zone.
    pub today: String,
    /// The days.
    pub days: Vec<CalendarDay>,
}

/// Which day a moment falls on.
pub fn day_of(at: UtcMillis, zone: Tz) -> NaiveDate {
    let moment = chrono::DateTime::from_timestamp_millis(at.0);
    moment.map(|t| t.with_timezone(&zone).date_naive()).unwrap_or_default()
}

/// The first moment of a day. Where the clocks change at midnight, a day may begin at one; and one
/// that a zone left out whole begins and ends with the next.
pub fn day_begins(day: NaiveDate, zone: Tz) -> Option<UtcMillis> {
    let midnight = day.and_time(NaiveTime::MIN);
    let first = zone.from_local_datetime(&midnight).earliest().or_else(|| after_gap(midnight, zone));
    first.map(|t| UtcMillis(t.timestamp_millis()))
}

/// A day as it is typed and sent.
///
/// # Errors
/// `day-unreadable`.
pub fn read_day(text: &str) -> Result<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().filter(|d| within_reach(*d)).ok_or_else(|| {
        Error::new("day-unreadable", format!("“{text}” is no day."), "Write it as 2026-11-28.")
    })
}

/// Days that a newsroom can mean: no reckoning with them can overflow.
fn within_reach(day: NaiveDate) -> bool {
    use chrono::Datelike;
    (1900..=9000).contains(&day.year())
}

fn zone_of(tx: &Tx) -> Result<Tz> {
    Ok(tx.settings()?.and_then(|row| row.settings.zone.parse().ok()).unwrap_or(Tz::UTC))
}

fn bounds(first: NaiveDate, after: NaiveDate, zone: Tz) -> Result<(UtcMillis, UtcMillis)> {
    let begins = |day| {
        day_begins(day, zone).ok_or_else(|| {
            Error::new("day-unreadable", format!("There is no {day} in {zone}."), "Choose another day.")
        })
    };
    Ok((begins(first)?, begins(after)?))
}

/// So many days from one on, counted.
pub(crate) fn calendar(tx: &Tx, from: NaiveDate, days: u32, now: UtcMillis) -> Result<Calendar> {
    let zone = zone_of(tx)?;
    let days = days.clamp(1, MOST_DAYS);
    let on = |n: u32| from + Days::new(u64::from(n));
    let (begins, ends) = bounds(from, on(days), zone)?;
    let empty = |n: u32| CalendarDay {
        date: on(n).to_string(),
        deadlines: 0,
        schedules: 0,
        embargoes: 0,
        look_agains: 0,
    };
    let mut all: Vec<CalendarDay> = (0..days).map(empty).collect();
    for hour in tx.plan_hours(begins, ends)? {
        let place = (day_of(hour.at, zone) - from).num_days();
        let Some(day) = usize::try_from(place).ok().and_then(|place| all.get_mut(place)) else { continue };
        match hour.kind {
            HourKind::Deadline if !hour.to_file => {}
            HourKind::Deadline => day.deadlines += 1,
            HourKind::Schedule => day.schedules += 1,
            HourKind::Embargo => day.embargoes += 1,
            HourKind::LookAgain => day.look_agains += 1,
        }
    }
    Ok(Calendar { today: day_of(now, zone).to_string(), days: all })
}

/// The news list of a day; none: of today.
pub(crate) fn news_list(tx: &Tx, day: Option<NaiveDate>, now: UtcMillis) -> Result<NewsList> {
    let zone = zone_of(tx)?;
    let today = day_of(now, zone);
    let day = day.unwrap_or(today);
    let (begins, ends) = bounds(day, day + Days::new(1), zone)?;
    let hours = tx.plan_hours(begins, ends)?;
    let (lines, cut) = lines(tx, hours, MOST_LINES)?;
    let (before, more) = if day == today {
        let mut left = tx.plan_left(begins, MOST_BEFORE + 1)?;
        left.sort_by_key(|h| (std::cmp::Reverse(h.at), h.number));
        // What is on the list of the day already is not said twice.
        left.retain(|h| lines.iter().all(|line: &Line| line.row.id != h.story));
        self::lines_in_order(tx, left, MOST_BEFORE)?
    } else {
        (Vec::new(), false)
    };
    Ok(NewsList { date: day.to_string(), is_today: day == today, before, lines, more: more || cut })
}

/// The hours by story, in the order of the first of each.
fn lines(tx: &Tx, mut hours: Vec<HourRow>, most: usize) -> Result<(Vec<Line>, bool)> {
    hours.sort_by_key(|h| (h.at, h.number, h.kind as u8));
    lines_in_order(tx, hours, most)
}

fn lines_in_order(tx: &Tx, hours: Vec<HourRow>, most: usize) -> Result<(Vec<Line>, bool)> {
    let mut stories: Vec<(i64, Vec<Hour>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for h in hours {
        let hour = Hour { kind: h.kind, at: h.at, place: h.place };
        let place = *places.entry(h.number).or_insert_with(|| {
            stories.push((h.number, Vec::new()));
            stories.len() - 1
        });
        stories[place].1.push(hour);
    }
    let cut = stories.len() > most;
    stories.truncate(most);
    let line = |(number, hours): (i64, Vec<Hour>)| -> Result<Line> {
        let (row, brief) = tx.plan_row(number)?;
        Ok(Line { row, brief, hours })
    };
    Ok((stories.into_iter().map(line).collect::<Result<_>>()?, cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(day: &str, zone: Tz) -> String {
        let at = day_begins(read_day(day).unwrap(), zone).unwrap();
        chrono::DateTime::from_timestamp_millis(at.0).unwrap().format("%Y-%m-%dT%H:%MZ").to_string()
    }

    #[test]
    fn a_day_begins_at_its_first_moment_wherever_the_clocks_change() {
        assert_eq!(begins("2026-11-28", Tz::Asia__Kolkata), "2026-11-27T18:30Z");
        assert_eq!(begins("2026-03-29", Tz::Europe__London), "2026-03-29T00:00Z");
        assert_eq!(begins("2026-03-30", Tz::Europe__London), "2026-03-29T23:00Z", "a day of 23 hours");
        assert_eq!(begins("2026-10-26", Tz::Europe__London), "2026-10-26T00:00Z", "after one of 25");
        // In Beirut the clocks go forward at midnight: the day begins at one.
        assert_eq!(begins("2026-03-29", Tz::Asia__Beirut), "2026-03-28T22:00Z");
        // In Havana they go back at one: midnight comes twice, and the first begins the day.
        assert_eq!(begins("2026-11-01", Tz::America__Havana), "2026-11-01T04:00Z");
        // Samoa left this one out.
        assert_eq!(begins("2011-12-30", Tz::Pacific__Apia), begins("2011-12-31", Tz::Pacific__Apia));
    }

    #[test]
    fn what_is_no_day_is_said() {
        for wrong in ["", "today", "2026-02-30", "28-11-2026", "99999-01-01", "2026-11-28T10:00"] {
            assert_eq!(read_day(wrong).unwrap_err().code, "day-unreadable", "{wrong:?}");
        }
    }
}
