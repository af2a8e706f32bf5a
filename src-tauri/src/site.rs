//! The site: an [`Edition`] in, pages out. Pure: no disk, no clock, no network.
//!
//! Stories come one by one ([`Plan::story`]), lists are made of cards that were made of stories
//! ([`Plan::make_card`]), so that a site of any size takes little memory. Writing the pages to a
//! folder is `publish::folder`; reading the edition from the newsroom is `publish`. The preview in
//! the window is the same [`Plan::story`]: there is no second renderer.

mod body_parts;
mod card;
mod dates;
mod dress;
mod edition;
mod feed;
mod front;
mod head;
mod json;
mod kept;
mod links;
mod list;
mod manifest;
mod ninjs;
mod picture;
mod plan;
mod put_right;
mod redirects;
mod running;
mod schema_org;
mod search;
mod sitemap;
mod story;
mod teaser;
mod text_pages;
mod theme;
mod words;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use dates::{DateStyle, Dates};
pub use dress::{Accent, Colour, Face, Paper, READABLE, SiteDress, SiteLogo, contrast_figure};
pub use edition::{
    Edition, Front, Known, LiveStory, PictureRights, RESERVED, Rendition, STANDING_PAGES, SiteSection,
    SiteSettings, Trending, is_device_name, is_page_address, is_site_address, is_story_address,
};
pub use feed::{FEEDS, in_a_feed};
pub use front::{ARRANGED, ON_A_FRONT};
pub use links::PICTURES;
pub use list::{List, Members, NEWEST, PER_PAGE, numbered_pages, page_of, places};
pub use plan::{PageKey, Plan, story_files, story_path};
pub use put_right::PutRight;
pub use search::{Found, IN_A_PART, words_of_story};
pub use sitemap::{Entry, IN_A_SITEMAP, NEWS_MOST, NEWS_MS, NewsEntry};
pub use teaser::{FORM, ListKind, Membership, Teaser, TeaserPicture, targets};
pub use theme::{Theme, default_files};

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it stands in the site's folder, with `/`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}
