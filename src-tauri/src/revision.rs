//! A kept state of a story: its canonical text, its seal, and how two states differ.
//!
//! Pure. The canonical text is front matter and Markdown, so that a revision can be read
//! in fifty years with nothing but a text editor. Keeping and restoring are in `newsroom`.

mod compare;
mod flow;
mod graph;
mod merge;
mod suggested;

pub use compare::{FieldDiff, Hunk, HunkKind, by_word, compare};
pub(crate) use flow::put_all as put_text;
pub use graph::Graph;
pub use merge::{By, Choice, Merge, Met, Outcome, same_words};
pub use suggested::{ChangeKind, Standing, Suggested, suggested, take};

use crate::Result;
use crate::body;
use crate::import::front_matter::{self, AlsoReadLine, AlsoReadTo, FrontMatter, Picture};
use crate::story::profile::{PAGE, RUNNING};
use crate::story::{
    AlsoRead, Handling, HeadlineSet, LinkTo, MediaId, PictureUse, Publication, Story, UtcMillis,
};
use sha2::{Digest, Sha256};

/// Why a revision was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The story was being worked on.
    Autosave,
    /// A person asked for it.
    Named,
    /// It was handed to the desk.
    Filed,
    /// It went to readers, or to a destination.
    Published,
    /// An earlier revision was brought back.
    Restored,
    /// What stood there when an earlier one was brought back.
    BeforeRestore,
    /// It came from a file.
    Imported,
    /// Another Stet had saved it meanwhile.
    OtherCopy,
    /// Two states were made one.
    Merged,
    /// Somebody proposes it; it never was the working copy.
    Proposed,
    /// It went to somebody as a file.
    Sent,
}

impl Why {
    const ALL: [(Why, &'static str); 11] = [
        (Why::Autosave, "autosave"),
        (Why::Named, "named"),
        (Why::Filed, "filed"),
        (Why::Published, "published"),
        (Why::Restored, "restored"),
        (Why::BeforeRestore, "before-restore"),
        (Why::Imported, "imported"),
        (Why::OtherCopy, "other-copy"),
        (Why::Merged, "merged"),
        (Why::Proposed, "proposed"),
        (Why::Sent, "sent"),
    ];
    /// The word kept on disk.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(why, _)| *why == self).map_or("autosave", |(_, word)| word)
    }
    /// The reason of that word, or none.
    pub fn from_word(word: &str) -> Option<Why> {
        Self::ALL.iter().find(|(_, w)| *w == word).map(|(why, _)| *why)
    }
    /// Whether another revision that says the same serves as well.
    pub fn is_quiet(self) -> bool {
        matches!(self, Why::Autosave | Why::OtherCopy)
    }
}

/// The whole story as text: front matter, then the body as Markdown. `section` is the
/// section's name.
pub fn canonical(story: &Story, section: &str) -> String {
    canonical_with(story, section, &body::write(&story.body))
}

/// [`canonical`] for a caller that has the body's Markdown.
pub fn canonical_with(story: &Story, section: &str, markdown: &str) -> String {
    front_matter::write(&front_matter_of(story, section), markdown)
}

/// The front matter of a story. `section` is the section's name.
pub fn front_matter_of(story: &Story, section: &str) -> FrontMatter {
    FrontMatter {
        id: Some(story.id),
        headline: story.headline.clone(),
        headlines: story.headlines.clone(),
        profile: story.profile.clone(),
        commissioned_words: story.commissioned_words,
        standfirst: body::write_inline(&story.standfirst),
        eyebrow: story.eyebrow.clone(),
        agency: story.agency.clone(),
        bylines: story.bylines.clone(),
        dateline: story.dateline.clone(),
        section: section.to_owned(),
        tags: story.tags.clone(),
        slug: story.slug.clone(),
        url_slug: story.url_slug.clone(),
        language: story.language.clone(),
        direction: story.direction,
        stage: Some(story.stage),
        hold: story.hold,
        not_for_publication: story.not_for_publication,
        taken_down: story.publication == Publication::TakenDown,
        spiked: story.spiked_at,
        handling: story.handling.clone(),
        published: story.first_published_at,
        updated: story.updated_at,
        created: Some(story.created_at),
        changed: Some(story.changed_at),
        picture: story.lead.as_ref().map(|lead| Picture {
            file: String::new(),
            media: lead.media.0.clone(),
            caption: body::write_inline(&lead.caption),
            credit: lead.credit.clone(),
            alt: lead.alt.clone(),
        }),
        also_read: story
            .also_read
            .iter()
            .map(|link| AlsoReadLine {
                headline: link.headline.clone(),
                to: match &link.to {
                    LinkTo::Story(id) => AlsoReadTo::Story(*id),
                    LinkTo::Url(url) => AlsoReadTo::Url(url.clone()),
                },
            })
            .collect(),
        corrections: story.corrections.clone(),
    }
}

/// Reads a canonical text back. The section is by name in the text and is left to the
/// caller, who knows the ids.
pub fn read(text: &str) -> Result<Story> {
    let (front, markdown) = front_matter::parse_kept("revision", text)?;
    Ok(story_of(front, &markdown))
}

/// A story from its front matter and body. What only the newsroom can resolve (section,
/// picture files, links by URL slug) is left empty.
pub fn story_of(front: FrontMatter, markdown: &str) -> Story {
    let published = front.published;
    let mut story = Story::new(&front.language, front.created.or(published).unwrap_or(UtcMillis(0)));
    if let Some(id) = front.id {
        story.id = id;
    }
    story.slug = front.slug;
    story.stage = front.stage.unwrap_or_default();
    story.hold = front.hold;
    story.not_for_publication = front.not_for_publication;
    story.spiked_at = front.spiked;
    story.handling = front.handling;
    story.corrections = front.corrections;
    story.eyebrow = front.eyebrow;
    story.headline = front.headline;
    story.headlines = front.headlines;
    story.profile = front.profile;
    story.commissioned_words = front.commissioned_words;
    story.standfirst = body::read_inline(&front.standfirst);
    story.agency = front.agency;
    story.bylines = front.bylines;
    story.dateline = front.dateline;
    story.tags = front.tags;
    story.url_slug = front.url_slug;
    story.direction = front.direction;
    story.first_published_at = published;
    story.updated_at = front.updated;
    story.changed_at = front.changed.unwrap_or(story.created_at);
    story.publication = match (published, front.taken_down) {
        (None, _) => Publication::NotPublished,
        (Some(_), true) => Publication::TakenDown,
        (Some(_), false) => Publication::Live,
    };
    story.lead = front.picture.filter(|p| !p.media.is_empty()).map(|p| PictureUse {
        media: MediaId(p.media),
        caption: body::read_inline(&p.caption),
        credit: p.credit,
        alt: p.alt,
    });
    story.also_read = front
        .also_read
        .into_iter()
        .filter_map(|line| {
            let to = match line.to {
                AlsoReadTo::Story(id) => LinkTo::Story(id),
                AlsoReadTo::Url(url) => LinkTo::Url(url),
                AlsoReadTo::UrlSlug(_) => return None,
            };
            Some(AlsoRead { headline: line.headline, to })
        })
        .collect();
    story.body = body::read(markdown);
    story
}

/// Names a state of the working copy: SHA-256 of its canonical text, 64 hex digits. Two
/// states with the same seal say the same. The hour of the change is no part of it.
pub fn seal_of(story: &Story) -> String {
    seal_with(story, &body::write(&story.body))
}

/// [`seal_of`] for a caller that has the body's Markdown.
pub fn seal_with(story: &Story, markdown: &str) -> String {
    let section = story.section.map(|s| s.to_string()).unwrap_or_default();
    let mut front = front_matter_of(story, &section);
    front.changed = None;
    digest(&front_matter::write(&front, markdown))
}

/// SHA-256 of all that a reader of the story sees: tells whether what is live is behind.
/// Notes in the copy are no part of it.
pub fn full_hash(story: &Story) -> String {
    full_hash_with(story, &body::write(&story.body))
}

/// [`full_hash`] for a caller that has the body's Markdown.
pub fn full_hash_with(story: &Story, markdown: &str) -> String {
    let section = story.section.map(|s| s.to_string()).unwrap_or_default();
    // An alert and a text message go out by themselves: a page's reader sees neither.
    let seen = HeadlineSet { push: String::new(), sms: String::new(), ..story.headlines.clone() };
    let front = FrontMatter {
        id: None,
        headlines: seen,
        // Readers see of a profile that a running story goes on or that it is a page, and nothing else.
        profile: match (story.is_running(), story.is_page()) {
            (true, _) => RUNNING.to_owned(),
            (_, true) => PAGE.to_owned(),
            _ => String::new(),
        },
        commissioned_words: None,
        slug: String::new(),
        stage: None,
        hold: false,
        not_for_publication: false,
        taken_down: false,
        spiked: None,
        handling: Handling::default(),
        published: None,
        updated: None,
        created: None,
        changed: None,
        url_slug: story.effective_url_slug(),
        ..front_matter_of(story, &section)
    };
    if body::has_notes(&story.body) {
        return digest(&front_matter::write(&front, &body::write(&body::without_notes(&story.body))));
    }
    digest(&front_matter::write(&front, markdown))
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
