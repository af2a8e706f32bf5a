//! RSS 2.0, for the site and for each section.

use crate::Result;
use crate::site::edition::LiveStory;
use crate::site::links::{Links, base};
use crate::site::picture::largest;
use crate::site::plan::Plan;
use crate::site::story::{authors, one_line};
use serde::Serialize;

/// How many stories a feed holds.
const IN_A_FEED: usize = 40;

#[derive(Debug, Serialize)]
struct Item {
    title: String,
    link: String,
    guid: String,
    date: String,
    authors: Vec<String>,
    section: String,
    tags: Vec<String>,
    summary: String,
    language: String,
    picture: Option<ItemPicture>,
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

/// Where the feed of that list stands; the list of all stories has the site's.
pub(super) fn path(plan: &Plan, at: usize) -> String {
    let list = &plan.lists[at];
    if list.is_section { format!("{}/rss.xml", list.slug) } else { "rss.xml".to_owned() }
}

/// The XML of the feed of that list.
pub(super) fn page(plan: &Plan, at: usize) -> Result<String> {
    let list = &plan.lists[at];
    let settings = &plan.edition.settings;
    let links = Links::from_outside(settings, usize::from(list.is_section));
    let newest = &list.stories[..list.stories.len().min(IN_A_FEED)];
    let items: Vec<Item> = newest
        .iter()
        .map(|&i| {
            let story = &plan.edition.stories[i];
            let picture = story.lead.as_ref().and_then(|lead| {
                let file = largest(plan.edition, &lead.media)?;
                Some(ItemPicture {
                    url: links.picture(&file.file),
                    mime: mime_of(&file.file),
                    width: file.width,
                    height: file.height,
                    caption: one_line(&lead.caption),
                    credit: lead.credit.clone(),
                })
            });
            Item {
                title: story.headline.clone(),
                link: links.page(&story.url_slug),
                guid: format!("urn:uuid:{}", story.id),
                date: plan.dates.rfc822(story.published_at),
                authors: authors(plan, story).into_iter().map(|author| author.name).collect(),
                section: plan.section(story.section).map(|(_, s)| s.name.clone()).unwrap_or_default(),
                tags: story.tags.clone(),
                summary: summary(story),
                language: story.language.clone(),
                picture,
            }
        })
        .collect();
    // Not the time of the export: a feed changes only when a story does.
    let changed = newest.iter().map(|&i| {
        let story = &plan.edition.stories[i];
        story.updated().unwrap_or(story.published_at)
    });
    let title =
        if list.is_section { format!("{} - {}", settings.title, list.name) } else { settings.title.clone() };
    let with = minijinja::context! {
        title,
        link => links.page(if list.is_section { &list.slug } else { "" }),
        description => if settings.tagline.is_empty() { &settings.title } else { &settings.tagline },
        language => settings.language,
        copyright => settings.copyright,
        myself => base(settings).map(|base| format!("{base}{}", path(plan, at))),
        changed => changed.max().map(|at| plan.dates.rfc822(at)),
        items,
    };
    plan.theme.fill("rss.xml", with, &format!("the feed of “{}”", list.name))
}

/// The standfirst, and what was put right since: a reader of the feed may have the wrong words.
fn summary(story: &LiveStory) -> String {
    let mut out = one_line(&story.standfirst);
    for correction in &story.corrections {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&format!("{}: {}", correction.kind.label(&story.language), correction.text));
    }
    out
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
