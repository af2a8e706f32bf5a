//! What one story's change changes on the site.

use super::{Seen, kind_of};
use crate::newsroom::Settings;
use crate::site::{
    IN_A_PART, IN_A_SITEMAP, ListKind, LiveStory, PageKey, Teaser, in_a_feed, is_page_address,
    is_story_address, numbered_pages, page_of, targets,
};
use crate::store::{ListRow, ShownRow, Tx};
use crate::story::{Correction, CorrectionKind, LinkTo, StoryId};
use crate::{Error, Result};
use std::collections::{BTreeSet, HashSet};

/// Brings story after story up to date and notes which pages that changes.
pub(super) struct Change<'a> {
    tx: &'a Tx<'a>,
    zone: chrono_tz::Tz,
    /// Addresses that sections have.
    sections: HashSet<String>,
    /// Whether feeds carry whole stories, and so show whatever those link to.
    feeds_in_full: bool,
    /// Stories that the strip on every page names.
    trending: HashSet<StoryId>,
    /// Whether pages are noted one by one.
    noting: bool,
    pages: BTreeSet<PageKey>,
    /// Whether every page changed.
    all: bool,
    /// Whether an address is free that was not.
    freed: bool,
    /// Whether anything was put right before this reading: the foot of every page says so.
    put_right: bool,
}

impl<'a> Change<'a> {
    /// Begins; `noting`: pages are noted one by one.
    pub fn begin(tx: &'a Tx<'a>, settings: &Settings, noting: bool) -> Result<Self> {
        let trending = tx.trending()?.into_iter().filter_map(|t| match t.to {
            LinkTo::Story(id) => Some(id),
            LinkTo::Url(_) => None,
        });
        Ok(Self {
            tx,
            zone: settings.zone.parse().unwrap_or(chrono_tz::Tz::UTC),
            sections: tx.sections()?.into_iter().map(|s| s.slug).collect(),
            feeds_in_full: settings.feeds_in_full,
            trending: trending.collect(),
            noting,
            pages: BTreeSet::new(),
            all: false,
            freed: false,
            put_right: tx.corrections_count()? > 0,
        })
    }

    /// Writes down which pages changed in that reading, and answers whether every page did.
    pub fn finish(mut self, number: i64) -> Result<bool> {
        self.all |= self.put_right != (self.tx.corrections_count()? > 0);
        if self.freed {
            self.tx.stale_refused()?;
        }
        if self.noting && !self.all {
            for page in &self.pages {
                self.tx.note_page_changed(&page.to_string(), number)?;
            }
        }
        Ok(self.all)
    }

    /// Makes the edition hold the story as readers may see it now; none: they may not.
    pub fn settle(&mut self, story: StoryId, seen: Option<Seen>) -> Result<()> {
        let had = self.tx.shown(story)?;
        let Some(Seen { number, revision, story: read, words, kept }) = seen else {
            self.tx.refuse_story(story, None)?;
            return had.map_or(Ok(()), |had| self.take_off(&had));
        };
        let live = match read.and_then(|live| self.with_address(live)) {
            Ok(live) => live,
            Err(why) => {
                self.tx.refuse_story(story, Some(&why))?;
                return had.map_or(Ok(()), |had| self.take_off(&had));
            }
        };
        self.tx.refuse_story(story, None)?;
        let mut teaser = Teaser::of(&live);
        if let Some(lead) = &mut teaser.lead {
            lead.focus =
                self.tx.media(&lead.media)?.and_then(|row| row.focus).map(|focus| (focus.x, focus.y));
        }
        let card = serde_json::to_string(&teaser).unwrap_or_default();
        let row = ShownRow {
            number,
            story,
            revision,
            url_slug: live.url_slug.clone(),
            section: live.section,
            headline: live.headline.clone(),
            language: live.language.clone(),
            direction: live.direction.html().to_owned(),
            published_at: live.published_at,
            updated_at: live.updated(),
            updates: live.updates,
            translates: live.translates,
            is_page: live.is_page,
            card,
        };
        match had {
            Some(had) if had == row => return Ok(()), // touched, and nothing of it changed
            Some(had) => self.update(&had, &row, &teaser, &live)?,
            None => self.add(&row, &teaser, &live)?,
        }
        self.tx.save_words(row.number, &words)?;
        self.tx.save_shown_text(row.number, &kept)
    }

    /// The story, where it can stand at its address. Of two at one address the one that readers saw
    /// first has it; the other waits until it is free.
    fn with_address(&mut self, live: LiveStory) -> Result<LiveStory> {
        let slug = &live.url_slug;
        let taken = |headline: &str| {
            Error::new(
                "url-slug-taken",
                format!("The story “{headline}” has no page: its URL slug “{slug}” is taken."),
                "Open it, choose another URL slug, and publish it again.",
            )
        };
        let is_one = if live.is_page { is_page_address(slug) } else { is_story_address(slug) };
        if !is_one || self.sections.contains(slug) {
            return Err(taken(&live.headline));
        }
        let Some(other) = self.tx.shown_at(slug)?.filter(|other| other.story != live.id) else {
            return Ok(live);
        };
        if (other.published_at, other.story) < (live.published_at, live.id) {
            return Err(taken(&live.headline));
        }
        self.tx.refuse_story(other.story, Some(&taken(&other.headline)))?;
        self.remove(&other)?;
        Ok(live)
    }

    fn add(&mut self, row: &ShownRow, teaser: &Teaser, live: &LiveStory) -> Result<()> {
        self.tx.save_shown(row)?;
        self.tx.save_links(row.number, &targets(live))?;
        for list in teaser.lists(self.zone) {
            let list = self.tx.site_list_made(list.kind.word(), &list.slug, &list.name)?;
            self.enter(&list, row)?;
        }
        self.own_pages(row);
        self.named_on_all(row);
        self.put_right(row.number, &live.corrections, true)?;
        self.linked(row)
    }

    /// Takes a story off the site. Where it comes back at another address, this one leads there.
    fn take_off(&mut self, had: &ShownRow) -> Result<()> {
        self.tx.note_moved(&had.url_slug, had.story)?;
        self.remove(had)
    }

    fn remove(&mut self, had: &ShownRow) -> Result<()> {
        self.freed = true;
        self.linked(had)?;
        for (list, place) in self.tx.places_of(had.number)? {
            self.leave(list, place)?;
        }
        self.own_pages(had);
        self.named_on_all(had);
        self.put_right(had.number, &[], true)?;
        self.tx.remove_shown(had.number)
    }

    fn update(&mut self, had: &ShownRow, row: &ShownRow, teaser: &Teaser, live: &LiveStory) -> Result<()> {
        let before: Option<Teaser> = serde_json::from_str(&had.card).ok();
        let before = before.filter(|b| b.lists(self.zone) == teaser.lists(self.zone));
        let (Some(before), true) = (before, had.published_at == row.published_at) else {
            // It stands in other lists, or elsewhere in them.
            self.remove(had)?;
            if had.url_slug != row.url_slug {
                self.tx.note_moved(&had.url_slug, had.story)?;
            }
            return self.add(row, teaser, live);
        };
        self.own_pages(had);
        self.own_pages(row);
        if had.url_slug != row.url_slug {
            self.freed = true;
            self.tx.note_moved(&had.url_slug, had.story)?;
        }
        self.tx.save_shown(row)?;
        self.tx.save_links(row.number, &targets(live))?;
        self.put_right(row.number, &live.corrections, !before.links_alike(teaser))?;
        if !before.links_alike(teaser) || had.updates != row.updates || had.translates != row.translates {
            self.linked(had)?;
            self.linked(row)?;
            self.named_on_all(row);
        }
        for (list, place) in self.tx.places_of(row.number)? {
            let Some(list) = self.tx.site_list(list)? else { continue };
            let (all, place) = (list.stories as usize, place as usize);
            if !before.lists_alike(teaser) {
                self.note(PageKey::List(list.number, page_of(all, place)));
            }
            if (self.feeds_in_full || before != *teaser) && is_in_feed(&list, all, place) {
                self.note(PageKey::Feeds(list.number));
            }
            self.note_sitemap(&list, place, place + 1);
        }
        Ok(())
    }

    fn note(&mut self, page: PageKey) {
        if self.noting {
            self.pages.insert(page);
        }
    }

    fn own_pages(&mut self, row: &ShownRow) {
        self.note(PageKey::Story(row.url_slug.clone()));
        self.note(PageKey::Moved(row.url_slug.clone()));
    }

    /// The foot of every page names the pages of the site.
    fn named_on_all(&mut self, row: &ShownRow) {
        self.all |= row.is_page;
    }

    /// Pages that link to the story, and its old addresses.
    fn linked(&mut self, row: &ShownRow) -> Result<()> {
        if self.trending.contains(&row.story) {
            self.all = true;
        }
        if !self.noting {
            return Ok(());
        }
        for linking in self.tx.shown_linking_to(row.story)? {
            if self.feeds_in_full {
                self.feeds_with(linking.number)?;
            }
            self.note(PageKey::Story(linking.url_slug));
        }
        for old in self.tx.moved_from(row.story)? {
            self.note(PageKey::Moved(old));
        }
        // Its pages in other languages name it.
        for other in self.tx.shown_translations(row.translates.unwrap_or(row.story))? {
            self.note(PageKey::Story(other.url_slug));
        }
        // The story that it is an update of names it.
        if let Some(original) = row.updates
            && let Some(original) = self.tx.shown(original)?
        {
            self.note(PageKey::Story(original.url_slug));
        }
        Ok(())
    }

    /// What the corrections page shows of a story: its lines, and its headline and address where those
    /// are others now.
    fn put_right(&mut self, story: i64, lines: &[Correction], is_linked_otherwise: bool) -> Result<()> {
        let lines: Vec<Correction> =
            lines.iter().filter(|line| line.kind != CorrectionKind::Update).cloned().collect();
        let had = self.tx.corrections_shown_of(story)?;
        if had == lines && (lines.is_empty() || !is_linked_otherwise) {
            return Ok(());
        }
        let (first, before) = (self.tx.first_correction_of(story)?, self.tx.corrections_count()?);
        if had != lines {
            self.tx.save_corrections_shown(story, &lines)?;
        }
        let (now_first, all) = (self.tx.first_correction_of(story)?, self.tx.corrections_count()?);
        let place = first.into_iter().chain(now_first).min().unwrap_or_default();
        for page in pages_from(place, before, all) {
            self.note(PageKey::Corrections(page));
        }
        Ok(())
    }

    /// The feeds that carry a story.
    fn feeds_with(&mut self, story: i64) -> Result<()> {
        for (list, place) in self.tx.places_of(story)? {
            let Some(list) = self.tx.site_list(list)? else { continue };
            if is_in_feed(&list, list.stories as usize, place as usize) {
                self.note(PageKey::Feeds(list.number));
            }
        }
        Ok(())
    }

    fn enter(&mut self, list: &ListRow, row: &ShownRow) -> Result<()> {
        let place = self.tx.put_in_list(list, row)? as usize;
        let (before, all) = (list.stories as usize, list.stories as usize + 1);
        self.moved_from(list, place, before, all);
        if is_in_feed(list, all, place) {
            self.note(PageKey::Feeds(list.number));
        }
        Ok(())
    }

    fn leave(&mut self, list: i64, place: i64) -> Result<()> {
        let Some(list) = self.tx.site_list(list)? else { return Ok(()) };
        self.tx.take_out_of_list(list.number, place)?;
        let (before, place) = (list.stories as usize, place as usize);
        self.moved_from(&list, place, before, before - 1);
        if is_in_feed(&list, before, place) {
            self.note(PageKey::Feeds(list.number));
        }
        Ok(())
    }

    /// Whatever shows a place of a list from that one on, where it had `before` stories and has `all`.
    fn moved_from(&mut self, list: &ListRow, place: usize, before: usize, all: usize) {
        for page in pages_from(place, before, all) {
            self.note(PageKey::List(list.number, page));
        }
        let kind = kind_of(list);
        if (before == 0 || all == 0) && ListKind::NAMED_TOGETHER.contains(&kind) {
            self.note(PageKey::AllOf(kind));
        }
        self.note_sitemap(list, place, before.max(all));
    }

    /// The files of a month, for search engines and for the search of the site.
    fn note_sitemap(&mut self, list: &ListRow, from: usize, before: usize) {
        if list.kind == ListKind::Month.word() {
            for part in from / IN_A_PART..=before.saturating_sub(1) / IN_A_PART {
                self.note(PageKey::Search(list.number, part));
            }
            for part in from / IN_A_SITEMAP..=before.saturating_sub(1) / IN_A_SITEMAP {
                self.note(PageKey::Sitemap(list.number, part));
            }
        }
    }
}

/// The pages that show a place of a list from that one on, where it had `before` lines and has `all`.
fn pages_from(place: usize, before: usize, all: usize) -> BTreeSet<usize> {
    let last = numbered_pages(before.max(all));
    let first = match page_of(before.max(all), place) {
        0 => last + 1,
        page => page,
    };
    let mut pages: BTreeSet<usize> = (first..=last).collect();
    pages.insert(0);
    if numbered_pages(before) != numbered_pages(all) {
        // The page that was the last behind the front is not, or is now.
        pages.extend([numbered_pages(before), numbered_pages(all)]);
    }
    pages
}

/// Whether the feeds of a list of `all` stories carry that place.
fn is_in_feed(list: &ListRow, all: usize, place: usize) -> bool {
    all - place <= in_a_feed(kind_of(list))
}
