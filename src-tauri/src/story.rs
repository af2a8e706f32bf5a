//! What a story is: its furniture, its body, where it is in the work, and the rules it keeps.
//!
//! Pure: nothing here touches a disk, a clock or a network. Reading and saving are in
//! `newsroom`; the body's own form is in `body`.

use crate::body::{self, Doc, Inline};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

mod folding;
mod handling;
mod language;
pub mod profile;
mod slug;
mod stage_name;
mod wall_time;
mod words;
pub use folding::{Piece, folded, pieces};
pub use handling::{
    Correction, CorrectionKind, Embargo, Handling, Killed, LAST_PRIORITY, Legal, Move, PictureNeed, kept_in,
    still_to_file,
};
pub use language::{Direction, Script, direction_of, is_language_tag, language_name, language_of_name};
pub use slug::{url_slug_from, url_slug_is_lawful};
pub use stage_name::{StageName, kept_names, may_hide, stage_name, stages_called};
pub(crate) use wall_time::after_gap;
pub use wall_time::{Clocks, WallTime};
pub(crate) use words::words;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
        #[serde(transparent)]
        pub struct $name(#[cfg_attr(feature = "desktop", ts(type = "string"))] pub Uuid);
        impl $name {
            /// A new id (UUIDv7), so that rows made on two machines never meet.
            #[allow(clippy::new_without_default)] // an id is made on purpose, never by default
            pub fn new() -> Self { Self(Uuid::now_v7()) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> { Uuid::parse_str(s).map(Self) }
        }
    };
}
id!(/// Names a story, on every machine.
    StoryId);
id!(/// Names one kept state of a story.
    RevisionId);
id!(/// Names a section of the site.
    SectionId);
id!(/// Names a place that we publish to.
    DestinationId);
id!(/// Names words kept to be put in again.
    SnippetId);
id!(/// Names a story to begin from.
    TemplateId);
id!(/// Names a remark on some words of a story.
    CommentId);
id!(/// Names a text that is proposed for a story.
    SuggestionId);
id!(/// Names a saved view of the desk list.
    ViewId);
id!(/// Names one order in the outbox; it travels with what is sent.
    OrderId);

/// Milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct UtcMillis(#[cfg_attr(feature = "desktop", ts(type = "number"))] pub i64);

/// Names a file in the media store: the SHA-256 of its bytes, 64 lower-case hex digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct MediaId(pub String);

impl MediaId {
    /// Whether the text is 64 lower-case hex digits.
    pub fn is_lawful(text: &str) -> bool {
        text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    }
}
impl fmt::Display for MediaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a story is in the work; not what readers can see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// An idea put to the desk.
    Pitch,
    /// Somebody has it.
    Assigned,
    /// Being written.
    #[default]
    Writing,
    /// Handed to the desk.
    Filed,
    /// With the desk.
    Desk,
    /// With the sub-editors.
    Subs,
    /// With the lawyer.
    Legal,
    /// Ready to publish.
    Ready,
}

impl Stage {
    /// All stages, in the order of the work.
    pub const ALL: [Stage; 8] = [
        Stage::Pitch,
        Stage::Assigned,
        Stage::Writing,
        Stage::Filed,
        Stage::Desk,
        Stage::Subs,
        Stage::Legal,
        Stage::Ready,
    ];
    /// The word kept on disk, and read in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Pitch => "pitch",
            Stage::Assigned => "assigned",
            Stage::Writing => "writing",
            Stage::Filed => "filed",
            Stage::Desk => "desk",
            Stage::Subs => "subs",
            Stage::Legal => "legal",
            Stage::Ready => "ready",
        }
    }
    /// What it is called where nobody has renamed it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Pitch => "Pitch",
            Stage::Assigned => "Assigned",
            Stage::Writing => "Writing",
            Stage::Filed => "Filed",
            Stage::Desk => "Desk",
            Stage::Subs => "Subs",
            Stage::Legal => "Legal",
            Stage::Ready => "Ready",
        }
    }
    /// The stage of that word, or none.
    pub fn from_word(word: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// What readers can see of a story on the newsroom's own site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Publication {
    /// Readers see nothing of it.
    #[default]
    NotPublished,
    /// Readers see the published revision. Whether the working copy has moved on
    /// since ("live with unsent changes") is derived, never stored.
    Live,
    /// It was live and has been taken off.
    TakenDown,
}

impl Publication {
    /// The word kept on disk.
    pub fn word(self) -> &'static str {
        match self {
            Publication::NotPublished => "not-published",
            Publication::Live => "live",
            Publication::TakenDown => "taken-down",
        }
    }
    /// The state of that word, or none.
    pub fn from_word(word: &str) -> Option<Publication> {
        [Publication::NotPublished, Publication::Live, Publication::TakenDown]
            .into_iter()
            .find(|p| p.word() == word)
    }
}

/// One name on the byline.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct Byline {
    /// The name as printed.
    pub name: String,
    /// What the person did, as printed ("Health correspondent", "Photographs"); may be empty.
    pub role: String,
}

/// The place the story was filed from, and how the line is printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct Dateline {
    /// The place alone: "Calder".
    pub place: String,
    /// The printed text, where it differs from the place: "CALDER, Nov. 3".
    pub text: String,
}

impl Dateline {
    /// What a reader sees: the printed text, else the place.
    pub fn printed(&self) -> &str {
        if self.text.is_empty() { &self.place } else { &self.text }
    }
}

/// A use of a picture in a story. The file is in the media store; what the reader is
/// told about it belongs to the use.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PictureUse {
    /// The file.
    pub media: MediaId,
    /// Shown under the picture.
    pub caption: Vec<Inline>,
    /// Who to thank; asked for before publishing.
    pub credit: String,
    /// For readers who cannot see it.
    pub alt: String,
}

/// An "Also read" link.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct AlsoRead {
    /// The words of the link; empty means the other story's own headline.
    pub headline: String,
    /// Where it goes.
    pub to: LinkTo,
}

/// The other headlines of a story, each plain text; an empty one follows the page headline.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
pub struct HeadlineSet {
    /// For search engines: the page's `<title>`.
    pub search: String,
    /// For cards on social sites.
    pub social: String,
    /// For an alert on a phone.
    pub push: String,
    /// For a text message.
    pub sms: String,
}

impl HeadlineSet {
    /// The words for one place: its own, else the page headline.
    pub fn or<'a>(own: &'a str, page: &'a str) -> &'a str {
        if own.is_empty() { page } else { own }
    }
}

/// Where an "Also read" link or a trending item goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "kind", content = "value")]
pub enum LinkTo {
    /// One of our own stories; shown to readers only while it is live.
    Story(StoryId),
    /// A web address (http or https).
    Url(String),
}

/// One piece of work, from first note to published page: the working copy.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Its name on every machine.
    pub id: StoryId,
    /// Short working name, one to three words; never a URL.
    pub slug: String,
    /// Where it is in the work.
    pub stage: Stage,
    /// Do not publish for now: nothing passes it.
    pub hold: bool,
    /// Never to be published: nothing passes it.
    pub not_for_publication: bool,
    /// Dropped before publication; recoverable.
    pub spiked_at: Option<UtcMillis>,
    /// Where it stands with the desk: flags, plan, embargo, schedule.
    pub handling: Handling,
    /// Small label above the headline.
    pub eyebrow: String,
    /// The page headline, plain text.
    pub headline: String,
    /// The headlines for other places.
    pub headlines: HeadlineSet,
    /// The content profile that it is written to, by id; empty: a news story (`profile_of`).
    pub profile: String,
    /// The length that was asked for, in words.
    pub commissioned_words: Option<u32>,
    /// Summary under the headline: inline text with marks and links, no breaks.
    pub standfirst: Vec<Inline>,
    /// Agency line ("Calder News Network"), printed before or instead of names.
    pub agency: String,
    /// Names with roles, in order.
    pub bylines: Vec<Byline>,
    /// Where it was filed from.
    pub dateline: Dateline,
    /// Where on the site it appears.
    pub section: Option<SectionId>,
    /// Topics, as shown, in order, without doubles.
    pub tags: Vec<String>,
    /// The last part of its address: lower-case letters, digits and hyphens.
    /// Empty means "make it from the headline".
    pub url_slug: String,
    /// BCP 47: `en-GB`, `hi`, `ur`.
    pub language: String,
    /// Reading direction where it differs from the language's own.
    pub direction: Option<Direction>,
    /// The picture above the body.
    pub lead: Option<PictureUse>,
    /// Links at the foot.
    pub also_read: Vec<AlsoRead>,
    /// The text and what stands in it.
    pub body: Doc,
    /// What was put right after publication, oldest first; readers see these lines.
    pub corrections: Vec<Correction>,
    /// What readers can see.
    pub publication: Publication,
    /// The revision that readers see, while live.
    pub published_revision: Option<RevisionId>,
    /// When readers first saw it.
    pub first_published_at: Option<UtcMillis>,
    /// When what readers see last changed after that; none if never.
    pub updated_at: Option<UtcMillis>,
    /// When the story was made.
    pub created_at: UtcMillis,
    /// When the working copy last changed.
    pub changed_at: UtcMillis,
}

impl Story {
    /// A new empty story.
    pub fn new(language: &str, now: UtcMillis) -> Self {
        Self {
            id: StoryId::new(),
            slug: String::new(),
            stage: Stage::default(),
            hold: false,
            not_for_publication: false,
            spiked_at: None,
            handling: Handling::default(),
            eyebrow: String::new(),
            headline: String::new(),
            headlines: HeadlineSet::default(),
            profile: String::new(),
            commissioned_words: None,
            standfirst: Vec::new(),
            agency: String::new(),
            bylines: Vec::new(),
            dateline: Dateline::default(),
            section: None,
            tags: Vec::new(),
            url_slug: String::new(),
            language: language.to_owned(),
            direction: None,
            lead: None,
            also_read: Vec::new(),
            body: Doc::default(),
            corrections: Vec::new(),
            publication: Publication::default(),
            published_revision: None,
            first_published_at: None,
            updated_at: None,
            created_at: now,
            changed_at: now,
        }
    }

    /// The URL slug readers get: the chosen one, else one made from the headline,
    /// else one made from the slug; empty where there is nothing to make it from.
    pub fn effective_url_slug(&self) -> String {
        [&self.headline, &self.slug]
            .into_iter()
            .map(|text| url_slug_from(text))
            .fold(self.url_slug.clone(), |have, made| if have.is_empty() { made } else { have })
    }

    /// Whether it is a running story that goes on: written to the profile of those, with an entry in its text.
    /// Written to another profile it is one that has ended.
    pub fn is_running(&self) -> bool {
        self.profile == profile::RUNNING && !body::entries(&self.body).1.is_empty()
    }

    /// Whether it is a page of the site: it stands at its address and in no list.
    pub fn is_page(&self) -> bool {
        self.profile == profile::PAGE
    }

    /// The files it shows, the lead first, then those of the body in order.
    pub fn pictures(&self) -> Vec<MediaId> {
        let body = body::media_in(&self.body).into_iter().map(|media| MediaId(media.to_owned()));
        self.lead.iter().map(|lead| lead.media.clone()).chain(body).collect()
    }

    /// The direction its text runs in.
    pub fn reading_direction(&self) -> Direction {
        self.direction.unwrap_or_else(|| direction_of(&self.language))
    }

    /// Brings the fields to their saved form: one line each, no space at the ends, no
    /// empty names, no doubled tags, no lead picture without a file.
    pub fn tidy(&mut self) {
        let line = |text: &mut String| *text = body::field(text);
        for text in [
            &mut self.slug,
            &mut self.eyebrow,
            &mut self.headline,
            &mut self.headlines.search,
            &mut self.headlines.social,
            &mut self.headlines.push,
            &mut self.headlines.sms,
            &mut self.profile,
            &mut self.agency,
            &mut self.dateline.place,
            &mut self.dateline.text,
            &mut self.url_slug,
            &mut self.language,
            &mut self.handling.assigned_to,
        ] {
            line(text);
        }
        self.standfirst = body::norm_inline(&self.standfirst);
        self.bylines.iter_mut().for_each(|b| {
            line(&mut b.name);
            line(&mut b.role);
        });
        self.bylines.retain(|b| !b.name.is_empty() || !b.role.is_empty());
        self.tags.iter_mut().for_each(line);
        let mut seen = std::collections::HashSet::new();
        self.tags.retain(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase()));
        if let Some(lead) = &mut self.lead {
            lead.caption = body::norm_inline(&lead.caption);
            line(&mut lead.credit);
            line(&mut lead.alt);
        }
        self.lead.take_if(|lead| !MediaId::is_lawful(&lead.media.0));
        for link in &mut self.also_read {
            line(&mut link.headline);
            if let LinkTo::Url(url) = &mut link.to {
                line(url);
            }
        }
        self.also_read.retain(|a| a.to != LinkTo::Url(String::new()) || !a.headline.is_empty());
        self.handling.brief = self.handling.brief.trim().to_owned();
        self.corrections.iter_mut().for_each(|c| line(&mut c.text));
        self.corrections.retain(|c| !c.text.is_empty());
        self.body = body::norm(&self.body);
    }
}
