//! Stories handed on as files, and merges, as the window shows them.

use crate::Error;
use crate::newsroom::{self, Arrival};
use crate::revision::{Met, Outcome};
use crate::store::WaitingRow;
use crate::story::{RevisionId, StoryId, UtcMillis};
use serde::Serialize;
use ts_rs::TS;

/// A file that was written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HandedOn {
    /// Where it is.
    pub path: String,
    /// How many pictures it holds.
    pub pictures: usize,
    /// Whether it is locked.
    pub locked: bool,
    /// What could not go along.
    pub notices: Vec<Error>,
}

/// What came of a file that somebody sent.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandOffArrived {
    /// The story.
    pub story: StoryId,
    /// Its headline here; may be empty.
    pub headline: String,
    /// Who made the file, as it says; may be empty.
    pub sent_by: String,
    /// What the file was to this newsroom.
    pub arrival: Arrival,
    /// Comments that were not here before.
    pub new_comments: usize,
    /// What a person should know.
    pub notices: Vec<Error>,
}

impl From<newsroom::Arrived> for HandOffArrived {
    fn from(a: newsroom::Arrived) -> Self {
        Self {
            story: a.story,
            headline: a.headline,
            sent_by: a.sent_by,
            arrival: a.arrival,
            new_comments: a.new_comments,
            notices: a.notices,
        }
    }
}

/// A state of a story that waits to be merged.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WaitingMerge {
    /// The revision that came.
    pub revision: RevisionId,
    /// Who sent it, as the file says; may be empty.
    pub sent_by: String,
    /// When it came.
    pub came_at: UtcMillis,
}

impl From<WaitingRow> for WaitingMerge {
    fn from(w: WaitingRow) -> Self {
        Self { revision: w.revision, sent_by: w.sent_by, came_at: w.came_at }
    }
}

/// A merge as a person is asked it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MergeAsked {
    /// What waits.
    pub waiting: WaitingMerge,
    /// The state of ours that it was held against; the answer names it again.
    pub ours: RevisionId,
    /// When the state that came was made.
    pub made_at: UtcMillis,
    /// All that was changed here and there, in the order of the page.
    pub met: Vec<Met>,
    /// How many of them are questions.
    pub questions: usize,
}

impl From<newsroom::Asked> for MergeAsked {
    fn from(a: newsroom::Asked) -> Self {
        Self {
            questions: a.met.iter().filter(|m| m.outcome == Outcome::Asked).count(),
            waiting: a.waiting.into(),
            ours: a.ours,
            made_at: a.made_at,
            met: a.met,
        }
    }
}
