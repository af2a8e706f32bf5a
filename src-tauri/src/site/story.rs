//! A story's page.

use crate::Result;
use crate::body::{self, Block};
use crate::media::Shape;
use crate::site::body_parts::BodyParts;
use crate::site::edition::LiveStory;
use crate::site::feed;
use crate::site::links::{Links, base};
use crate::site::picture::{Picture, largest, largest_in};
use crate::site::plan::{Link, Plan, Time};
use crate::site::schema_org;
use crate::site::teaser::{ListKind, list_slug};
use crate::site::theme::markup;
use crate::story::{Byline, Correction, HeadlineSet, LinkTo, MediaId, StoryId};
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
pub(super) fn authors(plan: &Plan, named_agency: &str, bylines: &[Byline]) -> Vec<Author> {
    let agency = |name: &str| Author { name: name.to_owned(), role: String::new(), is_agency: true };
    let mut authors = Vec::new();
    if !named_agency.is_empty() {
        authors.push(agency(named_agency));
    }
    authors.extend(bylines.iter().filter(|b| !b.name.is_empty()).map(|b| Author {
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

/// An author with the page of what else that name wrote.
#[derive(Debug, Serialize)]
struct Signed {
    #[serde(flatten)]
    author: Author,
    href: Option<String>,
}

/// A topic with the page of what else there is.
#[derive(Debug, Serialize)]
struct Topic {
    text: String,
    href: Option<String>,
}

impl Plan<'_> {
    /// The page of the list of that topic or name; none where the site has no such lists, or the name
    /// gives no address.
    fn page_of_list(&self, kind: ListKind, name: &str, links: &Links) -> Option<String> {
        let above = if kind == ListKind::Tag { "tags" } else { "authors" };
        let slug = list_slug(name);
        (self.makes(kind) && !slug.is_empty()).then(|| links.page(&format!("{above}/{slug}")))
    }

    /// The page of what else an author wrote; an agency has none.
    pub(super) fn page_of_author(&self, author: &Author, links: &Links) -> Option<String> {
        if author.is_agency { None } else { self.page_of_list(ListKind::Author, &author.name, links) }
    }
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
pub(super) struct CorrectionLine<'a> {
    kind: &'static str,
    label: &'a str,
    time: Time,
    text: String,
}

/// What was put right in the story, in its own language.
pub(super) fn correction_lines<'a>(plan: &'a Plan, story: &LiveStory) -> Vec<CorrectionLine<'a>> {
    let words = plan.theme.words(&story.language);
    let line = |c: &Correction| CorrectionLine {
        kind: c.kind.word(),
        label: words.label(c.kind),
        time: plan.time(c.at, &story.language),
        text: c.text.clone(),
    };
    story.corrections.iter().map(line).collect()
}

/// The HTML of a story's page.
pub(super) fn page(plan: &Plan, story: &LiveStory) -> Result<String> {
    let settings = &plan.edition.settings;
    let links = Links::from_depth(settings, 1);
    let outside = Links::from_outside(settings, 1);
    let whose = format!("the story “{}”", story.headline);
    let words = plan.theme.words(&story.language);
    let section = plan.section(story.section);
    let parts = BodyParts::new(plan, &links, &whose, &story.language, &story.files);
    let files = |media: &MediaId| story.files.get(media).map_or(&[][..], Vec::as_slice);
    let (body_html, standfirst_html) = (parts.body(&story.body), parts.inline(&story.standfirst));
    let lead = story.lead.as_ref().and_then(|lead| {
        Some(LeadPicture {
            picture: Picture::of(files(&lead.media), Shape::Whole, &lead.alt, &links)?,
            caption: parts.inline(&lead.caption),
            credit: lead.credit.clone(),
        })
    });
    parts.finish()?;
    let social = story.lead.as_ref().and_then(|lead| {
        let files = files(&lead.media);
        let file = largest_in(files, Shape::Wide).or_else(|| largest(files))?;
        let (width, height) = (file.width, file.height);
        // Social sites fetch from outside: without an address there is nothing to tell them.
        base(settings)?;
        Some(SocialPicture { url: outside.picture(&file.file), width, height, alt: lead.alt.clone() })
    });
    let summary = summary(story);
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
        let title = format!("{} - {}", settings.title, s.name);
        head.feeds.extend(feed::links_to(&format!("{}/", s.slug), &title, &links));
    }
    let (is_updated, at) = story.updated().map_or((false, story.published_at), |at| (true, at));
    let also_read: Vec<Link> =
        story.also_read.iter().filter_map(|link| plan.link_to(&link.to, &link.headline, &links)).collect();
    // A name leads to what else it wrote; a topic to what else there is.
    let signed: Vec<Signed> = authors(plan, &story.agency, &story.bylines)
        .into_iter()
        .map(|author| Signed { href: plan.page_of_author(&author, &links), author })
        .collect();
    let topic =
        |tag: &String| Topic { text: tag.clone(), href: plan.page_of_list(ListKind::Tag, tag, &links) };
    let tags: Vec<Topic> = story.tags.iter().map(topic).collect();
    let own = |id: &StoryId| plan.link_to(&LinkTo::Story(*id), "", &links);
    let updates = story.updates.as_ref().and_then(own);
    let updated_by: Vec<Link> = story.updated_by.iter().filter_map(own).collect();
    let translations: Vec<Link> = story.translations.iter().filter_map(own).collect();
    let time: Time = plan.time(at, &story.language);
    let corrections = correction_lines(plan, story);
    let json_ld = plan.theme.asks_for("json_ld").then(|| markup(schema_org::article(plan, story, &summary)));
    let with = minijinja::context! {
        head => head.value(), words => words.value(), section => section_link, lead, social, also_read, corrections, time, is_updated, translations,
        alternates => alternates(plan, story, &outside),
        chrome => plan.chrome(1, section.map(|(place, _)| place))?,
        home => links.page(""),
        url_slug => story.url_slug,
        ninjs => settings.makes_ninjs(), locale => story.language.replace('-', "_"),
        eyebrow => story.eyebrow,
        live => if story.running { words.live.as_str() } else { "" },
        headline => story.headline,
        social_headline => HeadlineSet::or(&story.headlines.social, &story.headline),
        standfirst => standfirst_html,
        authors => signed,
        dateline => story.dateline.printed(),
        minutes => story.length.minutes(),
        body => body_html,
        topics => tags.iter().filter(|tag| tag.href.is_some()).collect::<Vec<_>>(), tags, updates, updated_by,
        published => plan.dates.machine(story.published_at),
        modified => story.updated().map(|at| plan.dates.machine(at)),
        json_ld,
    };
    plan.theme.fill("story.html", with, &whose)
}

/// The page in a language, for search engines.
#[derive(Debug, Serialize)]
struct Alternate {
    language: String,
    locale: String,
    href: String,
}

/// The story in each language that readers may see it in, itself with them; nothing where there is one
/// language alone, or the site has no address. Of two in one language the first is named.
fn alternates(plan: &Plan, story: &LiveStory, outside: &Links) -> Vec<Alternate> {
    if story.translations.is_empty() || base(&plan.edition.settings).is_none() {
        return Vec::new();
    }
    let alternate = |language: &str, url_slug: &str| Alternate {
        language: language.to_owned(),
        locale: language.replace('-', "_"),
        href: outside.page(url_slug),
    };
    let mut alternates = vec![alternate(&story.language, &story.url_slug)];
    for other in story.translations.iter().filter_map(|id| plan.known(*id)) {
        if alternates.iter().all(|one| one.language != other.language) {
            alternates.push(alternate(&other.language, &other.url_slug));
        }
    }
    alternates
}

/// What a story says of itself elsewhere: its standfirst, else how its text begins.
pub(super) fn summary(story: &LiveStory) -> String {
    match one_line(&story.standfirst) {
        none if none.is_empty() => beginning(&story.body),
        standfirst => standfirst,
    }
}

/// How many characters of a text search engines and social sites show at most.
const SHOWN_ELSEWHERE: usize = 160;

/// The first paragraph of a text, at most so much of it as is shown elsewhere; empty where it has none.
pub(super) fn beginning(text: &[Block]) -> String {
    let first = text.iter().find_map(|block| match block {
        Block::Paragraph(words) => Some(one_line(words)).filter(|line| !line.trim().is_empty()),
        _ => None,
    });
    let first = first.unwrap_or_default();
    let Some((end, _)) = first.char_indices().nth(SHOWN_ELSEWHERE) else { return first };
    let end = first[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", first[..end].trim_end())
}

/// Running text as one line of plain words.
pub(super) fn one_line(text: &[body::Inline]) -> String {
    body::inline_text(text).replace('\n', " ")
}

/// The path and HTML of an address that a story has left; none where readers no longer see it.
pub(super) fn moved(plan: &Plan, slug: &str) -> Result<Option<(String, String)>> {
    let Some((_, to)) = plan.moved().find(|(old, _)| *old == slug) else { return Ok(None) };
    let links = Links::from_depth(&plan.edition.settings, 1);
    let with = minijinja::context! {
        href => links.page(&to.url_slug),
        canonical => base(&plan.edition.settings).map(|base| format!("{base}{}/", to.url_slug)),
        headline => to.headline, language => to.language, direction => to.direction.html(),
    };
    let html = plan.theme.fill("moved.html", with, &format!("the old address “{slug}”"))?;
    Ok(Some((format!("{slug}/index.html"), html)))
}
