//! A time as an editor chose it: the clock on the wall and its zone, beside the moment that is
//! meant. The wall time is what was agreed ("six o'clock in London"); the moment is what is
//! compared.

use super::UtcMillis;
use crate::{Error, Result};
use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// How a wall time is written: to the minute, without a zone.
const FORM: &str = "%Y-%m-%dT%H:%M";

/// A time on the wall, with the moment it means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct WallTime {
    /// `2026-11-24T18:00`.
    pub local: String,
    /// IANA: `Europe/London`.
    pub zone: String,
    /// The moment.
    pub at: UtcMillis,
}

/// What a clock change made of a wall time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clocks {
    /// Nothing.
    Plain,
    /// The hour comes twice that night: the second is taken, since what waits may be late but
    /// never early.
    Twice,
    /// The hour is left out that night: the first moment after the gap is taken.
    Skipped,
}

impl WallTime {
    /// The time that an editor typed.
    ///
    /// # Errors
    /// `time-unreadable`, `zone-unknown`.
    pub fn chosen(local: &str, zone: &str) -> Result<(Self, Clocks)> {
        let unreadable = || {
            Error::new(
                "time-unreadable",
                format!("“{local}” is not a date and time."),
                "Write it as 2026-11-24 18:00.",
            )
        };
        let typed = local.trim().replacen(' ', "T", 1);
        let wall = NaiveDateTime::parse_from_str(typed.get(..16).unwrap_or(&typed), FORM)
            .map_err(|_| unreadable())?;
        let tz: Tz = zone.parse().map_err(|_| {
            Error::new(
                "zone-unknown",
                format!("There is no time zone “{zone}”."),
                "Choose one such as Europe/London or Asia/Kolkata.",
            )
        })?;
        let (moment, clocks) = match tz.from_local_datetime(&wall) {
            LocalResult::Single(one) => (one, Clocks::Plain),
            LocalResult::Ambiguous(first, second) => (first.max(second), Clocks::Twice),
            LocalResult::None => (after_gap(wall, tz).ok_or_else(unreadable)?, Clocks::Skipped),
        };
        let local = moment.naive_local().format(FORM).to_string();
        Ok((Self { local, zone: zone.to_owned(), at: UtcMillis(moment.timestamp_millis()) }, clocks))
    }

    /// The same time on the wall, its moment worked out anew.
    ///
    /// # Errors
    /// `time-unreadable`, `zone-unknown`.
    pub fn reckoned(&self) -> Result<Self> {
        Ok(Self::chosen(&self.local, &self.zone)?.0)
    }

    /// As people type it, without its zone: `2026-11-24 18:00`.
    pub fn typed(&self) -> String {
        self.local.replace('T', " ")
    }

    /// A moment on the wall of a zone, to the minute.
    pub fn of(at: UtcMillis, zone: Tz) -> Option<Self> {
        let minute = at.0.div_euclid(60_000) * 60_000;
        let wall = chrono::DateTime::from_timestamp_millis(minute)?.with_timezone(&zone).naive_local();
        Some(Self {
            local: wall.format(FORM).to_string(),
            zone: zone.name().to_owned(),
            at: UtcMillis(minute),
        })
    }

    /// As front matter keeps it: the wall time, the zone, and the moment in milliseconds.
    pub fn written(&self) -> String {
        format!("{} {} @{}", self.local, self.zone, self.at.0)
    }

    /// What [`written`](Self::written) wrote. Without the moment it is reckoned, and without
    /// the zone, `zone` is meant.
    pub fn read(text: &str, zone: Tz) -> Option<Self> {
        let mut words = text.split_whitespace();
        let local = words.next()?;
        let Some(own) = words.next() else { return Some(Self::chosen(local, zone.name()).ok()?.0) };
        match words.next() {
            None => Some(Self::chosen(local, own).ok()?.0),
            Some(moment) => Some(Self {
                local: local.to_owned(),
                zone: own.to_owned(),
                at: UtcMillis(moment.strip_prefix('@')?.parse().ok()?),
            }),
        }
    }
}

/// The first moment after the gap that `local` falls in. Gaps end on a whole minute and
/// the longest on record is a day (a date line crossed).
pub(crate) fn after_gap(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Tz>> {
    let minute = local.with_second(0)?.with_nanosecond(0)?;
    (1..=25 * 60)
        .find_map(|n| zone.from_local_datetime(&minute.checked_add_signed(Duration::minutes(n))?).earliest())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(local: &str, zone: &str) -> (String, Clocks) {
        let (time, clocks) = WallTime::chosen(local, zone).unwrap();
        let moment = chrono::DateTime::from_timestamp_millis(time.at.0).unwrap();
        (moment.format("%Y-%m-%dT%H:%MZ").to_string(), clocks)
    }

    #[test]
    fn an_hour_that_comes_twice_is_the_second_and_one_that_never_comes_the_next_after_it() {
        assert_eq!(at("2026-07-01T18:00", "Europe/London"), ("2026-07-01T17:00Z".into(), Clocks::Plain));
        assert_eq!(at("2026-10-25T01:30", "Europe/London"), ("2026-10-25T01:30Z".into(), Clocks::Twice));
        assert_eq!(at("2026-03-29T01:30", "Europe/London"), ("2026-03-29T01:00Z".into(), Clocks::Skipped));
        assert_eq!(at("2026-11-24T00:30", "Asia/Kolkata"), ("2026-11-23T19:00Z".into(), Clocks::Plain));
        // Samoa left out a whole day when it crossed the date line.
        assert_eq!(at("2011-12-30T12:00", "Pacific/Apia"), ("2011-12-30T10:00Z".into(), Clocks::Skipped));
    }

    #[test]
    fn what_is_written_reads_back_and_less_is_understood() {
        let (time, _) = WallTime::chosen("2026-11-24T18:00", "Asia/Kolkata").unwrap();
        assert_eq!(WallTime::read(&time.written(), Tz::UTC), Some(time.clone()));
        assert_eq!(WallTime::read("2026-11-24T18:00 Asia/Kolkata", Tz::UTC), Some(time.clone()));
        assert_eq!(WallTime::read("2026-11-24T18:00", Tz::Asia__Kolkata), Some(time.clone()));
        assert_eq!(WallTime::of(time.at, Tz::Asia__Kolkata), Some(time));
        for wrong in ["", "soon", "2026-11-24", "2026-11-24T18:00 Nowhere", "2026-11-24T18:00 UTC later"] {
            assert_eq!(WallTime::read(wrong, Tz::UTC), None, "{wrong:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_time_is_said() {
        assert_eq!(WallTime::chosen("2026-02-30T10:00", "UTC").unwrap_err().code, "time-unreadable");
        assert_eq!(WallTime::chosen("2026-02-03T10:00", "Mars/Base").unwrap_err().code, "zone-unknown");
    }
}
