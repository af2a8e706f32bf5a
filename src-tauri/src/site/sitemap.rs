//! sitemap.xml and robots.txt: what search engines read.

use crate::Result;
use crate::site::edition::Edition;
use crate::site::links::{Links, base};
use crate::site::plan::Plan;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Entry {
    address: String,
    changed: Option<String>,
}

/// The XML of the sitemap: fronts, stories newest first, then the standing pages.
pub(super) fn page(plan: &Plan) -> Result<String> {
    let links = Links::from_outside(&plan.edition.settings, 0);
    let stories = &plan.edition.stories;
    let changed_at = |&i: &usize| stories[i].updated().unwrap_or(stories[i].published_at);
    let newest_of = |of: &[usize]| of.iter().map(changed_at).max().map(|at| plan.dates.machine(at));
    let all: &[usize] = plan.lists.last().map_or(&[], |list| &list.stories);
    let mut entries = vec![Entry { address: links.page(""), changed: newest_of(all) }];
    entries.extend(
        plan.lists
            .iter()
            .filter(|list| list.is_section)
            .map(|list| Entry { address: links.page(&list.slug), changed: newest_of(&list.stories) }),
    );
    entries.extend(all.iter().map(|i| Entry {
        address: links.page(&stories[*i].url_slug),
        changed: Some(plan.dates.machine(changed_at(i))),
    }));
    let standing = ["about", "privacy", "terms"];
    entries.extend(standing.map(|folder| Entry { address: links.page(folder), changed: None }));
    plan.theme.fill("sitemap.xml", minijinja::context! { entries }, "the sitemap")
}

/// The text of robots.txt: all may read all; the sitemap is named where the site has an address.
pub(super) fn robots(edition: &Edition) -> String {
    let sitemap = base(&edition.settings).map(|base| format!("\nSitemap: {base}sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}
