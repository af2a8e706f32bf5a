//! What the site promises, through its public door: an edition in, pages out.

use super::sample::Sample;
use super::*;
use crate::Result;

mod feeds;
mod lists;
mod names;
mod safety;
mod story;

/// Every page of the sample's site in the default theme.
pub(super) fn render(edition: &Sample) -> Result<Vec<Page>> {
    edition.pages(&Theme::built_in()?)
}

/// The text of one file of the edition's site.
pub(super) fn file(edition: &Sample, path: &str) -> String {
    let pages = render(edition).unwrap_or_else(|e| panic!("{e}"));
    let page = pages.into_iter().find(|page| page.path == path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(page.bytes).unwrap()
}

pub(super) fn paths(edition: &Sample) -> Vec<String> {
    render(edition).unwrap().into_iter().map(|page| page.path).collect()
}

/// What stands between two marks of a page.
pub(super) fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from} in {page}")) + from.len();
    &page[start..start + page[start..].find(to).unwrap_or_else(|| panic!("no {to} after {from}"))]
}

/// What a reader sees of a piece of HTML: no tags, spaces run together.
pub(super) fn seen(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn meta_line(edition: &Sample, slug: &str) -> String {
    seen(between(&file(edition, &format!("{slug}/index.html")), "<p class=\"meta\">", "</p>"))
}
