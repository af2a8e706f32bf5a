//! What the site is made from: a frozen, plain reading of the newsroom.
//!
//! Built by `publish` from one read transaction; nothing here knows where it came from.
//! Only what readers may see is in it: no working slug, no stage, no note. It holds what pages
//! share; the stories themselves come one by one, so that a site of any size is made in little memory.

use crate::body::{Doc, Inline, Length, media_in, without_notes};
use crate::media::Shape;
use crate::site::dates::DateStyle;
use crate::site::dress::{SiteDress, SiteLogo};
use crate::site::list::List;
use crate::site::put_right::PutRight;
use crate::site::search::Found;
use crate::site::sitemap::{Entry, NewsEntry};
use crate::site::teaser::Teaser;
use crate::story::{
    AlsoRead, Byline, Correction, Dateline, Direction, HeadlineSet, LinkTo, MediaId, PictureUse, Publication,
    SectionId, Story, StoryId, UtcMillis, direction_of, url_slug_is_lawful,
};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// All that pages of the site share, at one moment. For a few pages it holds only what those need.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// What the newsroom says of itself.
    pub settings: SiteSettings,
    /// The sections, in the newsroom's own order.
    pub sections: Vec<SiteSection>,
    /// What an editor chose for the trending strip, in order.
    pub trending: Vec<Trending>,
    /// The logo as files; none where the newsroom has none, or it could not be drawn.
    pub logo: Option<SiteLogo>,
    /// What an editor chose for the front page.
    pub front: Front,
    /// The stories that pages link to.
    pub known: HashMap<StoryId, Known>,
    /// The lists of stories, by their number.
    pub lists: BTreeMap<i64, List>,
    /// What fronts and feeds show of their stories, by the stories' numbers.
    pub teasers: HashMap<i64, Teaser>,
    /// When stories without a teaser here were published, by their numbers; of a whole site, all of them.
    pub published: HashMap<i64, UtcMillis>,
    /// The stories of each month as its sitemaps name them: by the list of the month, and the part.
    pub entries: HashMap<(i64, usize), Vec<Entry>>,
    /// The stories of each month as the search knows them, newest first: by the list of the month, and the part.
    pub found: HashMap<(i64, usize), Vec<Found>>,
    /// The stories of the last two days, newest first.
    pub news: Vec<NewsEntry>,
    /// How many lines put stories right.
    pub corrections_count: usize,
    /// The lines of pages of the corrections page, each newest first; 0 is its front.
    pub corrections: HashMap<usize, Vec<PutRight>>,
    /// The pages of the site that are written as stories, by their addresses.
    pub pages: BTreeMap<String, Known>,
    /// Addresses that stories have left, and the stories.
    pub moved: Vec<(String, StoryId)>,
    /// The moment of the reading: decides which temporary sections still show.
    pub now: UtcMillis,
}

/// What an editor chose for the front page; empty: it arranges itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Front {
    /// The stories at the top, the lead first, by their numbers.
    pub slots: Vec<u32>,
    /// Sections with how many stories their blocks show, in order; those not named follow.
    pub blocks: Vec<(SectionId, usize)>,
}

/// What a link to a story says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The last part of its address.
    pub url_slug: String,
    /// Its headline.
    pub headline: String,
    /// BCP 47 tag.
    pub language: String,
    /// Reading direction.
    pub direction: Direction,
}

/// What the newsroom says of itself, as the site needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteSettings {
    /// The newsroom's id: what must stay the same when name and address change is made of it.
    pub id: String,
    /// The name on the masthead.
    pub title: String,
    /// A line under it; may be empty.
    pub tagline: String,
    /// Where the site will stand (`https://example.org/news/`). Empty while it is not known:
    /// then every link is relative and ends in `index.html`, so that the folder reads from
    /// disk, and pages name no canonical address.
    pub address: String,
    /// Time zone by its IANA name.
    pub zone: String,
    /// How dates are printed.
    pub date_style: DateStyle,
    /// BCP 47 tag of the newsroom's own language.
    pub language: String,
    /// Who publishes; empty means the title.
    pub publisher: String,
    /// Printed where a story has neither agency nor byline; empty means the title.
    pub default_agency: String,
    /// The line at the very foot; empty means year and publisher.
    pub copyright: String,
    /// Text of the "About us" page, Markdown.
    pub about: String,
    /// Text of the "Privacy policy" page, Markdown.
    pub privacy: String,
    /// Text of the "Terms & conditions" page, Markdown.
    pub terms: String,
    /// Text of the "Contact" page, Markdown.
    pub contact: String,
    /// Text of the "Corrections policy" page, Markdown.
    pub corrections_policy: String,
    /// Whether feeds carry the whole text of a story.
    pub feeds_in_full: bool,
    /// Whether a ninjs file stands beside each story; only where the site has an address.
    pub ninjs: bool,
    /// Whether pictures are drawn as AVIF too.
    pub avif: bool,
    /// How the site is dressed.
    pub dress: SiteDress,
}

impl SiteSettings {
    /// The settings of a newsroom that has only a title yet: UTC, English, the usual date.
    pub fn titled(title: &str) -> Self {
        Self {
            id: String::new(),
            title: title.to_owned(),
            tagline: String::new(),
            address: String::new(),
            zone: "UTC".to_owned(),
            date_style: DateStyle::default(),
            language: "en".to_owned(),
            publisher: String::new(),
            default_agency: String::new(),
            copyright: String::new(),
            about: String::new(),
            privacy: String::new(),
            terms: String::new(),
            contact: String::new(),
            corrections_policy: String::new(),
            feeds_in_full: false,
            ninjs: false,
            avif: false,
            dress: SiteDress::default(),
        }
    }

    /// Whether stories have ninjs files: all addresses in them are whole, so the site must have one.
    pub fn makes_ninjs(&self) -> bool {
        self.ninjs && !self.address.is_empty()
    }

    /// Who publishes: the publisher, else the title.
    pub fn publisher_name(&self) -> &str {
        if self.publisher.is_empty() { &self.title } else { &self.publisher }
    }
}

/// A part of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteSection {
    /// Its name on every machine.
    pub id: SectionId,
    /// Its part of the address.
    pub slug: String,
    /// Its name as shown.
    pub name: String,
    /// When it leaves the navigation (an election); its pages stay.
    pub show_until: Option<UtcMillis>,
}

/// One item of the trending strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trending {
    /// Its words; empty means the story's own headline.
    pub headline: String,
    /// Where it goes; one of our own stories shows only while it is live.
    pub to: LinkTo,
}

/// One file made of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// How it is cut.
    pub shape: Shape,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// File name inside the site's `pictures` folder.
    pub file: String,
}

/// Whose a picture is, as its file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PictureRights {
    /// The notice; empty: it says none.
    pub copyright: String,
    /// Who made it; empty: it does not say.
    pub creator: String,
    /// Where the terms are under which it may be used; empty: it does not say.
    pub licence: String,
}

/// What readers see of one story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LiveStory {
    /// Its name on every machine.
    pub id: StoryId,
    /// The last part of its address.
    pub url_slug: String,
    /// Where on the site it appears.
    pub section: Option<SectionId>,
    /// Small label above the headline.
    pub eyebrow: String,
    /// The headline.
    pub headline: String,
    /// The headlines for search engines and social cards; an empty one follows the headline.
    pub headlines: HeadlineSet,
    /// Summary under the headline.
    pub standfirst: Vec<Inline>,
    /// Agency line.
    pub agency: String,
    /// Names with roles, in order.
    pub bylines: Vec<Byline>,
    /// Where it was filed from.
    pub dateline: Dateline,
    /// Topics.
    pub tags: Vec<String>,
    /// BCP 47 tag.
    pub language: String,
    /// Reading direction.
    pub direction: Direction,
    /// The picture above the body.
    pub lead: Option<PictureUse>,
    /// Links at the foot.
    pub also_read: Vec<AlsoRead>,
    /// The text and what stands in it, without the newsroom's notes.
    pub body: Doc,
    /// How long that is.
    pub length: Length,
    /// What was put right after publication, oldest first.
    pub corrections: Vec<Correction>,
    /// Whether it goes on: entries are still added to it.
    pub running: bool,
    /// Whether it is a page of the site, and in no list.
    pub is_page: bool,
    /// When readers first saw it.
    pub published_at: UtcMillis,
    /// When it last changed after that; none if never.
    pub updated_at: Option<UtcMillis>,
    /// The story that it is an update of.
    pub updates: Option<StoryId>,
    /// The stories that are updates of it, oldest first.
    #[serde(skip)]
    pub updated_by: Vec<StoryId>,
    /// The story that it is a translation of, whether readers see that or not.
    pub translates: Option<StoryId>,
    /// The same story in other languages, as far as readers may see it; the original first.
    #[serde(skip)]
    pub translations: Vec<StoryId>,
    /// The files that exist of each of its pictures.
    #[serde(skip)]
    pub files: BTreeMap<MediaId, Vec<Rendition>>,
    /// Whose its pictures are; known where the files are.
    #[serde(skip)]
    pub rights: BTreeMap<MediaId, PictureRights>,
}

impl LiveStory {
    /// What readers may see of the story: nothing unless it is live, with a first time,
    /// and neither held nor spiked nor marked "not for publication".
    pub fn of(story: &Story) -> Option<Self> {
        let open = story.publication == Publication::Live
            && !story.hold
            && !story.not_for_publication
            && story.spiked_at.is_none()
            && story.handling.embargo.is_none();
        if open { Self::as_if_live(story, story.first_published_at?) } else { None }
    }

    /// What readers would see if the story went live at that time: for a preview.
    /// None where it has no URL slug and nothing to make one from.
    pub fn as_if_live(story: &Story, published_at: UtcMillis) -> Option<Self> {
        let url_slug = story.effective_url_slug();
        if url_slug.is_empty() {
            return None;
        }
        let body = without_notes(&story.body);
        Some(Self {
            id: story.id,
            url_slug,
            section: story.section,
            eyebrow: story.eyebrow.clone(),
            headline: story.headline.clone(),
            headlines: story.headlines.clone(),
            standfirst: story.standfirst.clone(),
            agency: story.agency.clone(),
            bylines: story.bylines.clone(),
            dateline: story.dateline.clone(),
            tags: story.tags.clone(),
            language: story.language.clone(),
            direction: story.reading_direction(),
            lead: story.lead.clone(),
            also_read: story.also_read.clone(),
            length: Length::of(&body),
            body,
            corrections: story.corrections.clone(),
            running: story.is_running(),
            is_page: story.is_page(),
            published_at,
            updated_at: story.updated_at,
            updates: story.handling.updates,
            updated_by: Vec::new(),
            translates: story.handling.translates,
            translations: Vec::new(),
            files: BTreeMap::new(),
            rights: BTreeMap::new(),
        })
    }

    /// When it was updated or put right, the later of them, where that is later than its publication.
    pub fn updated(&self) -> Option<UtcMillis> {
        let put_right = self.corrections.iter().map(|correction| correction.at).max();
        self.updated_at.max(put_right).filter(|&at| at > self.published_at)
    }

    /// The files of the media store that it shows, lead first.
    pub fn pictures(&self) -> Vec<MediaId> {
        let mut found: Vec<MediaId> = self.lead.iter().map(|lead| lead.media.clone()).collect();
        found.extend(media_in(&self.body).into_iter().map(|media| MediaId(media.to_owned())));
        found
    }

    /// As links to it say it.
    pub fn known(&self) -> Known {
        Known {
            url_slug: self.url_slug.clone(),
            headline: self.headline.clone(),
            language: self.language.clone(),
            direction: self.direction,
        }
    }

    /// That a picture of it has no file, as a sentence; its page goes without it.
    pub fn problem(&self) -> Option<Error> {
        let missing = |media: &MediaId| self.files.get(media).is_none_or(Vec::is_empty);
        let gone = self.pictures().iter().filter(|media| missing(media)).count();
        let what = match gone {
            0 => return None,
            1 => "A picture".to_owned(),
            n => format!("{n} pictures"),
        };
        Some(Error::new(
            "picture-missing",
            format!("{what} of the story “{}” could not be shown.", self.headline),
            "Put the picture into the story again; its page was made without it.",
        ))
    }
}

/// Whether a story can stand at an address: that it is lawful, and nothing that the site needs.
pub fn is_story_address(slug: &str) -> bool {
    url_slug_is_lawful(slug) && !RESERVED.contains(&slug) && !is_device_name(slug)
}

/// Whether a page that is written as a story can stand at an address: at those of the standing pages too.
pub fn is_page_address(slug: &str) -> bool {
    is_story_address(slug) || STANDING_PAGES.contains(&slug)
}

/// Addresses of pages that every site has, whether they are written as stories or not.
pub const STANDING_PAGES: [&str; 5] = ["about", "contact", "corrections-policy", "privacy", "terms"];

/// Addresses at the top of the site that are not a story's or a section's.
pub const RESERVED: [&str; 15] = [
    "about",
    "archive",
    "authors",
    "contact",
    "corrections",
    "corrections-policy",
    "latest",
    "page",
    "pictures",
    "privacy",
    "search",
    "sitemap",
    "tags",
    "terms",
    "theme",
];

impl Edition {
    /// Whether a site can be made of it: a known zone, and one address for one thing.
    pub fn check(&self) -> Result<()> {
        let settings = &self.settings;
        if settings.zone.parse::<chrono_tz::Tz>().is_err() {
            return Err(Error::new(
                "zone-unknown",
                format!("“{}” is no time zone.", settings.zone),
                "Choose one in the site settings, such as Asia/Kolkata.",
            ));
        }
        if !settings.address.is_empty() && !is_site_address(&settings.address) {
            return Err(Error::new(
                "site-address-wrong",
                format!("“{}” is no address that a site can stand at.", settings.address),
                "Give one such as https://example.org/ in the site settings, or leave it empty.",
            ));
        }
        settings.date_style.check()?;
        let mut taken: HashMap<&str, String> = HashMap::new();
        for section in &self.sections {
            let whose = format!("the section “{}”", section.name);
            claim(&mut taken, &section.slug, whose, "Choose another slug for the section.")?;
        }
        Ok(())
    }

    /// When the story of that number was published, where one of its lists is here.
    pub(super) fn published_at(&self, number: i64) -> Option<UtcMillis> {
        let published = self.teasers.get(&number).map(|teaser| teaser.published_at);
        published.or_else(|| self.published.get(&number).copied())
    }

    /// The direction the newsroom's own language runs in.
    pub fn direction(&self) -> Direction {
        direction_of(&self.settings.language)
    }
}

fn claim<'a>(
    taken: &mut HashMap<&'a str, String>,
    slug: &'a str,
    whose: String,
    hint: &'static str,
) -> Result<()> {
    if !url_slug_is_lawful(slug) {
        let say = format!("The address of {whose} is “{slug}”, which cannot stand in a link.");
        return Err(Error::new("url-slug-unlawful", say, hint));
    }
    if RESERVED.contains(&slug) || is_device_name(slug) {
        let say = format!("The address of {whose} is “{slug}”, which the site needs for itself.");
        return Err(Error::new("url-slug-reserved", say, hint));
    }
    if let Some(other) = taken.get(slug) {
        let say = format!("The address “{slug}” belongs to {other}, and {whose} has it too.");
        return Err(Error::new("url-slug-taken", say, hint));
    }
    taken.insert(slug, whose);
    Ok(())
}

/// Names that Windows keeps for devices: no folder can have them, with or without an ending.
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        _ => {
            let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
            port.is_some_and(|n| {
                matches!(n, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
            })
        }
    }
}

/// Whether a site can stand at this address: http or https, a host, nothing odd.
pub fn is_site_address(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains(['?', '#', '"', '\'', '<', '>', '\\', ' '])
            && !rest.chars().any(|c| c.is_control() || c.is_whitespace())
    })
}
