//! The edition: what readers may see of each story, kept beside the stories and brought up to date
//! before each export, so that an export knows what changed.
//!
//! The file marks a story as stale whenever something of it changes that readers may see (triggers in
//! migrations/0010_edition.sql). Each stale story is looked at once, past the gate, and whatever
//! shows it is noted as changed: its own page, its pages of lists, feeds, and who links to it.

mod change;
mod preview;
mod read;
mod shelf;

pub use preview::{draft, page_at};
pub use read::{Made, Take, few, few_with, planned, whole};

use crate::newsroom::{Newsroom, Settings, settings_row};
use crate::site::{
    DateStyle, Dates, FORM, ListKind, LiveStory, Page, PageKey, SiteDress, SiteSettings, Theme,
    words_of_story,
};
use crate::store::{self, EditionRow, ListRow, Tx};
use crate::story::{Publication, StoryId, UtcMillis};
use crate::{Error, Result, revision};
use change::Change;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Stories that are looked at in one transaction, so that no save waits long.
const AT_ONCE: usize = 500;
/// Where more stories than this changed, all pages are held for changed and none is noted by itself.
const MANY: usize = 2000;

/// Brings the edition up to date at `now`, and says how far it is.
pub fn bring_up_to_date(newsroom: &mut Newsroom, now: UtcMillis) -> Result<EditionRow> {
    let mut begun = false;
    // In order, and asked for once: to sort a hundred thousand for each five hundred takes longer than to read them.
    let mut waiting: Vec<StoryId> = Vec::new();
    loop {
        if waiting.is_empty() && newsroom.reading(|tx| is_fresh(tx, now, begun))? {
            return newsroom.reading(|tx| tx.edition());
        }
        waiting = newsroom.transact(|tx| step(tx, now, begun, &waiting))?;
        begun = true;
    }
}

/// The newsroom's id, and a fingerprint of all that pages are made of besides stories.
pub fn made_of(tx: &Tx, theme: &Theme, now: UtcMillis) -> Result<(String, String)> {
    let row = settings_row(tx)?;
    let s = site_settings(&row.id, &row.settings)?;
    let sections: Vec<_> = tx
        .sections()?
        .into_iter()
        .map(|s| (s.id.to_string(), s.slug, s.name, s.show_until.is_none_or(|until| now < until)))
        .collect();
    let trending: Vec<_> = tx.trending()?.into_iter().map(|t| (t.headline, t.to)).collect();
    let year = Dates::new(&s.zone, &s.date_style)?.year(now);
    let all = format!(
        "{s:?} {sections:?} {trending:?} {year} {} {}",
        theme.fingerprint(),
        env!("CARGO_PKG_VERSION")
    );
    Ok((row.id, crate::media::id_of(all.as_bytes()).0))
}

/// The pages that changed after that reading, and those that the hour changes.
pub fn changed_since(newsroom: &mut Newsroom, number: i64) -> Result<BTreeSet<PageKey>> {
    let changed = newsroom.reading(|tx| tx.pages_changed_since(number))?;
    let mut keys: BTreeSet<PageKey> = changed.iter().filter_map(|page| PageKey::read(page)).collect();
    keys.extend([PageKey::Front, PageKey::Redirects, PageKey::Sitemaps]);
    Ok(keys)
}

/// Makes pages and answers them, in whatever order they were made.
pub fn gathered(make: impl FnOnce(Take) -> Result<Made>) -> Result<(Made, Vec<Page>)> {
    let pages = Mutex::new(Vec::new());
    let made = make(&|page| {
        pages.lock().unwrap_or_else(PoisonError::into_inner).push(page);
        Ok(())
    })?;
    Ok((made, pages.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// What the stories of a list have in common.
fn kind_of(list: &ListRow) -> ListKind {
    ListKind::from_word(&list.kind).unwrap_or_default()
}

/// Whether nothing is to be looked at. `begun`: what depends on the hour alone was marked already.
fn is_fresh(tx: &Tx, now: UtcMillis, begun: bool) -> Result<bool> {
    Ok(tx.stale_count()? == 0
        && tx.edition()?.made_for == made_for(&settings_row(tx)?.settings)
        && (begun || !tx.waits_for_an_hour(now)?))
}

fn made_for(settings: &Settings) -> String {
    format!("{FORM} {}", settings.zone)
}

/// Looks at the first of those that wait, or of all that are stale where none does, and answers the rest.
fn step(tx: &Tx, now: UtcMillis, begun: bool, waiting: &[StoryId]) -> Result<Vec<StoryId>> {
    let mut edition = tx.edition()?;
    let settings = settings_row(tx)?.settings;
    let made_for = made_for(&settings);
    let mut waiting = waiting.to_vec();
    if edition.made_for != made_for {
        waiting.clear();
        tx.forget_edition()?;
        edition =
            EditionRow { number: edition.number + 1, whole_at: edition.number + 1, read_at: None, made_for };
    }
    if !begun {
        // A clock may have been set back since: then what ended in between has not.
        let before = edition.read_at.unwrap_or(now);
        tx.stale_by_time(before.min(now), before.max(now))?;
    }
    edition.read_at = Some(now);
    edition.number += 1;
    if tx.stale_count()? > MANY {
        edition.whole_at = edition.number;
    }
    if waiting.is_empty() {
        waiting = tx.stale_stories()?;
    }
    let rest = waiting.split_off(waiting.len().min(AT_ONCE));
    let stale: Vec<(StoryId, Option<store::LiveStory>)> =
        waiting.into_iter().map(|story| Ok((story, tx.live_story(story, now)?))).collect::<Result<_>>()?;
    let looked_at: Vec<(StoryId, Option<Seen>)> =
        stale.into_par_iter().map(|(story, live)| (story, live.map(Seen::of))).collect();
    let mut change = Change::begin(tx, &settings, edition.whole_at < edition.number)?;
    for (story, seen) in looked_at {
        change.settle(story, seen)?;
        tx.not_stale(story)?;
    }
    if change.finish(edition.number)? {
        edition.whole_at = edition.number;
    }
    tx.save_edition(&edition)?;
    Ok(rest)
}

/// A story that readers may see, read.
struct Seen {
    number: i64,
    revision: String,
    story: Result<LiveStory>,
    /// What the search finds it by.
    words: String,
    /// It, as it is kept.
    kept: Vec<u8>,
}

impl Seen {
    fn of(live: store::LiveStory) -> Self {
        let (number, revision) = (live.number, live.revision.clone());
        let story = site_story(live).and_then(|story| Ok((story.kept()?, story)));
        let (kept, story) = match story {
            Ok((kept, story)) => (kept, Ok(story)),
            Err(why) => (Vec::new(), Err(why)),
        };
        let words = story.as_ref().map(words_of_story).unwrap_or_default();
        Self { number, revision, story, words, kept }
    }
}

/// A story as the site shows it.
fn site_story(live: store::LiveStory) -> Result<LiveStory> {
    let mut story = revision::read(&live.text?)?;
    story.id = live.id;
    story.section = live.section;
    story.publication = Publication::Live;
    story.first_published_at = Some(live.first_published_at);
    story.updated_at = live.updated_at;
    LiveStory::as_if_live(&story, live.first_published_at).ok_or_else(|| {
        Error::new(
            "url-slug-missing",
            format!("The story “{}” has no URL slug, so it has no page.", story.headline),
            "Open it, give it a URL slug, and publish it again.",
        )
    })
}

pub(super) fn site_settings(id: &str, s: &Settings) -> Result<SiteSettings> {
    let dress = SiteDress {
        accent: s.dress.accent()?,
        paper: s.dress.paper,
        headlines: s.dress.headlines,
        text: s.dress.text,
        logo: s.dress.logo.clone(),
        logo_with_name: s.dress.logo_with_name,
        footer: s.dress.footer.clone(),
        social: s.dress.social.iter().map(|link| (link.name.clone(), link.url.clone())).collect(),
    };
    Ok(SiteSettings {
        id: id.to_owned(),
        title: s.title.clone(),
        tagline: s.tagline.clone(),
        address: s.address.clone(),
        zone: s.zone.clone(),
        date_style: DateStyle::from_word(&s.date_format),
        language: s.language.clone(),
        publisher: String::new(),
        default_agency: s.default_agency.clone(),
        copyright: s.copyright.clone(),
        about: s.about.clone(),
        privacy: s.privacy.clone(),
        terms: s.terms.clone(),
        contact: s.contact.clone(),
        corrections_policy: s.corrections_policy.clone(),
        feeds_in_full: s.feeds_in_full,
        ninjs: s.ninjs,
        avif: s.avif,
        dress,
    })
}
