//! One page by its address, and a story's page before readers have it: for the window.

use super::read::{add_empty_lists, add_list, known, linked_by, shared};
use super::shelf::{Shelf, media_of};
use crate::newsroom::Newsroom;
use crate::publish::preview::Unkept;
use crate::site::{LiveStory, Members, Page, PageKey, Plan, Theme};
use crate::story::{StoryId, UtcMillis};
use crate::{Error, Result};
use std::collections::HashMap;

/// The page whose file stands at a path; none where no page does.
pub fn page_at(
    newsroom: &mut Newsroom,
    theme: &Theme,
    path: &str,
    now: UtcMillis,
    unkept: &Unkept,
) -> Result<Option<PageKey>> {
    let folder = newsroom.folder().to_owned();
    newsroom.reading(|tx| {
        let (mut edition, _) = shared(tx, &folder, now, Some(unkept))?;
        for row in tx.site_lists()? {
            add_list(&mut edition, &row, Members::Some(HashMap::new()));
        }
        add_empty_lists(&mut edition);
        let slug = path.strip_suffix("/index.html").unwrap_or(path);
        if tx.shown_at(slug)?.is_some() {
            return Ok(Some(PageKey::Story(slug.to_owned())));
        }
        let plan = Plan::for_data(&edition, theme)?;
        let has = |key: &PageKey| plan.paths(key).iter().any(|at| at == path);
        Ok(plan.keys().into_iter().find(has))
    })
}

/// The page of a story as it stands in the newsroom, seen by readers or not.
pub fn draft(
    newsroom: &mut Newsroom,
    theme: &Theme,
    story: StoryId,
    now: UtcMillis,
    unkept: &Unkept,
) -> Result<Page> {
    let folder = newsroom.folder().to_owned();
    newsroom.reading(|tx| {
        let row = tx.story(story)?;
        let mut written = row.story;
        if written.url_slug.is_empty() {
            written.url_slug = row.effective_url_slug;
        }
        if written.url_slug.is_empty() {
            written.url_slug = "draft".to_owned(); // no headline yet
        }
        let at = written.first_published_at.unwrap_or(now);
        let mut live = LiveStory::as_if_live(&written, at).ok_or_else(|| {
            Error::new("url-slug-missing", "The story has no URL slug yet.", "Write a headline first.")
        })?;
        let (mut edition, _) = shared(tx, &folder, now, Some(unkept))?;
        add_empty_lists(&mut edition);
        for id in linked_by(&edition, std::iter::once(&live)) {
            edition.known.extend(tx.shown(id)?.as_ref().map(known));
        }
        let media = media_of(tx, std::iter::once(&live), std::iter::empty())?;
        Shelf { folder: &folder, media: &media, avif: edition.settings.avif }.draw(&mut live);
        let page = Plan::new(&edition, theme)?.story(&live)?.into_iter().next();
        page.ok_or_else(|| {
            Error::new("page-missing", "The theme makes no page of a story.", "Look at its story.html.")
        })
    })
}
