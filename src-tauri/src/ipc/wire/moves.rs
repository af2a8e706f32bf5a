//! Where a story stands with the desk, and what was done with it.

use crate::story::{
    Clocks, DestinationId, Handling, Stage, Story, StoryId, UtcMillis, WallTime, still_to_file,
};
use serde::Serialize;
use ts_rs::TS;

/// Where a story stands with the desk: what is set by moves, never by typing.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AtDesk {
    /// Where it is in the work.
    pub stage: Stage,
    /// Where it may go from there.
    pub next_stages: Vec<Stage>,
    /// Do not publish for now.
    pub hold: bool,
    /// Never to be published.
    pub not_for_publication: bool,
    /// When it was spiked.
    pub spiked_at: Option<UtcMillis>,
    /// Whether its copy is still to come, so that the deadline counts.
    pub to_file: bool,
    /// Flags, plan, embargo, schedule.
    pub handling: Handling,
}

impl AtDesk {
    /// How the story stands.
    pub fn of(s: &Story) -> Self {
        Self {
            stage: s.stage,
            next_stages: s.stage.next().to_vec(),
            hold: s.hold,
            not_for_publication: s.not_for_publication,
            spiked_at: s.spiked_at,
            to_file: still_to_file(s.stage, s.publication, s.spiked_at.is_some()),
            handling: s.handling.clone(),
        }
    }
}

/// A time that an editor chose, and what a clock change made of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChosenTime {
    /// The time.
    pub time: WallTime,
    /// What to tell the editor; empty: nothing.
    pub notice: String,
}

impl ChosenTime {
    /// The chosen time, with its notice.
    pub fn of((time, clocks): (WallTime, Clocks)) -> Self {
        let notice = match clocks {
            Clocks::Plain => "",
            Clocks::Twice => "Clocks go back then: that hour comes twice, and the second is meant.",
            Clocks::Skipped => "Clocks go forward then and leave that hour out: the next moment is taken.",
        };
        Self { time, notice: notice.to_owned() }
    }
}

/// A story whose hour has passed and that is not out.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MissedHour {
    /// The story.
    pub story: StoryId,
    /// Its headline.
    pub headline: String,
    /// Its hour.
    pub hour: UtcMillis,
    /// Why it may not go; empty: it may.
    pub why: String,
    /// The site that was to publish it by itself; none: the newsroom's own.
    pub at: Option<MissedPlace>,
}

/// A site that did not publish a story at its hour.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MissedPlace {
    /// The destination.
    pub destination: DestinationId,
    /// What the newsroom calls it.
    pub name: String,
}
