//! Running stories: one page whose text is entries, each with its hour and an address of its own.

use crate::body::{self, Block, Entry};
use crate::site::edition::LiveStory;
use crate::site::links::Links;
use crate::site::plan::Plan;
use crate::story::{UtcMillis, WallTime};
use serde_json::{Value, json};

/// An entry as the site knows it.
pub(super) struct Timed<'a> {
    /// Its place in the page: `u-2026-11-29-1405`, which stays when others are added above it.
    pub id: String,
    /// Its moment.
    pub at: UtcMillis,
    pub entry: Entry<'a>,
}

/// The text before the first entry, and the entries in their order in the text.
pub(super) fn timed<'a>(plan: &Plan, doc: &'a [Block]) -> (&'a [Block], Vec<Timed<'a>>) {
    let (before, entries) = body::entries(doc);
    let zone = &plan.edition.settings.zone;
    let mut found: Vec<Timed> = entries
        .into_iter()
        .filter_map(|entry| {
            let at = WallTime::chosen(&entry.wall, zone).ok()?.0.at;
            let id = format!("u-{}", entry.wall.replace(':', "").replace(' ', "-"));
            Some(Timed { id, at, entry })
        })
        .collect();
    // Of two in one minute the lower, which was there first, keeps its address.
    for upper in (0..found.len()).rev() {
        let same =
            found[upper + 1..].iter().filter(|lower| lower.entry.wall == found[upper].entry.wall).count();
        if same > 0 {
            found[upper].id += &format!("-{}", same + 1);
        }
    }
    (before, found)
}

/// What schema.org is told beside what it is told of every story; nothing where there are no entries.
/// <https://schema.org/LiveBlogPosting>
pub(super) fn live_blog(plan: &Plan, story: &LiveStory, links: &Links) -> Option<LiveBlog> {
    let (_, entries) = timed(plan, &story.body);
    let times = entries.iter().map(|entry| entry.at);
    let (first, last) = (times.clone().min()?, times.max()?);
    let page = links.page(&story.url_slug);
    let updates = entries.iter().map(|Timed { id, at, entry }| {
        json!({
            "@type": "BlogPosting", "headline": entry.title(), "datePublished": plan.dates.machine(*at),
            "url": format!("{page}#{id}"), "articleBody": body::plain_text(entry.text),
        })
    });
    Some(LiveBlog {
        begins: plan.dates.machine(first),
        ends: (!story.running).then(|| plan.dates.machine(last)),
        updates: updates.collect(),
    })
}

/// A running story in the words of schema.org.
pub(super) struct LiveBlog {
    /// The hour of the first entry.
    pub begins: String,
    /// That of the last, once it has ended.
    pub ends: Option<String>,
    pub updates: Vec<Value>,
}
