//! What crosses the boundary: plain values, named as the window names them.
//!
//! The bodies cross as ProseMirror JSON. `ui/src/wire.ts` is made from these types.

use crate::body::{self, Inline, prosemirror};
use crate::check::Check;
use crate::desk;
use crate::newsroom::{self, FieldNotice, Seen, Settings, StoryState, TrendingItem};
use crate::revision::{FieldDiff, HunkKind, Why};
use crate::store;
use crate::story::{
    AlsoRead, Byline, Dateline, DestinationId, Direction, MediaId, OrderId, PictureUse, RevisionId,
    SectionId, Stage, Story, StoryId, UtcMillis, direction_of,
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
    /// Where it is in the work.
    pub stage: Stage,
    /// Do not publish for now.
    pub hold: bool,
    /// Never to be published.
    pub not_for_publication: bool,
    /// Small label above the headline.
    pub eyebrow: String,
    /// Plain text.
    pub headline: String,
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
    /// The body.
    #[ts(type = "PmDoc")]
    pub body: Value,
}

impl StoryDraft {
    /// The draft of a story.
    pub fn of(s: &Story) -> Self {
        Self {
            slug: s.slug.clone(),
            stage: s.stage,
            hold: s.hold,
            not_for_publication: s.not_for_publication,
            eyebrow: s.eyebrow.clone(),
            headline: s.headline.clone(),
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
        s.stage = self.stage;
        s.hold = self.hold;
        s.not_for_publication = self.not_for_publication;
        s.eyebrow = self.eyebrow;
        s.headline = self.headline;
        s.agency = self.agency;
        s.bylines = self.bylines;
        s.dateline = self.dateline;
        s.section = self.section;
        s.tags = self.tags;
        s.url_slug = self.url_slug;
        s.language = self.language;
        s.direction = self.direction;
        s.also_read = self.also_read;
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
    /// When it was spiked.
    pub spiked_at: Option<UtcMillis>,
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
            spiked_at: s.story.spiked_at,
            words: s.words,
            reading_minutes: body::reading_minutes(s.words),
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
            reading_minutes: body::reading_minutes(s.state.words),
            effective_url_slug: s.state.effective_url_slug,
            seen: s.state.seen,
            notices: s.notices,
            kept_other: s.kept_other,
        }
    }
}

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
    /// Whether it is on hold.
    pub hold: bool,
    /// Words of its body.
    #[ts(type = "number")]
    pub words: i64,
    /// BCP 47.
    pub language: String,
    /// The way it runs.
    pub direction: Direction,
    /// Its section's id.
    pub section: Option<SectionId>,
    /// When it changed.
    pub changed_at: UtcMillis,
    /// Whether its row could not be read whole.
    pub damaged: bool,
    /// Whether it has a lead picture.
    pub has_picture: bool,
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
            hold: r.hold,
            words: r.words,
            direction: Direction::from_word(&r.direction).unwrap_or_else(|| direction_of(&r.language)),
            language: r.language,
            section: r.section,
            changed_at: r.changed_at,
            damaged: r.damaged,
            has_picture: r.has_picture,
        }
    }
}

/// A page of the desk list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeskPage {
    /// Its rows.
    pub rows: Vec<DeskRow>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// How many there are.
    #[ts(type = "number")]
    pub total: i64,
}

impl From<desk::Page> for DeskPage {
    fn from(p: desk::Page) -> Self {
        Self { rows: p.rows.into_iter().map(DeskRow::from).collect(), next: p.next, total: p.total }
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
            problem: p.problem,
        }
    }
}

/// A revision in the list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevisionRow {
    /// The revision.
    pub id: RevisionId,
    /// When it was kept.
    pub made_at: UtcMillis,
    /// Who kept it.
    pub author: String,
    /// Why.
    pub why: Why,
    /// A name given by a person.
    pub name: String,
    /// Words of its body.
    #[ts(type = "number")]
    pub words: i64,
    /// Whether readers see this one.
    pub is_published: bool,
}

impl RevisionRow {
    /// A row; `published` is the revision that readers see.
    pub fn of(r: store::RevisionRow, published: Option<RevisionId>) -> Self {
        Self {
            is_published: published == Some(r.id),
            id: r.id,
            made_at: r.made_at,
            author: r.author,
            why: r.why,
            name: r.name,
            words: r.words,
        }
    }
}

/// A revision, read.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RevisionView {
    /// Its row.
    pub row: RevisionRow,
    /// The story as it was.
    pub draft: StoryDraft,
}

/// Two states of a story.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Comparison {
    /// The older side.
    pub from: RevisionRow,
    /// The newer; none: the working copy.
    pub to: Option<RevisionRow>,
    /// What differs.
    pub fields: Vec<FieldDiff>,
    /// Words that the newer side alone has.
    pub added: usize,
    /// Words that the older side alone has.
    pub removed: usize,
}

impl From<newsroom::Comparison> for Comparison {
    fn from(c: newsroom::Comparison) -> Self {
        let words = |kind: HunkKind| {
            let hunks = c.fields.iter().flat_map(|f| &f.hunks).filter(|h| h.kind == kind);
            hunks.map(|h| body::words(&h.text)).sum()
        };
        Self {
            added: words(HunkKind::Added),
            removed: words(HunkKind::Removed),
            from: RevisionRow::of(c.from, None),
            to: c.to.map(|r| RevisionRow::of(r, None)),
            fields: c.fields,
        }
    }
}

/// A destination, without its password.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Destination {
    /// The destination.
    pub id: DestinationId,
    /// `word-press`.
    #[ts(type = "\"word-press\"")]
    pub kind: String,
    /// As the newsroom calls it.
    pub name: String,
    /// https://…
    pub address: String,
    /// The user there.
    pub user: String,
    /// Whether the keychain has its password.
    pub has_password: bool,
}

/// A destination as edited. Without a password, the one that is kept stays.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DestinationDraft {
    /// None: a new one.
    pub id: Option<DestinationId>,
    /// `word-press`.
    #[ts(type = "\"word-press\"")]
    pub kind: String,
    /// As the newsroom calls it.
    pub name: String,
    /// https://…
    pub address: String,
    /// The user there.
    pub user: String,
    /// An application password.
    pub password: Option<String>,
}

/// What a test of a destination found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DestinationTested {
    /// The site's own name.
    pub site_title: String,
    /// The user's name there.
    pub user_name: String,
    /// What the user may do.
    pub can_publish: bool,
    /// What the user may do.
    pub can_upload: bool,
    /// What the user may do.
    pub can_make_terms: bool,
    /// What a person should know.
    pub advice: Vec<Error>,
}

/// An order in the outbox.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The order.
    pub id: OrderId,
    /// What it does.
    #[ts(type = "PushAct")]
    pub act: String,
    /// How it stands.
    #[ts(type = "\"waiting\" | \"sending\" | \"done\" | \"refused\" | \"conflict\"")]
    pub state: String,
    /// How often it was tried.
    #[ts(type = "number")]
    pub attempts: i64,
    /// When it is tried next.
    pub next_try_at: Option<UtcMillis>,
    /// Why the last try failed.
    pub error: Option<Error>,
    /// When it was given.
    pub created_at: UtcMillis,
}

impl From<store::OrderRow> for Order {
    fn from(o: store::OrderRow) -> Self {
        Self {
            next_try_at: (o.state == "waiting").then_some(o.next_try_at),
            id: o.id,
            act: o.act,
            state: o.state,
            attempts: o.attempts,
            error: o.error,
            created_at: o.created_at,
        }
    }
}

/// How a story stands at a destination.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DestinationState {
    /// The destination.
    pub destination: Destination,
    /// What stands there.
    #[ts(type = "RemoteState")]
    pub remote: String,
    /// The post's id there.
    pub remote_id: Option<String>,
    /// Its address for readers.
    pub link: Option<String>,
    /// When it was sent.
    pub sent_at: Option<UtcMillis>,
    /// When it goes live.
    pub scheduled_for: Option<UtcMillis>,
    /// Whether the story has changed since.
    pub unsent: bool,
    /// What waits for it.
    pub order: Option<Order>,
    /// What the site changed in it.
    pub notices: Vec<Error>,
}

/// How a story stands everywhere.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PublishState {
    /// On the newsroom's own site.
    pub seen: Seen,
    /// When readers first saw it.
    pub first_published_at: Option<UtcMillis>,
    /// When what they see last changed.
    pub updated_at: Option<UtcMillis>,
    /// What was looked at.
    pub checks: Vec<Check>,
    /// Elsewhere.
    pub destinations: Vec<DestinationState>,
}

/// What a site holds now, beside ours.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoteConflict {
    /// When it was changed there.
    pub remote_changed_at: UtcMillis,
    /// The words, ours as the newer side.
    pub fields: Vec<FieldDiff>,
}

/// What an export did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Exported {
    /// The site's folder.
    pub folder: String,
    /// Its front page.
    pub index: String,
    /// Pages of it.
    pub pages: usize,
    /// Files written.
    pub written: usize,
    /// Files taken away.
    pub removed: usize,
    /// Picture files.
    pub pictures: usize,
    /// How long it took.
    #[ts(type = "number")]
    pub millis: u64,
    /// What could not be shown as it should.
    pub problems: Vec<Error>,
}
