//! A small made-up edition for the tests: the Calder Star.

use crate::body::{Block, Inline, Marks, read};
use crate::site::edition::{Edition, LiveStory, Rendition, SiteSection, SiteSettings, Trending};
use crate::story::{
    AlsoRead, Byline, Dateline, Direction, HeadlineSet, LinkTo, MediaId, PictureUse, SectionId, StoryId,
    UtcMillis,
};
use std::collections::BTreeMap;
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
        corrections: Vec::new(),
        published_at: UtcMillis(NIGHT.0 - n as i64 * HOUR),
        updated_at: None,
    }
}

/// A newsroom with two sections and one story that has everything.
pub(super) fn edition() -> Edition {
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
    let rendition =
        |n: u8, width: u32| Rendition { width, height: width * 2 / 3, file: format!("{n}-{width}.jpg") };
    Edition {
        settings: SiteSettings {
            tagline: "News of the harbour and the hills".to_owned(),
            address: "https://calderstar.example".to_owned(),
            zone: "Asia/Kolkata".to_owned(),
            language: "en-GB".to_owned(),
            ..SiteSettings::titled("Calder Star")
        },
        sections: vec![section(0, "news", "News"), section(1, "sport", "Sport")],
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
            (media(1), vec![rendition(1, 400), rendition(1, 800), rendition(1, 1200)]),
            (media(2), vec![rendition(2, 800)]),
        ]),
        now: NIGHT,
    }
}
