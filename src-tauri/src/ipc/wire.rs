//! What crosses the boundary: plain values, named as the window names them.
//!
//! The bodies cross as ProseMirror JSON. `ui/src/wire.ts` is made from these types.

mod handoff;
mod history;
mod importing;
mod moves;
mod newsroom;
mod places;
mod plan;
mod publishing;
mod review;
mod snippets;
mod story;

pub use handoff::{HandOffArrived, HandedOn, MergeAsked, WaitingMerge};
pub use history::{Comparison, RevisionRow, RevisionView};
pub use importing::{CameIn, ImportOutcome, ImportState};
pub use moves::{AtDesk, ChosenTime, MissedHour, MissedPlace};
pub use newsroom::{
    DeskPage, DeskRow, FieldRule, Newsroom, Opening, Profile, Section, StoriesMoved, StoryLink, StoryMove,
};
pub use places::{SitePlace, SitePlaceDraft, SiteSending};
pub use plan::{NewsLine, NewsList};
pub use publishing::{
    ChainedStory, Destination, DestinationDraft, DestinationState, DestinationTested, Exported, Order,
    PublishState, RemoteConflict,
};
pub use review::{
    Remark, Review, ReviewSuggestion, ReviewThread, SuggestedChange, Suggesting, WordsAt, WordsPicked,
};
pub use snippets::{Snippet, Template};
pub use story::{
    FocalPoint, Measured, PictureAdded, PictureDraft, PictureInfo, Saved, StoryDraft, StoryView,
};
