//! How an import of the window goes, and what came of it.

use crate::Error;
use crate::newsroom::Imported;
use crate::story::StoryId;
use serde::Serialize;
use ts_rs::TS;

/// As many stories as are named; the rest is counted.
const NAMED: usize = 200;

/// An import under way, or the one that ended last.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportState {
    /// Counts the imports of this window.
    pub number: u32,
    /// Whether one is under way.
    pub running: bool,
    /// Bytes or files done with.
    #[ts(type = "number")]
    pub done: u64,
    /// Bytes or files in all; none where it is not known yet.
    #[ts(type = "number")]
    pub of: u64,
    /// Stories that are in so far.
    #[ts(type = "number")]
    pub stories: usize,
    /// What came of it, once it has ended.
    pub outcome: Option<ImportOutcome>,
    /// Why it ended, where the newsroom itself did not answer.
    pub error: Option<Error>,
}

/// What an import did.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportOutcome {
    /// Stories that came in.
    #[ts(type = "number")]
    pub stories: usize,
    /// The first of them, else the first that was here already.
    pub first: Option<StoryId>,
    /// Whether that is all there was.
    pub one: bool,
    /// Stories that were here already.
    #[ts(type = "number")]
    pub already_here: usize,
    /// Sections that were made.
    pub new_sections: Vec<String>,
    /// What did not come in.
    pub faults: Vec<Error>,
    /// Faults in all.
    #[ts(type = "number")]
    pub fault_count: usize,
    /// What came in and wants a look.
    pub notices: Vec<Error>,
    /// Notices in all.
    #[ts(type = "number")]
    pub notice_count: usize,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

impl From<Imported> for ImportOutcome {
    fn from(mut done: Imported) -> Self {
        let (fault_count, notice_count) = (done.faults.len(), done.notices.len());
        done.faults.truncate(NAMED);
        done.notices.truncate(NAMED);
        Self {
            stories: done.stories.len(),
            first: done.stories.first().or(done.already_here.first()).copied(),
            one: done.one().is_some(),
            already_here: done.already_here.len(),
            new_sections: done.new_sections,
            faults: done.faults,
            fault_count,
            notices: done.notices,
            notice_count,
            stopped: done.stopped,
        }
    }
}

/// A file of the watched folder that came in, or could not.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CameIn {
    /// The file's name.
    pub name: String,
    /// Its story; none where it did not come in.
    pub story: Option<StoryId>,
    /// Why it did not come in, or what is to be said of it.
    pub error: Option<Error>,
}
