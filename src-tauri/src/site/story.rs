//! A story's page.

use crate::Result;
use crate::body;
use crate::site::body_parts::BodyParts;
use crate::site::edition::LiveStory;
use crate::site::links::{Links, base};
use crate::site::picture::{Picture, largest};
use crate::site::plan::{FeedLink, Link, Plan, Time};
use crate::site::schema_org;
use crate::site::theme::markup;
use crate::site::words::words_of;
use crate::story::HeadlineSet;
use minijinja::Value;
use serde::Serialize;

/// Who wrote it, as shown and as schema.org is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Author {
    pub name: String,
    pub role: String,
    pub is_agency: bool,
}

/// The authors of a story: its agency, then its names; else the newsroom's own agency line.
pub(super) fn authors(plan: &Plan, story: &LiveStory) -> Vec<Author> {
    let agency = |name: &str| Author { name: name.to_owned(), role: String::new(), is_agency: true };
    let mut authors = Vec::new();
    if !story.agency.is_empty() {
        authors.push(agency(&story.agency));
    }
    authors.extend(story.bylines.iter().filter(|b| !b.name.is_empty()).map(|b| Author {
        name: b.name.clone(),
        role: b.role.clone(),
        is_agency: false,
    }));
    if authors.is_empty() {
        let settings = &plan.edition.settings;
        let own = [&settings.default_agency, &settings.title].into_iter().find(|name| !name.is_empty());
        authors.extend(own.map(|name| agency(name)));
    }
    authors
}

/// The picture above the body, with what the reader is told of it.
#[derive(Debug, Serialize)]
struct LeadPicture {
    picture: Picture,
    caption: Value,
    credit: String,
}

/// A picture for social sites.
#[derive(Debug, Serialize)]
struct SocialPicture {
    url: String,
    width: u32,
    height: u32,
    alt: String,
}

/// What was put right, as the page says it.
#[derive(Debug, Serialize)]
struct CorrectionLine {
    kind: &'static str,
    label: &'static str,
    time: Time,
    text: String,
}

/// The HTML of a story's page.
pub(super) fn page(plan: &Plan, story: &LiveStory) -> Result<String> {
    let settings = &plan.edition.settings;
    let links = Links::from_depth(settings, 1);
    let outside = Links::from_outside(settings, 1);
    let whose = format!("the story “{}”", story.headline);
    let words = words_of(&story.language);
    let section = plan.section(story.section);
    let parts = BodyParts::new(plan, &links, &whose, &story.language);
    let (body_html, standfirst_html) = (parts.body(&story.body), parts.inline(&story.standfirst));
    let lead = story.lead.as_ref().and_then(|lead| {
        Some(LeadPicture {
            picture: Picture::of(plan.edition, &lead.media, &lead.alt, &links)?,
            caption: parts.inline(&lead.caption),
            credit: lead.credit.clone(),
        })
    });
    parts.finish()?;
    let social = story.lead.as_ref().and_then(|lead| {
        let file = largest(plan.edition, &lead.media)?;
        let (width, height) = (file.width, file.height);
        // Social sites fetch from outside: without an address there is nothing to tell them.
        base(settings)?;
        Some(SocialPicture { url: outside.picture(&file.file), width, height, alt: lead.alt.clone() })
    });
    let word_count = body::count(&story.body);
    let summary = one_line(&story.standfirst);
    let mut head = plan.head(
        &format!("{} - {}", HeadlineSet::or(&story.headlines.search, &story.headline), settings.title),
        &summary,
        Some(&story.url_slug),
        &links,
    );
    head.language = story.language.clone();
    head.direction = story.direction.html();
    let section_link = section.map(|(_, s)| Link {
        text: s.name.clone(),
        href: links.page(&s.slug),
        language: settings.language.clone(),
        direction: plan.edition.direction().html(),
        current: false,
    });
    if let Some((_, s)) = section {
        let href = links.file(&format!("{}/rss.xml", s.slug));
        head.feeds.push(FeedLink { title: format!("{} - {}", settings.title, s.name), href });
    }
    let (is_updated, at) = story.updated().map_or((false, story.published_at), |at| (true, at));
    let also_read: Vec<Link> =
        story.also_read.iter().filter_map(|link| plan.link_to(&link.to, &link.headline, &links)).collect();
    let time: Time = plan.time(at, &story.language);
    let corrections: Vec<CorrectionLine> = story
        .corrections
        .iter()
        .map(|c| CorrectionLine {
            kind: c.kind.word(),
            label: c.kind.label(&story.language),
            time: plan.time(c.at, &story.language),
            text: c.text.clone(),
        })
        .collect();
    let with = minijinja::context! {
        head, words, section => section_link, lead, social, also_read, corrections, time, is_updated,
        chrome => plan.chrome(1, section.map(|(place, _)| place)),
        home => links.page(""),
        url_slug => story.url_slug,
        eyebrow => story.eyebrow,
        headline => story.headline,
        social_headline => HeadlineSet::or(&story.headlines.social, &story.headline),
        standfirst => standfirst_html,
        authors => authors(plan, story),
        dateline => story.dateline.printed(),
        minutes => body::minutes(&story.body),
        body => body_html,
        tags => story.tags,
        published => plan.dates.machine(story.published_at),
        modified => story.updated().map(|at| plan.dates.machine(at)),
        json_ld => markup(schema_org::article(plan, story, word_count, &summary)),
    };
    plan.theme.fill("story.html", with, &whose)
}

/// Running text as one line of plain words.
pub(super) fn one_line(text: &[body::Inline]) -> String {
    body::inline_text(text).replace('\n', " ")
}
