//! The newsroom, its sections and its desk list.

use crate::Error;
use crate::desk;
use crate::desk::snippet::Snippet;
use crate::newsroom::{self, Seen, Settings, TrendingItem};
use crate::store;
use crate::story::profile;
use crate::story::{Direction, Legal, Move, PictureNeed, SectionId, Stage, StoryId, UtcMillis, direction_of};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A section with how many stories it has. A new one has an empty id.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Its id; empty for a new one.
    pub id: String,
    /// Its part of the address; empty: made from the name.
    pub slug: String,
    /// As shown.
    pub name: String,
    /// Out of the navigation after this.
    pub show_until: Option<UtcMillis>,
    /// Stories in it.
    #[ts(type = "number")]
    pub stories: i64,
}

impl From<Section> for newsroom::Section {
    fn from(s: Section) -> Self {
        let made = newsroom::Section::named(&s.name);
        Self {
            id: s.id.parse().unwrap_or(made.id),
            slug: if s.slug.trim().is_empty() { made.slug } else { s.slug.trim().to_owned() },
            name: made.name,
            show_until: s.show_until,
        }
    }
}

/// A content profile with how many stories are written to it. A new one has an empty id.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Its id; empty for a new one.
    pub id: String,
    /// As shown.
    pub name: String,
    /// So near to the commissioned length is amber; so far over it is red.
    pub band_words: u32,
    /// One rule a field, in the order they are listed.
    pub fields: Vec<FieldRule>,
    /// Stories written to it.
    #[ts(type = "number")]
    pub stories: i64,
}

/// What a profile says of one field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FieldRule {
    /// The field's word.
    #[ts(type = "Field")]
    pub field: String,
    /// Whether the window shows it while it is empty.
    pub shown: bool,
    /// Whether publishing stops without it.
    pub required: bool,
    /// Amber above this; characters, and words of the body.
    pub soft: Option<u32>,
    /// Red above this.
    pub hard: Option<u32>,
}

impl From<(profile::Profile, i64)> for Profile {
    fn from((p, stories): (profile::Profile, i64)) -> Self {
        let rule = |r: profile::FieldRule| FieldRule {
            field: r.field.word().to_owned(),
            shown: r.shown,
            required: r.required,
            soft: r.soft,
            hard: r.hard,
        };
        Self {
            id: p.id,
            name: p.name,
            band_words: p.band_words,
            fields: p.fields.into_iter().map(rule).collect(),
            stories,
        }
    }
}

impl TryFrom<Profile> for profile::Profile {
    type Error = Error;

    fn try_from(p: Profile) -> Result<Self, Error> {
        let rule = |r: FieldRule| {
            let field = profile::Field::from_word(&r.field).ok_or_else(|| {
                Error::new(
                    "profile-field-unknown",
                    format!("No story has a field “{}”.", r.field),
                    "Nothing was changed. Install the newest Stet on this machine.",
                )
            })?;
            Ok(profile::FieldRule { field, shown: r.shown, required: r.required, soft: r.soft, hard: r.hard })
        };
        let rules = p.fields.into_iter().map(rule).collect::<Result<Vec<_>, Error>>()?;
        Ok(Self::with(p.id, p.name, p.band_words, &rules))
    }
}

/// The open newsroom.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Newsroom {
    /// Its folder.
    pub path: String,
    /// Its settings.
    pub settings: Settings,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// Its trending strip.
    pub trending: Vec<TrendingItem>,
    /// Its content profiles in order.
    pub profiles: Vec<Profile>,
    /// Stories in it, spiked ones left out.
    #[ts(type = "number")]
    pub stories: i64,
    /// Whether `stet demo` made it.
    pub is_demo: bool,
}

impl Newsroom {
    /// The newsroom in that folder.
    pub fn of(path: &std::path::Path, o: newsroom::Opened) -> Self {
        let section = |(s, stories): (newsroom::Section, i64)| Section {
            id: s.id.to_string(),
            slug: s.slug,
            name: s.name,
            show_until: s.show_until,
            stories,
        };
        Self {
            path: path.display().to_string(),
            settings: o.settings,
            sections: o.sections.into_iter().map(section).collect(),
            trending: o.trending,
            profiles: o.profiles.into_iter().map(Profile::from).collect(),
            stories: o.stories,
            is_demo: o.is_demo,
        }
    }
}

/// How the start went.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Opening {
    /// The newsroom is open.
    #[serde(rename_all = "camelCase")]
    Open {
        /// The newsroom.
        newsroom: Box<Newsroom>,
        /// What is damaged in it; the rest works.
        problems: Vec<Error>,
        /// The story that was open last.
        last_story: Option<String>,
    },
    /// It could not be opened.
    Closed {
        /// Why, and what to do.
        error: Error,
        /// The folder.
        path: String,
    },
}

/// A row of the desk list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskRow {
    /// The story.
    pub id: StoryId,
    /// Its working name.
    pub slug: String,
    /// Its headline.
    pub headline: String,
    /// Its names, else its agency.
    pub byline: String,
    /// Where it is in the work.
    pub stage: Stage,
    /// What readers can see.
    pub seen: Seen,
    /// Whether readers were told of a correction or a clarification.
    pub corrected: bool,
    /// When it goes to the newsroom's own site.
    pub schedule_at: Option<UtcMillis>,
    /// Whether it was killed.
    pub killed: bool,
    /// Whether it is on hold.
    pub hold: bool,
    /// Whether it is never to be published.
    pub not_for_publication: bool,
    /// Whether a lawyer must read it.
    pub legal: Legal,
    /// Whether it needs pictures.
    pub pictures: PictureNeed,
    /// Whether it is to be handled with care.
    pub sensitive: bool,
    /// Whether it is under an embargo, over or not.
    pub embargo: bool,
    /// When the embargo is over; none: it has no end.
    pub embargo_at: Option<UtcMillis>,
    /// 1 to 5; 0: not said.
    pub priority: u8,
    /// Whose it is.
    pub assigned_to: String,
    /// When it must be filed.
    pub deadline_at: Option<UtcMillis>,
    /// Whether its copy is still to come, so that the deadline counts.
    pub to_file: bool,
    /// When somebody should look at it again.
    pub look_again_at: Option<UtcMillis>,
    /// When it was spiked.
    pub spiked_at: Option<UtcMillis>,
    /// Words of its body.
    #[ts(type = "number")]
    pub words: i64,
    /// The length that was asked for.
    pub commissioned_words: Option<u32>,
    /// BCP 47.
    pub language: String,
    /// The way it runs.
    pub direction: Direction,
    /// Its section's id.
    pub section: Option<SectionId>,
    /// When it changed.
    pub changed_at: UtcMillis,
    /// Who changed it; may be empty.
    pub changed_by: String,
    /// Whether its row could not be read whole.
    pub damaged: bool,
    /// Whether it has a lead picture.
    pub has_picture: bool,
    /// Where a search found it.
    pub snippet: Option<Snippet>,
}

impl From<store::DeskRow> for DeskRow {
    fn from(r: store::DeskRow) -> Self {
        Self {
            id: r.id,
            slug: r.slug,
            headline: r.headline,
            byline: r.byline_line,
            stage: r.stage,
            seen: Seen::of(r.publication, r.unsent),
            corrected: r.corrected,
            schedule_at: r.schedule_at,
            killed: r.killed,
            hold: r.hold,
            not_for_publication: r.not_for_publication,
            legal: r.legal,
            pictures: r.pictures,
            sensitive: r.sensitive,
            embargo: r.embargo,
            embargo_at: r.embargo_at,
            priority: r.priority,
            assigned_to: r.assigned_to,
            deadline_at: r.deadline_at,
            to_file: r.to_file,
            look_again_at: r.look_again_at,
            spiked_at: r.spiked_at,
            words: r.words,
            commissioned_words: r.commissioned_words,
            direction: Direction::from_word(&r.direction).unwrap_or_else(|| direction_of(&r.language)),
            language: r.language,
            section: r.section,
            changed_at: r.changed_at,
            changed_by: r.changed_by,
            damaged: r.damaged,
            has_picture: r.has_picture,
            snippet: r.snippet,
        }
    }
}

/// A page of the desk list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskPage {
    /// Its rows.
    pub rows: Vec<DeskRow>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// How many there are.
    #[ts(type = "number")]
    pub total: i64,
    /// Whether there may be more than that.
    pub at_least: bool,
}

impl From<desk::Page> for DeskPage {
    fn from(p: desk::Page) -> Self {
        let rows = p.rows.into_iter().map(DeskRow::from).collect();
        Self { rows, next: p.next, total: p.total, at_least: p.at_least }
    }
}

/// A move with one of several stories.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StoryMove {
    /// The story.
    pub story: StoryId,
    /// What is done with it.
    pub to: Move,
}

/// What became of moves with several stories.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StoriesMoved {
    /// What takes back what was done.
    pub back: Vec<StoryMove>,
    /// Why some were not moved.
    pub refused: Vec<Error>,
}

impl From<newsroom::Moved> for StoriesMoved {
    fn from(moved: newsroom::Moved) -> Self {
        // A story moved twice goes back the way it came.
        let back = moved.done.into_iter().rev().map(|(story, to)| StoryMove { story, to }).collect();
        Self { back, refused: moved.refused.into_iter().map(|(_, why)| why).collect() }
    }
}

/// One of our own stories, for a link to it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryLink {
    /// The story.
    pub id: StoryId,
    /// Its headline.
    pub headline: String,
    /// Its working name.
    pub slug: String,
    /// What readers can see.
    pub seen: Seen,
    /// When it changed.
    pub changed_at: UtcMillis,
}
