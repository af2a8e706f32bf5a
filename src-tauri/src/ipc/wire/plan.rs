//! The plan: the calendar crosses as the core has it, the news list with rows of the desk list.

use super::DeskRow;
use crate::desk::plan::{self, Hour};
use serde::Serialize;
use ts_rs::TS;

/// A story on the news list, with its hours of that day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NewsLine {
    /// The story.
    pub row: DeskRow,
    /// What was asked for; stands for a headline that is not there yet.
    pub brief: String,
    /// Its hours, the first first.
    pub hours: Vec<Hour>,
}

/// The news list of a day.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsList {
    /// `2026-11-28`, in the newsroom's zone.
    pub date: String,
    /// Whether that is today.
    pub is_today: bool,
    /// Today: what is left from the days before, the newest first.
    pub before: Vec<NewsLine>,
    /// What has an hour on the day, in the order of its first.
    pub lines: Vec<NewsLine>,
    /// Whether there is more than is listed.
    pub more: bool,
}

impl From<plan::NewsList> for NewsList {
    fn from(list: plan::NewsList) -> Self {
        let line = |l: plan::Line| NewsLine { row: l.row.into(), brief: l.brief, hours: l.hours };
        Self {
            date: list.date,
            is_today: list.is_today,
            before: list.before.into_iter().map(line).collect(),
            lines: list.lines.into_iter().map(line).collect(),
            more: list.more,
        }
    }
}
