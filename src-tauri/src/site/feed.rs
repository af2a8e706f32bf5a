//! Feeds, for the site and for each section, topic and author: RSS 2.0, Atom (RFC 4287) and JSON
//! Feed 1.1, all of the same stories.

mod atom;
mod content;
mod json;

use crate::Result;
use crate::body::escape_html;
use crate::site::Page;
use crate::site::links::{Links, base, up};
use crate::site::list::{List, PLACE};
use crate::site::picture::largest;
use crate::site::plan::{FeedLink, Plan};
use crate::site::story::authors;
use crate::site::teaser::{ListKind, Teaser};
use crate::story::UtcMillis;
pub(super) use content::content;
use serde::Serialize;

/// How many stories a feed of this kind of list holds. A topic or a name has fewer than the site: each
/// story there is one more feed that a correction of it makes anew.
pub fn in_a_feed(kind: ListKind) -> usize {
    if matches!(kind, ListKind::Tag | ListKind::Author) { 20 } else { 40 }
}

/// The forms of a feed, in the order in which pages name them: file, kind, and what is added to the
/// name of a feed in that form.
const FORMS: [(&str, &str, &str); 3] = [
    (RSS, "application/rss+xml", ""),
    (ATOM, "application/atom+xml", " (Atom)"),
    (JSON, "application/feed+json", " (JSON Feed)"),
];
/// The names of the files, one a form.
pub const FEEDS: [&str; 3] = [RSS, ATOM, JSON];
const RSS: &str = "rss.xml";
const ATOM: &str = "atom.xml";
const JSON: &str = "feed.json";

/// What a feed says, in whichever form.
#[derive(Debug)]
struct Feed {
    /// Stays whatever the list or the site is called, and wherever it stands.
    id: String,
    title: String,
    /// The page of the list.
    page: String,
    /// The front page.
    home: String,
    description: String,
    language: String,
    /// Who publishes.
    publisher: String,
    copyright: String,
    /// The folder of the feed, from outside; none where the site has no address.
    myself: Option<String>,
    icon: String,
    /// When anything in it last changed. Not the time of the export: a feed changes when a story does.
    changed: Option<UtcMillis>,
    items: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    title: String,
    link: String,
    guid: String,
    /// As RSS prints it.
    date: String,
    published: UtcMillis,
    changed: UtcMillis,
    authors: Vec<FeedAuthor>,
    section: String,
    tags: Vec<String>,
    summary: String,
    /// The summary as RSS has it: what reads RSS takes it for HTML.
    description: String,
    /// The story as HTML; empty where feeds carry the summary.
    content: String,
    language: String,
    picture: Option<ItemPicture>,
}

#[derive(Debug, Serialize)]
struct FeedAuthor {
    name: String,
    /// The page of what else that name wrote.
    page: Option<String>,
}

#[derive(Debug, Serialize)]
struct ItemPicture {
    url: String,
    mime: &'static str,
    width: u32,
    height: u32,
    caption: String,
    credit: String,
}

/// The feeds of that list, a file a form; none where it has none.
pub(super) fn pages(plan: &Plan, at: i64) -> Result<Vec<Page>> {
    let Some(list) = plan.edition.lists.get(&at) else { return Ok(Vec::new()) };
    if list.stories == 0 && !list.stands_empty() {
        return Ok(Vec::new());
    }
    let feed = feed(plan, list);
    let whose = format!("the feed of “{}”", plan.name_of(list));
    let page = |file: &str, text: String| Page {
        path: format!("{}{file}", list.feeds_folder()),
        bytes: text.into_bytes(),
    };
    let with = minijinja::context! {
        title => feed.title, link => feed.page, description => escape_html(&feed.description), language => feed.language,
        copyright => feed.copyright, items => feed.items,
        myself => feed.myself.as_ref().map(|folder| format!("{folder}{RSS}")),
        changed => feed.changed.map(|at| plan.dates.rfc822(at)),
    };
    Ok(vec![
        page(RSS, plan.theme.fill("rss.xml", with, &whose)?),
        page(ATOM, atom::xml(&feed, &plan.dates, &whose)?),
        page(JSON, json::text(&feed, &plan.dates)),
    ])
}

/// Where the feeds of a list stand.
pub(super) fn paths(list: &List) -> Vec<String> {
    FORMS.iter().map(|(file, ..)| format!("{}{file}", list.feeds_folder())).collect()
}

/// The feeds in a folder, as the `<head>` of a page names them.
pub(super) fn links_to(folder: &str, title: &str, links: &Links) -> Vec<FeedLink> {
    let link = |(file, mime, form): &(&str, &'static str, &str)| FeedLink {
        title: format!("{title}{form}"),
        href: links.file(&format!("{folder}{file}")),
        mime,
    };
    FORMS.iter().map(link).collect()
}

fn feed(plan: &Plan, list: &List) -> Feed {
    let settings = &plan.edition.settings;
    let folder = list.feeds_folder();
    let depth = folder.split('/').count() - 1;
    let links = Links::from_outside(settings, depth);
    let top = base(settings).unwrap_or_else(|| up(depth));
    let newest: Vec<&Teaser> = list
        .newest(in_a_feed(list.kind))
        .iter()
        .filter_map(|story| plan.edition.teasers.get(&i64::from(*story)))
        .collect();
    let is_whole = list.kind == ListKind::Latest;
    let changed = newest.iter().map(|story| story.updated_at.unwrap_or(story.published_at)).max();
    // Of a section its id: its address may change.
    let which = list.section.map_or_else(|| list.slug.clone(), |id| id.to_string());
    Feed {
        id: urn(&format!("{} {} {which}", settings.id, list.kind.word())),
        title: match is_whole {
            true => settings.title.clone(),
            false => format!("{} - {}", settings.title, plan.name_of(list)),
        },
        page: links.page(if is_whole { "" } else { folder.trim_end_matches('/') }),
        home: links.page(""),
        description: match settings.tagline.as_str() {
            "" => settings.title.clone(),
            tagline => tagline.to_owned(),
        },
        language: settings.language.clone(),
        publisher: settings.publisher_name().to_owned(),
        copyright: settings.copyright.clone(),
        myself: base(settings).map(|base| format!("{base}{folder}")),
        icon: links.file("favicon.ico"),
        changed,
        items: newest.into_iter().map(|story| item(plan, story, &links, &top)).collect(),
    }
}

fn item(plan: &Plan, story: &Teaser, links: &Links, top: &str) -> Item {
    let picture = story.lead.as_ref().and_then(|lead| {
        let file = largest(&lead.files)?;
        Some(ItemPicture {
            url: links.picture(&file.file),
            mime: mime_of(&file.file),
            width: file.width,
            height: file.height,
            caption: lead.caption.replace('\n', " "),
            credit: lead.credit.clone(),
        })
    });
    let author = |author: crate::site::story::Author| FeedAuthor {
        page: plan.page_of_author(&author, links),
        name: author.name,
    };
    let summary = summary(plan, story);
    Item {
        title: story.headline.clone(),
        link: links.page(&story.url_slug),
        guid: format!("urn:uuid:{}", story.id),
        date: plan.dates.rfc822(story.published_at),
        published: story.published_at,
        changed: story.updated_at.unwrap_or(story.published_at),
        authors: authors(plan, &story.agency, &story.bylines).into_iter().map(author).collect(),
        section: plan.section(story.section).map(|(_, s)| s.name.clone()).unwrap_or_default(),
        tags: story.tags.clone(),
        description: escape_html(&summary),
        summary,
        content: story.content.replace(PLACE, top),
        language: story.language.clone(),
        picture,
    }
}

/// The standfirst, and what was put right since: a reader of the feed may have the wrong words.
fn summary(plan: &Plan, story: &Teaser) -> String {
    let words = plan.theme.words(&story.language);
    let mut out = story.standfirst.clone();
    for correction in &story.corrections {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&format!("{}: {}", words.label(correction.kind), correction.text));
    }
    out
}

/// A name for always, made of words that stay.
fn urn(of: &str) -> String {
    use sha2::{Digest, Sha256};
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(of.as_bytes())[..16]);
    format!("urn:uuid:{}", uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Text without the characters that neither XML nor a reader of feeds takes.
fn printable(text: &str) -> String {
    let is_wrong =
        |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(is_wrong, "")
}

fn mime_of(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        _ => "image/jpeg",
    }
}
