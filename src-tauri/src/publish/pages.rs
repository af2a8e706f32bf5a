//! Pages of the site that are written as stories: begun from what stands at their address.

use super::edition::site_settings;
use super::theme::theme_of;
use crate::newsroom::{Changed, Newsroom, settings_row};
use crate::site::STANDING_PAGES;
use crate::story::profile::PAGE;
use crate::story::{StoryId, UtcMillis};
use crate::{Error, Result, body};
use serde::Serialize;
use uuid::Uuid;

/// A page that every site has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "desktop", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StandingPage {
    /// Its address.
    pub slug: &'static str,
    /// The story that it is written as; none: it is not.
    pub story: Option<StoryId>,
    /// Whether readers see that story.
    pub is_live: bool,
}

/// The pages that every site has, and the stories that they are written as.
pub fn standing_pages(newsroom: &mut Newsroom, now: UtcMillis) -> Result<Vec<StandingPage>> {
    newsroom.reading(|tx| {
        let page = |slug: &'static str| {
            let owner = tx.url_slug_owner(slug, StoryId(Uuid::nil()))?;
            let story = owner.map(|(story, _)| story);
            let is_live = story.map(|story| tx.live_story(story, now)).transpose()?.flatten().is_some();
            Ok(StandingPage { slug, story, is_live })
        };
        STANDING_PAGES.into_iter().map(page).collect()
    })
}

/// The story that the page at an address is written as, begun from what stands there where there is none.
///
/// # Errors
/// `page-unknown`.
pub fn write_page(newsroom: &mut Newsroom, slug: &str, now: UtcMillis) -> Result<(StoryId, Changed)> {
    let unknown = || {
        Error::new(
            "page-unknown",
            format!("“{slug}” is no page that every site has."),
            format!("Take one of these: {}.", STANDING_PAGES.join(", ")),
        )
    };
    let page =
        standing_pages(newsroom, now)?.into_iter().find(|page| page.slug == slug).ok_or_else(unknown)?;
    if let Some(story) = page.story {
        return Ok((story, Changed::default()));
    }
    let theme = theme_of(newsroom.folder())?;
    let settings = newsroom.reading(|tx| {
        let row = settings_row(tx)?;
        site_settings(&row.id, &row.settings)
    })?;
    let (name, text) = theme.standing_page(&settings, slug).ok_or_else(unknown)?;
    let (state, _) = newsroom.new_story(now)?;
    let (_, changed) = newsroom.edit_story(state.story.id, state.edit, now, |story| {
        story.profile = PAGE.to_owned();
        story.headline = name.clone();
        story.slug = slug.to_owned();
        story.url_slug = slug.to_owned();
        story.section = None;
        story.body = body::read(&text);
        Ok(())
    })?;
    Ok((state.story.id, changed))
}
