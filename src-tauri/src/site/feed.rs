//! RSS 2.0, for the site and for each section, topic and author.

use crate::Result;
use crate::site::links::{Links, base};
use crate::site::picture::largest;
use crate::site::plan::Plan;
use crate::site::story::authors;
use crate::site::teaser::{ListKind, Teaser};
use serde::Serialize;

/// How many stories a feed holds.
pub const IN_A_FEED: usize = 40;

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

/// The path and XML of the feed of that list; none where it has none.
pub(super) fn page(plan: &Plan, at: i64) -> Result<Option<(String, String)>> {
    let Some(list) = plan.edition.lists.get(&at) else { return Ok(None) };
    if list.stories == 0 && !list.stands_empty() {
        return Ok(None);
    }
    let settings = &plan.edition.settings;
    let folder = list.feeds_folder();
    let links = Links::from_outside(settings, folder.split('/').count() - 1);
    let newest: Vec<&Teaser> = list
        .newest(IN_A_FEED)
        .iter()
        .filter_map(|story| plan.edition.teasers.get(&i64::from(*story)))
        .collect();
    let items: Vec<Item> = newest
        .iter()
        .map(|story| {
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
            Item {
                title: story.headline.clone(),
                link: links.page(&story.url_slug),
                guid: format!("urn:uuid:{}", story.id),
                date: plan.dates.rfc822(story.published_at),
                authors: authors(plan, &story.agency, &story.bylines).into_iter().map(|a| a.name).collect(),
                section: plan.section(story.section).map(|(_, s)| s.name.clone()).unwrap_or_default(),
                tags: story.tags.clone(),
                summary: summary(story),
                language: story.language.clone(),
                picture,
            }
        })
        .collect();
    // Not the time of the export: a feed changes only when a story does.
    let changed = newest.iter().map(|story| story.updated_at.unwrap_or(story.published_at));
    let name = plan.name_of(list);
    let is_whole = list.kind == ListKind::Latest;
    let title = if is_whole { settings.title.clone() } else { format!("{} - {name}", settings.title) };
    let path = format!("{folder}rss.xml");
    let with = minijinja::context! {
        title,
        link => links.page(if is_whole { "" } else { folder.trim_end_matches('/') }),
        description => if settings.tagline.is_empty() { &settings.title } else { &settings.tagline },
        language => settings.language,
        copyright => settings.copyright,
        myself => base(settings).map(|base| format!("{base}{path}")),
        changed => changed.max().map(|at| plan.dates.rfc822(at)),
        items,
    };
    Ok(Some((path, plan.theme.fill("rss.xml", with, &format!("the feed of “{name}”"))?)))
}

/// The standfirst, and what was put right since: a reader of the feed may have the wrong words.
fn summary(story: &Teaser) -> String {
    let mut out = story.standfirst.clone();
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
