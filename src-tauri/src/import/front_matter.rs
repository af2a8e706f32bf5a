//! A story's furniture as YAML at the top of a Markdown file: what `stet import` reads,
//! `stet export` writes, and every revision keeps.
//!
//! Pure: text in, values out. Captions and the standfirst stay the inline Markdown they
//! are; pictures are names of files or of media; a section is its name. The newsroom
//! turns those into stories.

use crate::error::Result;
use crate::story::{
    Byline, Correction, Dateline, Direction, Handling, HeadlineSet, Stage, StoryId, UtcMillis,
};
use chrono_tz::Tz;

mod emit;
mod read;
#[cfg(test)]
mod tests;
mod when;
mod yaml;

pub use emit::write;
pub use when::{read_time, write_time};

/// Every key of front matter, in the order they are written.
pub const KEYS: [&str; 45] = [
    "id",
    "headline",
    "search_headline",
    "social_headline",
    "push_headline",
    "sms_headline",
    "standfirst",
    "eyebrow",
    "agency",
    "byline",
    "dateline",
    "section",
    "tags",
    "slug",
    "url_slug",
    "language",
    "direction",
    "profile",
    "commissioned_words",
    "stage",
    "hold",
    "not_for_publication",
    "taken_down",
    "legal",
    "pictures",
    "sensitive",
    "priority",
    "assigned_to",
    "deadline",
    "brief",
    "embargo",
    "schedule",
    "updates",
    "translates",
    "look_again",
    "killed",
    "killed_why",
    "spiked",
    "published",
    "updated",
    "created",
    "changed",
    "picture",
    "also_read",
    "corrections",
];

/// The embargo that has no end.
const INDEFINITE: &str = "indefinite";

/// The furniture of one story, as a file says it. A key that is not in the file is empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FrontMatter {
    /// The story's name on every machine, where the file came from a Stet.
    pub id: Option<StoryId>,
    /// The page headline, plain text.
    pub headline: String,
    /// The headlines for other places; empty ones follow the page headline.
    pub headlines: HeadlineSet,
    /// Summary under the headline, inline Markdown.
    pub standfirst: String,
    /// Small label above the headline.
    pub eyebrow: String,
    /// Agency line.
    pub agency: String,
    /// Names with roles, in order.
    pub bylines: Vec<Byline>,
    /// Where it was filed from. Text alone is the place.
    pub dateline: Dateline,
    /// The name of its section.
    pub section: String,
    /// Topics, as shown.
    pub tags: Vec<String>,
    /// Short working name.
    pub slug: String,
    /// The last part of its address.
    pub url_slug: String,
    /// BCP 47; empty means the newsroom's own.
    pub language: String,
    /// Reading direction where it differs from the language's.
    pub direction: Option<Direction>,
    /// The content profile, by id; empty: a news story's.
    pub profile: String,
    /// The length that was asked for, in words.
    pub commissioned_words: Option<u32>,
    /// Where it is in the work.
    pub stage: Option<Stage>,
    /// Do not publish for now.
    pub hold: bool,
    /// Never to be published.
    pub not_for_publication: bool,
    /// It was live and has been taken off the site.
    pub taken_down: bool,
    /// When it was spiked.
    pub spiked: Option<UtcMillis>,
    /// Where it stands with the desk.
    pub handling: Handling,
    /// When readers first saw it.
    pub published: Option<UtcMillis>,
    /// When what readers see last changed after that.
    pub updated: Option<UtcMillis>,
    /// When the story was made.
    pub created: Option<UtcMillis>,
    /// When the working copy last changed.
    pub changed: Option<UtcMillis>,
    /// The picture above the body.
    pub picture: Option<Picture>,
    /// Links at the foot.
    pub also_read: Vec<AlsoReadLine>,
    /// What was put right after publication, oldest first.
    pub corrections: Vec<Correction>,
}

/// The lead picture, by the path of a file or by the name it has in the media store.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Its path, relative to the story's file.
    pub file: String,
    /// Its SHA-256, where it is in the media store.
    pub media: String,
    /// Shown under it, inline Markdown.
    pub caption: String,
    /// Who to thank.
    pub credit: String,
    /// For readers who cannot see it.
    pub alt: String,
}

/// One "Also read" link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoReadLine {
    /// Its words; empty means the other story's headline.
    pub headline: String,
    /// Where it goes.
    pub to: AlsoReadTo,
}
/// Where an "Also read" link goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlsoReadTo {
    /// One of our stories, by URL slug (key `slug`).
    UrlSlug(String),
    /// One of our stories, by id (key `story`).
    Story(StoryId),
    /// A web address (key `url`).
    Url(String),
}

/// Whether a text begins with front matter: a line of three hyphens and a key under it. A rule
/// at the top of plain Markdown is none.
pub fn is_there(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let key = |line: &str| {
        line.split_once(':').is_some_and(|(key, _)| {
            !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        })
    };
    lines.next().is_some_and(|line| line.trim_end() == "---")
        && lines.find(|line| !line.trim().is_empty()).is_some_and(|line| key(line) || line.starts_with('#'))
}

/// Reads a file for import: its front matter, and its body as Markdown with LF line ends.
///
/// Times without a zone are local times in `zone` (see [`read_time`]). A byte order mark
/// and CRLF line ends are taken in silence. Errors name the file, the line and the key:
/// `front-matter-missing`, `front-matter-unknown-key`, `front-matter-bad-value`.
pub fn parse(file: &str, text: &str, zone: Tz) -> Result<(FrontMatter, String)> {
    read::file(file, text, zone, true)
}

/// Reads text that [`write`] made, such as a revision. As [`parse`], but a language, URL
/// slug or address that import would refuse is taken as it is: what was kept is given back.
pub fn parse_kept(name: &str, text: &str) -> Result<(FrontMatter, String)> {
    read::file(name, text, Tz::UTC, false)
}
