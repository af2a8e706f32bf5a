//! The boundary's types on the window's side are made from the ones here.
//!
//! `STET_WRITE_WIRE=1 cargo test --test e2e wire` writes the file anew.

use stet::ipc::wire::*;
use stet::{check, desk, newsroom, proof, publish, revision, story};
use ts_rs::{Config, TS};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/wire.ts");

const HEAD: &str = "\
// Made from the Rust types by `STET_WRITE_WIRE=1 cargo test --test e2e wire`; a test holds it to them. Do not edit.

/** ProseMirror JSON; the schema is in body/schema.ts. An inline document holds text nodes only. */
export type PmDoc = { type: \"doc\"; content: PmNode[] };
export type PmMark = { type: string; attrs?: Record<string, unknown> };
export type PmNode = { type: string; attrs?: Record<string, unknown>; content?: PmNode[]; marks?: PmMark[]; text?: string };
/** What can be asked of a destination. */
export type PushAct = \"draft\" | \"publish\" | \"schedule\" | \"update\" | \"take-down\";
/** What stands at a destination. */
export type RemoteState = \"none\" | \"draft\" | \"scheduled\" | \"live\" | \"trashed\";
";

fn declared<T: TS + 'static>(out: &mut String, cfg: &Config) {
    out.push('\n');
    if let Some(docs) = T::docs() {
        out.push_str(docs.trim_end());
        out.push('\n');
    }
    out.push_str("export ");
    out.push_str(&T::decl(cfg));
    out.push('\n');
}

fn made() -> String {
    let cfg = Config::new().with_large_int("number");
    let mut out = HEAD.to_owned();
    macro_rules! all {
        ($($t:ty),* $(,)?) => { $( declared::<$t>(&mut out, &cfg); )* };
    }
    all!(
        stet::Error,
        story::UtcMillis,
        story::StoryId,
        story::RevisionId,
        story::SectionId,
        story::DestinationId,
        story::OrderId,
        story::CommentId,
        story::SuggestionId,
        story::Stage,
        story::Direction,
        story::WallTime,
        story::Legal,
        newsroom::FrontSlot,
        newsroom::FrontBlock,
        newsroom::FrontPage,
        story::PictureNeed,
        story::CorrectionKind,
        story::Correction,
        story::Embargo,
        story::Handling,
        story::Killed,
        story::Move,
        AtDesk,
        ChosenTime,
        MissedPlace,
        MissedHour,
        newsroom::JournalRow,
        story::Byline,
        story::Dateline,
        story::LinkTo,
        story::HeadlineSet,
        story::AlsoRead,
        story::profile::Field,
        stet::body::Length,
        revision::Choice,
        revision::Outcome,
        revision::Met,
        stet::handoff::PicturesAlong,
        newsroom::Arrival,
        HandedOn,
        HandOffArrived,
        WaitingMerge,
        MergeAsked,
        PictureDraft,
        StoryDraft,
        newsroom::Seen,
        StoryView,
        newsroom::FieldNotice,
        Saved,
        Measured,
        story::StageName,
        Section,
        stet::site::Paper,
        stet::site::Face,
        stet::site::Accent,
        newsroom::SocialLink,
        newsroom::Dress,
        newsroom::Settings,
        newsroom::TrendingItem,
        FieldRule,
        Profile,
        Newsroom,
        Opening,
        story::ViewId,
        desk::View,
        desk::Sort,
        desk::State,
        desk::Deadline,
        desk::Ask,
        desk::SavedView,
        desk::snippet::Part,
        desk::snippet::Snippet,
        DeskRow,
        DeskPage,
        desk::plan::HourKind,
        desk::plan::Hour,
        NewsLine,
        NewsList,
        desk::plan::CalendarDay,
        desk::plan::Calendar,
        newsroom::LookDue,
        newsroom::Commission,
        StoryMove,
        StoriesMoved,
        StoryLink,
        story::SnippetId,
        Snippet,
        story::TemplateId,
        Template,
        PictureAdded,
        FocalPoint,
        PictureInfo,
        revision::Why,
        RevisionRow,
        RevisionView,
        revision::HunkKind,
        revision::Hunk,
        revision::FieldDiff,
        Comparison,
        proof::PieceLink,
        proof::Piece,
        proof::MarkKind,
        proof::Mark,
        proof::style_file::StyleRule,
        proof::style_file::StyleFault,
        newsroom::ProofReady,
        newsroom::HouseStyle,
        newsroom::RuleTrial,
        newsroom::DictionaryWord,
        revision::Standing,
        revision::ChangeKind,
        newsroom::Decided,
        WordsAt,
        WordsPicked,
        Remark,
        ReviewThread,
        SuggestedChange,
        ReviewSuggestion,
        Review,
        Suggesting,
        check::Level,
        check::Check,
        Destination,
        DestinationDraft,
        DestinationTested,
        Order,
        DestinationState,
        publish::Rid,
        publish::Removal,
        publish::CopiedTheme,
        publish::StandingPage,
        ChainedStory,
        PublishState,
        RemoteConflict,
        Exported,
        SitePlace,
        SitePlaceDraft,
        SiteSending,
        ImportOutcome,
        ImportState,
        CameIn,
        newsroom::Changed,
    );
    out
}

#[test]
fn the_wire_types_of_the_window_are_those_of_the_core() {
    let made = made();
    if std::env::var_os("STET_WRITE_WIRE").is_some() {
        newsroom::write_whole(FILE.as_ref(), made.as_bytes()).expect("ui/src/wire.ts can be written");
    }
    let kept = std::fs::read_to_string(FILE).expect("ui/src/wire.ts is there");
    assert!(kept == made, "ui/src/wire.ts is stale: run `STET_WRITE_WIRE=1 cargo test --test e2e wire`");
}
