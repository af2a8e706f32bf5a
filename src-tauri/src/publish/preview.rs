//! The site as it would be written now, page by page, for somebody who looks at it in the window:
//! any address of it, a front that is not kept yet, and a story that readers do not have yet.

use super::edition::{self, bring_up_to_date};
use super::theme;
use crate::Result;
use crate::newsroom::{FrontPage, Newsroom, Settings, check_settings};
use crate::site::PICTURES;
use crate::story::{StoryId, UtcMillis};
use std::collections::BTreeSet;

/// Where a story that readers do not have is shown: `draft-<its id>/index.html`, as deep as its page will be.
pub const DRAFT: &str = "draft-";

/// What is looked at before it is kept.
#[derive(Debug, Clone, Default)]
pub struct Unkept {
    /// The front page so arranged.
    pub front: Option<FrontPage>,
    /// The newsroom with these settings.
    pub settings: Option<Settings>,
}

/// The file that stands at a path of the site; none where there is none.
///
/// # Errors
/// Those of the theme, which name file, line and story; those of settings that cannot be kept.
pub fn preview(
    newsroom: &mut Newsroom,
    path: &str,
    unkept: Option<&Unkept>,
    now: UtcMillis,
) -> Result<Option<Vec<u8>>> {
    let nothing = Unkept::default();
    let unkept = unkept.unwrap_or(&nothing);
    let path = match path.trim_start_matches('/') {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    };
    if let Some(name) = path.strip_prefix(PICTURES).and_then(|rest| rest.strip_prefix('/')) {
        return Ok(super::pictures::made(newsroom.folder(), name));
    }
    if let Some(settings) = &unkept.settings {
        check_settings(settings)?;
    }
    let theme = theme::theme_of(newsroom.folder())?;
    let own = path.strip_prefix(DRAFT).and_then(|rest| rest.strip_suffix("/index.html"));
    if let Some(story) = own.and_then(|id| id.parse::<StoryId>().ok()) {
        return Ok(Some(edition::draft(newsroom, &theme, story, now, unkept)?.bytes));
    }
    bring_up_to_date(newsroom, now)?;
    let Some(key) = edition::page_at(newsroom, &theme, &path, now, unkept)? else { return Ok(None) };
    let keys = BTreeSet::from([key]);
    let (_, pages) =
        edition::gathered(|take| edition::few_with(newsroom, &theme, now, &keys, Some(unkept), take))?;
    Ok(pages.into_iter().find(|page| page.path == path).map(|page| page.bytes))
}
