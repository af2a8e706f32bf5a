//! Pages made from the newsroom: all of them in one reading, or those that changed.
//!
//! Stories come one by one from the file and go one by one to whoever writes them: a hundred
//! thousand are never in memory at once. All that is read is read in one transaction.

use super::shelf::{Shelf, media_of};
use super::{kind_of, site_settings, site_story};
use crate::newsroom::{FrontPage, Newsroom, pictures, settings_row};
use crate::publish::folder::OnPage;
use crate::publish::logo;
use crate::publish::preview::Unkept;
use crate::site::{
    Edition, Entry, Found, Front, IN_A_PART, IN_A_SITEMAP, Known, List, ListKind, LiveStory, Members, NEWEST,
    NEWS_MOST, NEWS_MS, NewsEntry, ON_A_FRONT, Page, PageKey, Plan, PutRight, RESERVED, SiteSection, Teaser,
    Theme, Trending, in_a_feed, numbered_pages, places,
};
use crate::store::{KeptRow, ListRow, MediaRow, ShownRow, Tx};
use crate::story::{Direction, LinkTo, MediaId, StoryId, UtcMillis};
use crate::{Error, Result};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Stories that are made at once.
const AT_ONCE: usize = 512;
/// Batches that wait or are made at the same time.
const BATCHES: usize = 3;
/// Who takes pages as they are made, on whichever thread made them.
pub type Take<'a> = &'a (dyn Fn(Page) -> Result<()> + Sync);

/// What a making came to, besides the pages.
#[derive(Debug, Default)]
pub struct Made {
    /// The picture files that go with the pages, each with the page of the story that shows it.
    pub pictures: Vec<OnPage>,
    /// Stories and pictures that could not be shown as they should; the rest went on.
    pub problems: Vec<Error>,
    /// Where files of pages stand that are no more; empty where all pages were made.
    pub gone: Vec<String>,
}

/// Where every page of the site will stand, pictures left out.
pub fn planned(newsroom: &mut Newsroom, theme: &Theme, now: UtcMillis) -> Result<Vec<String>> {
    let folder = newsroom.folder().to_owned();
    newsroom.reading(|tx| {
        let (mut edition, _) = shared(tx, &folder, now, None)?;
        let links = tx.shown_links()?;
        edition.moved = moved(tx)?;
        for row in tx.site_lists()? {
            let stories = row.stories as usize;
            if row.kind == ListKind::Month.word() {
                let parts = stories.div_ceil(IN_A_SITEMAP);
                edition.entries.extend((0..parts).map(|part| ((row.number, part), Vec::new())));
            }
            if row.kind == ListKind::Month.word() {
                let parts = stories.div_ceil(IN_A_PART);
                edition.found.extend((0..parts).map(|part| ((row.number, part), Vec::new())));
            }
            add_list(&mut edition, &row, Members::Some(HashMap::new()));
        }
        add_empty_lists(&mut edition);
        let plan = Plan::new(&edition, theme)?;
        let stories = links.iter().map(|row| PageKey::Story(row.url_slug.clone()));
        let keys: Vec<PageKey> = stories.chain(plan.keys()).collect();
        Ok(keys.iter().flat_map(|key| plan.paths(key)).collect())
    })
}

/// Makes every page of the site.
pub fn whole(newsroom: &mut Newsroom, theme: &Theme, now: UtcMillis, take: Take) -> Result<Made> {
    let folder = newsroom.folder().to_owned();
    newsroom.reading(|tx| {
        let links = tx.shown_links()?;
        let (mut edition, unworn) = shared(tx, &folder, now, None)?;
        edition.known = links.iter().map(known).collect();
        edition.moved = moved(tx)?;
        let mut members: HashMap<i64, Vec<u32>> = HashMap::new();
        tx.each_place(&mut |list, story| members.entry(list).or_default().push(story as u32))?;
        for row in tx.site_lists()? {
            let all = members.remove(&row.number).unwrap_or_default();
            add_list(&mut edition, &row, Members::All(all));
        }
        add_empty_lists(&mut edition);
        let by_number: HashMap<i64, &ShownRow> = links.iter().map(|row| (row.number, row)).collect();
        edition.entries = months(&edition.lists, &by_number);
        edition.news = news(links.iter(), now);
        edition.published = links.iter().map(|row| (row.number, row.published_at)).collect();
        edition.front = arranged(tx, &tx.front_page()?, now)?.0;
        for page in 0..=numbered_pages(edition.corrections_count) {
            edition.corrections.insert(page, put_right(tx, edition.corrections_count, page)?);
        }
        let mut updated_by: HashMap<StoryId, Vec<(UtcMillis, StoryId)>> = HashMap::new();
        for row in &links {
            if let Some(original) = row.updates {
                updated_by.entry(original).or_default().push((row.published_at, row.story));
            }
        }
        let translations = translations(&links);
        let near: HashSet<u32> = edition
            .lists
            .values()
            .filter(|list| list.has_feeds())
            .flat_map(|list| list.newest(in_a_feed(list.kind).max(ON_A_FRONT)))
            .chain(edition.front.slots.iter().copied())
            .collect();
        drop(by_number);
        drop(links);

        let media: HashMap<MediaId, MediaRow> =
            tx.all_media()?.into_iter().map(|m| (m.id.clone(), m)).collect();
        let shelf = Shelf { folder: &folder, media: &media, avif: edition.settings.avif };
        let plan = Plan::new(&edition, theme)?;
        let make = |number: i64, mut live: LiveStory| -> Result<StoryMade> {
            let mut newer = updated_by.get(&live.id).cloned().unwrap_or_default();
            newer.sort_unstable();
            live.updated_by = newer.into_iter().map(|(_, story)| story).collect();
            let others = translations.get(&live.translates.unwrap_or(live.id)).into_iter().flatten();
            live.translations = others.copied().filter(|other| *other != live.id).collect();
            let (pictures, mut problems) = shelf.draw(&mut live);
            problems.extend(live.problem());
            for page in plan.story(&live)? {
                take(page)?;
            }
            let mut teaser = Teaser::of(&live);
            let card = plan.make_card(&teaser)?;
            let is_near = near.contains(&(number as u32));
            if is_near {
                teaser.content = plan.feed_content(&live);
            }
            Ok(StoryMade {
                number,
                card,
                teaser: is_near.then_some(teaser),
                problems,
                pictures,
                unread: None,
            })
        };
        let make_kept = |row: KeptRow| -> Result<StoryMade> {
            match row.text.as_deref().and_then(LiveStory::of_kept) {
                Some(live) => make(row.number, live),
                None => Ok(StoryMade { number: row.number, unread: Some(row.story), ..StoryMade::default() }),
            }
        };
        let mut stories = StoriesMade::default();
        let made = &mut stories.made;
        made.problems.extend(unworn);
        if let Some(logo) = &edition.logo {
            made.pictures.extend(logo::files(&folder, logo));
        }
        in_batches(tx, &make_kept, &mut |story| stories.keep(story))?;
        for (number, story) in std::mem::take(&mut stories.unread) {
            match from_revision(tx, story, now) {
                Ok(live) => stories.keep(make(number, live)?),
                Err(why) => stories.made.problems.push(why),
            }
        }
        drop(plan);

        let StoriesMade { cards, teasers, mut made, .. } = stories;
        edition.teasers = teasers;
        if theme.makes_search() {
            // Month by month: the words of all stories are never in memory at once.
            let months = edition.lists.iter().filter(|(_, list)| list.kind == ListKind::Month);
            let months: Vec<(i64, usize)> = months.map(|(number, list)| (*number, list.stories)).collect();
            for (list, stories) in months {
                for part in 0..stories.div_ceil(IN_A_PART) {
                    let (from, before) = (part * IN_A_PART, (part + 1) * IN_A_PART);
                    let rows = tx.shown_in_list(list, from as i64, before as i64)?;
                    edition.found = HashMap::from([((list, part), found(tx, rows)?)]);
                    let plan = Plan::for_data(&edition, theme)?;
                    plan.pages(&PageKey::Search(list, part))?.into_iter().try_for_each(take)?;
                }
            }
            edition.found.clear();
        }
        let mut plan = Plan::new(&edition, theme)?;
        plan.set_cards(cards);
        // The front last: what it points at is there.
        plan.keys().par_iter().try_for_each(|key| plan.pages(key)?.into_iter().try_for_each(take))?;
        made.problems.extend(tx.refused_stories()?);
        Ok(made)
    })
}

/// Reads every story on this thread while others make what was read, some hundred at a time.
fn in_batches(
    tx: &Tx,
    make: &(dyn Fn(KeptRow) -> Result<StoryMade> + Sync),
    keep: &mut (dyn FnMut(StoryMade) + Send),
) -> Result<()> {
    let (under_way, failed, keep) = (AtomicUsize::new(0), Mutex::new(None), Mutex::new(keep));
    let (under_way, failed, keep) = (&under_way, &failed, &keep);
    let make_all = move |batch: Vec<KeptRow>| {
        match batch.into_par_iter().map(make).collect::<Result<Vec<StoryMade>>>() {
            Ok(made) => {
                let mut keep = keep.lock().unwrap_or_else(PoisonError::into_inner);
                made.into_iter().for_each(&mut **keep);
            }
            Err(why) => *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(why),
        }
        under_way.fetch_sub(1, Ordering::AcqRel);
    };
    let failure = |read: Result<()>| {
        let made = failed.lock().unwrap_or_else(PoisonError::into_inner).take();
        made.map_or(read, Err)
    };
    let read = rayon::in_place_scope(|scope| {
        let hand_over = |batch: Vec<_>| {
            // This thread may be one of those that make: then it helps, rather than wait for itself.
            while under_way.load(Ordering::Acquire) >= BATCHES {
                if !matches!(rayon::yield_now(), Some(rayon::Yield::Executed)) {
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
            under_way.fetch_add(1, Ordering::AcqRel);
            scope.spawn(move |_| make_all(batch));
            failure(Ok(()))
        };
        let mut batch = Vec::with_capacity(AT_ONCE);
        tx.each_kept(&mut |row| {
            batch.push(row);
            if batch.len() == AT_ONCE { hand_over(std::mem::take(&mut batch)) } else { Ok(()) }
        })?;
        hand_over(batch)
    });
    failure(read)
}

#[derive(Default)]
struct StoryMade {
    number: i64,
    card: String,
    teaser: Option<Teaser>,
    problems: Vec<Error>,
    pictures: Vec<OnPage>,
    /// The story, where what was kept of it cannot be read.
    unread: Option<StoryId>,
}

/// What the making of all stories came to, by their numbers.
#[derive(Default)]
struct StoriesMade {
    cards: HashMap<i64, String>,
    teasers: HashMap<i64, Teaser>,
    unread: Vec<(i64, StoryId)>,
    made: Made,
}

impl StoriesMade {
    fn keep(&mut self, story: StoryMade) {
        if let Some(id) = story.unread {
            return self.unread.push((story.number, id));
        }
        self.made.pictures.extend(story.pictures);
        self.made.problems.extend(story.problems);
        self.cards.insert(story.number, story.card);
        self.teasers.extend(story.teaser.map(|teaser| (story.number, teaser)));
    }
}

/// Makes some pages, and says where files stand of those that are no more.
pub fn few(
    newsroom: &mut Newsroom,
    theme: &Theme,
    now: UtcMillis,
    keys: &BTreeSet<PageKey>,
    take: Take,
) -> Result<Made> {
    few_with(newsroom, theme, now, keys, None, take)
}

/// [`few`] as if something were kept that is not.
pub fn few_with(
    newsroom: &mut Newsroom,
    theme: &Theme,
    now: UtcMillis,
    keys: &BTreeSet<PageKey>,
    unkept: Option<&Unkept>,
    take: Take,
) -> Result<Made> {
    let folder = newsroom.folder().to_owned();
    newsroom.reading(|tx| {
        let (mut edition, unworn) = shared(tx, &folder, now, unkept)?;
        edition.moved = moved(tx)?;
        let mut rows: Vec<ShownRow> = Vec::new();
        for row in lists_for(tx, keys)? {
            let members = members_for(tx, &row, keys, &mut rows)?;
            add_list(&mut edition, &row, members);
        }
        add_empty_lists(&mut edition);
        if keys.contains(&PageKey::Front) {
            let front = unkept.and_then(|unkept| unkept.front.clone());
            let kept = front.map_or_else(|| tx.front_page(), Ok)?;
            let (front, at_the_top) = arranged(tx, &kept, now)?;
            edition.front = front;
            rows.extend(at_the_top);
        }
        for key in keys {
            if let PageKey::Search(list, part) = key {
                let (from, before) = (part * IN_A_PART, (part + 1) * IN_A_PART);
                let stories = tx.shown_in_list(*list, from as i64, before as i64)?;
                edition.found.insert((*list, *part), found(tx, stories)?);
            }
            if let PageKey::Sitemap(list, part) = key {
                let (from, before) = (part * IN_A_SITEMAP, (part + 1) * IN_A_SITEMAP);
                let stories = tx.shown_in_list(*list, from as i64, before as i64)?;
                edition.entries.insert((*list, *part), stories.iter().rev().map(entry).collect());
            }
        }
        for key in keys {
            if let PageKey::Corrections(page) = key {
                edition.corrections.insert(*page, put_right(tx, edition.corrections_count, *page)?);
            }
        }
        if keys.contains(&PageKey::Sitemaps) {
            let since = UtcMillis(now.0 - NEWS_MS);
            edition.news = news(tx.shown_between(since, UtcMillis(i64::MAX))?.iter(), now);
        }
        let mut stories: Vec<LiveStory> = Vec::new();
        let mut made = Made { problems: unworn.into_iter().collect(), ..Made::default() };
        if let Some(logo) = edition.logo.as_ref().filter(|_| keys.contains(&PageKey::Standing)) {
            made.pictures.extend(logo::files(&folder, logo));
        }
        for key in keys {
            let PageKey::Story(slug) = key else { continue };
            let Some(row) = tx.shown_at(slug)? else { continue };
            match read_story(tx, &row, now) {
                Ok(mut live) => {
                    live.updated_by = tx.shown_updates_of(live.id)?.iter().map(|row| row.story).collect();
                    let family = tx.shown_translations(live.translates.unwrap_or(live.id))?;
                    live.translations =
                        family.iter().map(|row| row.story).filter(|other| *other != live.id).collect();
                    stories.push(live);
                }
                Err(why) => made.problems.push(why),
            }
        }
        let mut in_full = if edition.settings.feeds_in_full {
            stories_of_feeds(tx, &edition, keys, &rows)?
        } else {
            BTreeMap::new()
        };
        for id in linked_by(&edition, stories.iter().chain(in_full.values())) {
            edition.known.extend(tx.shown(id)?.as_ref().map(known));
        }
        let mut teasers: HashMap<i64, Teaser> =
            rows.iter().filter_map(|row| Some((row.number, serde_json::from_str(&row.card).ok()?))).collect();
        let media = media_of(tx, stories.iter().chain(in_full.values()), teasers.values())?;
        let shelf = Shelf { folder: &folder, media: &media, avif: edition.settings.avif };
        let drawn: Vec<_> = stories.par_iter_mut().map(|story| shelf.draw(story)).collect();
        for (story, (pictures, problems)) in stories.iter().zip(drawn) {
            made.pictures.extend(pictures);
            made.problems.extend(problems);
            made.problems.extend(story.problem());
        }
        for teaser in teasers.values_mut() {
            made.pictures.extend(shelf.draw_teaser(teaser));
        }
        for story in in_full.values_mut() {
            // What cannot be shown is said of the story's own page.
            made.pictures.extend(shelf.draw(story).0);
        }
        if !in_full.is_empty() {
            let plan = Plan::new(&edition, theme)?;
            let contents: Vec<(i64, String)> =
                in_full.par_iter().map(|(number, story)| (*number, plan.feed_content(story))).collect();
            for (number, content) in contents {
                if let Some(teaser) = teasers.get_mut(&number) {
                    teaser.content = content;
                }
            }
        }
        edition.teasers = teasers;
        let mut plan = Plan::new(&edition, theme)?;
        let on_pages: HashSet<u32> = keys
            .iter()
            .filter_map(|key| match key {
                PageKey::List(list, page) => Some(edition.lists.get(list)?.on_page(*page)),
                _ => None,
            })
            .flatten()
            .collect();
        let cards = on_pages.iter().filter_map(|n| {
            let number = i64::from(*n);
            Some(plan.make_card(edition.teasers.get(&number)?).map(|card| (number, card)))
        });
        let cards = cards.collect::<Result<HashMap<i64, String>>>()?;
        plan.set_cards(cards);
        let mut stand: HashSet<String> = HashSet::new();
        for story in &stories {
            for page in plan.story(story)? {
                stand.insert(page.path.clone());
                take(page)?;
            }
        }
        for key in keys.iter().filter(|key| plan.has(key)) {
            for page in plan.pages(key)? {
                // An address that a story has left may be another's now.
                if stand.insert(page.path.clone()) {
                    take(page)?;
                }
            }
        }
        let for_ever = [PageKey::Standing, PageKey::Front, PageKey::Sitemaps];
        let gone: BTreeSet<String> = keys
            .iter()
            .filter(|key| !for_ever.contains(key))
            .flat_map(|key| plan.paths(key))
            .filter(|path| !stand.contains(path))
            .collect();
        made.gone = gone.into_iter().collect();
        made.problems.extend(tx.refused_stories()?);
        Ok(made)
    })
}

/// What all pages share, and why the logo is not there though the newsroom has one.
pub(super) fn shared(
    tx: &Tx,
    folder: &Path,
    now: UtcMillis,
    unkept: Option<&Unkept>,
) -> Result<(Edition, Option<Error>)> {
    let sections = tx.sections()?;
    let trending: Vec<Trending> =
        tx.trending()?.into_iter().map(|t| Trending { headline: t.headline, to: t.to }).collect();
    let row = settings_row(tx)?;
    let settings = unkept.and_then(|unkept| unkept.settings.as_ref()).unwrap_or(&row.settings);
    let mut settings = site_settings(&row.id, settings)?;
    // Who looks at a page does not wait for pictures that take many seconds each.
    settings.avif &= unkept.is_none();
    let logo = settings.dress.logo.as_ref().map(|logo| {
        let row = tx.media(logo)?.ok_or_else(|| pictures::missing(logo))?;
        logo::worn(folder, &row, settings.dress.paper)
    });
    let (logo, unworn) = match logo.transpose() {
        Ok(logo) => (logo, None),
        Err(why) => (None, Some(without_logo(&why))),
    };
    let edition = Edition {
        settings,
        sections: sections
            .into_iter()
            .map(|s| SiteSection { id: s.id, slug: s.slug, name: s.name, show_until: s.show_until })
            .collect(),
        trending,
        logo,
        front: Front::default(),
        known: HashMap::new(),
        lists: BTreeMap::new(),
        teasers: HashMap::new(),
        published: HashMap::new(),
        entries: HashMap::new(),
        found: HashMap::new(),
        news: Vec::new(),
        corrections_count: tx.corrections_count()?,
        corrections: HashMap::new(),
        pages: tx.shown_pages()?.iter().map(|row| (row.url_slug.clone(), known(row).1)).collect(),
        moved: Vec::new(),
        now,
    };
    Ok((edition, unworn))
}

fn without_logo(why: &Error) -> Error {
    Error::new(
        "logo-missing",
        format!("Pages go without the logo: {}", why.sentence),
        "Choose the logo again under “Dress of the site”.",
    )
}

/// What an editor chose for the front and readers may see now, with the stories at its top.
fn arranged(tx: &Tx, front: &FrontPage, now: UtcMillis) -> Result<(Front, Vec<ShownRow>)> {
    let mut rows = Vec::new();
    for slot in &front.slots {
        if slot.until.as_ref().is_none_or(|until| now < until.at) {
            rows.extend(tx.shown(slot.story)?.filter(|row| !row.is_page));
        }
    }
    let blocks = front.blocks.iter().map(|block| (block.section, usize::from(block.stories))).collect();
    Ok((Front { slots: rows.iter().map(|row| row.number as u32).collect(), blocks }, rows))
}

/// Adds a list to the edition; one of a section that the newsroom has no more is none.
pub(super) fn add_list(edition: &mut Edition, row: &ListRow, members: Members) {
    let kind = kind_of(row);
    let (mut slug, mut section) = (row.slug.clone(), None);
    if kind == ListKind::Section {
        let Some(of) = edition.sections.iter().find(|s| s.id.to_string() == row.slug) else { return };
        (slug, section) = (of.slug.clone(), Some(of.id));
    }
    let stories = row.stories as usize;
    edition.lists.insert(row.number, List { kind, slug, name: row.name.clone(), section, stories, members });
}

/// Adds the lists that stand though they hold no story, under numbers that no other has.
pub(super) fn add_empty_lists(edition: &mut Edition) {
    let empty = |kind, slug: &str, section| List {
        kind,
        slug: slug.to_owned(),
        name: String::new(),
        section,
        stories: 0,
        members: Members::Some(HashMap::new()),
    };
    let there =
        |kind, section| edition.lists.values().any(|list| list.kind == kind && list.section == section);
    let mut missing = Vec::new();
    if !there(ListKind::Latest, None) {
        missing.push((-1, empty(ListKind::Latest, "", None)));
    }
    for (n, section) in edition.sections.iter().enumerate() {
        if !there(ListKind::Section, Some(section.id)) {
            missing.push((-2 - n as i64, empty(ListKind::Section, &section.slug, Some(section.id))));
        }
    }
    edition.lists.extend(missing);
}

pub(super) fn known(row: &ShownRow) -> (StoryId, Known) {
    let known = Known {
        url_slug: row.url_slug.clone(),
        headline: row.headline.clone(),
        language: row.language.clone(),
        direction: Direction::from_word(&row.direction).unwrap_or_default(),
    };
    (row.story, known)
}

/// The lines of one page of what was put right, the newest first.
fn put_right(tx: &Tx, all: usize, page: usize) -> Result<Vec<PutRight>> {
    let places = places(all, page);
    let lines = tx.corrections_between(places.start, places.end)?.into_iter().rev();
    Ok(lines.map(|(correction, row)| PutRight { correction, story: known(&row).1 }).collect())
}

/// Stories as the search knows them, newest first, of rows that are the oldest first.
fn found(tx: &Tx, rows: Vec<ShownRow>) -> Result<Vec<Found>> {
    rows.into_iter()
        .rev()
        .map(|row| {
            let card: Option<Teaser> = serde_json::from_str(&row.card).ok();
            Ok(Found {
                words: tx.words_of(row.number)?,
                standfirst: card.map(|card| card.standfirst).unwrap_or_default(),
                direction: Direction::from_word(&row.direction).unwrap_or_default().html(),
                url_slug: row.url_slug,
                headline: row.headline,
                published_at: row.published_at,
                language: row.language,
            })
        })
        .collect()
}

fn entry(row: &ShownRow) -> Entry {
    Entry { url_slug: row.url_slug.clone(), changed_at: row.updated_at.unwrap_or(row.published_at) }
}

/// Stories in several languages, by their originals: the original first, if readers see that.
fn translations(links: &[ShownRow]) -> HashMap<StoryId, Vec<StoryId>> {
    let mut translations: HashMap<StoryId, Vec<(UtcMillis, StoryId)>> = HashMap::new();
    for row in links {
        if let Some(original) = row.translates {
            translations.entry(original).or_default().push((row.published_at, row.story));
        }
    }
    let seen: HashSet<StoryId> =
        links.iter().map(|row| row.story).filter(|story| translations.contains_key(story)).collect();
    let in_order = |(original, mut of): (StoryId, Vec<(UtcMillis, StoryId)>)| {
        of.sort_unstable();
        let first = seen.get(&original).copied();
        (original, first.into_iter().chain(of.into_iter().map(|(_, story)| story)).collect())
    };
    translations.into_iter().map(in_order).collect()
}

/// The entries of every month's sitemaps, newest first.
fn months(lists: &BTreeMap<i64, List>, rows: &HashMap<i64, &ShownRow>) -> HashMap<(i64, usize), Vec<Entry>> {
    let mut entries = HashMap::new();
    for (&number, list) in lists.iter().filter(|(_, list)| list.kind == ListKind::Month) {
        let Members::All(all) = &list.members else { continue };
        for (part, stories) in all.chunks(IN_A_SITEMAP).enumerate() {
            let of = stories.iter().rev().filter_map(|n| rows.get(&i64::from(*n)));
            entries.insert((number, part), of.map(|row| entry(row)).collect());
        }
    }
    entries
}

/// The addresses that stories have left; not those at which the site has a page of its own.
fn moved(tx: &Tx) -> Result<Vec<(String, StoryId)>> {
    let left = tx.moved()?.into_iter().filter(|(old, _)| !RESERVED.contains(&old.as_str()));
    Ok(left.map(|(old, row)| (old, row.story)).collect())
}

fn news<'a>(rows: impl Iterator<Item = &'a ShownRow>, now: UtcMillis) -> Vec<NewsEntry> {
    let mut news: Vec<&ShownRow> =
        rows.filter(|row| !row.is_page && row.published_at.0 >= now.0 - NEWS_MS).collect();
    news.sort_by_key(|row| std::cmp::Reverse((row.published_at, row.story)));
    news.into_iter()
        .take(NEWS_MOST)
        .map(|row| NewsEntry {
            url_slug: row.url_slug.clone(),
            headline: row.headline.clone(),
            language: row.language.clone(),
            published_at: row.published_at,
        })
        .collect()
}

/// The lists that some pages show something of.
fn lists_for(tx: &Tx, keys: &BTreeSet<PageKey>) -> Result<Vec<ListRow>> {
    let mut rows = tx.site_lists_of(ListKind::Latest.word())?;
    rows.extend(tx.site_lists_of(ListKind::Section.word())?);
    let mut numbers: BTreeSet<i64> = BTreeSet::new();
    for key in keys {
        match key {
            PageKey::List(list, _)
            | PageKey::Feeds(list)
            | PageKey::Sitemap(list, _)
            | PageKey::Search(list, _) => {
                numbers.insert(*list);
            }
            PageKey::AllOf(kind) => rows.extend(tx.site_lists_of(kind.word())?),
            PageKey::Sitemaps => rows.extend(tx.site_lists_of(ListKind::Month.word())?),
            _ => {}
        }
    }
    for number in numbers {
        rows.extend(tx.site_list(number)?);
    }
    Ok(rows)
}

/// The stories of a list that some pages show; each row goes to `rows` too.
fn members_for(
    tx: &Tx,
    list: &ListRow,
    keys: &BTreeSet<PageKey>,
    rows: &mut Vec<ShownRow>,
) -> Result<Members> {
    let all = list.stories as usize;
    let mut pages = HashMap::new();
    let mut read = |from: usize, before: usize| -> Result<Vec<u32>> {
        let found = tx.shown_in_list(list.number, from as i64, before as i64)?;
        let numbers = found.iter().rev().map(|row| row.number as u32).collect();
        rows.extend(found);
        Ok(numbers)
    };
    for key in keys {
        if let PageKey::List(number, page) = key
            && *number == list.number
        {
            let places = places(all, *page);
            pages.insert(*page, read(places.start, places.end)?);
        }
    }
    let on_front = keys.contains(&PageKey::Front)
        && [ListKind::Latest, ListKind::Section].iter().any(|kind| kind.word() == list.kind);
    let newest = match (keys.contains(&PageKey::Feeds(list.number)), on_front) {
        (true, _) => in_a_feed(kind_of(list)).max(ON_A_FRONT),
        (false, true) => ON_A_FRONT,
        (false, false) => 0,
    };
    if newest > 0 {
        pages.insert(NEWEST, read(all.saturating_sub(newest), all)?);
    }
    Ok(Members::Some(pages))
}

/// The stories that those feeds carry whole, by their numbers. One that cannot be read has its summary
/// there; it is said of its own page.
fn stories_of_feeds(
    tx: &Tx,
    edition: &Edition,
    keys: &BTreeSet<PageKey>,
    rows: &[ShownRow],
) -> Result<BTreeMap<i64, LiveStory>> {
    let feeds = keys.iter().filter_map(|key| match key {
        PageKey::Feeds(list) => edition.lists.get(list),
        _ => None,
    });
    let carried: BTreeSet<u32> = feeds.flat_map(|list| list.newest(in_a_feed(list.kind))).collect();
    let mut stories = BTreeMap::new();
    for row in rows.iter().filter(|row| carried.contains(&(row.number as u32))) {
        if let Ok(story) = read_story(tx, row, edition.now) {
            stories.insert(row.number, story);
        }
    }
    Ok(stories)
}

/// The stories that those pages may link to.
pub(super) fn linked_by<'a>(
    edition: &Edition,
    stories: impl Iterator<Item = &'a LiveStory>,
) -> BTreeSet<StoryId> {
    let trending = edition.trending.iter().filter_map(|t| match t.to {
        LinkTo::Story(id) => Some(id),
        LinkTo::Url(_) => None,
    });
    let mut ids: BTreeSet<StoryId> = trending.chain(edition.moved.iter().map(|(_, id)| *id)).collect();
    for story in stories {
        ids.extend(crate::site::targets(story));
        ids.extend(&story.updated_by);
        ids.extend(&story.translations);
        ids.insert(story.id); // a story may name itself
    }
    ids
}

/// A story that readers see, from what was kept of it; where that cannot be read, from its revision.
fn read_story(tx: &Tx, row: &ShownRow, now: UtcMillis) -> Result<LiveStory> {
    let kept = tx.shown_text(row.number)?;
    kept.as_deref().and_then(LiveStory::of_kept).map_or_else(|| from_revision(tx, row.story, now), Ok)
}

fn from_revision(tx: &Tx, story: StoryId, now: UtcMillis) -> Result<LiveStory> {
    let live = tx.live_story(story, now)?;
    live.map_or_else(
        || Err(Error::new("story-not-live", "The story is not live.", "Publish it first.")),
        site_story,
    )
}
