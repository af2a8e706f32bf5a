//! The site: an [`Edition`] in, pages out. Pure: no disk, no clock, no network.
//!
//! Writing the pages to a folder is `publish::folder`; reading the edition from the
//! newsroom is `publish`. The preview in the window is [`story_page`]: there is no
//! second renderer.

use crate::story::StoryId;
use crate::{Error, Result};
use rayon::prelude::*;

mod body_parts;
mod card;
mod dates;
mod edition;
mod feed;
mod front;
mod links;
mod list;
mod picture;
mod plan;
mod schema_org;
mod sitemap;
mod story;
mod text_pages;
mod theme;
mod words;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use dates::{DateStyle, Dates};
pub use edition::{
    Edition, LiveStory, RESERVED, Rendition, SiteSection, SiteSettings, Trending, is_device_name,
    is_site_address, keeps_for_itself,
};
pub use links::PICTURES;
pub use plan::{PageKey, Plan};
pub use theme::Theme;

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it stands in the site's folder, with `/`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What it is.
    pub kind: PageKind,
}

/// What a file of the site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageKind {
    /// The theme's own files: style sheet, icons, robots.txt.
    Theme,
    /// A story.
    Story,
    /// About us, privacy, terms, the 404 page.
    Text,
    /// A list of stories: a section front or a page of older stories.
    List,
    /// The front page.
    Front,
    /// An RSS feed.
    Feed,
    /// The sitemaps, for people and for search engines.
    Sitemap,
}

impl PageKind {
    /// Whether it points at other pages, and so is written after them.
    pub fn points_at_others(self) -> bool {
        matches!(self, Self::List | Self::Front | Self::Feed | Self::Sitemap)
    }
}

/// The whole site in the default theme, in the order in which it is to be written:
/// what is pointed at before what points.
pub fn render(edition: &Edition) -> Result<Vec<Page>> {
    render_with(edition, &Theme::built_in()?)
}

/// The whole site in that theme.
pub fn render_with(edition: &Edition, theme: &Theme) -> Result<Vec<Page>> {
    let plan = Plan::new(edition, theme)?;
    plan.keys().par_iter().map(|key| plan.page(*key)).collect()
}

/// One story's page as the whole site would have it: the preview.
pub fn story_page(edition: &Edition, theme: &Theme, story: StoryId) -> Result<Page> {
    let plan = Plan::new(edition, theme)?;
    let place = edition.stories.iter().position(|live| live.id == story).ok_or_else(|| {
        Error::new("story-not-found", "That story is not in this edition.", "Open it again from the desk.")
    })?;
    plan.page(PageKey::Story(place))
}
