//! Lists of stories: a section's front and its older pages, and the list of all stories.
//!
//! Pages are numbered from the oldest, so that a new story changes the front and not
//! every page behind it.

use crate::Result;
use crate::site::card::Card;
use crate::site::edition::SiteSection;
use crate::site::links::Links;
use crate::site::plan::{FeedLink, Plan};

/// How many stories a numbered page holds; the front holds from this many to twice less one.
pub(super) const PER_PAGE: usize = 20;

/// A list of stories with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// Its part of the address.
    pub slug: String,
    /// Its name as shown.
    pub name: String,
    /// Whether it is a section's.
    pub is_section: bool,
    /// Its stories by their place in the edition, newest first.
    pub stories: Vec<usize>,
}

impl List {
    pub fn of_section(section: &SiteSection) -> Self {
        let (slug, name) = (section.slug.clone(), section.name.clone());
        Self { slug, name, is_section: true, stories: Vec::new() }
    }

    pub fn of_all(stories: Vec<usize>) -> Self {
        Self { slug: "latest".to_owned(), name: "Latest".to_owned(), is_section: false, stories }
    }

    /// How many full pages are behind the front.
    pub fn numbered_pages(&self) -> usize {
        (self.stories.len() / PER_PAGE).saturating_sub(1)
    }

    /// The stories of one page, newest first: page 1 has the oldest, 0 is the front.
    pub fn on_page(&self, number: usize) -> &[usize] {
        let all = self.stories.len();
        match number {
            0 => &self.stories[..all - self.numbered_pages() * PER_PAGE],
            n => &self.stories[all - n * PER_PAGE..all - (n - 1) * PER_PAGE],
        }
    }

    /// The folder of one page.
    pub fn folder(&self, number: usize) -> String {
        match number {
            0 => self.slug.clone(),
            n => format!("{}/page/{n}", self.slug),
        }
    }
}

/// The path and HTML of one page of a list.
pub(super) fn page(plan: &Plan, at: usize, number: usize) -> Result<(String, String)> {
    let list = &plan.lists[at];
    let settings = &plan.edition.settings;
    let depth = if number == 0 { 1 } else { 3 };
    let links = Links::from_depth(settings, depth);
    let folder = list.folder(number);
    let cards: Vec<Card> =
        list.on_page(number).iter().map(|&i| Card::of(plan, &plan.edition.stories[i], &links)).collect();
    let last = list.numbered_pages();
    let newer = (number > 0).then(|| links.page(&list.folder(if number == last { 0 } else { number + 1 })));
    let older = match number {
        0 if last > 0 => Some(links.page(&list.folder(last))),
        n if n > 1 => Some(links.page(&list.folder(n - 1))),
        _ => None,
    };
    let title = match number {
        0 => format!("{} - {}", list.name, settings.title),
        n => format!("{}, page {n} - {}", list.name, settings.title),
    };
    let description = format!("{} from {}", list.name, settings.title);
    let mut head = plan.head(&title, &description, Some(&folder), &links);
    if list.is_section {
        let href = links.file(&format!("{}/rss.xml", list.slug));
        head.feeds.push(FeedLink { title: format!("{} - {}", settings.title, list.name), href });
    }
    let feed = head.feeds.last().map(|feed| feed.href.clone());
    let with = minijinja::context! {
        head, chrome => plan.chrome(depth, list.is_section.then_some(at)),
        name => list.name, cards, newer, older, number, last, feed,
        is_section => list.is_section,
    };
    let html = plan.theme.fill("list.html", with, &format!("the section “{}”", list.name))?;
    Ok((format!("{folder}/index.html"), html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_from_the_oldest_and_the_front_has_20_to_39() {
        for count in 0..200 {
            let list = List::of_all((0..count).collect());
            let front = list.on_page(0).len();
            assert!(front == count || (20..40).contains(&front), "{count} stories, {front} on the front");
            let mut read: Vec<usize> = list.on_page(0).to_vec();
            for n in (1..=list.numbered_pages()).rev() {
                assert_eq!(list.on_page(n).len(), PER_PAGE);
                read.extend(list.on_page(n));
            }
            assert_eq!(read, (0..count).collect::<Vec<_>>(), "every story once, newest first");
        }
    }

    #[test]
    fn a_new_story_changes_no_numbered_page() {
        let before = List::of_all((1..=100).collect());
        let after = List::of_all((0..=100).collect());
        for n in 1..=before.numbered_pages() {
            assert_eq!(before.on_page(n), after.on_page(n));
        }
    }
}
