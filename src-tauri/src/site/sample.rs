//! A small made-up site for the tests: the Calder Star.

use crate::Result;
use crate::body::{Block, Inline, Length, Marks, read};
use crate::media::Shape;
use crate::site::dress::SiteLogo;
use crate::site::edition::{Edition, Front, LiveStory, Rendition, SiteSection, SiteSettings, Trending};
use crate::site::list::{List, Members};
use crate::site::sitemap::{Entry, NewsEntry};
use crate::site::teaser::{ListKind, Teaser};
use crate::site::{Page, Plan, PutRight, Theme, numbered_pages, places};
use crate::story::{
    AlsoRead, Byline, CorrectionKind, Dateline, Direction, HeadlineSet, LinkTo, MediaId, PictureUse,
    SectionId, StoryId, UtcMillis,
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// 2025-10-28T17:56:00Z: 11:26 PM in Kolkata.
pub(super) const NIGHT: UtcMillis = UtcMillis(1_761_674_160_000);
pub(super) const HOUR: i64 = 3_600_000;

pub(super) fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text { text: words.to_owned(), marks: Marks::default(), link: None }]
}

pub(super) fn paragraph(words: &str) -> Block {
    Block::Paragraph(text(words))
}

pub(super) fn story_id(n: u128) -> StoryId {
    StoryId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n))
}

pub(super) fn section_id(n: u128) -> SectionId {
    SectionId(Uuid::from_u128(0x0190_0000_0000_7000_9000_0000_0000_0000 + n))
}

pub(super) fn media(n: u8) -> MediaId {
    MediaId(format!("{n:064x}"))
}

pub(super) fn picture(n: u8, caption: &str, credit: &str, alt: &str) -> PictureUse {
    PictureUse { media: media(n), caption: text(caption), credit: credit.to_owned(), alt: alt.to_owned() }
}

/// A plain live story, `n` hours before [`NIGHT`].
pub(super) fn story(n: u128, headline: &str) -> LiveStory {
    LiveStory {
        id: story_id(n),
        url_slug: crate::story::url_slug_from(headline),
        section: Some(section_id(0)),
        eyebrow: String::new(),
        headline: headline.to_owned(),
        headlines: HeadlineSet::default(),
        standfirst: Vec::new(),
        agency: String::new(),
        bylines: Vec::new(),
        dateline: Dateline::default(),
        tags: Vec::new(),
        language: "en-GB".to_owned(),
        direction: Direction::Ltr,
        lead: None,
        also_read: Vec::new(),
        body: read("The town council met on Monday."),
        length: Length::default(),
        corrections: Vec::new(),
        running: false,
        is_page: false,
        published_at: UtcMillis(NIGHT.0 - n as i64 * HOUR),
        updated_at: None,
        updates: None,
        updated_by: Vec::new(),
        translates: None,
        translations: Vec::new(),
        files: BTreeMap::new(),
        rights: BTreeMap::new(),
    }
}

/// All of a small site, held in memory.
pub(super) struct Sample {
    pub settings: SiteSettings,
    pub sections: Vec<SiteSection>,
    pub trending: Vec<Trending>,
    pub logo: Option<SiteLogo>,
    pub front: Front,
    pub stories: Vec<LiveStory>,
    pub pictures: BTreeMap<MediaId, Vec<Rendition>>,
    pub moved: Vec<(String, StoryId)>,
    pub now: UtcMillis,
}

impl Sample {
    /// Every page, as `publish` has them made.
    pub fn pages(&self, theme: &Theme) -> Result<Vec<Page>> {
        let mut stories = self.stories.clone();
        for story in &mut stories {
            story.files = self.pictures.clone();
            story.length = Length::of(&story.body);
        }
        stories.sort_by_key(|story| (story.published_at, story.id));
        let mut edition = self.edition(&stories);
        let plan = Plan::new(&edition, theme)?;
        let mut pages = Vec::new();
        for story in &self.stories {
            let place = stories.iter().position(|other| other.id == story.id).unwrap();
            pages.extend(plan.story(&stories[place])?);
        }
        let teaser = |story| Teaser { content: plan.feed_content(story), ..Teaser::of(story) };
        let teasers = stories.iter().enumerate().map(|(n, story)| (n as i64, teaser(story)));
        let teasers: HashMap<i64, Teaser> = teasers.collect();
        let cards = teasers.iter().map(|(n, teaser)| Ok((*n, plan.make_card(teaser)?)));
        let cards = cards.collect::<Result<_>>()?;
        edition.teasers = teasers;
        let mut plan = Plan::new(&edition, theme)?;
        plan.set_cards(cards);
        for key in plan.keys() {
            pages.extend(plan.pages(&key)?);
        }
        Ok(pages)
    }

    /// What pages share; the stories stand in it oldest first.
    pub(super) fn edition(&self, stories: &[LiveStory]) -> Edition {
        let zone = self.settings.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        let mut lists: Vec<List> = vec![list(ListKind::Latest, "", "")];
        for section in &self.sections {
            let of = List { section: Some(section.id), ..list(ListKind::Section, &section.slug, "") };
            lists.push(of);
        }
        for (n, story) in stories.iter().enumerate() {
            for in_list in Teaser::of(story).lists(zone) {
                let is_it = |l: &List| match in_list.kind {
                    ListKind::Section => l.section.is_some() && l.section == story.section,
                    kind => l.kind == kind && l.slug == in_list.slug,
                };
                let at = lists.iter().position(is_it).unwrap_or_else(|| {
                    lists.push(list(in_list.kind, &in_list.slug, &in_list.name));
                    lists.len() - 1
                });
                lists[at].stories += 1;
                let Members::All(all) = &mut lists[at].members else { continue };
                all.push(n as u32);
            }
        }
        let mut entries = HashMap::new();
        for (n, month) in lists.iter().enumerate().filter(|(_, l)| l.kind == ListKind::Month) {
            let of = month.newest(usize::MAX).into_iter().map(|n| {
                let story = &stories[n as usize];
                let changed_at = story.updated().unwrap_or(story.published_at);
                Entry { url_slug: story.url_slug.clone(), changed_at }
            });
            entries.insert((n as i64, 0), of.collect());
        }
        let news = stories.iter().rev().map(|story| NewsEntry {
            url_slug: story.url_slug.clone(),
            headline: story.headline.clone(),
            language: story.language.clone(),
            published_at: story.published_at,
        });
        let mut put_right: Vec<PutRight> = Vec::new();
        for story in stories {
            let lines = story.corrections.iter().filter(|line| line.kind != CorrectionKind::Update);
            put_right.extend(lines.map(|line| PutRight { correction: line.clone(), story: story.known() }));
        }
        put_right.sort_by_key(|line| line.correction.at);
        Edition {
            settings: self.settings.clone(),
            sections: self.sections.clone(),
            trending: self.trending.clone(),
            logo: self.logo.clone(),
            front: self.front.clone(),
            known: stories.iter().map(|story| (story.id, story.known())).collect(),
            lists: lists.into_iter().enumerate().map(|(n, list)| (n as i64, list)).collect(),
            teasers: HashMap::new(),
            published: HashMap::new(),
            entries,
            found: HashMap::new(),
            news: news.collect(),
            corrections_count: put_right.len(),
            corrections: (0..=numbered_pages(put_right.len()))
                .map(|page| {
                    let of = places(put_right.len(), page);
                    (page, put_right[of].iter().rev().cloned().collect())
                })
                .collect(),
            pages: BTreeMap::new(),
            moved: self.moved.clone(),
            now: self.now,
        }
    }
}

fn list(kind: ListKind, slug: &str, name: &str) -> List {
    List {
        kind,
        slug: slug.to_owned(),
        name: name.to_owned(),
        section: None,
        stories: 0,
        members: Members::All(Vec::new()),
    }
}

/// A newsroom with two sections and one story that has everything.
pub(super) fn edition() -> Sample {
    let section = |n, slug: &str, name: &str| SiteSection {
        id: section_id(n),
        slug: slug.to_owned(),
        name: name.to_owned(),
        show_until: None,
    };
    let full = LiveStory {
        url_slug: "harbour-wall".to_owned(),
        eyebrow: "Harbour inquiry".to_owned(),
        standfirst: text("A survey said the wall had “months, not years”."),
        agency: "Calder News Network".to_owned(),
        dateline: Dateline { place: "Calder".to_owned(), text: String::new() },
        tags: vec!["harbour".to_owned()],
        lead: Some(picture(
            1,
            "Residents look at the wall",
            "Jane Doe/Calder Star",
            "People beside a broken wall",
        )),
        also_read: vec![AlsoRead { headline: String::new(), to: LinkTo::Story(story_id(2)) }],
        updated_at: Some(NIGHT),
        published_at: UtcMillis(NIGHT.0 - HOUR),
        body: vec![
            paragraph("The council was told in writing that the wall would fail."),
            Block::Heading(2, text("“Nobody rang us”")),
            Block::Figure {
                media: media(2).0,
                alt: "A crack as wide as a hand".to_owned(),
                caption: text("The crack in March"),
                credit: "Port of Calder".to_owned(),
            },
            Block::Related { to: story_id(2).to_string(), headline: String::new() },
        ],
        ..story(1, "Engineers warned of harbour wall")
    };
    let rendition = |n: u8, width: u32| Rendition {
        shape: Shape::Whole,
        width,
        height: width * 2 / 3,
        file: format!("{n}-{width}.jpg"),
    };
    let webp = |r: Rendition| Rendition { file: r.file.replace("jpg", "webp"), ..r };
    let cut = |shape: Shape, word: &str, width: u32| {
        let (across, down) = shape.ratio().unwrap_or((1, 1));
        Rendition { shape, width, height: width * down / across, file: format!("1-{word}-{width}.jpg") }
    };
    let whole = [400, 800, 1200].into_iter().flat_map(|w| [rendition(1, w), webp(rendition(1, w))]);
    let wide =
        [400, 1200].map(|w| cut(Shape::Wide, "16x9", w)).into_iter().flat_map(|r| [r.clone(), webp(r)]);
    let told = [cut(Shape::Classic, "4x3", 1200), cut(Shape::Square, "1x1", 1200)];
    Sample {
        settings: SiteSettings {
            tagline: "News of the harbour and the hills".to_owned(),
            address: "https://calderstar.example".to_owned(),
            zone: "Asia/Kolkata".to_owned(),
            language: "en-GB".to_owned(),
            ..SiteSettings::titled("Calder Star")
        },
        sections: vec![section(0, "news", "News"), section(1, "sport", "Sport")],
        front: Front::default(),
        logo: None,
        trending: vec![Trending { headline: "Cup final".to_owned(), to: LinkTo::Story(story_id(2)) }],
        stories: vec![
            full,
            LiveStory {
                section: Some(section_id(1)),
                bylines: vec![
                    Byline { name: "Anita Rao".to_owned(), role: String::new() },
                    Byline { name: "Tom Okafor".to_owned(), role: "photographs".to_owned() },
                ],
                ..story(2, "Calder Town reach the cup final")
            },
        ],
        pictures: BTreeMap::from([
            (media(1), whole.chain(wide).chain(told).collect()),
            (media(2), vec![rendition(2, 800)]),
        ]),
        moved: Vec::new(),
        now: NIGHT,
    }
}
