//! Times in front matter.

use crate::story::{UtcMillis, after_gap};
use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone};
use chrono_tz::Tz;

/// Reads a time: RFC 3339 ("2025-10-28T23:26:00+05:30"), or a local time in `zone`
/// ("2025-10-28 23:26", with seconds if you like), or a day ("2025-10-28": its first
/// moment in `zone`). None where it is none of these.
///
/// A local time that comes twice when clocks go back is the earlier of the two; one that
/// never comes when clocks go forward is the first moment after the gap.
pub fn read_time(text: &str, zone: Tz) -> Option<UtcMillis> {
    let text = text.trim();
    if let Some(millis) = text.strip_prefix('@') {
        return millis.parse().ok().map(UtcMillis);
    }
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(UtcMillis(instant.timestamp_millis()));
    }
    let local = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))?;
    match zone.from_local_datetime(&local) {
        LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => {
            Some(UtcMillis(time.timestamp_millis()))
        }
        LocalResult::None => Some(UtcMillis(after_gap(local, zone)?.timestamp_millis())),
    }
}

/// Writes a time as RFC 3339 in UTC with milliseconds; one outside the years 0 to 9999,
/// which RFC 3339 cannot say, as `@` and its milliseconds.
pub fn write_time(time: UtcMillis) -> String {
    use chrono::Datelike;
    match DateTime::from_timestamp_millis(time.0) {
        Some(t) if (0..=9999).contains(&t.year()) => t.to_rfc3339_opts(SecondsFormat::Millis, true),
        _ => format!("@{}", time.0),
    }
}
