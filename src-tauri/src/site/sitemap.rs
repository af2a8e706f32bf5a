//! What search engines read: the sitemaps under their index, the one of the news of two days, and
//! robots.txt.
//!
//! Sitemaps: sitemaps.org/protocol.html; news: Google's sitemap-news/0.9, which takes stories of the
//! last two days and at most a thousand.

use crate::Result;
use crate::site::edition::{Edition, STANDING_PAGES};
use crate::site::links::{Links, base};
use crate::site::plan::Plan;
use crate::story::UtcMillis;
use serde::Serialize;

/// The protocol's bound for one file.
pub const IN_A_SITEMAP: usize = 50_000;
/// News is what readers first saw in these two days.
pub const NEWS_MS: i64 = 48 * 60 * 60 * 1000;
/// The bound of a news sitemap.
pub const NEWS_MOST: usize = 1000;

/// A story as sitemaps name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The last part of its address.
    pub url_slug: String,
    /// When what readers see last changed.
    pub changed_at: UtcMillis,
}

/// A story of the last two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsEntry {
    /// The last part of its address.
    pub url_slug: String,
    /// Its headline.
    pub headline: String,
    /// BCP 47 tag.
    pub language: String,
    /// When readers first saw it.
    pub published_at: UtcMillis,
}

#[derive(Debug, Serialize)]
struct Line {
    address: String,
    changed: Option<String>,
}

#[derive(Debug, Serialize)]
struct NewsLine {
    address: String,
    title: String,
    language: String,
    published: String,
}

/// Where the sitemap of a month stands: `sitemap-2026-11.xml`; of more stories than one file may
/// name, the further ones `sitemap-2026-11-2.xml`.
pub(super) fn path(month: &str, part: usize) -> String {
    let month = month.replace('/', "-");
    match part {
        0 => format!("sitemap-{month}.xml"),
        n => format!("sitemap-{month}-{}.xml", n + 1),
    }
}

/// The path and XML of one part of a month; none where nothing of it is shown.
pub(super) fn month(plan: &Plan, list: i64, part: usize) -> Result<Option<(String, String)>> {
    let (Some(month), Some(entries)) =
        (plan.edition.lists.get(&list), plan.edition.entries.get(&(list, part)))
    else {
        return Ok(None);
    };
    if entries.is_empty() {
        return Ok(None);
    }
    let links = Links::from_outside(&plan.edition.settings, 0);
    let lines: Vec<Line> = entries
        .iter()
        .map(|e| Line { address: links.page(&e.url_slug), changed: Some(plan.dates.machine(e.changed_at)) })
        .collect();
    Ok(Some((path(&month.slug, part), fill(plan, lines)?)))
}

/// The XML of what is no story: the front, the sections, the standing pages.
pub(super) fn pages(plan: &Plan) -> Result<String> {
    let links = Links::from_outside(&plan.edition.settings, 0);
    let sections = plan.edition.sections.iter().map(|s| s.slug.as_str());
    let corrections = (plan.edition.corrections_count > 0).then_some("corrections");
    let more = plan.edition.pages.keys().map(String::as_str).filter(|slug| !STANDING_PAGES.contains(slug));
    let standing = std::iter::once("latest").chain(STANDING_PAGES).chain(corrections).chain(more);
    let line = |folder: &str| Line { address: links.page(folder), changed: None };
    fill(plan, std::iter::once("").chain(sections).chain(standing).map(line).collect())
}

fn fill(plan: &Plan, entries: Vec<Line>) -> Result<String> {
    plan.theme.fill("sitemap.xml", minijinja::context! { entries }, "the sitemap")
}

/// The XML of the index: the sitemap of the pages, of the news, of each month, the newest first.
pub(super) fn index(plan: &Plan) -> Result<String> {
    let links = Links::from_outside(&plan.edition.settings, 0);
    let mut maps = vec![links.file("sitemap-pages.xml"), links.file("sitemap-news.xml")];
    let mut months: Vec<_> = plan.edition.lists.values().filter(|l| is_month(l) && l.stories > 0).collect();
    months.sort_by(|a, b| b.slug.cmp(&a.slug));
    for list in months {
        let parts = list.stories.div_ceil(IN_A_SITEMAP);
        maps.extend((0..parts).map(|part| links.file(&path(&list.slug, part))));
    }
    plan.theme.fill("sitemap-index.xml", minijinja::context! { maps }, "the sitemap")
}

pub(super) fn is_month(list: &crate::site::list::List) -> bool {
    list.kind == crate::site::teaser::ListKind::Month
}

/// The XML of what is news: stories of the last two days, newest first.
pub(super) fn news(plan: &Plan) -> Result<String> {
    let links = Links::from_outside(&plan.edition.settings, 0);
    let entries: Vec<NewsLine> = plan
        .edition
        .news
        .iter()
        .map(|e| NewsLine {
            address: links.page(&e.url_slug),
            title: e.headline.clone(),
            // ISO 639 with two or three letters; but for Chinese no region goes with it.
            language: e.language.split('-').next().unwrap_or_default().to_owned(),
            published: plan.dates.machine(e.published_at),
        })
        .collect();
    let publication = plan.edition.settings.title.clone();
    plan.theme.fill(
        "sitemap-news.xml",
        minijinja::context! { entries, publication },
        "the sitemap of the news",
    )
}

/// The text of robots.txt: all may read all; the sitemap is named where the site has an address.
pub(super) fn robots(edition: &Edition) -> String {
    let sitemap = base(&edition.settings).map(|base| format!("\nSitemap: {base}sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Theme;
    use crate::site::sample::edition;

    #[test]
    fn a_month_with_more_stories_than_one_file_may_name_has_a_second_one() {
        let sample = edition();
        let mut edition = sample.edition(&sample.stories);
        let (&number, month) =
            edition.lists.iter_mut().find(|(_, list)| is_month(list)).expect("a month with stories");
        (month.stories, month.slug) = (IN_A_SITEMAP + 1, "2025/10".to_owned());
        let one_more = Entry { url_slug: "one-more".to_owned(), changed_at: edition.now };
        edition.entries.insert((number, 1), vec![one_more]);
        let theme = Theme::built_in().unwrap();
        let plan = Plan::for_data(&edition, &theme).unwrap();
        let index = index(&plan).unwrap();
        for name in ["/sitemap-2025-10.xml<", "/sitemap-2025-10-2.xml<"] {
            assert!(index.contains(name), "{name}: {index}");
        }
        assert!(!index.contains("sitemap-2025-10-3"));
        let (path, second) = super::month(&plan, number, 1).unwrap().unwrap();
        assert_eq!(path, "sitemap-2025-10-2.xml");
        assert!(second.contains("/one-more/") && second.matches("<loc>").count() == 1);
    }
}
