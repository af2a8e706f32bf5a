//! What is shown of a story away from its own page: kept in the newsroom beside the edition, so that
//! a list is made without reading its stories.

use crate::body::{self, Block};
use crate::site::edition::{LiveStory, Rendition, is_device_name};
use crate::site::story::one_line;
use crate::story::{
    Byline, Correction, Direction, LinkTo, MediaId, SectionId, StoryId, UtcMillis, url_slug_from,
};
use chrono::{DateTime, Datelike};
use serde::{Deserialize, Serialize};

/// The form of a teaser, of a story as it is kept ([`LiveStory::kept`]), and of which lists a story stands in. A newsroom whose edition was made by
/// another form makes it anew.
pub const FORM: &str = "8";

/// What lists and feeds show of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teaser {
    /// The story.
    pub id: StoryId,
    /// The last part of its address.
    pub url_slug: String,
    /// Where on the site it appears.
    pub section: Option<SectionId>,
    /// Small label above the headline.
    pub eyebrow: String,
    /// The headline.
    pub headline: String,
    /// The summary as one line of plain words.
    pub standfirst: String,
    /// BCP 47 tag.
    pub language: String,
    /// Reading direction.
    pub direction: Direction,
    /// The lead picture.
    pub lead: Option<TeaserPicture>,
    /// Agency line.
    pub agency: String,
    /// Names with roles, in order.
    pub bylines: Vec<Byline>,
    /// Topics.
    pub tags: Vec<String>,
    /// What was put right after publication, oldest first.
    pub corrections: Vec<Correction>,
    /// Whether entries are still added to it.
    pub running: bool,
    /// Whether it is a page of the site, and in no list.
    pub is_page: bool,
    /// When readers first saw it.
    pub published_at: UtcMillis,
    /// When it was updated after that.
    pub updated_at: Option<UtcMillis>,
    /// The whole story as HTML, where feeds carry that; known once the site is made, never kept.
    #[serde(skip)]
    pub content: String,
}

/// The lead picture of a story, in words without marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeaserPicture {
    /// The file in the media store.
    pub media: MediaId,
    /// Its caption.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// What it shows.
    pub alt: String,
    /// The point that its cuts keep, where somebody chose one: across and down, in hundredths.
    #[serde(default)]
    pub focus: Option<(u8, u8)>,
    /// The files that readers get; known once the site is made, never kept.
    #[serde(skip)]
    pub files: Vec<Rendition>,
}

/// One list that a story stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Which kind of list.
    pub kind: ListKind,
    /// Its part of the address; of a section its id.
    pub slug: String,
    /// Its name as shown; of a section nothing: the newsroom knows it.
    pub name: String,
}

crate::story::words! {
    /// What the stories of a list have in common.
    ListKind {
        /// Nothing: all are here.
        #[default]
        Latest = "latest",
        /// The section.
        Section = "section",
        /// A topic.
        Tag = "tag",
        /// A name on them.
        Author = "author",
        /// The year of publication.
        Year = "year",
        /// The month.
        Month = "month",
        /// The day.
        Day = "day",
    }
}

impl ListKind {
    /// Kinds whose lists are named together on a page: topics, authors, the months of the archive.
    pub const NAMED_TOGETHER: [ListKind; 3] = [ListKind::Tag, ListKind::Author, ListKind::Month];
}

impl Teaser {
    /// Of a story.
    pub fn of(story: &LiveStory) -> Self {
        Self {
            id: story.id,
            url_slug: story.url_slug.clone(),
            section: story.section,
            eyebrow: story.eyebrow.clone(),
            headline: story.headline.clone(),
            standfirst: one_line(&story.standfirst),
            language: story.language.clone(),
            direction: story.direction,
            lead: story.lead.as_ref().map(|lead| TeaserPicture {
                media: lead.media.clone(),
                caption: body::inline_text(&lead.caption),
                credit: lead.credit.clone(),
                alt: lead.alt.clone(),
                focus: None,
                files: story.files.get(&lead.media).cloned().unwrap_or_default(),
            }),
            agency: story.agency.clone(),
            bylines: story.bylines.clone(),
            tags: story.tags.clone(),
            corrections: story.corrections.clone(),
            running: story.running,
            is_page: story.is_page,
            published_at: story.published_at,
            updated_at: story.updated(),
            content: String::new(),
        }
    }

    /// Whether a link to the two reads the same.
    pub fn links_alike(&self, other: &Teaser) -> bool {
        let link = |t: &Teaser| (t.url_slug.clone(), t.headline.clone(), t.language.clone(), t.direction);
        link(self) == link(other)
    }

    /// Whether a list shows the same of the two.
    pub fn lists_alike(&self, other: &Teaser) -> bool {
        let lead = |t: &Teaser| {
            let words = |l: &TeaserPicture| (l.caption.clone(), l.credit.clone(), l.alt.clone());
            t.lead.as_ref().map(|l| (l.media.clone(), words(l), l.focus))
        };
        self.links_alike(other)
            && (self.section, &self.eyebrow, &self.standfirst, self.published_at, self.running)
                == (other.section, &other.eyebrow, &other.standfirst, other.published_at, other.running)
            && lead(self) == lead(other)
    }

    /// The lists that it stands in, by the newsroom's own calendar.
    pub fn lists(&self, zone: chrono_tz::Tz) -> Vec<Membership> {
        if self.is_page {
            return Vec::new();
        }
        let list = |kind, slug: String, name: String| Membership { kind, slug, name };
        let mut lists = vec![list(ListKind::Latest, String::new(), String::new())];
        lists.extend(self.section.map(|id| list(ListKind::Section, id.to_string(), String::new())));
        let named = |kind, name: &String| {
            let slug = list_slug(name);
            (!slug.is_empty()).then(|| list(kind, slug, name.clone()))
        };
        lists.extend(self.tags.iter().filter_map(|tag| named(ListKind::Tag, tag)));
        lists.extend(self.bylines.iter().filter_map(|by| named(ListKind::Author, &by.name)));
        if let Some(at) = DateTime::from_timestamp_millis(self.published_at.0) {
            let at = at.with_timezone(&zone);
            let (year, month, day) = (at.year(), at.month(), at.day());
            lists.push(list(ListKind::Year, format!("{year:04}"), String::new()));
            lists.push(list(ListKind::Month, format!("{year:04}/{month:02}"), String::new()));
            lists.push(list(ListKind::Day, format!("{year:04}/{month:02}/{day:02}"), String::new()));
        }
        // Two topics or names may have one address: then they are one list.
        let mut seen = std::collections::HashSet::new();
        lists.retain(|l| seen.insert((l.kind, l.slug.clone())));
        lists
    }
}

/// The part of the address of the list of that topic or name; empty where nothing of it can stand in
/// an address. A name that Windows keeps for a device has a number behind it: no disk takes it bare,
/// and one such topic must not keep a site from being written.
pub(super) fn list_slug(name: &str) -> String {
    let slug = url_slug_from(name);
    if is_device_name(&slug) { format!("{slug}-1") } else { slug }
}

/// The stories of ours that a story's page shows something of.
pub fn targets(story: &LiveStory) -> Vec<StoryId> {
    let mut found: Vec<StoryId> = story
        .also_read
        .iter()
        .filter_map(|link| match &link.to {
            LinkTo::Story(id) => Some(*id),
            LinkTo::Url(_) => None,
        })
        .collect();
    found.extend(story.updates);
    let caption = story.lead.iter().map(|lead| lead.caption.clone());
    let texts: Vec<Block> =
        std::iter::once(story.standfirst.clone()).chain(caption).map(Block::Paragraph).collect();
    found.extend(body::stories_in(&texts));
    found.extend(body::stories_in(&story.body));
    found.sort_unstable();
    found.dedup();
    found.retain(|id| *id != story.id);
    found
}
