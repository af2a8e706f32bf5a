//! Lists of stories: sections, topics, authors, days, months, years, and all of them.
//!
//! Pages are numbered from the oldest, so that a new story changes the front and not
//! every page behind it.

use crate::Result;
use crate::site::feed;
use crate::site::links::{Links, up};
use crate::site::plan::Plan;
use crate::site::teaser::ListKind;
use crate::site::theme::markup;
use crate::story::{SectionId, direction_of, language_of_name};
use std::collections::HashMap;
use std::ops::Range;

/// How many stories a numbered page holds; the front holds from this many to twice less one.
pub const PER_PAGE: usize = 20;

/// A list of stories with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What its stories have in common.
    pub kind: ListKind,
    /// Its part of the address.
    pub slug: String,
    /// Its name as shown; empty where the site itself has the words.
    pub name: String,
    /// The section that it is of.
    pub section: Option<SectionId>,
    /// How many stories it holds.
    pub stories: usize,
    /// Which they are.
    pub members: Members,
}

/// The stories of a list, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Members {
    /// All, oldest first.
    All(Vec<u32>),
    /// Those of some pages, and the newest ones as page `NEWEST`; each newest first.
    Some(HashMap<usize, Vec<u32>>),
}

/// In [`Members::Some`]: the newest stories, however many somebody asked for.
pub const NEWEST: usize = usize::MAX;

/// How many full pages are behind the front of a list of so many stories.
pub fn numbered_pages(stories: usize) -> usize {
    (stories / PER_PAGE).saturating_sub(1)
}

/// The page on which the story at a place (counted from the oldest) stands; 0 is the front.
pub fn page_of(stories: usize, place: usize) -> usize {
    if place < numbered_pages(stories) * PER_PAGE { place / PER_PAGE + 1 } else { 0 }
}

/// The places of a page, counted from the oldest story: page 1 has the oldest, 0 is the front.
/// Empty where there is no such page.
pub fn places(stories: usize, page: usize) -> Range<usize> {
    let numbered = numbered_pages(stories);
    match page {
        0 => numbered * PER_PAGE..stories,
        n if n <= numbered => (n - 1) * PER_PAGE..n * PER_PAGE,
        _ => 0..0,
    }
}

/// The pages on both sides of one: the newer, then the older. Page 1 is the oldest, 0 is the front.
pub(super) fn beside(number: usize, last: usize) -> [Option<usize>; 2] {
    let newer = (number > 0).then_some(if number == last { 0 } else { number + 1 });
    let older = match number {
        0 => (last > 0).then_some(last),
        n => (n > 1).then(|| n - 1),
    };
    [newer, older]
}

/// The folder of one page of a list with that address.
pub(super) fn folder_of(address: &str, page: usize) -> String {
    match page {
        0 => address.to_owned(),
        n => format!("{address}/page/{n}"),
    }
}

impl List {
    /// The stories of one page, newest first.
    pub fn on_page(&self, page: usize) -> Vec<u32> {
        match &self.members {
            Members::All(all) => all[places(all.len(), page)].iter().rev().copied().collect(),
            Members::Some(pages) => pages.get(&page).cloned().unwrap_or_default(),
        }
    }

    /// The newest stories, at most so many.
    pub fn newest(&self, most: usize) -> Vec<u32> {
        match &self.members {
            Members::All(all) => all.iter().rev().take(most).copied().collect(),
            Members::Some(pages) => pages.get(&NEWEST).into_iter().flatten().take(most).copied().collect(),
        }
    }

    /// Its folder.
    pub fn address(&self) -> String {
        match self.kind {
            ListKind::Latest => "latest".to_owned(),
            ListKind::Section => self.slug.clone(),
            ListKind::Tag => format!("tags/{}", self.slug),
            ListKind::Author => format!("authors/{}", self.slug),
            ListKind::Year | ListKind::Month | ListKind::Day => format!("archive/{}", self.slug),
        }
    }

    /// The folder of one page.
    pub fn folder(&self, page: usize) -> String {
        folder_of(&self.address(), page)
    }

    /// Whether it has a front though it holds no story: a section is in the navigation.
    pub fn stands_empty(&self) -> bool {
        matches!(self.kind, ListKind::Latest | ListKind::Section)
    }

    /// Whether it has feeds of its own.
    pub fn has_feeds(&self) -> bool {
        matches!(self.kind, ListKind::Latest | ListKind::Section | ListKind::Tag | ListKind::Author)
    }

    /// The folder of its feeds; the list of all stories has the site's own.
    pub fn feeds_folder(&self) -> String {
        if self.kind == ListKind::Latest { String::new() } else { self.address() + "/" }
    }
}

/// The path and HTML of one page of a list; none where it has no such page.
pub(super) fn page(plan: &Plan, at: i64, number: usize) -> Result<Option<(String, String)>> {
    let Some(list) = plan.edition.lists.get(&at) else { return Ok(None) };
    let stories = list.on_page(number);
    if stories.is_empty() && !(number == 0 && list.stands_empty()) {
        return Ok(None);
    }
    let settings = &plan.edition.settings;
    let folder = list.folder(number);
    let depth = folder.split('/').count();
    let links = Links::from_depth(settings, depth);
    let up = up(depth);
    let cards: Vec<minijinja::Value> =
        stories.iter().filter_map(|story| Some(markup(plan.card(*story)?.replace(PLACE, &up)))).collect();
    let last = numbered_pages(list.stories);
    let [newer, older] = beside(number, last).map(|page| page.map(|page| links.page(&list.folder(page))));
    let (name, words) = (plan.name_of(list), plan.words());
    // A page says from when its stories are: its number counts from the oldest, which tells a reader nothing.
    let at = |story: Option<&u32>| plan.edition.published_at(i64::from(*story?));
    let span = at(stories.last()).zip(at(stories.first())).filter(|_| number > 0);
    let span = span.map(|(first, last)| plan.dates.span(first, last, &settings.language)).unwrap_or_default();
    let title = match number {
        0 => format!("{name} - {}", settings.title),
        _ => format!("{name}, {span} - {}", settings.title),
    };
    let description = plan.described_list(list.kind, &name);
    let language = match list.kind {
        ListKind::Tag | ListKind::Author => language_of_name(&name, &settings.language),
        _ => &settings.language,
    };
    let mut head = plan.head(&title, &description, Some(&folder), &links);
    let mut rss = None;
    if list.has_feeds() && plan.theme.makes_feeds_of(list.kind) {
        let href = links.file(&format!("{}rss.xml", list.feeds_folder()));
        if list.kind != ListKind::Latest {
            let title = format!("{} - {name}", settings.title);
            head.feeds.extend(feed::links_to(&list.feeds_folder(), &title, &links));
        }
        rss = Some(href);
    }
    let section = list.section.and_then(|id| plan.section(Some(id))).map(|(place, _)| place);
    let with = minijinja::context! {
        head => head.value(), chrome => plan.chrome(depth, section)?,
        name, name_language => language, name_direction => direction_of(language).html(), words => words.value(), span,
        cards, newer, older, number, last, feed => rss,
        kind => list.kind.word(),
        is_section => list.kind == ListKind::Section,
    };
    let html = plan.theme.fill("list.html", with, &format!("the list “{name}”"))?;
    Ok(Some((format!("{folder}/index.html"), html)))
}

/// Stands in a card for the way from its page to the top of the site.
pub(super) const PLACE: char = '\u{1}';

#[cfg(test)]
mod tests {
    use super::*;

    fn all(count: usize) -> List {
        List {
            kind: ListKind::Latest,
            slug: String::new(),
            name: String::new(),
            section: None,
            stories: count,
            members: Members::All((0..count as u32).collect()),
        }
    }

    #[test]
    fn pages_are_numbered_from_the_oldest_and_the_front_has_20_to_39() {
        for count in 0..200 {
            let list = all(count);
            let front = list.on_page(0).len();
            assert!(front == count || (20..40).contains(&front), "{count} stories, {front} on the front");
            let mut read = list.on_page(0);
            for n in (1..=numbered_pages(count)).rev() {
                assert_eq!(list.on_page(n).len(), PER_PAGE);
                read.extend(list.on_page(n));
            }
            assert_eq!(read, (0..count as u32).rev().collect::<Vec<_>>(), "every story once, newest first");
            for place in 0..count {
                assert!(places(count, page_of(count, place)).contains(&place));
            }
        }
    }

    #[test]
    fn a_new_story_changes_no_numbered_page() {
        let (before, after) = (all(100), all(101));
        for n in 1..=numbered_pages(100) {
            assert_eq!(before.on_page(n), after.on_page(n));
        }
    }
}
