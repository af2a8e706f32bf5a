//! A story as the window edits it, and its pictures.

use super::AtDesk;
use crate::body::{self, Inline, prosemirror};
use crate::media::Focus;
use crate::newsroom::{self, FieldNotice, Seen, StoryState};
use crate::store::MediaRow;
use crate::story::{
    AlsoRead, Byline, Correction, Dateline, Direction, HeadlineSet, MediaId, PictureUse, SectionId, Story,
    StoryId, UtcMillis,
};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;

/// A picture's use, as edited.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PictureDraft {
    /// SHA-256 of the file.
    pub media: String,
    /// An inline document.
    #[ts(type = "PmDoc")]
    pub caption: Value,
    /// Who to thank.
    pub credit: String,
    /// For readers who cannot see it.
    pub alt: String,
}

/// Everything of a story that the window edits.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryDraft {
    /// Working name.
    pub slug: String,
    /// Small label above the headline.
    pub eyebrow: String,
    /// Plain text.
    pub headline: String,
    /// For other places; an empty one follows the page headline.
    pub headlines: HeadlineSet,
    /// The content profile's id; empty: a news story's.
    pub profile: String,
    /// The length asked for, in words.
    pub commissioned_words: Option<u32>,
    /// An inline document.
    #[ts(type = "PmDoc")]
    pub standfirst: Value,
    /// Agency line.
    pub agency: String,
    /// Names with roles.
    pub bylines: Vec<Byline>,
    /// Where it was filed from.
    pub dateline: Dateline,
    /// The section's id.
    pub section: Option<SectionId>,
    /// Topics.
    pub tags: Vec<String>,
    /// Empty: made from the headline.
    pub url_slug: String,
    /// BCP 47.
    pub language: String,
    /// Where it differs from the language's own.
    pub direction: Option<Direction>,
    /// The picture above the body.
    pub lead: Option<PictureDraft>,
    /// Links at the foot.
    pub also_read: Vec<AlsoRead>,
    /// What was put right after publication.
    pub corrections: Vec<Correction>,
    /// The body.
    #[ts(type = "PmDoc")]
    pub body: Value,
}

impl StoryDraft {
    /// The draft of a story.
    pub fn of(s: &Story) -> Self {
        Self {
            slug: s.slug.clone(),
            eyebrow: s.eyebrow.clone(),
            headline: s.headline.clone(),
            headlines: s.headlines.clone(),
            profile: s.profile.clone(),
            commissioned_words: s.commissioned_words,
            standfirst: prosemirror::write_inline(&s.standfirst),
            agency: s.agency.clone(),
            bylines: s.bylines.clone(),
            dateline: s.dateline.clone(),
            section: s.section,
            tags: s.tags.clone(),
            url_slug: s.url_slug.clone(),
            language: s.language.clone(),
            direction: s.direction,
            lead: s.lead.as_ref().map(|l| PictureDraft {
                media: l.media.0.clone(),
                caption: prosemirror::write_inline(&l.caption),
                credit: l.credit.clone(),
                alt: l.alt.clone(),
            }),
            also_read: s.also_read.clone(),
            corrections: s.corrections.clone(),
            body: prosemirror::write(&s.body),
        }
    }

    /// Puts the draft into a story. An unknown node is an error, never dropped.
    pub fn apply(self, s: &mut Story) -> Result<()> {
        let inline = |doc: &Value| -> Result<Vec<Inline>> { prosemirror::read_inline(doc) };
        s.standfirst = inline(&self.standfirst)?;
        s.body = prosemirror::read(&self.body)?;
        s.lead = match self.lead {
            None => None,
            Some(l) => Some(PictureUse {
                caption: inline(&l.caption)?,
                media: MediaId(l.media),
                credit: l.credit,
                alt: l.alt,
            }),
        };
        s.slug = self.slug;
        s.eyebrow = self.eyebrow;
        s.headline = self.headline;
        s.headlines = self.headlines;
        s.profile = self.profile;
        s.commissioned_words = self.commissioned_words;
        s.agency = self.agency;
        s.bylines = self.bylines;
        s.dateline = self.dateline;
        s.section = self.section;
        s.tags = self.tags;
        s.url_slug = self.url_slug;
        s.language = self.language;
        s.direction = self.direction;
        s.also_read = self.also_read;
        s.corrections = self.corrections;
        Ok(())
    }
}

/// A story as the window opens it.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryView {
    /// The story.
    pub id: StoryId,
    /// Counts its saves.
    #[ts(type = "number")]
    pub edit: i64,
    /// What the window edits.
    pub draft: StoryDraft,
    /// What readers can see.
    pub seen: Seen,
    /// The URL slug readers get.
    pub effective_url_slug: String,
    /// When readers first saw it.
    pub first_published_at: Option<UtcMillis>,
    /// When what they see last changed.
    pub updated_at: Option<UtcMillis>,
    /// When it was made.
    pub created_at: UtcMillis,
    /// When its working copy changed.
    pub changed_at: UtcMillis,
    /// When it was last on disk.
    pub saved_at: UtcMillis,
    /// Where it stands with the desk.
    pub at_desk: AtDesk,
    /// Words of its body.
    pub words: usize,
    /// Minutes to read it.
    pub reading_minutes: u32,
    /// Set when the stored copy is not what was written.
    pub damage: Option<Error>,
    /// Headlines of our own stories that it links to, by id.
    pub linked_headlines: BTreeMap<String, String>,
}

impl From<StoryState> for StoryView {
    fn from(s: StoryState) -> Self {
        let at_desk = AtDesk::of(&s.story);
        Self {
            id: s.story.id,
            edit: s.edit,
            draft: StoryDraft::of(&s.story),
            seen: s.seen,
            effective_url_slug: s.effective_url_slug,
            first_published_at: s.story.first_published_at,
            updated_at: s.story.updated_at,
            created_at: s.story.created_at,
            changed_at: s.story.changed_at,
            saved_at: s.story.changed_at,
            at_desk,
            words: s.words,
            reading_minutes: s.minutes,
            damage: s.damage,
            linked_headlines: s.linked_headlines.into_iter().map(|(id, h)| (id.to_string(), h)).collect(),
        }
    }
}

/// What a save answers.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// Counts the story's saves.
    #[ts(type = "number")]
    pub edit: i64,
    /// When it was on disk.
    pub saved_at: UtcMillis,
    /// Words of its body.
    pub words: usize,
    /// Minutes to read it.
    pub reading_minutes: u32,
    /// The URL slug readers get.
    pub effective_url_slug: String,
    /// What readers can see.
    pub seen: Seen,
    /// Advice about fields.
    pub notices: Vec<FieldNotice>,
    /// Another Stet had saved it since; that text is kept as a revision.
    pub kept_other: bool,
}

impl From<newsroom::Saved> for Saved {
    fn from(s: newsroom::Saved) -> Self {
        Self {
            edit: s.state.edit,
            saved_at: s.state.story.changed_at,
            words: s.state.words,
            reading_minutes: s.state.minutes,
            effective_url_slug: s.state.effective_url_slug,
            seen: s.state.seen,
            notices: s.notices,
            kept_other: s.kept_other,
        }
    }
}

/// How long the text is that stands in the window, saved or not.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Measured {
    /// Each block that was asked about.
    pub blocks: Vec<body::Length>,
    /// Words of the whole body.
    pub words: usize,
    /// Minutes to read it.
    pub reading_minutes: u32,
}

impl Measured {
    /// Measures blocks of the editor's document, and the body that they make with the rest.
    pub fn of(blocks: &[Value], rest: body::Length) -> Result<Self> {
        let one = |block: &Value| {
            let doc = prosemirror::read(&serde_json::json!({"type": "doc", "content": [block]}))?;
            Ok(body::Length::of(&doc))
        };
        let blocks = blocks.iter().map(one).collect::<Result<Vec<_>>>()?;
        let whole: body::Length = blocks.iter().copied().chain([rest]).sum();
        Ok(Self { blocks, words: whole.words, reading_minutes: whole.minutes() })
    }
}

/// A picture that was taken in, with what the file says of itself.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureAdded {
    /// SHA-256 of the file.
    pub media: String,
    /// Upright, in pixels.
    pub width: u32,
    /// Upright, in pixels.
    pub height: u32,
    /// Its ending.
    pub format: String,
    /// Length of the file.
    #[ts(type = "number")]
    pub bytes: u64,
    /// As the file says.
    pub caption: String,
    /// As the file says.
    pub credit: String,
    /// As the file says.
    pub alt: String,
    /// As the file says.
    pub copyright: String,
    /// Whether the newsroom had it.
    pub was_here: bool,
    /// What a person should be told.
    pub notices: Vec<String>,
}

impl From<newsroom::AddedPicture> for PictureAdded {
    fn from(a: newsroom::AddedPicture) -> Self {
        Self {
            media: a.row.id.0,
            width: a.row.width_px,
            height: a.row.height_px,
            format: a.row.extension,
            bytes: a.row.bytes,
            caption: a.facts.caption,
            credit: a.facts.credit,
            alt: a.facts.alt,
            copyright: a.facts.copyright,
            was_here: a.was_here,
            notices: a.notices.into_iter().map(|n| n.sentence).collect(),
        }
    }
}

/// A point of a picture, in hundredths of its width and height from the upper left.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct FocalPoint {
    /// Across.
    pub x: u8,
    /// Down.
    pub y: u8,
}

impl From<Focus> for FocalPoint {
    fn from(Focus { x, y }: Focus) -> Self {
        Self { x, y }
    }
}

/// How a picture stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PictureInfo {
    /// SHA-256 of the file.
    pub media: String,
    /// Upright, in pixels.
    pub width: u32,
    /// Upright, in pixels.
    pub height: u32,
    /// Its ending.
    pub format: String,
    /// Length of the file.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The point that every cut keeps.
    pub focus: FocalPoint,
    /// Whether somebody chose it.
    pub chosen: bool,
    /// Why it cannot be shown.
    pub problem: Option<Error>,
}

impl From<newsroom::PictureState> for PictureInfo {
    fn from(p: newsroom::PictureState) -> Self {
        let row = p.row.as_ref();
        Self {
            media: p.media.0,
            width: row.map_or(0, |r| r.width_px),
            height: row.map_or(0, |r| r.height_px),
            format: row.map(|r| r.extension.clone()).unwrap_or_default(),
            bytes: row.map_or(0, |r| r.bytes),
            focus: row.map(MediaRow::focus).unwrap_or_default().into(),
            chosen: row.is_some_and(|r| r.focus.is_some()),
            problem: p.problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn blocks_measured_one_by_one_are_as_long_as_the_body_that_is_saved() {
        let markdown = "प्रधानमंत्री ने कहा\n\n> اردو خبریں\n\n- 東京都 well-known\n\n| a | b |\n| - | - |\n| c | d |\n\n\
             ```figure\nmedia: x\ncaption: not these\n```\n\n```pullquote\nquote: big words\ncite: Ann\n```\n\nThe end.";
        let body = body::read(markdown);
        let doc = prosemirror::write(&body);
        let blocks = doc["content"].as_array().expect("blocks");
        let (first, others) = blocks.split_at(2);
        let begun = Measured::of(first, body::Length::default()).expect("it is measured");
        let whole = Measured::of(others, begun.blocks.iter().copied().sum()).expect("it is measured");
        assert_eq!(whole.words, body::count(&body));
        assert_eq!(whole.words, 3 + 2 + 3 + 2 + 4 + 3 + 2);
        assert_eq!(whole.reading_minutes, body::minutes(&body));
    }

    #[test]
    fn a_block_that_is_not_known_is_an_error_and_never_counted_as_nothing() {
        let error =
            Measured::of(&[json!({"type": "carousel"})], body::Length::default()).expect_err("unknown");
        assert_eq!(error.code, "unknown-node");
    }
}
